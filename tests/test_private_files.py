"""What we keep for the next run is believed only where nobody else can have put it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from publish.paths import private_folder, read_private, write_private


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "publish"


def test_folders_and_files_are_the_users_alone(cache: Path) -> None:
    folder = private_folder("outputs/ab")
    assert folder == cache / "outputs" / "ab"
    write_private(folder / "x", b"data", "1")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (cache, folder, folder / "x")] == [0o700, 0o700, 0o600]
    assert read_private(folder / "x", "1") == b"data"


def test_a_folder_others_may_read_is_narrowed(cache: Path) -> None:
    cache.mkdir(parents=True, mode=0o755)
    assert private_folder("")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_others_may_write_is_not_used(cache: Path, mode: int) -> None:
    cache.mkdir(parents=True)
    cache.chmod(mode)
    assert private_folder("templates") is None


def test_a_folder_of_another_user_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir(parents=True)
    monkeypatch.setattr(os, "getuid", lambda: cache.stat().st_uid + 1)
    assert private_folder("templates") is None


def test_a_link_is_not_followed(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    cache.parent.mkdir()
    cache.symlink_to(tmp_path / "elsewhere")
    assert private_folder("templates") is None


def test_a_relative_cache_is_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert private_folder("x") == tmp_path / "home" / ".cache" / "publish" / "x"


def test_damaged_foreign_and_other_versions_are_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = private_folder("")
    assert folder == cache
    path = folder / "x"
    write_private(path, b"data", "1")
    assert read_private(path, "2") is None
    (folder / "link").symlink_to(path)
    assert read_private(folder / "link", "1") is None
    path.chmod(0o602)
    assert read_private(path, "1") is None
    path.chmod(0o600)
    whole = path.read_bytes()
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert read_private(path, "1") is None
    path.write_bytes(whole)
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    assert read_private(path, "1") is None


def test_code_in_a_cache_others_may_write_is_not_run(cache: Path, tmp_path: Path, speech: Path) -> None:
    """Every file the first run kept is there for the second, in a folder another could have filled: none is opened,
    and nothing is put beside them."""
    command = [sys.executable, "-m", "publish", "pdf", str(speech), "-o", str(tmp_path / "out.pdf")]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache.parent)}
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    first = (tmp_path / "out.pdf").read_bytes()
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert {path.relative_to(cache).parts[0] for path in kept} >= {"templates", "outputs"}
    for path in kept:
        path.write_bytes(path.read_bytes()[:4] + b"planted")
    before = {path: path.read_bytes() for path in kept}
    cache.chmod(0o777)
    (tmp_path / "out.pdf").unlink()
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    assert (tmp_path / "out.pdf").read_bytes() == first
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == before


def test_damaged_files_change_nothing(cache: Path, tmp_path: Path, speech: Path) -> None:
    command = [sys.executable, "-m", "publish", "pdf", str(speech), "-o", str(tmp_path / "out.pdf")]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache.parent)}
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    first = (tmp_path / "out.pdf").read_bytes()
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        middle = len(data) // 2
        path.write_bytes(
            data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 40]) + data[middle + 40 :]
        )
    (tmp_path / "out.pdf").unlink()
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    assert (tmp_path / "out.pdf").read_bytes() == first
