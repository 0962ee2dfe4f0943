"""WeasyPrint's C declarations, parsed once per machine instead of at every start (0.1 s of each run).

cffi can turn parsed declarations into a compact form its C core loads in a few milliseconds. That form is kept as
plain data in the user's cache folder, bound by checksums to the declarations and to cffi's version; without it, or
when anything differs, WeasyPrint parses as ever.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from publish.paths import private_folder, read_private, write_private

FORMAT = 2


class StaleDeclarationsError(ImportError):
    """The kept form belongs to other declarations than those WeasyPrint brings."""


@contextmanager
def quick_declarations(enabled: bool = True) -> Iterator[None]:
    """Let `cffi.FFI()` give the kept form while WeasyPrint is imported; keep it for next time if there was none.

    Raises StaleDeclarationsError when the kept form does not fit: import again with `enabled=False`.
    """
    cffi: Any = import_module("cffi")
    kept = _load() if enabled else None
    made: list[Any] = []
    original = cffi.FFI

    def give(*args: Any, **options: Any) -> Any:
        made.append(kept or original(*args, **options))
        return made[-1]

    cffi.FFI = give
    try:
        yield
    finally:
        cffi.FFI = original
    if kept is None and len(made) == 1:
        with suppress(Exception):  # a form that cannot be kept costs time, nothing else
            _store(made[0])


def _path() -> Path | None:
    """Where the form is kept; None where it could be another's, since the C core believes what it is given."""
    folder = private_folder("")
    return folder / f"declarations-{_version()}.json" if folder else None


def _version() -> str:
    cffi: Any = import_module("cffi")
    return f"{cffi.__version__}-{FORMAT}"


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def _load() -> Any:
    """The kept form as an FFI object, or None."""
    path = _path()
    try:
        kept = json.loads((read_private(path, _version()) if path else None) or b"null")
        if kept["checksum"] != _digest(kept["form"]):
            return None
        name, values = ast.literal_eval(kept["form"])
        return _make(kept["declarations"], name, values)
    except (OSError, ValueError, KeyError, TypeError, SyntaxError, ImportError, AttributeError):
        return None


def _make(declarations: str, name: str, values: dict[str, Any]) -> Any:
    backend: Any = import_module("_cffi_backend")

    class KeptDeclarations(backend.FFI):  # type: ignore[misc]
        """Behaves as cffi.FFI does after `cdef`."""

        def cdef(self, source: str, *_args: Any, **_options: Any) -> None:
            """Nothing to parse; make sure it is what was parsed then."""
            if _digest(source) != declarations:
                raise StaleDeclarationsError("WeasyPrint's declarations have changed")

    return KeptDeclarations(name, **values)


def _store(ffi: Any) -> None:
    """Keep the form of declarations just parsed."""
    (source,) = ffi._cdefsources
    text = io.StringIO()
    ffi.set_source("declarations", None)
    with redirect_stdout(io.StringIO()):  # cffi tells what it writes
        ffi.emit_python_code(text)
    call = next(node for node in ast.walk(ast.parse(text.getvalue())) if isinstance(node, ast.Call))
    values = {item.arg: ast.literal_eval(item.value) for item in call.keywords}
    form = repr((ast.literal_eval(call.args[0]), values))
    kept = {"declarations": _digest(source), "checksum": _digest(form), "form": form}
    if path := _path():
        write_private(path, json.dumps(kept).encode(), _version())
