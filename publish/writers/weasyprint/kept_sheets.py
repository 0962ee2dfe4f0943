"""Style sheets of our styles as WeasyPrint has parsed them, kept between runs: parsing is a tenth of a cold run.

Kept are the selectors (compiled, as Python compiles them), the declarations of each and what `@font-face` and `@page`
say, in the user's cache folder, for these very versions of Python and the libraries. A sheet of which WeasyPrint had
something to say is parsed each time, so that it is said each time.
"""

from __future__ import annotations

import logging
import marshal
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any, NamedTuple

from publish.paths import private_folder, read_private, write_private

MOST = 32  # sheets kept: one for each style, its changes by --set and its stand-ins for rare characters
FOLDER = "sheets"
LIBRARIES = ("weasyprint", "tinycss2", "cssselect2")
FORM = "1"  # of what is kept


class Sheet(NamedTuple):
    """A parsed sheet: selectors, each as its attributes, its compiled test and its declarations with their layer;
    rules for pages; descriptors of fonts."""

    selectors: list[tuple[dict[str, Any], bytes, Any]]
    pages: list[tuple[Any, Any]]
    fonts: list[Any]


def parse_kept(parse: Callable[..., Any], options: dict[str, Any]) -> Any:
    """The sheet that `parse` (WeasyPrint's class CSS) makes of `options`, from what an earlier run kept if it did."""
    path = _find_place(options)
    data = read_private(path, _describe_versions()) if path else None
    with suppress(ValueError, TypeError, EOFError, AttributeError, ImportError, pickle.UnpicklingError):
        if data is not None:
            return _restore(parse, options, Sheet(*pickle.loads(data)))
    recorder = _Recorder(options["font_config"])
    with recorder.listening():
        sheet = parse(**(options | {"matcher": recorder.matcher, "font_config": recorder}))
    if path and (kept := recorder.describe(sheet)):
        with suppress(OSError, pickle.PicklingError, TypeError, AttributeError, ValueError):
            write_private(path, pickle.dumps(tuple(kept)), _describe_versions())
            _forget_others(path)
    return sheet


def _find_place(options: dict[str, Any]) -> Path | None:
    folder = private_folder(FOLDER)
    told = f"{options['string']}\0{options['base_url']}\0{options['media_type']}"
    return folder / sha256(told.encode(errors="surrogatepass")).hexdigest()[:40] if folder else None


def _describe_versions() -> str:
    libraries = (vars(import_module(name))["__version__"] for name in LIBRARIES)
    return " ".join((sys.version, *libraries, FORM))


def _forget_others(path: Path) -> None:
    """Remove the sheets that were kept first when there are too many."""
    kept = sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for each in kept[:-MOST]:
        each.unlink()


class _Recorder:
    """Stands for the matcher and the configuration of fonts while a sheet is parsed, and notes what they are told."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self._sheet = Sheet([], [], [])
        self._said: list[logging.LogRecord] = []
        self.matcher: Any = _make_matcher()
        self._add, self.matcher.add_selector = self.matcher.add_selector, self._add_selector

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note what WeasyPrint has to say."""
        logger, ear = logging.getLogger("weasyprint"), logging.Handler(logging.WARNING)
        ear.emit = self._said.append  # type: ignore[method-assign, assignment]
        logger.addHandler(ear)
        try:
            yield
        finally:
            logger.removeHandler(ear)
            del self.matcher.add_selector

    def _add_selector(self, selector: Any, payload: Any) -> None:
        about = {name: value for name, value in vars(selector).items() if name != "test"}
        self._sheet.selectors.append((about, marshal.dumps(selector.test.__code__), payload))
        self._add(selector, payload)

    def add_font_face(self, descriptors: Any, fetcher: Any) -> None:
        """Pass it on."""
        self._sheet.fonts.append(descriptors)
        self._fonts.add_font_face(descriptors, fetcher)

    def describe(self, sheet: Any) -> Sheet | None:
        """What was noted; None when something was said, or `sheet` has what is not noted."""
        self._sheet.pages.extend((selectors, declarations) for _, selectors, declarations in sheet.page_rules)
        return None if self._said or sheet.layers else self._sheet


def _make_matcher() -> Any:
    return import_module("cssselect2").Matcher()


def _restore(parse: Any, options: dict[str, Any], kept: Sheet) -> Any:
    compiler: Any = import_module("cssselect2.compiler")
    known = {name: vars(compiler)[name] for name in ("split_whitespace", "ascii_lower", "urlparse")}
    sheet = parse.__new__(parse)
    sheet.base_url, sheet.matcher = options["base_url"], _make_matcher()
    sheet.page_rules, sheet.layers = options["page_rules"], options["layers"]
    for about, code, payload in kept.selectors:
        selector = compiler.CompiledSelector.__new__(compiler.CompiledSelector)
        vars(selector).update(about, test=FunctionType(marshal.loads(code), known))
        sheet.matcher.add_selector(selector, payload)
    sheet.page_rules.extend((None, selectors, declarations) for selectors, declarations in kept.pages)
    for descriptors in kept.fonts:
        options["font_config"].add_font_face(descriptors, options["url_fetcher"])
    return sheet
