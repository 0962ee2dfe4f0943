"""How processor time and memory grow with the text: python -m tests.benchmark.growth [--kind WORD] [--command pdf]

Every kind of content at 1, 2, 4 and 8 times a size, cold processes: the kind's own, doubled until the smallest takes
ENOUGH or the largest would be above a megabyte. What a text of one line takes is subtracted. The exponent is that of
the power of the size the rest grows by, from the least squares through the four points: 1 is in proportion, 2 by the
square. Kinds too quick to measure show no exponent.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.kinds import KINDS, Kind
from tests.benchmark.other_kinds import OTHER_KINDS

MAKING = {"pdf": ["--force"], "docx": ["--force"], "ofd": ["--force"], "handout": [], "compare": []}
MAKING["mail"] = ["--to", "a@example.cn"]
COMMANDS = ("outline", "check", *MAKING)
TIMES = (1, 2, 4, 8)
LEAST_SECONDS = 0.05  # of a point above the text of one line: what takes less is noise
ENOUGH = 0.5  # seconds the smallest shall take above the text of one line; of less an exponent says little
MOST_BYTES = 1_000_000
BOUND = 1.15
REFUSED = 3  # the exit code of what is too much; what a refusal takes says nothing
LINE = Kind("one line", ".txt", lambda _: "讲话\n同志们：\n".encode())
SECONDS = 120  # of processor time, after which a run is ended


class Cost(NamedTuple):
    """What a run took: processor seconds, megabytes at its highest, exit code."""

    seconds: float
    megabytes: float
    code: int


def try_kind(kind: Kind, times: int, command: str, folder: Path) -> Cost:
    """What one cold run on so many times the content takes; `compare` has it before and after a change."""
    sources = [folder / f"0{kind.suffix}"]
    sources[0].write_bytes(kind.make(times))
    if command == "compare":
        sources.append(folder / f"1{kind.suffix}")
        sources[1].write_bytes(kind.make(max(1, times * 7 // 8)).replace("甲".encode(), "乙".encode()))
    return run(command, sources)


def run(command: str, sources: Sequence[Path]) -> Cost:
    """What one cold run takes, its children included."""
    words = [sys.executable, "-m", "publish", command, *map(str, sources)]
    if command in MAKING:
        words += ["-o", f"{sources[0].parent / 'out' / command}/", *MAKING[command]]
    read, write = os.pipe()
    measured = os.fork()
    if not measured:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        code = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024} {code}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as result:
        seconds, megabytes, left = map(float, result.read().split())
    os.waitpid(measured, 0)
    return Cost(seconds, megabytes, int(left))


def exponent(costs: list[float], nothing: float) -> float | None:
    """The power of the size by which costs above `nothing` grow."""
    points = [
        (math.log(times), math.log(cost - nothing))
        for times, cost in zip(TIMES, costs, strict=True)
        if cost - nothing >= LEAST_SECONDS
    ]
    if len(points) < 2:
        return None
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return slope


def measure(kind: Kind, command: str, folder: Path, nothing: float) -> str:
    """A line of the table."""

    def cost(times: int) -> Cost:
        return try_kind(kind, times, command, folder)

    base, first = 1, cost(1)
    while first.seconds - nothing < ENOUGH and len(kind.make(2 * base * TIMES[-1])) <= MOST_BYTES:
        base *= 2
        first = cost(base)
    costs = [first, *(cost(base * times) for times in TIMES[1:])]
    size = len(kind.make(base * TIMES[-1]))
    power = exponent([nothing if cost.code == REFUSED else cost.seconds for cost in costs], nothing)
    seconds = " ".join(f"{cost.seconds:7.2f}" for cost in costs)
    memory = max(cost.megabytes for cost in costs)
    mark = "" if power is None or power <= BOUND else "  !"
    codes = "".join(sorted({str(cost.code) for cost in costs}))
    shown = "  –  " if power is None else f"{power:5.2f}"
    return f"{kind.name:32} {command:8} {size / 1000:7.0f} {seconds} {memory:6.0f} {shown} {codes}{mark}"


def rows(kinds: Iterable[Kind], commands: Sequence[str]) -> Iterator[str]:
    """The table, line by line."""
    yield f"{'kind':32} {'command':8} {'KB at 8':>7} {'CPU s at 1, 2, 4, 8':>31} {'MB':>6} power exit"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        nothing = {}
        for command in commands:
            nothing[command] = min(try_kind(LINE, 1, command, folder).seconds for _ in range(3))
        for kind in kinds:
            for command in commands:
                yield measure(kind, command, folder, nothing[command])


def select(words: Sequence[str]) -> Iterator[Kind]:
    """The kinds whose name holds one of the words; all where there are none."""
    return (kind for kind in (*KINDS, *OTHER_KINDS) if not words or any(word in kind.name for word in words))


def main() -> None:
    """Print the table for the kinds and commands asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", action="append", default=[], help="only kinds whose name holds this")
    parser.add_argument("--command", action="append", choices=COMMANDS)
    options = parser.parse_args()
    for row in rows(select(options.kind), options.command or COMMANDS):
        print(row, flush=True)


if __name__ == "__main__":
    main()
