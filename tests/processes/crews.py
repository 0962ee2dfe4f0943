"""A crew at work on a row of jobs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

from publish.processes.crew import Crew
from publish.processes.worker import Job, Limits, Result, Value


def run_batch(
    jobs: Iterable[Job], work: Callable[[Job], Value], workers: int, limits: Limits | None = None
) -> Iterator[Result[Job, Value]]:
    """Do `work` on every job in `workers` processes, yielding each result as it comes; no job stops another."""
    queue, crew = iter(jobs), Crew(work, limits or Limits())
    try:
        while True:
            for job in itertools.islice(queue, workers - crew.busy):
                crew.begin(job)
            if not crew.busy:
                return
            yield from crew.collect()
    finally:
        crew.dismiss()
