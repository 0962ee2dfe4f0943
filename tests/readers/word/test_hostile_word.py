"""Hostile, broken and foreign files: each refused with its own sentence, at little cost, nothing fetched."""

from __future__ import annotations

import copy
import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publish.errors import ExitCode, InputError
from publish.readers.word.reader import read
from tests.readers.hostile_files import HOSTILE
from tests.readers.reader_cases import FOLDER, load_cases
from tests.readers.reader_display import characters
from tests.readers.word.docx_files import docx, docx_parts, paragraph, png, text_characters, zipped

SENTENCES = dict(
    line.split(" -> ", 1)
    for line in (FOLDER / "hostile.txt").read_text(encoding="utf-8").splitlines()
    if "->" in line and line[0] != "#"
)
MEASURED = """
import sys, time
from pathlib import Path
from lxml import etree
from publish.errors import InputError
from publish.readers.word.reader import read
started = time.process_time()
try:
    read(Path(sys.argv[1]))
    print("read")
except InputError as error:
    print(error.message)
seconds = time.process_time() - started
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
million = b"<a>" + b"<b/>" * 1_000_000 + b"</a>"
started = time.process_time()
etree.fromstring(million)
print(seconds / (time.process_time() - started), int(peak.split()[1]) / 1024)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_refused_with_its_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "来文.docx"
    path.write_bytes(HOSTILE[name]())
    with pytest.raises(InputError) as caught:
        read(path)
    error = caught.value
    assert error.message.startswith(SENTENCES[name])
    assert error.hint and error.place is not None and error.place.file == "来文.docx"
    assert error.code is ExitCode.INPUT


@pytest.mark.parametrize(
    "name", ["laughs", "bomb", "paragraph-bomb", "packed-bomb", "tags", "announced-small", "crowd", "deep"]
)
def test_refusal_is_quick_and_small(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(HOSTILE[name]())
    for _ in range(4):  # a busy machine makes one run of them slow
        run = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True)
        message, figures = run.stdout.splitlines()
        share, megabytes = map(float, figures.split())
        assert message.startswith(SENTENCES[name])
        assert megabytes < 100
        if share < 1:
            break
    # Of the time lxml takes for a million tags on this machine: counting them takes a quarter, refusing them after
    # parsing one and a half.
    assert share < 1, f"{share:.2f} of the time of a million tags"


def test_every_sentence_is_expected() -> None:
    assert set(SENTENCES) == set(HOSTILE)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.docx"):
        with pytest.raises(InputError):
            read(path)


def test_external_template_and_pictures_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    path = tmp_path / "a.docx"
    body = paragraph("正文") + '<w:p><w:r><w:drawing><a:blip r:link="x1"/></w:drawing></w:r></w:p>'
    path.write_bytes(docx(body, links={"x1": "file:///etc/hostname"}))
    real_open = os.open

    def record(name: Any, *rest: Any) -> int:
        opened.append(str(name))
        return real_open(name, *rest)

    monkeypatch.setattr(os, "open", record)
    monkeypatch.setattr(Path, "open", lambda self, *_: pytest.fail(f"{self} opened"))
    read(path)
    assert opened == [str(path)]


def traps() -> list[bytes]:
    """Documents that use every construct we know."""
    files = {"f1.png": png(), "f2.wmf": b"\xd7\xcd\xc6\x9a", "f3.png": png()[:50]}
    made = []
    for case in load_cases("word.txt"):
        parts = {key.split()[1]: text for key, text in case.sections.items() if key.startswith("部件 ")}
        made.append(zipped(docx_parts(case.sections[""], parts, files, {"x1": "file:///etc/hostname"})))
    return made


def mutate(chance: random.Random, data: bytes) -> bytes:
    """The same bytes with some turned, cut out, doubled or moved."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(spoiled))
        length = chance.choice((1, 1, 4, 40))
        match chance.randrange(4):
            case 0:
                spoiled[at] = chance.randrange(256)
            case 1:
                del spoiled[at : at + length]
            case 2:
                spoiled[at:at] = spoiled[at : at + length]
            case _:
                other = chance.randrange(len(spoiled))
                spoiled[at : at + length] = spoiled[other : other + length]
        if not spoiled:
            break
    return bytes(spoiled)


def mutate_markup(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    """A sound package whose elements were moved, copied, renamed, emptied or given odd values."""
    name = chance.choice([each for each in parts if each.startswith("word/") and each.endswith(".xml")])
    root = etree.fromstring(parts[name])
    for _ in range(chance.choice((1, 2, 4, 8))):
        elements = [element for element in root.iter() if element is not root]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(5):
            case 0:
                for key in one.attrib:
                    one.set(key, chance.choice(("-1", "0", "99999999999", "x", "", "%1%9", "continue")))
            case 1:
                other.append(copy.deepcopy(one))
            case 2:
                one.tag = other.tag
            case 3:
                one.text = chance.choice(("字", "", "\n", "(", "\uf0fe", "1"))
            case _:
                parent = one.getparent()
                assert parent is not None
                parent.remove(one)
    return zipped({**parts, name: etree.tostring(root)})


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fuzz(count: int, seed: int, folder: Path) -> tuple[int, int]:
    """How many mutants were read, with every character, and how many refused; nothing else may happen."""
    chance = random.Random(seed)
    sources = traps()
    packages = [unpacked(data) for data in sources]
    path = folder / "mutant.docx"
    results = [0, 0]
    for number in range(count):
        which = chance.randrange(len(sources))
        data = mutate_markup(chance, packages[which]) if number % 2 else mutate(chance, sources[which])
        path.write_bytes(data)
        try:
            source = read(path)
            if number % 2:
                lost = text_characters(etree.fromstring(unpacked(data)["word/document.xml"])) - characters(source)
                assert not lost, f"mutant {number} of seed {seed} lost {lost}"
            results[0] += 1
        except InputError:
            results[1] += 1
        except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError, OSError) as error:
            raise AssertionError(f"mutant {number} of seed {seed}") from error
    return results[0], results[1]


def test_mutants_are_read_or_refused(tmp_path: Path) -> None:
    done, refused = fuzz(200, 1, tmp_path)
    assert done and refused


@pytest.mark.slow
def test_two_thousand_mutants_are_read_or_refused(tmp_path: Path) -> None:
    done, refused = fuzz(2000, 2, tmp_path)
    assert done and refused
