"""The engine loads quickly, tells what is missing, and changes nothing that can be seen."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from publish.paths import read_private, write_private
from publish.writers.weasyprint import deferral, engine

PAGE = """
import sys
CSS = '''@page { size: 80mm 60mm; margin: 12mm; @top-center { content: "顶"; PLACE } @left-middle { width: 10mm }
@right-top { content: none } }
@page :right { @bottom-right { content: "— " counter(page) " / " counter(pages) " —"; PLACE } }
@page :left { @bottom-left { content: "— " counter(page) " —"; PLACE } }
@page :first { @bottom-right-corner { content: "首"; PLACE } }
@page wide { size: 120mm 60mm }  table { page: wide; border-spacing: 0 }
body, h1, p, td { margin: 0; padding: 0; font-size: 1rem; font-weight: normal }'''.replace(
    "PLACE", "text-align: left; vertical-align: middle"
)
BODY = "<h1>题目</h1>" + "<p>同志们，大家好。</p>" * 60 + "<table><tr><td>表</td></tr></table><p>完</p>"
HTML = f"<html lang=zh-CN><head><title>题</title><style>{CSS}</style></head><body>{BODY}</body></html>"
def build(weasyprint):
    for html in (HTML, HTML.replace("同志", "委员"), HTML.replace("60mm", "50mm"), HTML):
        pdf = weasyprint.HTML(string=html).write_pdf(pdf_tags=True, uncompressed_pdf=True)
        sys.stdout.buffer.write(pdf)
"""


# Fonts are another matter: test_subsetting.
TUNED = """
from publish.writers.weasyprint import engine
from publish.writers.weasyprint import subsetting
subsetting.HARFBUZZ = ()
build(engine.load_weasyprint())
"""


def run(code: str, cache: Path) -> subprocess.CompletedProcess[bytes]:
    """Run Python code in a process of its own: what is imported once cannot be imported again."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment)


def test_the_tuned_engine_makes_the_same_bytes(tmp_path: Path) -> None:
    native = run(PAGE + "import weasyprint\nbuild(weasyprint)", tmp_path)
    assert native.stdout.startswith(b"%PDF")
    for _ in range(2):  # without and with kept declarations
        tuned = run(PAGE + TUNED, tmp_path)
        assert tuned.stdout == native.stdout, tuned.stderr.decode()


SHEETS = """
import sys
from importlib.resources import files
from publish.fonts.roles import find_faces
from publish.writers import Order
from publish.writers.weasyprint.engine import load_weasyprint
from publish.writers.pdf.writer import write_pdf
from tests.writers.word.word_files import every_feature, style
weasyprint = load_weasyprint()
if WHOLE:
    from weasyprint import css, html
    counters = css.counters.CounterStyle()
    sheet = (files("weasyprint") / "css/html5_ua.css").read_text("utf-8")
    whole = weasyprint.CSS(string=sheet, counter_style=counters)
    assert len(whole.matcher.lower_local_name_selectors) > 100
    html.UA_COUNTER_STYLE.update(counters)
    weasyprint.HTML._ua_stylesheets = lambda *_: [whole]
look = style(**{"contents": "on", "run_in": "own-line", "folio.position": "center", "reading.shown": "true"})
sys.stdout.buffer.write(write_pdf(every_feature(), Order(look), find_faces()).data)
"""


def test_the_short_default_sheet_says_all_that_our_pages_ask_of_html(tmp_path: Path) -> None:
    short, whole = (run(f"WHOLE = {choice}{SHEETS}", tmp_path) for choice in (False, True))
    assert short.stdout.startswith(b"%PDF"), short.stderr.decode()
    assert whole.stdout == short.stdout, whole.stderr.decode()


LOAD = """
import cffi, sys
parsed = []
def cdef(self, *args, real=cffi.FFI.cdef):
    parsed.append(self)
    real(self, *args)
cffi.FFI.cdef = cdef
from publish.writers.weasyprint.engine import load_weasyprint
load_weasyprint()
print(len(parsed))
"""


def test_declarations_are_parsed_once_per_machine(tmp_path: Path) -> None:
    assert [run(LOAD, tmp_path).stdout for _ in range(3)] == [b"1\n", b"0\n", b"0\n"]


@pytest.mark.parametrize("damage", ["", "{}", "other declarations", "form changed", "not a form"])
def test_a_damaged_or_foreign_form_is_made_anew(tmp_path: Path, damage: str) -> None:
    run(LOAD, tmp_path)
    (kept,) = (tmp_path / "publish").iterdir()
    version = kept.stem.removeprefix("declarations-")
    good = json.loads(read_private(kept, version) or b"")
    changes = {
        "other declarations": {"declarations": "0"},
        "form changed": {"form": good["form"].replace("pango_", "tango_")},
        "not a form": {"form": "1", "checksum": hashlib.sha256(b"1").hexdigest()},
    }
    write_private(kept, (json.dumps(good | changes[damage]) if damage in changes else damage).encode(), version)
    made = run(LOAD, tmp_path)
    assert (made.stdout, made.stderr) == (b"1\n", b"")
    assert json.loads(read_private(kept, version) or b"") == good


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "publish").touch()
    made = run(LOAD, tmp_path)
    assert (made.stdout, made.stderr) == (b"1\n", b"")


