"""Without Pango or fonts a PDF is refused in one sentence that says what to install; Word files are made as ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.errors import ExitCode
from tests import TOP
from tests.conftest import SPEECH

HIDDEN = "raise OSError(\"cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file\")"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment without Pango: a module that fails as WeasyPrint does stands before WeasyPrint."""
    (tmp_path / "hidden" / "weasyprint").mkdir(parents=True)
    (tmp_path / "hidden" / "weasyprint" / "__init__.py").write_text(HIDDEN)
    (tmp_path / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    top = TOP
    path = os.pathsep.join([str(tmp_path / "hidden"), str(top)])
    return os.environ | {"PYTHONPATH": path, "XDG_CACHE_HOME": str(tmp_path / "cache")}


def publish(folder: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "publish", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_without_pango(tmp_path: Path, bare: dict[str, str]) -> None:
    made = publish(tmp_path, bare, "pdf", "讲话.txt")
    assert made.returncode == ExitCode.FONTS
    assert "libpango-1.0-0" in made.stderr
    assert "sudo apt-get install libpango-1.0-0" in made.stderr
    assert made.stderr.count("\n") == 2
    assert not (tmp_path / "dist").exists()
    assert publish(tmp_path, bare, "docx", "讲话.txt").returncode == 0
    assert len(list((tmp_path / "dist").glob("*.docx"))) == 1


def test_without_fontconfig(tmp_path: Path, bare: dict[str, str]) -> None:
    environment = bare | {"PATH": str(tmp_path), "PYTHONPATH": bare["PYTHONPATH"].partition(os.pathsep)[2]}
    made = publish(tmp_path, environment, "pdf", "讲话.txt")
    assert made.returncode == ExitCode.FONTS
    assert "sudo apt-get install fontconfig" in made.stderr
    assert publish(tmp_path, environment, "docx", "讲话.txt").returncode == 0


def test_many_files_without_pango_fail_one_by_one(tmp_path: Path, bare: dict[str, str]) -> None:
    (tmp_path / "二.txt").write_text(SPEECH, encoding="utf-8")
    made = publish(tmp_path, bare, "pdf", "讲话.txt", "二.txt")
    assert made.returncode in (ExitCode.FONTS, ExitCode.BATCH)
    assert "sudo apt-get install libpango-1.0-0" in made.stderr
    assert "Traceback" not in made.stderr


def test_word_files_never_load_the_typesetter(tmp_path: Path) -> None:
    (tmp_path / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    code = """
import sys
from publish.cli import main
sys.argv = ["publish", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    assert ended.code == 0, ended.code
loaded = {"weasyprint", "fontTools", "pypdfium2", "pikepdf", "multiprocessing.connection"} & set(sys.modules)
assert not loaded, loaded
"""
    for words in (["docx", "讲话.txt"], ["--help"], ["outline", "讲话.txt"]):
        command = [sys.executable, "-c", code, *words]
        made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
