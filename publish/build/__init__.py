"""The walk of a speech: resolve, read, recognise, check, write, verify, deliver. The only orchestrator."""

from publish.build.handing import Folding, Posting, build_handout, build_mail
from publish.build.making import (
    build,
    check,
    check_many,
    describe_structure,
    explain_structure,
    find_unchanged,
    make,
    prepare,
    write_side_file,
)
from publish.build.many import build_many
from publish.build.request import Request, list_sources, list_unprocessed, spare_sources
from publish.build.watching import watch

__all__ = [
    "Folding",
    "Posting",
    "Request",
    "build",
    "build_handout",
    "build_mail",
    "build_many",
    "check",
    "check_many",
    "describe_structure",
    "explain_structure",
    "find_unchanged",
    "list_sources",
    "list_unprocessed",
    "make",
    "prepare",
    "spare_sources",
    "watch",
    "write_side_file",
]
