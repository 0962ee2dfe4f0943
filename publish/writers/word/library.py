"""python-docx, loaded quickly: whoever is about to write a Word file opens this door first.

Half of the time a Word file takes goes into its import. Left out of it are OpenSSL, which it wants for the checksums of
pictures, and `typing_extensions`, whose names every Python we run on has in `typing`.
"""

from __future__ import annotations

import importlib
import sys
import typing
from collections.abc import Iterator
from contextlib import contextmanager

from publish.writers.weasyprint.deferral import deferring

NEWER_TYPES = "typing_extensions"


def load_docx() -> None:
    """Import python-docx once."""
    try:
        with deferring("hashlib"), _own_types():
            importlib.import_module("docx")
    except ImportError:  # a python-docx that asks for newer types than we have
        importlib.import_module("docx")


@contextmanager
def _own_types() -> Iterator[None]:
    """Let Python's own module of types stand for the newer one, unless that is loaded."""
    if NEWER_TYPES in sys.modules:
        yield
        return
    sys.modules[NEWER_TYPES] = typing
    try:
        yield
    finally:
        del sys.modules[NEWER_TYPES]
