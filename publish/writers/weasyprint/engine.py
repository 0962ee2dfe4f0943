"""WeasyPrint, loaded quickly and tuned: the one door through which the project imports it.

Costs of the import of WeasyPrint 70 that are avoided: the same C declarations are parsed at every start, and a style
sheet for every element of HTML; fontTools loads though HarfBuzz subsets, and more that few documents need; the garbage
collector walks what will live until the end.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import importlib.resources
import io
import os
import sys
import types
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

from publish.errors import FontError
from publish.plain import is_plain
from publish.writers.weasyprint.declarations import StaleDeclarationsError, quick_declarations
from publish.writers.weasyprint.deferral import deferring
from publish.writers.weasyprint.tuning import tune

STYLING = "weasyprint.css"
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
# What is read in place of WeasyPrint's default style sheets for HTML, for forms and for presentational attributes.
NOTHING = Path(os.devnull)
SHEETS = {
    "html5_ua.css": Path(__file__).with_name("html_defaults.css"),
    "html5_ua_form.css": NOTHING,
    "html5_ph.css": NOTHING,
}
# What few documents need: fonts HarfBuzz cannot subset, colour profiles, rotated photographs, hyphenation, the
# Internet, pages of other templates than ours.
DEFERRED = (
    *("fontTools.ttLib", "fontTools.ttLib.woff2", "fontTools.subset", "fontTools.varLib.instancer"),
    *("PIL.ExifTags", "PIL.ImageCms", "pyphen", "ssl", "tinyhtml5"),
)
CAUGHT = {"fontTools.ttLib": "TTLibError"}  # by `except`, which takes only classes: any exception then


@functools.cache
def load_weasyprint() -> ModuleType:
    """The module `weasyprint`, imported once and tuned.

    Raises FontError when it or one of its system libraries is missing.
    """
    try:
        weasyprint = _import()
    except OSError as error:
        raise FontError(
            f"排版 PDF 所需的系统库没有装全（{str(error).splitlines()[0]}）",
            f"请安装：sudo apt-get install {LIBRARIES}；生成 Word 文件（publish docx）不受影响",
        ) from error
    except ImportError as error:
        raise FontError(
            f"没有装好排版程序 WeasyPrint（{error}）", "请重新安装：pip install --force-reinstall publish"
        ) from error
    tune()
    return weasyprint


def _import() -> ModuleType:
    if is_plain():
        return importlib.import_module("weasyprint")
    try:
        with _quick_import(), quick_declarations():
            return importlib.import_module("weasyprint")
    except StaleDeclarationsError:
        with _quick_import(), quick_declarations(enabled=False):
            return importlib.import_module("weasyprint")


@functools.cache
def font_configuration() -> Any:
    """The process's one FontConfiguration: every `@font-face` writes its whole font to disk, so share them."""
    load_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    atexit.register(configuration.__del__)  # removes the fonts it puts on disk, however the process is left
    return configuration


@contextmanager
def _quick_import() -> Iterator[None]:
    """Import without what is rarely needed, most of the default style sheet, and garbage collection."""
    collecting, files = gc.isenabled(), importlib.resources.files
    gc.disable()
    sheets: Any = _Sheets()
    importlib.resources.files = lambda package: sheets if package is sys.modules.get(STYLING) else files(package)
    try:
        # WeasyPrint prints an English manual when a library is missing, and warns when HarfBuzz cannot subset.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(), deferring(*DEFERRED) as deferred:
            warnings.simplefilter("ignore", DeprecationWarning)
            for module, exception in CAUGHT.items():
                if module in deferred:
                    setattr(deferred[module], exception, Exception)
            with _no_certificates(deferred.get("ssl")):
                yield
    finally:
        importlib.resources.files = files
        # What was just loaded lives until the end: no later collection need walk it, and forked workers share it.
        gc.freeze()
        if collecting:
            gc.enable()


@contextmanager
def _no_certificates(ssl: ModuleType | None) -> Iterator[None]:
    """Spare WeasyPrint's own fetchers, made for its default sheets, the certificates of the Internet, which since
    Python 3.12 are read before any address is asked for."""
    if ssl is None:
        yield
        return
    nothing = types.SimpleNamespace(set_alpn_protocols=lambda _: None, post_handshake_auth=None)
    ssl._create_default_https_context = lambda: nothing  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del ssl._create_default_https_context


class _Sheets:
    """The folder of WeasyPrint's default style sheets, with ours in their place."""

    def __truediv__(self, name: str) -> Path:
        return SHEETS[name]
