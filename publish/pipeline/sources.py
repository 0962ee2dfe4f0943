"""Which files of a folder are sources, which look like some but cannot be read, how outputs of one name differ."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path

from publish.output.delivery import NAME_BYTES, file_name
from publish.output.stamp import identify, read_stamp
from publish.paths import is_folder
from publish.readers import OWN_PDF

SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx"
COPY_TEXT = "请把文字复制到 Word 或记事本，存为 .docx 或 .txt"
NAME_IT = "文件夹里的 PDF 不当作原稿；要排，请写出它的文件名"
OFFICE = "表格、幻灯片不能排；里面要排的文字请另存为 .docx"
# What clerks keep beside their texts and no reader takes, with what to do about it.
FOREIGN = {
    **dict.fromkeys((".dot", ".wpt", ".ott", ".dotx", ".dotm", ".pages"), SAVE_AS),
    ".pdf": NAME_IT,
    ".ofd": COPY_TEXT,
    **dict.fromkeys((".xls", ".xlsx", ".et", ".ods", ".ppt", ".pptx", ".dps", ".odp"), OFFICE),
}
PIECE = 1 << 20  # bytes read at once


def find_foreign(folder: Path, skip: Path | None = None) -> dict[Path, str]:
    """Every document below `folder` that no reader takes, and what to do about it; what we made ourselves is none."""
    found = (path for path in walk(folder, FOREIGN, skip) if path.suffix.lower() in FOREIGN)
    return {path: FOREIGN[path.suffix.lower()] for path in found if not _is_own_output(path)}


def walk(folder: Path, suffixes: Collection[str], skip: Path | None = None) -> Iterator[Path]:
    """Every file below `folder` with one of the suffixes, in the order of the parts of their paths.

    Hidden and temporary files (`.x`, `~$x.docx`) and the folder `skip` (where outputs go) are left out, links to
    folders not followed. A folder that cannot be listed is itself given, so that reading it names the failure. Only
    the names of one folder at a time, and of those it lies in, are kept.
    """
    return _walk(folder, tuple(suffixes), skip.resolve() if skip else None)


def _walk(folder: Path, suffixes: tuple[str, ...], skip: Path | None) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(_pick(entries, suffixes))
    except OSError:
        yield folder
        return
    for name, is_file in found:
        path = folder / name
        if is_file:
            yield path
        elif path.resolve() != skip:
            yield from _walk(path, suffixes, skip)


def _pick(entries: Iterable[os.DirEntry[str]], suffixes: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Names of the files wanted (True) and of the folders to be entered (False)."""
    for entry in entries:
        if _is_hidden(entry.name):
            continue
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                yield entry.name, False
            elif Path(entry.name).suffix.lower() in suffixes and entry.is_file():
                yield entry.name, True


class Sources:
    """The sources of a batch, found anew each time they are walked through, so that they need not be remembered.

    `named`: files, and folders searched for `suffixes`; the order is that of the parts of their paths. `output`: the
    folder that is left out.
    """

    def __init__(self, named: Iterable[Path], suffixes: Collection[str], output: Path) -> None:
        self._named = sorted(dict.fromkeys(named), key=lambda path: path.parts)
        self._suffixes, self._output = tuple(suffixes), output

    def __iter__(self) -> Iterator[Path]:
        several, seen = len(self._named) > 1, set()
        for path in self._find():
            if several:  # a file may be named besides the folder it lies in
                if path in seen:
                    continue
                seen.add(path)
            yield path

    def _find(self) -> Iterator[Path]:
        for path in self._named:
            if is_folder(path):
                yield from walk(path, self._suffixes, self._output)
            else:
                yield path

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return sum(1 for _ in self)

    def holds_name(self, path: Path) -> bool:
        """Whether a source lies at this absolute path, or at one that differs in capitals only."""
        if path.suffix.lower() not in self._endings:
            return False
        return path.name.casefold() in self._names_in(path.parent)

    @cached_property
    def _endings(self) -> frozenset[str]:
        named = (path.suffix.lower() for path in self._named if not is_folder(path))
        return frozenset((*self._suffixes, *named))

    @lru_cache(maxsize=4)  # noqa: B019 one batch a run
    def _names_in(self, folder: Path) -> frozenset[str]:
        """The names, capitals aside, of the sources in a folder."""
        found = (path for path in self if _resolve_folder(path.parent) == folder)
        return frozenset(path.name.casefold() for path in found)

    @cached_property
    def marks(self) -> frozenset[str]:
        """What the marks of these sources' outputs say of them (`stamp.identify`)."""
        return frozenset(identify(source) for source in self)


class Names:
    """Gives each output of a batch, one after the other, a name of its own that is no source's either.

    The first source keeps it, others add their own, then a number: `通知.pdf`, `通知（b）.pdf`, `通知（b 2）.pdf`.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._taken: set[int] = set()

    def choose(self, source: Path, wanted: Path) -> Path:
        """The wanted path, or one beside it where that is taken, or the output of a source of another batch lies
        there."""
        folder = _resolve_folder(wanted.parent)
        free = (path for path in _alternatives(source, folder / wanted.name) if self._is_free(path, source))
        return wanted.with_name(next(free).name)

    def _is_free(self, path: Path, source: Path) -> bool:
        if _digest(path) in self._taken or self._sources.holds_name(path):
            return False
        made_of = read_stamp(path)
        return made_of in ("", identify(source)) or made_of in self._sources.marks

    def take(self, target: Path) -> None:
        """Let nobody else have this path."""
        self._taken.add(_digest(_resolve_folder(target.parent) / target.name))


@lru_cache(maxsize=64)
def _resolve_folder(folder: Path) -> Path:
    return folder.resolve()


def _digest(path: Path) -> int:
    """A path, capitals aside, in eight bytes: of a million names two are alike once in 10**7 batches."""
    text = str(path).casefold().encode(errors="surrogateescape")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def _is_own_output(path: Path) -> bool:
    if path.suffix.lower() != ".pdf":
        return False
    try:
        # Read and not mapped into memory: a file that shrinks meanwhile would kill the process.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            tail = b""
            while piece := file.read(PIECE):
                if OWN_PDF in tail + piece:
                    return True
                tail = piece[-len(OWN_PDF) :]
    except (OSError, ValueError):
        pass
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
