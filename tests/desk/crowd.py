"""Many users at once: each puts in a text of his own, corrects it, looks, takes away; was anything mixed up, how long
did the first page take, how much memory was used.  `python -m tests.desk.crowd 50 120` for 50 users and two minutes."""

from __future__ import annotations

import asyncio
import io
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pypdfium2

from tests import SEED
from tests.children import list_children
from tests.desk.benches import serving

PATIENCE = 120.0
PAUSE = 4.0  # seconds a user reads between two steps, at most


@dataclass
class Tally:
    """What came of it: times of first pages and of changes in seconds, failures, the most memory in bytes."""

    first: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    memory: int = 0
    killed: int = 0


async def visit(address: str, user: int, until: float, tally: Tally) -> None:
    """One user, who comes again and again until the time is up."""
    base = f"http://{urlsplit(address).netloc}"
    rounds = random.Random(user)
    await asyncio.sleep(rounds.random() * PAUSE)
    async with httpx2.AsyncClient(base_url=base, headers={"Origin": base}, timeout=PATIENCE) as client:
        desk = str((await client.get(urlsplit(address).path, follow_redirects=True)).url)
        for visit in range(1_000):
            try:
                await _work(client, desk, f"甲{user}乙{visit}丙", rounds, tally)
            except (httpx2.HTTPError, AssertionError, KeyError) as error:
                tally.failures.append(f"{type(error).__name__}: {error}"[:200])
            if time.monotonic() > until:
                break
            await asyncio.sleep(rounds.random() * PAUSE)
        await client.post(f"{desk}close")


async def _work(client: httpx2.AsyncClient, desk: str, mark: str, rounds: random.Random, tally: Tally) -> None:
    text = _text(mark, rounds)
    began = time.monotonic()
    answer = await client.post(f"{desk}files", files={"file": (f"{mark}.txt", text.encode())})
    (paper,) = answer.json()["papers"]
    state = await _settle(client, desk, paper)
    picture = await client.get(f"{desk}{paper['number']}/{state['look']}/2/0.png")
    tally.first.append(time.monotonic() - began)
    assert picture.content.startswith(b"\x89PNG"), "no picture"
    assert mark in state["fields"]["title"], "another's title"
    began = time.monotonic()
    step = {"kind": "fill", "blank": "×", "value": f"填{mark}"}
    state = await _settle(client, desk, (await client.post(f"{desk}{paper['number']}/step", json=step)).json())
    tally.changes.append(time.monotonic() - began)
    state = await _settle(client, desk, state, "checking")
    pdf = (await client.get(f"{desk}{paper['number']}/take/pdf")).content
    printed = "".join(
        "".join(p.get_textpage().get_text_range().split()) for p in pypdfium2.PdfDocument(io.BytesIO(pdf))
    )
    assert f"填{mark}" in printed, "not filled"
    assert printed.count("乙") == printed.count(mark), "another's text"
    await client.post(f"{desk}{paper['number']}/remove")


def _text(mark: str, rounds: random.Random) -> str:
    lines = SEED.read_text(encoding="utf-8").splitlines()[2:]
    chosen = lines[: rounds.randint(2, len(lines))]
    return f"关于{mark}的讲话\n" + "\n".join(chosen).replace("乙", "") + "\n建设美好×。\n"


async def _settle(
    client: httpx2.AsyncClient, desk: str, state: dict[str, Any], until: str = "working"
) -> dict[str, Any]:
    while state[until]:
        answer = await client.get(f"{desk}{state['number']}/state?after={state['version']}")
        state = dict(answer.json())
    assert not state["error"], state["error"]
    return state


def gather(users: int, seconds: float, folder: Path) -> Tally:
    """Let so many users work for so long; one worker is killed in the middle."""
    tally = Tally()
    with serving(folder) as (process, address):
        asyncio.run(_gather(users, seconds, address, process.pid, tally))
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
    return tally


async def _gather(users: int, seconds: float, address: str, server: int, tally: Tally) -> None:
    until = time.monotonic() + seconds
    crowd = asyncio.gather(*(visit(address, user, until, tally) for user in range(users)))
    while not crowd.done():
        processes = [server, *(int(child.split()[0]) for child in list_children(server))]
        tally.memory = max(tally.memory, sum(map(_memory, processes)))
        if time.monotonic() > until - seconds / 2 and not tally.killed and len(processes) > 1:
            os.kill(processes[-1], signal.SIGSEGV)
            tally.killed = 1
        await asyncio.sleep(0.5)
    await crowd


def _memory(process: int) -> int:
    """Proportional set size."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))) * 1024


def main() -> None:
    """Print the figures."""
    users, seconds = int(sys.argv[1]), float(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        tally = gather(users, seconds, Path(folder))
        left = list(Path(folder).iterdir())
    print(f"{users} users, {seconds:g} s: {len(tally.first)} texts, {len(tally.failures)} failed, {left=}")
    for name, times in (("first page", tally.first), ("change", tally.changes)):
        if times:
            worst = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
            print(f"{name}: median {statistics.median(times):.2f} s, 95 % within {worst:.2f} s")
    print(
        f"memory: at most {tally.memory >> 20} MB (PSS of the server and its workers); workers killed: {tally.killed}"
    )
    print("\n".join(tally.failures[:10]))


if __name__ == "__main__":
    main()
