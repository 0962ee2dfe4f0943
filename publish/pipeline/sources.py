"""Which files of a folder are sources, which look like some but cannot be read, how outputs of one name differ."""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from publish.output.delivery import NAME_BYTES, file_name

SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx"
COPY_TEXT = "请把文字复制到 Word 或记事本，存为 .docx 或 .txt"
OFFICE = "表格、幻灯片不能排；里面要排的文字请另存为 .docx"
# What clerks keep beside their texts and no reader takes, with what to do about it.
FOREIGN = {
    **dict.fromkeys((".dot", ".wpt", ".ott", ".dotx", ".dotm", ".pages"), SAVE_AS),
    **dict.fromkeys((".pdf", ".ofd"), COPY_TEXT),
    **dict.fromkeys((".xls", ".xlsx", ".et", ".ods", ".ppt", ".pptx", ".dps", ".odp"), OFFICE),
}
OWN_OUTPUT = b"CreatorTool>publish<"  # in the XMP metadata of every PDF of ours, which PDF/A keeps uncompressed


def find_sources(folder: Path, suffixes: Collection[str], skip: Path | None = None) -> list[Path]:
    """Every file below `folder` with one of the suffixes (lower case, with dot), in a fixed order.

    Hidden and temporary files (`.x`, `~$x.docx`) and the folder `skip` (where outputs go) are left out, links to
    folders not followed. A folder that cannot be listed is itself in the list, so that reading it names the failure.
    """
    found: list[Path] = []

    def remember(error: OSError) -> None:
        found.append(Path(error.filename))

    found += _walk(folder, suffixes, skip, remember)
    return sorted(found, key=lambda path: path.parts)


def find_foreign(folder: Path, skip: Path | None = None) -> dict[Path, str]:
    """Every document below `folder` that no reader takes, and what to do about it; what we made ourselves is none."""
    found = sorted(_walk(folder, FOREIGN, skip), key=lambda path: path.parts)
    return {path: FOREIGN[path.suffix.lower()] for path in found if not _is_own_output(path)}


def _walk(
    folder: Path, suffixes: Collection[str], skip: Path | None, onerror: Callable[[OSError], None] | None = None
) -> Iterator[Path]:
    skipped = skip.resolve() if skip else None
    for place, folders, files in os.walk(folder, onerror=onerror):
        folders[:] = [name for name in folders if not _is_hidden(name) and Path(place, name).resolve() != skipped]
        paths = (Path(place, name) for name in files if not _is_hidden(name))
        yield from (path for path in paths if path.suffix.lower() in suffixes and path.is_file())


def _is_own_output(path: Path) -> bool:
    if path.suffix.lower() != ".pdf":
        return False
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.find(OWN_OUTPUT) >= 0
    except (OSError, ValueError):  # not readable, or empty, which cannot be mapped
        return False


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~"))


def distinct_names(wanted: Iterable[tuple[Path, Path]], taken: Iterable[Path] = ()) -> dict[Path, Path]:
    """Source -> output for pairs (source, wanted output), so that no two outputs are one file on any system, nor taken.

    The first source in alphabetical order keeps the name, others add their own, then a number: `通知.pdf`,
    `通知（b）.pdf`, `通知（b 2）.pdf`. The order of the pairs does not matter.
    """
    used = {str(path).casefold() for path in taken}
    outputs: dict[Path, Path] = {}
    for source, output in sorted(wanted, key=lambda pair: (pair[0].parts, pair[1].parts)):
        chosen = next(path for path in _alternatives(source, output) if str(path).casefold() not in used)
        used.add(str(chosen).casefold())
        outputs[source] = chosen
    return outputs


def _alternatives(source: Path, output: Path) -> Iterator[Path]:
    name = file_name(source.stem, "")  # which may hold what no name of ours may
    yield output
    yield _marked(output, name)
    number = 2
    while True:
        yield _marked(output, f"{name} {number}")
        number += 1


def _marked(output: Path, mark: str) -> Path:
    """The output's name with a mark in brackets, the title cut where both have no room."""
    mark = f"（{mark.encode()[-NAME_BYTES // 2 :].decode(errors='ignore')}）{output.suffix}"
    stem = output.stem.encode()[: NAME_BYTES - len(mark.encode())].decode(errors="ignore")
    return output.with_name(stem + mark)
