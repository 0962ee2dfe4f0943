"""The engine loads quickly, tells what is missing, and changes nothing that can be seen."""

from __future__ import annotations

import subprocess
import sys

import pytest

from publish.writers import engine

PAGE = """
import sys
CSS = '''@page { size: 80mm 60mm; @top-center { content: "顶" } @left-middle { width: 10mm }
@right-top { content: none } }
@page :right { @bottom-right { content: "— " counter(page) " / " counter(pages) " —" } }
@page :left { @bottom-left { content: "— " counter(page) " —" } }
@page :first { @bottom-right-corner { content: "首" } }
@page wide { size: 120mm 60mm }  table { page: wide }  h1 { bookmark-level: 1 }'''
BODY = "<h1>题目</h1>" + "<p>同志们，大家好。</p>" * 60 + "<table><tr><td>表</td></tr></table><p>完</p>"
HTML = f"<html lang=zh-CN><head><title>题</title><style>{CSS}</style></head><body>{BODY}</body></html>"
def build(weasyprint):
    sys.stdout.buffer.write(weasyprint.HTML(string=HTML).write_pdf(pdf_tags=True))
"""


def run(code: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python code in a process of its own: what is imported once cannot be imported again."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)


def test_the_tuned_engine_makes_the_same_bytes() -> None:
    tuned = run(PAGE + "from publish.writers.engine import load_weasyprint\nbuild(load_weasyprint())")
    native = run(PAGE + "import weasyprint\nbuild(weasyprint)")
    assert native.stdout.startswith(b"%PDF")
    assert tuned.stdout == native.stdout, tuned.stderr.decode()


def test_loading_asks_no_other_program_and_defers_what_is_rarely_needed() -> None:
    made = run("""
import ctypes.util, subprocess, sys
def forbidden(*args, **options):
    raise AssertionError("a process was started")
subprocess.Popen = forbidden
before = ctypes.util.find_library
from publish.writers.engine import load_weasyprint
load_weasyprint()
assert ctypes.util.find_library is before
assert "fontTools.subset" not in sys.modules
import fontTools.subset
assert fontTools.subset.Options().hinting is True
""")
    assert made.returncode == 0, made.stderr.decode()


def test_deferred_functions_work_when_called() -> None:
    assert engine._Deferred("fontTools.subset").parse_unicodes("4E00-4E01") == [0x4E00, 0x4E01]


def test_a_missing_library_is_one_sentence_with_the_command_that_mends_it() -> None:
    made = run("""
import cffi
from publish.errors import FontError
from publish.writers.engine import load_weasyprint
real = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if name and "pango" in name:
        raise OSError(f"cannot load library '{name}'")
    return real(self, name, flags)
cffi.FFI.dlopen = dlopen
try:
    load_weasyprint()
except FontError as error:
    print(int(error.code), error.message, error.hint, sep="|")
""")
    code, message, hint = made.stdout.decode().strip().split("|")
    assert code == "5"
    assert "pango" in message
    assert "sudo apt-get install libpango-1.0-0" in hint
    assert "docx" in hint
    assert made.stderr == b""


def test_an_engine_of_another_shape_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.load_weasyprint()
    from weasyprint.css import StyleFor

    def add_page_declarations(self: object, page_type: object, layer: object) -> None:
        """A later WeasyPrint might take one argument more."""

    monkeypatch.setattr(StyleFor, "add_page_declarations", add_page_declarations)
    engine._style_used_margin_boxes()
    assert StyleFor.add_page_declarations is add_page_declarations


def test_one_font_configuration_serves_the_process() -> None:
    assert engine.font_configuration() is engine.font_configuration()
