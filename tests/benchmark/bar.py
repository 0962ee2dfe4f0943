"""The bar: nothing under 1 MB over 20 s of processors or 1 GB. python -m tests.benchmark.bar [--kind W] [--command C]

Every kind of content with every command, cold, at the greatest size below a megabyte that the command does not refuse
(exit code 3). Prints processor seconds of all processes and the memory of the largest, of the refusals met on the way
too; leaves with 1 where a row is above the bar.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmark.growth import COMMANDS, MOST_BYTES, REFUSED, Cost, select, try_kind
from tests.benchmark.kinds import Kind

SECONDS, MEGABYTES = 20, 1024
NEAR = 1.07  # how far apart the greatest accepted size and the least refused may be left


def find_most(kind: Kind, command: str, folder: Path) -> tuple[int, Cost]:
    """The bytes of the greatest source of a kind that a command takes, and the most that this or a refusal took."""
    most = Cost(0, 0, REFUSED)

    def takes(times: int) -> bool:
        nonlocal most
        cost = try_kind(kind, times, command, folder)
        code = most.code if cost.code == REFUSED else cost.code
        most = Cost(max(most.seconds, cost.seconds), max(most.megabytes, cost.megabytes), code)
        return cost.code != REFUSED

    def fits(times: int) -> bool:
        return len(kind.make(times)) <= MOST_BYTES

    above = 2
    while fits(above):
        above *= 2
    largest = halve(above // 2, above, fits)
    taken = largest if takes(largest) else halve(0, largest, takes)
    return len(kind.make(taken)), most


def halve(good: int, bad: int, is_good: Callable[[int], bool]) -> int:
    """The greatest good number between a good and a bad one, or nearly (NEAR)."""
    while bad > NEAR * good and bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if is_good(middle) else (good, middle)
    return good


def main() -> None:
    """Print the table for the kinds and commands asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", action="append", default=[], help="only kinds whose name holds this")
    parser.add_argument("--command", action="append", choices=COMMANDS)
    options = parser.parse_args()
    print(f"{'kind':36} {'command':8} {'KB':>7} {'CPU s':>7} {'MB':>6} exit")
    above = 0
    with tempfile.TemporaryDirectory() as name:
        for kind in select(options.kind):
            for command in options.command or COMMANDS:
                size, cost = find_most(kind, command, Path(name))
                high = cost.seconds > SECONDS or cost.megabytes > MEGABYTES or cost.code not in (0, 1, REFUSED)
                above += high
                figures = f"{size / 1000:7.0f} {cost.seconds:7.2f} {cost.megabytes:6.0f} {cost.code}"
                print(f"{kind.name:36} {command:8} {figures}{'  !' if high else ''}", flush=True)
    sys.exit(above > 0)


if __name__ == "__main__":
    main()
