"""What .setup says and does where something is missing; the programs it calls are stand-ins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import TOP

NEEDED = ("sh", "sed", "head", "grep", "cat", "rm", "dirname", "touch", "env", "id", "true")


def stand_in(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # a link to the machine's own program is replaced, never written through
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A project folder with an environment that works, on a Debian that has everything."""
    folder, programs = tmp_path / "project", tmp_path / "programs"
    folder.mkdir()
    shutil.copy(TOP / ".setup", folder)
    (folder / "pyproject.toml").touch()
    for name in NEEDED:
        programs.mkdir(exist_ok=True)
        (programs / name).symlink_to(shutil.which(name) or name)
    stand_in(programs / "dpkg-query", "echo installed")
    stand_in(programs / "apt-get", "exit 100")
    stand_in(folder / ".venv/bin/python", "exit 0")
    stand_in(folder / ".venv/bin/publish", "exit 0")
    return folder


def set_up(folder: Path) -> tuple[int, list[str]]:
    environment = {"PATH": str(folder.parent / "programs"), "HOME": str(folder)}
    run = subprocess.run([folder / ".setup"], capture_output=True, text=True, env=environment, check=False)
    assert run.stdout == ""
    return run.returncode, run.stderr.splitlines()


def test_where_all_is_there_nothing_is_said(machine: Path) -> None:
    stand_in(machine / ".venv/bin/python", "exit 0")
    (machine / ".venv/ready-run").touch()
    assert set_up(machine) == (0, [])


def test_a_moved_folder_repairs_its_environment_without_the_network(machine: Path) -> None:
    (machine / ".venv/ready-run").touch()
    script = machine / ".venv/bin/pip"
    script.write_text("#!/old place/.venv/bin/python\nimport pip\n", encoding="utf-8")
    (machine / ".venv/bin/publish").write_text("#!/bin/sh\n'''exec' /old place/.venv/bin/python\n", encoding="utf-8")
    link = machine / ".venv/lib/python3.11/site-packages/publish.pth"
    link.parent.mkdir(parents=True)
    link.write_text("/old place", encoding="utf-8")
    _, said = set_up(machine)
    assert said[0] == "项目文件夹换了位置，正在改正 Python 环境里的路径"
    assert script.read_text(encoding="utf-8").startswith(f"#!{machine}/.venv/bin/python")
    assert link.read_text(encoding="utf-8") == str(machine)


def test_without_the_network_one_sentence_says_what_is_needed(machine: Path) -> None:
    stand_in(machine / ".venv/bin/python", "echo 'ERROR: fifty lines' >&2; exit 1")
    code, said = set_up(machine)
    assert code == 5
    assert said[-1].startswith("Python 软件包没有装上：这一步要从 PyPI")
    assert len(said) == 2
    assert "fifty lines" in (machine / ".setup.log").read_text(encoding="utf-8")


def test_without_the_network_for_the_system_too(machine: Path) -> None:
    stand_in(machine.parent / "programs/dpkg-query", "exit 1")
    stand_in(machine.parent / "programs/id", "echo 0")
    stand_in(machine.parent / "programs/apt-cache", "exit 0")
    code, said = set_up(machine)
    assert code == 5
    assert len(said) == 2
    assert said[-1].startswith("系统组件没有装上（libpango-1.0-0 ")
    assert "软件源" in said[-1]


def test_an_ordinary_user_without_sudo_is_told_what_to_ask_for(machine: Path) -> None:
    stand_in(machine.parent / "programs/dpkg-query", "exit 1")
    stand_in(machine.parent / "programs/id", "echo 1000")
    code, said = set_up(machine)
    assert code == 5
    assert said[0] == "缺少系统组件。请让管理员运行："
    assert "apt-get install -y --no-install-recommends libpango-1.0-0" in said[1]


def test_without_the_free_fonts_it_goes_on_and_says_so(machine: Path) -> None:
    (machine / ".venv/ready-run").touch()
    stand_in(machine / ".venv/bin/publish", "exit 5")
    code, said = set_up(machine)
    assert code == 0
    assert "先用思源（Noto）字体代替" in said[0]
    assert len(said) == 1


def test_an_unknown_system_is_told_which_libraries_are_looked_for(machine: Path) -> None:
    for name in ("dpkg-query", "apt-get"):
        (machine.parent / "programs" / name).unlink()
    stand_in(machine.parent / "programs/ldconfig", "echo 'libpango-1.0.so.0 (libc6) => /lib/libpango-1.0.so.0'")
    code, said = set_up(machine)
    assert code == 5
    assert "libpangoft2-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1" in said[0]
    assert "libpango-1.0.so.0" not in said[0]
