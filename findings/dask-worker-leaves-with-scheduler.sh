#!/bin/sh
# One would guess: a `dask worker`, whose nanny restarts a worker that ends, comes back to a scheduler that was killed
# and started again at the same address, as the Client does; or that it ends with an error, so that a supervisor that
# restarts what failed (systemd's Restart=on-failure) starts it anew.
# What happens: worker and nanny leave at once, with exit code 0. The Client does reconnect, but every Future it had is
# cancelled, what was done as well as what was not. So a cluster that shall outlive its scheduler needs Restart=always
# for the workers, and a client that sends again whatever comes back cancelled.
# Seen with: distributed 2026.8.0, dask 2026.8.0 (PyPI); "Worker reconnection is not supported", distributed/worker.py.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check distributed==2026.8.0 dask==2026.8.0
cd "$work"
cat >run.py <<'PY'
import logging
import os
import signal
import socket
import subprocess
import sys
import time

import dask.config

dask.config.set({"logging": {"distributed": "critical"}})
from distributed import Client

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = str(free.getsockname()[1])
address = f"tcp://127.0.0.1:{port}"


def start(kind, *words):
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words, "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, start_new_session=True, **quiet)


def end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


if __name__ == "__main__":
    started = [start("scheduler", "--host", "127.0.0.1", "--port", port), start("worker", address, "--nthreads", "1")]
    try:
        client = Client(address, timeout=60)
        client.wait_for_workers(1, timeout=60)
        done, waiting = client.submit(int, 1, pure=False), client.submit(time.sleep, 600, pure=False)
        done.result()
        end(started[0])
        started.append(start("scheduler", "--host", "127.0.0.1", "--port", port))
        code = started[1].wait(60)
        patience = time.monotonic() + 60
        while client.status != "running" and time.monotonic() < patience:
            time.sleep(0.1)
        seen = {"worker's exit code": code, "client": client.status, "futures": [done.status, waiting.status]}
        print(seen)
    finally:
        for process in started:
            end(process)
    os._exit(list(seen.values()) != [0, "running", ["cancelled", "cancelled"]])
PY
"$work/venv/bin/python" run.py
