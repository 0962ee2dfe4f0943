"""WeasyPrint, loaded quickly and tuned: the one door through which the project imports it.

Three costs of WeasyPrint 67-70 are avoided: cffi asks `find_library` 54 times, each time spawning gcc and ldconfig,
though dlopen finds the libraries by name; fontTools' subsetter and instancer load though HarfBuzz subsets; every page
styles sixteen margin boxes of which one is used. The changes to WeasyPrint's classes check the shape of what they
replace and leave it alone when it differs: slower, never wrong.
"""

from __future__ import annotations

import ctypes.util
import functools
import gc
import importlib
import inspect
import io
import sys
import warnings
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, redirect_stdout
from types import ModuleType
from typing import Any

from publish.errors import FontError

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
DEFERRED = ("fontTools.subset", "fontTools.varLib.instancer")
MARGIN_BOX_EXEMPT = (None, "@footnote", "@note-area")  # the page itself, and areas laid out without `content`


@functools.cache
def load_weasyprint() -> ModuleType:
    """The module `weasyprint`, imported once and tuned.

    Raises FontError when it or one of its system libraries is missing.
    """
    try:
        with _quick_import():
            weasyprint = importlib.import_module("weasyprint")
    except OSError as error:
        raise FontError(
            f"排版 PDF 所需的系统库没有装全（{str(error).splitlines()[0]}）",
            f"请安装：sudo apt-get install {LIBRARIES}；生成 Word 文件（publish docx）不受影响",
        ) from error
    except ImportError as error:
        raise FontError(
            f"没有装好排版程序 WeasyPrint（{error}）", "请重新安装：pip install --force-reinstall publish"
        ) from error
    _style_used_margin_boxes()
    _remember_page_references()
    return weasyprint


@functools.cache
def font_configuration() -> Any:
    """The process's one FontConfiguration: every `@font-face` writes its whole font to disk, so share them."""
    load_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@contextmanager
def _quick_import() -> Iterator[None]:
    """Import without find_library, the rarely needed halves of fontTools, and garbage collection."""
    placeholders = {name: _Deferred(name) for name in DEFERRED if name not in sys.modules}
    collecting, find_library = gc.isenabled(), ctypes.util.find_library
    gc.disable()
    sys.modules.update(placeholders)
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - cffi then tries dlopen with the name itself
    try:
        # WeasyPrint prints an English manual when a library is missing, and warns when HarfBuzz cannot subset.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        ctypes.util.find_library = find_library
        for name, placeholder in placeholders.items():
            if sys.modules.get(name) is placeholder:
                del sys.modules[name]
        # What was just loaded lives until the end: no later collection need walk it, and forked workers share it.
        gc.freeze()
        if collecting:
            gc.enable()


class _Deferred(ModuleType):
    """Stands for a module whose functions are only imported when called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*args, **options)

        return call


def _style_used_margin_boxes() -> None:
    """Drop the declarations of margin boxes without `content`, and those of pages already laid out."""
    from weasyprint.css import StyleFor

    declare: Any = getattr(StyleFor, "add_page_declarations", None)
    if not _takes(declare, "self", "page_type") or not _takes(getattr(StyleFor, "get_cascaded_styles", None), "self"):
        return

    @functools.wraps(declare)
    def declare_used(self: Any, page_type: Any) -> None:
        declare(self, page_type)
        styles: MutableMapping[tuple[Any, str | None], Any] = self.get_cascaded_styles()
        for key, declarations in list(styles.items()):
            element, pseudo_type = key
            if element != page_type or (pseudo_type not in MARGIN_BOX_EXEMPT and "content" not in declarations):
                del styles[key]

    StyleFor.add_page_declarations = declare_used


def _remember_page_references() -> None:
    """Let pydyf list its pages once, not once per tag (0.5 s of 4 s for 240 pages)."""
    import pydyf

    listing = vars(pydyf.PDF).get("page_references")
    if not isinstance(listing, property) or listing.fget is None:
        return
    list_pages = listing.fget

    def page_references(self: Any) -> Any:
        count = len(self.pages["Kids"])
        known = vars(self).get("_publish_pages")
        if known is None or known[0] != count:
            known = self._publish_pages = (count, list_pages(self))
        return known[1]

    pydyf.PDF.page_references = property(page_references)


def _takes(function: Any, *names: str) -> bool:
    """Whether a function of WeasyPrint has exactly these parameters, as it had when we learned it."""
    return callable(function) and tuple(inspect.signature(function).parameters) == names
