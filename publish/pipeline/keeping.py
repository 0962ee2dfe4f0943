"""What lies where an output shall go: the last run's output of this source is replaced, nothing else is lost."""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from publish.inputs import read_input
from publish.model import Finding, FindingKind
from publish.output.delivery import NAME_BYTES, deliver
from publish.output.stamp import identify, read_stamp, stamp
from publish.pipeline.sources import distinct_names

EDITED = "修改过"


def is_of_another(target: Path, sources: Collection[Path]) -> bool:
    """Whether an output of none of these sources lies there, as it was made."""
    made_of = read_stamp(target)
    return bool(made_of) and made_of not in {identify(source) for source in sources}


def choose_free(source: Path, wanted: Path) -> Path:
    """Where the output goes: the wanted place, or beside the output of another source that has the same title."""
    taken: list[Path] = []
    target = wanted
    while is_of_another(target, [source]):
        taken.append(target)
        target = distinct_names([(source, wanted)], taken)[source]
    return target


def keep_edited(target: Path, data: bytes, known: bool) -> tuple[Finding, ...]:
    """Before `data` replace what lies there: keep it beside, `标题（修改过）.docx`, and say so, unless it is an output
    as it was made (`known`: the memory of the last run says so). Raises OutputError."""
    if known or not target.is_file() or read_stamp(target) or _holds(target, data):
        return ()
    kept = _put_beside(target)
    message = f"原来的“{target.name}”修改过，或不是由这篇做成的，没有覆盖，已改名为“{kept.name}”"
    return (Finding(FindingKind.WARNING, message, code="kept-edited"),)


def _holds(target: Path, data: bytes) -> bool:
    """Whether a file holds just these bytes; nothing larger than they are is read."""
    with suppress(OSError):
        return target.stat().st_size == len(data) and read_input(target, len(data)) == data
    return False


def put(data: bytes, target: Path, source: Path) -> tuple[Finding, ...]:
    """Deliver what was made of a source, marked as such; what somebody edited or brought there is kept beside it, and
    told. Raises OutputError."""
    data = stamp(data, source)
    kept = keep_edited(target, data, known=False)
    deliver(data, target)
    return kept


def _put_beside(target: Path) -> Path:
    for number in itertools.count(1):
        mark = f"（{EDITED}{number if number > 1 else ''}）{target.suffix}"
        stem = target.stem.encode()[: NAME_BYTES - len(mark.encode())].decode(errors="ignore")
        kept = target.with_name(stem + mark)
        if os.path.lexists(kept):
            continue
        try:
            os.link(target, kept)  # the old file keeps its place until the new one is whole
        except FileExistsError:
            continue
        except OSError:  # a file system without links
            deliver(target.read_bytes(), kept)
        return kept
    raise AssertionError
