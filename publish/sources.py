"""Which files of a folder are sources, and how outputs of one name are told apart."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from publish.delivery import NAME_BYTES


def find_sources(folder: Path, suffixes: Collection[str], skip: Path | None = None) -> list[Path]:
    """Every file below `folder` with one of the suffixes (lower case, with dot), in a fixed order.

    Hidden and temporary files (`.x`, `~$x.docx`) and the folder `skip` (where outputs go) are left out, links to
    folders not followed. A folder that cannot be listed is itself in the list, so that reading it names the failure.
    """
    found: list[Path] = []
    skipped = skip.resolve() if skip else None

    def remember(error: OSError) -> None:
        found.append(Path(error.filename))

    for place, folders, files in os.walk(folder, onerror=remember):
        folders[:] = [name for name in folders if not _is_hidden(name) and Path(place, name).resolve() != skipped]
        paths = (Path(place, name) for name in files if not _is_hidden(name))
        found += [path for path in paths if path.suffix.lower() in suffixes and path.is_file()]
    return sorted(found, key=lambda path: path.parts)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~"))


def distinct_names(wanted: Iterable[tuple[Path, Path]]) -> dict[Path, Path]:
    """Source -> output for pairs (source, wanted output), so that no two outputs are one file on any system.

    The first source in alphabetical order keeps the name, others add their own, then a number: `通知.pdf`,
    `通知（b）.pdf`, `通知（b 2）.pdf`. The order of the pairs does not matter.
    """
    taken: set[str] = set()
    outputs: dict[Path, Path] = {}
    for source, output in sorted(wanted, key=lambda pair: (pair[0].parts, pair[1].parts)):
        chosen = next(path for path in _alternatives(source, output) if str(path).casefold() not in taken)
        taken.add(str(chosen).casefold())
        outputs[source] = chosen
    return outputs


def _alternatives(source: Path, output: Path) -> Iterator[Path]:
    yield output
    yield _marked(output, source.stem)
    number = 2
    while True:
        yield _marked(output, f"{source.stem} {number}")
        number += 1


def _marked(output: Path, mark: str) -> Path:
    """The output's name with a mark in brackets, the title cut where both have no room."""
    mark = f"（{mark.encode()[-NAME_BYTES // 2 :].decode(errors='ignore')}）{output.suffix}"
    stem = output.stem.encode()[: NAME_BYTES - len(mark.encode())].decode(errors="ignore")
    return output.with_name(stem + mark)
