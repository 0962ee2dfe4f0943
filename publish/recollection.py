"""What follows from a few files alone, kept between runs: a style from its tokens, the characters of a font.

It lies pickled in the user's cache folder, which nobody else can write; what is not kept there, or was kept by another
version, is made as ever. Whoever asks says all that it follows from: the texts, or paths with dates and sizes, and the
same of the modules that make it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from publish import __version__
from publish.paths import private_folder, read_private, write_private
from publish.plain import is_plain

MOST = 64  # kept of each kind
VERSION = f"{__version__} {sys.version} {sys.byteorder} 1"
DAMAGED = (ValueError, TypeError, EOFError, AttributeError, ImportError, IndexError, KeyError, pickle.UnpicklingError)

T = TypeVar("T")


def recall(kind: str, told: str, make: Callable[[], T]) -> T:
    """What an earlier run made of all that is `told`, else what `make` makes of it now, which is kept. `kind`: the
    folder it is kept in. Raises what `make` raises."""
    folder = None if is_plain() else private_folder(kind)
    if folder is None:
        return make()
    from hashlib import sha256  # loads OpenSSL, which whoever writes a Word file need not wait for

    path = folder / sha256(told.encode(errors="surrogatepass")).hexdigest()[:40]
    data = read_private(path, VERSION)
    if data is not None:
        with suppress(*DAMAGED):
            known: T = pickle.loads(data)
            return known
    made = make()
    with suppress(OSError):
        write_private(path, pickle.dumps(made), VERSION)
        _forget_others(folder)
    return made


def _forget_others(folder: Path) -> None:
    """Remove what was kept first when there is too much."""
    kept = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)
    for path in kept[:-MOST]:
        path.unlink(missing_ok=True)
