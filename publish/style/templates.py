"""The sandbox every template of a look runs in: plain values only, files of the look's own folders only, in bounds.

A look may come from anybody. Its templates see text, numbers, tokens and the document's blocks, never a path, a file or
a function we did not mean to give; what they ask for beyond that raises. Loops, calls and the page's length are
counted, so that a template that would never end is a sentence. Memory, and loops inside one expression, are the
confined process's concern.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from enum import Enum
from pathlib import Path
from types import BuiltinMethodType, MethodType
from typing import Any

import jinja2
from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateError, TemplateNotFound, nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publish import __version__
from publish.errors import StyleError
from publish.paths import read_private, write_private
from publish.style.locating import MOST_BYTES, is_bearable, styles_folder

MOST_STEPS = 20_000_000  # turns of loops and calls in one rendering: a text of 1 MB takes a tenth
PLAIN = (str, bytes, int, float, type(None), Enum, range)
CONTAINERS = (tuple, list, frozenset, set)
# Where the classes stand whose instances are plain values: the document, the tokens, what writers make of both, and
# what Jinja itself hands out (loops, macros, undefined names).
PLAIN_MODULES = (
    "publish.model.",
    "publish.style.tokens",
    "publish.style.official",
    "publish.style.units",
    "publish.writers.",
    "publish.output.mail",
    "jinja2.",
)
VERSION = f"{__version__} {jinja2.__version__} {sys.version} 1"  # whatever a compiled template depends on
DEEP = 3  # containers in containers looked into


class Templates(ImmutableSandboxedEnvironment):
    """Templates of one look; `folders` nearest first, each name taken from the first that has it."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, folders: Sequence[Path], cache: BytecodeCache | None = None, **options: Any) -> None:
        super().__init__(
            loader=HeldLoader(folders), undefined=StrictUndefined, auto_reload=False, bytecode_cache=cache, **options
        )
        for name in ("lipsum", "cycler", "joiner"):  # nothing a page needs; lipsum makes as much as it is asked for
            self.globals.pop(name, None)
        self.filters["counted"] = self._counted
        self._steps = 0
        self._safe: dict[tuple[type, str], bool] = {}
        self.foreign = any(not folder.is_relative_to(styles_folder()) for folder in folders)

    def write(self, name: str, style: str, /, **given: Any) -> str:
        """The text of a template. Raises StyleError naming the look when it is wrong, reaches too far or never ends."""
        self._steps = 0
        with _explained(style, name), _blamed_on_template(style, name) if self.foreign else nullcontext():
            return self.get_template(name).render(**given)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see this attribute: only plain values. What Jinja says of it follows from the kind of
        object and the name, and is asked once."""
        key = (type(obj), attr)
        safe = self._safe.get(key)
        if safe is None:
            safe = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return safe and is_plain(value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call for a template; counted, since macros can call themselves."""
        __self._step()
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers only: `"x" * 1000000000` is a text nobody asked for."""
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            raise SecurityError(f"{operator} is for numbers")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.iter.lineno)
        return tree

    def _counted(self, values: Iterable[Any]) -> Iterable[Any]:
        # What has a length keeps it: `loop.length` and `loop.last` ask for it.
        return _Counted(values, self._step) if hasattr(values, "__len__") else self._count(values)

    def _count(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._step()
            yield value

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise SecurityError(f"more than {MOST_STEPS} steps")


class _Counted:
    """A sized collection whose turns are counted."""

    def __init__(self, values: Any, step: Callable[[], None]) -> None:
        self._values, self._step = values, step

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        for value in self._values:
            self._step()
            yield value


class KeptTemplates(BytecodeCache):
    """Compiled templates in a folder that is the user's alone, each with check sum and version; making them takes
    0.1 s. What could be another's is compiled anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template from the folder, if it is there and sound."""
        data = read_private(self._path(bucket), VERSION)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; a folder that cannot be written is no failure."""
        with suppress(OSError):
            write_private(self._path(bucket), bucket.bytecode_to_string(), VERSION)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.compiled"


class HeldLoader(BaseLoader):
    """Templates by name from a look's folders, held inside them whatever the name or a link says."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Source and file of a template. Raises TemplateNotFound, SecurityError for one that lies elsewhere."""
        for folder in self._folders:
            path = folder / template
            if not path.exists():
                continue
            if not path.resolve().is_relative_to(folder.resolve()):
                raise SecurityError(f"{template} lies outside its look")
            if not is_bearable(path):
                raise SecurityError(f"{template} is no file of at most {MOST_BYTES} bytes")
            return path.read_text(encoding="utf-8"), str(path), lambda: True
        raise TemplateNotFound(template)


def is_plain(value: Any, depth: int = DEEP) -> bool:
    """Whether a value leads nowhere: text, numbers, our tokens and blocks, and collections and methods of such."""
    if isinstance(value, PLAIN):
        return True
    if isinstance(value, CONTAINERS):
        return depth > 0 and all(is_plain(item, depth - 1) for item in value)
    if isinstance(value, MethodType | BuiltinMethodType):
        return is_plain(value.__self__, depth)
    if type(value).__module__.startswith(PLAIN_MODULES):
        return True
    return isinstance(value, Mapping) and depth > 0 and all(is_plain(item, depth - 1) for item in value.values())


@contextmanager
def _explained(style: str, name: str) -> Iterator[None]:
    kind = "邮件模板" if name.startswith("mail") else "模板"
    hint = f"请改正版式文件夹里的 {name}"
    try:
        yield
    except SecurityError as error:
        said = f"版式“{style}”的{kind} {name} 想做模板不能做的事：{error}"
        raise StyleError(said, "模板只能用文字、数字和版式的数值；来路不明的版式请不要使用") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise StyleError(f"版式“{style}”的{kind}有错：{error}" + (f"（第 {line} 行）" if line else ""), hint) from error
    except (RecursionError, MemoryError) as error:
        raise StyleError(f"版式“{style}”的{kind}没完没了（{type(error).__name__}），已停止", hint) from error


@contextmanager
def _blamed_on_template(style: str, name: str) -> Iterator[None]:
    """What a foreign template has our filters, or an expression of its own, stumble over; from our own it is a bug."""
    try:
        yield
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, OSError) as error:
        raise StyleError(f"版式“{style}”的模板 {name} 有错：{error}", f"请改正版式文件夹里的 {name}") from error