def test_a_later_start_asks_no_other_program_and_defers_what_is_rarely_needed(tmp_path: Path) -> None:
    run(LOAD, tmp_path)  # the first parses declarations, for which cffi asks gcc where libraries are
    made = run(
        """
import subprocess, sys
def forbidden(*args, **options):
    raise AssertionError("a process was started")
subprocess.Popen = forbidden
from publish.writers.weasyprint.engine import DEFERRED, load_weasyprint
loaded = set(sys.modules)  # whatever Python has loaded for itself is no matter of ours
load_weasyprint()
assert not [name for name in DEFERRED if name in sys.modules and name not in loaded]
from publish.writers.weasyprint.fetcher import DocumentFetcher
DocumentFetcher({}, {})
assert "ssl" not in sys.modules or "ssl" in loaded
import fontTools.subset
assert fontTools.subset.Options().hinting is True
""",
        tmp_path,
    )
    assert made.returncode == 0, made.stderr.decode()


USES = """
import http.client, io
from publish.writers.weasyprint.engine import load_weasyprint
load_weasyprint()
from weasyprint.css import ImageCmsProfile
from weasyprint.pdf import fonts
from weasyprint.text import line_break
from weasyprint.text.fonts import TTFont, woff2
from PIL import Image
try:
    fonts.TTFont(io.BytesIO(b'no font'))
except fonts.TTLibError:
    pass
import fontTools.ttLib, fontTools.varLib.instancer, PIL.ExifTags, PIL.ImageCms, ssl
assert fonts.ttFont.getTableClass is fontTools.ttLib.getTableClass
assert fonts.subset.Options is fontTools.subset.Options
assert woff2.decompress is fontTools.ttLib.woff2.decompress
assert line_break.pyphen.language_fallback("en-GB") == "en_GB"
assert Image.ExifTags.Base.Orientation == PIL.ExifTags.Base.Orientation
assert http.client.ssl.CERT_NONE is ssl.CERT_NONE
assert isinstance(ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")), PIL.ImageCms.ImageCmsProfile)
"""


def test_what_is_deferred_works_when_used(tmp_path: Path) -> None:
    made = run(USES, tmp_path)
    assert made.returncode == 0, made.stderr.decode()


def test_what_is_used_while_it_is_deferred_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyphen", deferral.Deferred("pyphen"))
    language_fallback = import_module("pyphen").language_fallback

    assert isinstance(language_fallback, deferral.Deferred)
    assert language_fallback("en-GB") == "en_GB"
    assert not isinstance(sys.modules["pyphen"], deferral.Deferred)


MISSING = """
import cffi
from publish.errors import FontError
from publish.writers.weasyprint import declarations
from publish.writers.weasyprint.engine import load_weasyprint
def without_pango(real):
    def dlopen(self, name, *flags):
        if name and "pango" in name:
            raise OSError(f"cannot load library '{name}'")
        return real(self, name, *flags)
    return dlopen
cffi.FFI.dlopen = without_pango(cffi.FFI.dlopen)
def make(*args, real=declarations._make):
    kept = real(*args)
    type(kept).dlopen = without_pango(type(kept).dlopen)
    return kept
declarations._make = make
try:
    load_weasyprint()
except FontError as error:
    print(int(error.code), error.message, error.hint, sep="|")
"""


@pytest.mark.parametrize("kept", [False, True], ids=["declarations parsed", "declarations kept"])
def test_a_missing_library_is_one_sentence_with_the_command_that_mends_it(tmp_path: Path, kept: bool) -> None:
    if kept:
        assert run(LOAD, tmp_path).stdout == b"1\n"
    made = run(MISSING, tmp_path)
    code, message, hint = made.stdout.decode().strip().split("|")
    assert code == "5"
    assert "pango" in message
    assert "sudo apt-get install libpango-1.0-0" in hint
    assert "docx" in hint
    assert made.stderr == b""


def test_one_font_configuration_serves_the_process() -> None:
    assert engine.font_configuration() is engine.font_configuration()


def test_a_font_that_cannot_be_subset_is_embedded_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint = engine.load_weasyprint()
    from weasyprint.pdf import fonts

    page = weasyprint.HTML(string="<p style='font-family: FandolHei, Noto Sans CJK SC'>同志们")
    small = page.write_pdf(font_config=engine.font_configuration())
    monkeypatch.setattr(fonts.Font, "_harfbuzz_subset", lambda *_: None)
    whole = page.write_pdf(font_config=engine.font_configuration())
    assert len(whole) > 1_000_000 > len(small)
