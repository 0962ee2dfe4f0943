"""Work measured so that a slow or busy machine changes nothing: calls counted, times compared with each other."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from types import FrameType

TICK = 1e-4  # seconds; what takes less may measure as nothing


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


def time_ratio(reference: Callable[[], object], action: Callable[[], object], rounds: int = 5) -> float:
    """How many times the processor time of `reference` the action takes: the best of each, run by turns."""
    best = [math.inf, math.inf]
    for _ in range(rounds):
        for which, run in enumerate((reference, action)):
            began = time.process_time()
            run()
            best[which] = min(best[which], time.process_time() - began)
    return best[1] / max(best[0], TICK)
