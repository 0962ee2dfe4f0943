"""What the user asked for, where outputs go, and which date they carry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from publish.errors import InputError, OutputError
from publish.model import Document, Metadata
from publish.output.delivery import file_name
from publish.paths import is_folder
from publish.readers import SUFFIXES
from publish.report.results import describe_unprocessed
from publish.style import load_style

if TYPE_CHECKING:
    from publish.pipeline.sources import Sources

ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")  # of a file; 第1.0版 has none
DEFAULT_STYLE = "speech"
AUTO = "auto"  # the document chooses its style; what is asked of any style is asked of the default one
SOURCES_FOLDER = Path("seeds")
OUTPUT_FOLDER = Path("dist")


@dataclass(frozen=True)
class Request:
    """What the user asked for, the same for every source: `metadata` and `overrides` as given on the command line."""

    format: str
    output: Path | None = None
    style: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    normalise: bool = False
    attach_source: bool = False

    @property
    def named_style(self) -> str:
        """The style asked for, the default one when the document chooses."""
        return self.style if self.style not in ("", AUTO) else DEFAULT_STYLE

    def __str__(self) -> str:
        """Every option as one text, by which the cache knows the request again."""
        return self._text

    @cached_property
    def _text(self) -> str:
        options = asdict(self) | {"output": str((self.output or OUTPUT_FOLDER).absolute())}
        return json.dumps(options, ensure_ascii=False, sort_keys=True)


def list_sources(named: Iterable[Path]) -> list[Path]:
    """The files to read: those named, folders searched for known formats, without any name all of seeds/.

    Raises InputError when there is none.
    """
    return list(gather_sources(named))


def gather_sources(named: Iterable[Path], output: Path | None = None) -> Sources:
    """The same files without a list of them. Raises InputError when there is none."""
    from publish.pipeline.sources import Sources

    named = list(named) or [SOURCES_FOLDER]
    if named == [SOURCES_FOLDER] and not SOURCES_FOLDER.is_dir():
        raise InputError("没有写明要排哪个文件，这里也没有 seeds 文件夹", "例如：publish pdf 讲话.txt")
    sources = Sources(named, SUFFIXES, output or OUTPUT_FOLDER)
    if not len(sources):
        folder = "、".join(str(path) for path in named)
        hints = [f"可用的格式：{'、'.join(SUFFIXES)}", *describe_unprocessed(list_unprocessed(named, output))]
        raise InputError(f"{folder} 里没有可以排版的文件", "；".join(hints))
    return sources


def list_unprocessed(named: Iterable[Path], output: Path | None = None) -> dict[Path, str]:
    """Documents in the named folders (default seeds/) that cannot be read, and what to do about each."""
    folders = [path for path in list(named) or [SOURCES_FOLDER] if is_folder(path)]
    if not folders:
        return {}
    from publish.pipeline.sources import find_foreign

    return {path: hint for folder in folders for path, hint in find_foreign(folder, output or OUTPUT_FOLDER).items()}


def choose_target(source: Path, document: Document, request: Request) -> Path:
    """Where the output goes: the file named by -o, else a file named after the title in the folder (default dist/)."""
    return place_output(document.title or source.stem, request)


def place_output(name: str, request: Request) -> Path:
    """The path of an output of that name: what -o names, else a file in the output folder."""
    output = request.output
    if output and names_file(output):
        return output
    return (output or OUTPUT_FOLDER) / file_name(name, f".{request.format}")


def spare_sources(target: Path, sources: Iterable[Path]) -> None:
    """Raise OutputError when writing `target` would write over one of the sources."""
    for source in sources:
        with suppress(OSError):  # nothing lies there yet
            if target.samefile(source):
                raise OutputError(f"不能写 {target}：那是原文件", "原文件不能覆盖，请换一个文件名或文件夹")


def names_file(output: Path) -> bool:
    """Whether -o means a file: it has an ending and is no folder that is there."""
    return bool(ENDING.fullmatch(output.suffix)) and not is_folder(output)


def resolve(request: Request, sources: int = 1) -> None:
    """Everything about a request that can fail before a source is read fails here.

    Raises StyleError for an unknown style or token, OutputError when -o cannot be what is made.
    """
    load_style(request.named_style, request.overrides)
    output, suffix = request.output, f".{request.format}"
    if output is None or not names_file(output):
        return
    if output.suffix.lower() != suffix:
        hint = f"请写成 {output.with_suffix(suffix)}，或给出文件夹"
        raise OutputError(f"输出文件 {output} 的扩展名应当是 {suffix}", hint)
    if sources > 1:
        raise OutputError(f"{sources} 篇文章不能都写进 {output}", "请用 -o 给出文件夹")
