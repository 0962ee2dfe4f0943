"""Regular expressions compiled once per machine instead of at every start, as Python keeps compiled modules.

Our rooms and the libraries bring 250 patterns, which Python compiles in 0.15 s. Their compiled form is kept in the
user's cache folder, for this very Python only; what is not kept, or does not fit, is compiled as ever. Only patterns
of modules are kept, never one made while a document is read.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

MOST = 2_000  # patterns kept: eight times as many as there are
# Words of compiled code are kept as bytes, which load at once, while a list is loaded number by number.
WORD: Final = "I"
WORD_BYTES = 4
CHECK_BYTES = 4

# Pattern and flags -> final flags, code, and what `_sre.compile` takes after it.
Patterns = dict[tuple[str | bytes, int], tuple[Any, ...]]


@contextmanager
def remembered_patterns() -> Iterator[None]:
    """Let `re` look up compiled patterns while the block lasts; at its end, keep those that were new."""
    try:
        compiler: Any = import_module("re._compiler")
        sre, compile_anew, debug = compiler._sre, compiler.compile, int(compiler.SRE_FLAG_DEBUG)
    except (ImportError, AttributeError):  # a Python of another shape
        yield
        return
    known = _load(sre.MAGIC)
    count = len(known)
    made: list[tuple[Any, ...]] = []

    def make(pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        made.append((int(flags), b"".join(word.to_bytes(WORD_BYTES, sys.byteorder) for word in code), *groups))
        return sre.compile(pattern, flags, code, *groups)

    def compile_pattern(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str | bytes) or flags & debug:
            return compile_anew(pattern, flags)
        key = (pattern, int(flags))
        if key in known:
            final, words, *groups = known[key]
            return sre.compile(pattern, final, memoryview(words).cast(WORD).tolist(), *groups)
        made.clear()
        compiled = compile_anew(pattern, flags)
        if len(made) == 1 and _is_importing():
            known[key] = made[0]
        return compiled

    compiler._sre = SimpleNamespace(**(vars(sre) | {"compile": make}))
    compiler.compile = compile_pattern
    try:
        yield
    finally:
        compiler._sre, compiler.compile = sre, compile_anew
        if count < len(known) <= MOST:
            _store(known, sre.MAGIC)


def _is_importing() -> bool:
    """Whether a module is being loaded: a pattern made later may hold a document's words, which nobody may keep."""
    frame = sys._getframe(1)
    while frame.f_back:
        frame = frame.f_back
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
    return False


def _python(magic: int) -> bytes:
    """What distinguishes this Python from any other whose compiled patterns differ."""
    return f"{sys.version} {sys.platform} {magic} {sys.maxsize} {WORD}".encode()


def _path(magic: int) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "publish" / f"patterns-{zlib.crc32(_python(magic)):08x}"


def _check(data: bytes, magic: int) -> bytes:
    """The check sum before the patterns: guards against damage and another Python's file, and loads no OpenSSL."""
    return zlib.crc32(data, zlib.crc32(_python(magic))).to_bytes(CHECK_BYTES, "big")


def _load(magic: int) -> Patterns:
    with suppress(OSError, RuntimeError, ValueError, TypeError, EOFError):
        content = _path(magic).read_bytes()
        check, data = content[:CHECK_BYTES], content[CHECK_BYTES:]
        if check == _check(data, magic):
            patterns: Patterns = marshal.loads(data)
            return patterns
    return {}


def _store(patterns: Patterns, magic: int) -> None:
    with suppress(OSError, RuntimeError, ValueError):
        path = _path(magic)
        data = marshal.dumps(_load(magic) | patterns)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}-{os.getpid()}")
        partial.write_bytes(_check(data, magic) + data)
        partial.replace(path)
