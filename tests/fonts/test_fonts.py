"""Faces: which font plays a role, what it covers, and what is said when one is missing."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from publish.errors import ExitCode, FontError
from publish.fonts import install as fandol
from publish.fonts import roles as fonts
from publish.style import FACES

LISTING = (
    "/f/simhei.ttf\t0\t80\t0\tSimHei,黑体\n"
    "/f/NotoSerifCJK-Bold.ttc\t2\t200\t0\tNoto Serif CJK SC\n"
    "/f/NotoSerifCJK-Regular.ttc\t2\t80\t0\tNoto Serif CJK SC\n"
    "/f/NotoSerifCJK-Light.ttc\t2\t50\t0\tNoto Serif CJK SC,Noto Serif CJK SC Light\n"
    "/f/variable.ttf\t65536\t[0 210]\t0\tNoto Sans CJK SC\n"
)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine whose fc-list answers with LISTING and which has no Fandol files."""
    program = tmp_path / "fc-list"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{LISTING}END\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(fonts, "FILE_FOLDERS", ())
    forget_fonts()
    yield tmp_path
    forget_fonts()


def forget_fonts() -> None:
    fonts.find_faces.cache_clear()
    fonts._ask_fontconfig.cache_clear()


@pytest.mark.usefixtures("machine")
def test_what_officials_have_installed_comes_first() -> None:
    faces = fonts.find_faces()
    assert faces["黑体"][0].family == "SimHei"
    assert not faces["黑体"][0].free


@pytest.mark.usefixtures("machine")
def test_a_weight_is_asked_for_not_guessed() -> None:
    faces = fonts.find_faces()
    assert faces["小标宋"][0].path.name == "NotoSerifCJK-Bold.ttc"
    assert faces["宋体"][0].path.name == "NotoSerifCJK-Regular.ttc"


@pytest.mark.usefixtures("machine")
def test_a_stand_in_is_named_with_its_remedy() -> None:
    remarks = {name: remark for name, _, remark in fonts.report_faces()}
    assert "代用" in remarks["仿宋"]
    assert "publish fonts install" in remarks["仿宋"]
    assert remarks["黑体"] == ""
    assert "仿宋" in fonts.substitutes(fonts.find_faces())


@pytest.mark.usefixtures("machine")
def test_fandol_is_found_by_file_and_loaded_by_file_where_weights_lie() -> None:
    folder = fonts.fonts_folder()
    folder.mkdir(parents=True)
    (folder / "FandolFang-Regular.otf").write_bytes(b"x")
    face = fonts.find_faces()["仿宋"][0]
    assert (face.linked, face.path.parent) == (True, folder)


def test_no_font_at_all_is_one_sentence_with_what_to_install(machine: Path) -> None:
    (machine / "fc-list").write_text("#!/bin/sh\n")
    with pytest.raises(FontError) as caught:
        fonts.find_faces()
    assert caught.value.code is ExitCode.FONTS
    assert "apt-get install" in caught.value.hint


def test_every_role_has_a_face_here_and_covers_gb2312() -> None:
    forget_fonts()
    faces = fonts.find_faces()
    assert set(faces) == {*FACES, fonts.WESTERN}
    han = "".join(bytes((a, b)).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF))
    for chain in (chain for name, chain in faces.items() if name != fonts.WESTERN):
        assert fonts.find_missing(han + "，。“”《》—…〔〕　", chain) == set()


def test_a_character_nobody_has_is_found() -> None:
    assert fonts.find_missing("国\U0001f600 ", fonts.find_faces()["仿宋"]) == {"\U0001f600"}


def test_names_that_fandol_lacks_come_from_the_next_face() -> None:
    chain = fonts.find_faces()["仿宋"]
    assert fonts.find_missing("镕昇珺喆堃堉琇瑀璟䶮㛃", chain) == set()


def test_fonts_install_says_what_to_do_without_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(fandol, "FILE_FOLDERS", ())
    with pytest.raises(FontError) as caught:
        list(fandol.install_fonts())
    assert "texlive-lang-chinese" in caught.value.hint
    assert str(fonts.fonts_folder()) in caught.value.hint


def test_fonts_install_takes_files_of_tex_live_and_checks_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fonts.fonts_folder()
    monkeypatch.setattr(fandol, "FILE_FOLDERS", (whole,))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    target = fonts.fonts_folder()
    target.mkdir(parents=True)
    (target / "FandolFang-Regular.otf").write_bytes(b"half a font")
    (target / "mine.otf").write_bytes(b"mine")
    assert {path.name for path in fandol.install_fonts()} == set(fandol.CHECKSUMS)
    assert fandol.find_wanting() == []
    assert list(fandol.install_fonts()) == []
    assert sorted(path.name for path in target.iterdir()) == sorted([*fandol.CHECKSUMS, "mine.otf"])


def test_a_pdf_set_in_a_stand_in_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from publish.pipeline import Request, make

    faces = dict(fonts.find_faces())
    faces["仿宋"] = faces["宋体"]
    monkeypatch.setattr(fonts, "find_faces", lambda: faces)
    source = tmp_path / "讲话.txt"
    source.write_text("讲话\n各位委员：\n今天开会。\n", encoding="utf-8")
    (finding,) = make(source, Request("pdf")).findings
    assert finding.code == "substitute-face"
    assert "仿宋" in finding.message and "publish fonts install" in finding.message


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian package of five small "fonts", and programs on the PATH that download and open it."""
    contents = {name: name.encode() for name in fandol.CHECKSUMS}
    monkeypatch.setattr(fandol, "CHECKSUMS", {name: sha256(data).hexdigest() for name, data in contents.items()})
    monkeypatch.setattr(fandol, "FILE_FOLDERS", ())
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    with tarfile.open(tmp_path / "package", "w") as tar:
        for name, data in contents.items():
            entry = tarfile.TarInfo(f"./usr/share/texlive/fandol/{name}")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    scripts = {"apt-get": f"cp {tmp_path / 'package'} {fandol.PACKAGE}_1_all.deb", "dpkg-deb": 'cat "$2"'}
    (tmp_path / "bin").mkdir()
    for program, line in scripts.items():
        path = tmp_path / "bin" / program
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)


@pytest.mark.usefixtures("package")
def test_the_free_faces_are_fetched_checked_and_the_download_forgotten(tmp_path: Path) -> None:
    installed = list(fandol.install_fonts())
    assert [path.name for path in installed] == list(fandol.CHECKSUMS)
    assert fandol.find_wanting() == []
    assert list((tmp_path / "cache").rglob("*.deb")) == []
    assert list(fandol.install_fonts()) == []


@pytest.mark.usefixtures("package")
def test_a_font_that_is_not_what_it_should_be_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fandol.CHECKSUMS, "FandolKai-Regular.otf", "0" * 64)
    with pytest.raises(FontError, match="FandolKai-Regular"):
        list(fandol.install_fonts())
    assert not list((tmp_path / "data").rglob("*.otf"))
    assert list((tmp_path / "cache").rglob("*.deb")) == []
