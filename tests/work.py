"""Work measured so that a slow or busy machine changes nothing: calls counted, times compared with each other."""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable
from types import FrameType

TICK = 1e-4  # seconds; what takes less may measure as nothing
PATIENCE = 12  # times as many rounds before a ratio is called too high


def count_calls(action: Callable[[], object]) -> int:
    """How many functions, Python's own included, `action` calls."""
    calls = 0

    def note(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


def time_ratio(
    reference: Callable[[], object], action: Callable[[], object], enough: float, times: int = 1, rounds: int = 1
) -> float:
    """How many times the processor time of `reference` the action takes: the best of each, run by turns.

    A busy machine only ever makes a run slower, so the best of many is near the truth: what is below `enough` after
    `rounds` is taken at once, what is not is tried again up to `PATIENCE` times as often. The reference is run `times`
    times in a row, so that it takes about as long as the action: of two runs the longer meets more of what disturbs.
    The collector of garbage is off; its time grows with what earlier tests left behind.
    """
    best = [math.inf, math.inf]
    collecting = gc.isenabled()
    gc.disable()
    try:
        for number in range(PATIENCE * rounds):
            for which, (run, repeated) in enumerate(((reference, times), (action, 1))):
                began = time.process_time()
                for _ in range(repeated):
                    run()
                best[which] = min(best[which], (time.process_time() - began) / repeated)
            if number + 1 >= rounds and best[1] < enough * max(best[0], TICK):
                break
    finally:
        if collecting:
            gc.enable()
    return best[1] / max(best[0], TICK)
