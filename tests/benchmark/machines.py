"""A batch on three machines of which one dies, one is cut off and the scheduler is started again, beside the same batch
on this one: python -m tests.benchmark.machines [--files 5000]   (as root, for network namespaces; `make cluster` first)

The machines are network namespaces with addresses of their own, their workers loops of the shell as README.md has them.
One file in a hundred is broken. It prints how long both batches took, and fails unless every good file is there byte
for byte as this machine makes it and every broken one is named.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests import SEED, TOP

NETWORK, PORT = "10.77.0", 8786
BRIDGE = "publish0"
MACHINES = ("publish-a", "publish-b", "publish-c")
BROKEN_EVERY = 100
CUT_SECONDS, DOWN_SECONDS = 30, 3
ENVIRONMENT = os.environ | {"PYTHONPATH": str(TOP)}


def run(*words: str) -> None:
    """A command of the system; it must succeed."""
    subprocess.run(words, check=True)


@contextmanager
def network() -> Iterator[None]:
    """A bridge with this machine's address, and each of MACHINES behind a cable of its own."""
    try:
        run("ip", "link", "add", BRIDGE, "type", "bridge")
        run("ip", "address", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
        run("ip", "link", "set", BRIDGE, "up")
        for number, name in enumerate(MACHINES):
            cable, inside = f"publish1{number}", f"publish2{number}"
            run("ip", "netns", "add", name)
            run("ip", "link", "add", cable, "type", "veth", "peer", "name", inside)
            run("ip", "link", "set", inside, "netns", name)
            run("ip", "link", "set", cable, "master", BRIDGE, "up")
            run("ip", "-n", name, "address", "add", f"{NETWORK}.{number + 2}/24", "dev", inside)
            run("ip", "-n", name, "link", "set", inside, "up")
            run("ip", "-n", name, "link", "set", "lo", "up")
        yield
    finally:
        for name in MACHINES:
            subprocess.run(["ip", "netns", "del", name], check=False)
        subprocess.run(["ip", "link", "del", BRIDGE], check=False)


def start(*words: str) -> subprocess.Popen[bytes]:
    """A program with what it starts in a group of its own."""
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, env=ENVIRONMENT, start_new_session=True, stdout=quiet, stderr=quiet)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Pull the plug."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def start_scheduler() -> subprocess.Popen[bytes]:
    """A scheduler at this machine's address."""
    program = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard")
    return start(*program, "--host", f"{NETWORK}.1", "--port", str(PORT))


def start_machine(name: str) -> subprocess.Popen[bytes]:
    """A machine whose worker is started again whenever it ends."""
    worker = f"{sys.executable} -m distributed.cli.dask_worker tcp://{NETWORK}.1:{PORT} --no-nanny --no-dashboard"
    loop = f"while :; do {worker} --nthreads 1 --memory-limit 0; sleep 2; done"
    return start("ip", "netns", "exec", name, "sh", "-c", loop)


def write_sources(folder: Path, count: int) -> set[str]:
    """Short speeches, each with a title of its own; the names of those that are broken."""
    folder.mkdir()
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    broken = set()
    for number in range(count):
        if number % BROKEN_EVERY:
            text = [f"在第{number}次会议上的讲话", *lines[1 : 4 + number % 3]]
            (folder / f"{number:05}.txt").write_text("\n".join(text), encoding="utf-8")
        else:
            (folder / f"{number:05}.docx").write_bytes(b"PK\3\4 cut off")
            broken.add(f"{number:05}.docx")
    return broken


def make(folder: Path, made: Path, *options: str) -> tuple[float, set[str]]:
    """How many seconds the batch takes, and the names of the files that failed."""
    report = made.with_suffix(".json")
    began = time.monotonic()
    words = [sys.executable, "-m", "publish", "pdf", *map(str, (folder, "-o", made, "--report", report)), *options]
    done = subprocess.run(words, env=ENVIRONMENT, check=False, capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 7):
        raise SystemExit(f"{done.returncode}: {done.stderr[-2000:]}")
    told = json.loads(report.read_text(encoding="utf-8"))
    return seconds, {Path(each["source"]).name for each in told["failed"]}


def disturb(made: Path, count: int, scheduler: list[subprocess.Popen[bytes]], first: subprocess.Popen[bytes]) -> None:
    """A machine dies at a fifth of the batch, another is cut off at two fifths, the scheduler stops at three."""

    def wait_for(share: float) -> None:
        while len(list(made.glob("*.pdf"))) < share * count:
            time.sleep(0.5)

    wait_for(0.2)
    kill(first)
    print("one machine has died", flush=True)
    wait_for(0.4)
    run("ip", "link", "set", "publish11", "down")
    time.sleep(CUT_SECONDS)
    run("ip", "link", "set", "publish11", "up")
    print(f"another was cut off for {CUT_SECONDS} s", flush=True)
    wait_for(0.6)
    kill(scheduler[0])
    time.sleep(DOWN_SECONDS)
    scheduler[0] = start_scheduler()
    print("the scheduler was started again", flush=True)


def compare(here: Path, there: Path) -> list[str]:
    """The names of files that are not the same in both folders."""
    names = {path.name for folder in (here, there) for path in folder.glob("*.pdf")}
    return sorted(
        name
        for name in names
        if not (here / name).exists()
        or not (there / name).exists()
        or (here / name).read_bytes() != (there / name).read_bytes()
    )


def main() -> None:
    """Both batches, and what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--files", type=int, default=5000)
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        broken = write_sources(folder / "sources", count)
        here, failed = make(folder / "sources", folder / "here", "--jobs", "2")
        print(f"here: {here:.0f} s, {len(failed)} refused", flush=True)
        stack.enter_context(network())
        scheduler = [start_scheduler()]
        stack.callback(lambda: kill(scheduler[0]))
        machines = [start_machine(name) for name in MACHINES]
        for machine in machines[1:]:
            stack.callback(kill, machine)
        made = folder / "there"
        trouble = threading.Thread(target=disturb, args=(made, count, scheduler, machines[0]), daemon=True)
        trouble.start()
        there, lost = make(folder / "sources", made, "--cluster", f"tcp://{NETWORK}.1:{PORT}")
        print(f"on three machines: {there:.0f} s, {len(lost)} refused", flush=True)
        wrong = compare(folder / "here", made)
        if trouble.is_alive() or wrong or lost != broken or failed != broken:
            raise SystemExit(f"not the same: {wrong[:10]} {sorted(lost ^ broken)[:10]} {trouble.is_alive()}")
        print(f"{count - len(broken)} files are the same, {len(broken)} broken ones are named")


if __name__ == "__main__":
    main()
