"""Files of every kind damaged by chance: read, or refused with one sentence; never anything else.

The whole run, 20,000 of each: make mutants.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.readers import read_source
from tests.faults.mutants import COMMANDS, READ, REFUSED, mutant, try_chunk, try_mutant
from tests.faults.sound import MAKERS, sounds

ALWAYS_READ = ("txt", "md")  # any bytes are some text, short of none at all


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "handout"])
def test_sound_files_are_read(kind: str, tmp_path: Path) -> None:
    for number, data in enumerate(sounds(kind)):
        path = tmp_path / f"{number}.{kind}"
        path.write_bytes(data)
        assert len(read_source(path).blocks) > 1


@pytest.mark.parametrize("kind", MAKERS)
def test_mutants_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    found = {try_mutant(kind, number, tmp_path) for number in range(60)}
    assert READ in found
    assert found <= {READ, REFUSED}
    assert REFUSED in found or kind in ALWAYS_READ


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "read"])
def test_commands_do_or_refuse_mutants(command: str, tmp_path: Path) -> None:
    found = [try_mutant("md", number, tmp_path, command) for number in range(5)]
    assert {READ} <= set(found) <= {READ, REFUSED}


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAKERS)
def test_more_mutants_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    assert set(try_chunk(kind, range(60, 660 if kind in ("pdf", "handout") else 2060), tmp_path)) <= {READ, REFUSED}


def test_a_number_makes_the_same_mutant() -> None:
    assert mutant("rtf", 5) == mutant("rtf", 5) != mutant("rtf", 6)
