"""What Python compiles anew at every start though it never changes, compiled once per machine as modules are.

Our rooms and the libraries bring 250 regular expressions and 90 dataclasses, each with five methods made from text:
0.2 s. Their compiled form is kept in the user's cache folder, for this very Python only; what is not kept, or does not
fit, is compiled as ever. Only what modules define is kept, never a pattern made while a document is read.

What it is worth, medians of 15 pairs of runs on the seed, PDF and Word: without it a run takes 43 and 76 % longer; with
our patterns compiled at their first use instead, 25 and 26 %; with that and the methods of dataclasses kept, 16 %; with
that beside all of this, 6 and 11 % longer than without. So it stays as it is.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any, Final, NamedTuple

from publish.paths import private_folder, read_private, write_private

MOST = 5_000  # patterns and methods kept: eight times as many as there are
# Words of compiled code are kept as bytes, which load at once, while a list is loaded number by number.
WORD: Final = "I"
WORD_BYTES = 4

# Pattern and flags -> final flags, code, and what `_sre.compile` takes after it.
Patterns = dict[tuple[str | bytes, int], tuple[Any, ...]]


class Kept(NamedTuple):
    """Compiled patterns, and compiled methods by their text, each marshalled by itself: a run uses a third of them."""

    patterns: Patterns
    methods: dict[str, bytes]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.patterns) + len(self.methods)


@contextmanager
def remembering() -> Iterator[None]:
    """Let `re` look up compiled patterns and `dataclasses` compiled methods while the block lasts; at its end, keep
    those that were new."""
    path = _path()
    kept = _load(path)
    before = kept.total
    try:
        with _remembered_patterns(kept.patterns), _remembered_methods(kept.methods):
            yield
    finally:
        if path and before < kept.total <= MOST:
            _store(kept, path)


@contextmanager
def _remembered_methods(known: dict[str, bytes]) -> Iterator[None]:
    dataclasses: Any = import_module("dataclasses")

    def execute(text: str, names: dict[str, Any] | None, found: dict[str, Any]) -> None:
        code: CodeType
        if text in known:
            code = marshal.loads(known[text])
        else:
            code = compile(text, "<dataclass>", "exec")
            if _is_importing():
                known[text] = marshal.dumps(code)
        exec(code, names, found)

    dataclasses.exec = execute  # found before the built-in function
    try:
        yield
    finally:
        del dataclasses.exec


@contextmanager
def _remembered_patterns(known: Patterns) -> Iterator[None]:
    try:
        compiler: Any = import_module("re._compiler")
        sre, compile_anew, debug = compiler._sre, compiler.compile, int(compiler.SRE_FLAG_DEBUG)
    except (ImportError, AttributeError):  # a Python of another shape
        yield
        return
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


def _is_importing() -> bool:
    """Whether a module is being loaded: a pattern made later may hold a document's words, which nobody may keep."""
    frame = sys._getframe(1)
    while frame.f_back:
        frame = frame.f_back
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
    return False


PYTHON = f"{sys.version} {sys.platform} {sys.maxsize} {WORD} 4"  # whatever compiled code depends on


def _path() -> Path | None:
    """Where compiled code is kept; None where it could be another's, since what is read there is run."""
    folder = private_folder("")
    return folder / f"compiled-{zlib.crc32(PYTHON.encode()):08x}" if folder else None


def _load(path: Path | None) -> Kept:
    data = read_private(path, PYTHON) if path else None
    with suppress(ValueError, TypeError, EOFError):
        if data is not None:
            return Kept(*marshal.loads(data))
    return Kept({}, {})


def _store(kept: Kept, path: Path) -> None:
    with suppress(OSError, ValueError):
        others = _load(path)
        data = marshal.dumps((others.patterns | kept.patterns, others.methods | kept.methods))
        write_private(path, data, PYTHON)
