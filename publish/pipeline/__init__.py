"""The walk of a speech: resolve, read, recognise, check, write, verify, deliver. The only orchestrator.

What few runs need (handouts, mails, watching) stands in modules of its own, imported by the commands for them.
"""

from publish.pipeline.inspection import (
    check,
    check_many,
    comment,
    describe_structure,
    explain_structure,
    fix,
    write_side_file,
)
from publish.pipeline.many import LocalHands, build_many
from publish.pipeline.one import build, find_unchanged, make, prepare
from publish.pipeline.request import Request, gather_sources, list_sources, list_unprocessed, spare_sources

__all__ = [
    "LocalHands",
    "Request",
    "build",
    "build_many",
    "check",
    "check_many",
    "comment",
    "describe_structure",
    "explain_structure",
    "find_unchanged",
    "fix",
    "gather_sources",
    "list_sources",
    "list_unprocessed",
    "make",
    "prepare",
    "spare_sources",
    "write_side_file",
]
