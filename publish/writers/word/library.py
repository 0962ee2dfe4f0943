"""python-docx, loaded quickly: whoever is about to write a Word file opens this door first.

Half of the time a Word file takes goes into its import; OpenSSL, which it wants for the checksums of pictures only, is
left out of it.
"""

from __future__ import annotations

import importlib

from publish.writers.weasyprint.deferral import deferring


def load_docx() -> None:
    """Import python-docx once."""
    with deferring("hashlib"):
        importlib.import_module("docx")
