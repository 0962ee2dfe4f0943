"""Where looks lie: built in, installed by the user, or in a folder given by --style; held inside their folders.

A built-in name always means the built-in look, wherever the command is run. An installed look is data only (tokens, no
templates), since any text may ask for it; only a folder given by --style brings templates.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from publish.errors import StyleError
from publish.paths import data_folder, is_file, is_folder

MOST_BYTES = 1_000_000  # of one file of a style: our largest template has 11,000


def styles_folder() -> Path:
    """The folder of the built-in styles: inside the wheel, else at the top of the checkout."""
    packaged = Path(__file__).parent.parent / "_styles"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "styles"


def installed_folder() -> Path:
    """The folder of the looks the user installed: publish/styles in the user's data folder."""
    return data_folder() / "publish" / "styles"


def list_styles() -> list[str]:
    """Names of the built-in styles, then of those the user installed."""
    return list(dict.fromkeys(name for home in _homes() for name in _names_in(home)))


def _homes() -> tuple[Path, ...]:
    return styles_folder(), installed_folder()


def _names_in(home: Path) -> list[str]:
    return sorted(path.parent.name for path in home.glob("*/style.toml")) if is_folder(home) else []


def find_folder(name: str) -> Path:
    """The folder of the look given by --style. Raises StyleError."""
    folder = _look_up(name) or Path(name)
    if is_file(folder / "style.toml"):
        return folder
    raise StyleError(f"没有版式“{name}”", f"可用的版式：{'、'.join(list_styles())}；也可以给出含 style.toml 的文件夹")


def find_named(name: str) -> Path:
    """The folder of a built-in look, or of one the user installed. Raises StyleError."""
    if folder := _look_up(name):
        return folder
    hint = f"可用的版式：{'、'.join(list_styles())}；别的文件夹里的版式，只能在命令里用 --style 指定"
    raise StyleError(f"文件里写的版式“{name}”没有装", hint)


def _look_up(name: str) -> Path | None:
    """The folder of that name where looks are kept; a path is no name."""
    for home in _homes():
        if name in _names_in(home):
            return home / name
    return None


def read_tokens(path: Path) -> str:
    """The text of a style.toml. Raises StyleError for one that lies elsewhere or is no file of decent size, OSError,
    ValueError."""
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise StyleError(f"版式文件是通向别处的链接：{path}", "请把 style.toml 本身放进版式文件夹")
    if not is_bearable(path):
        raise StyleError(f"版式文件不是普通文件，或者太大：{path}", f"style.toml 最多 {MOST_BYTES:,} 字节")
    return path.read_text(encoding="utf-8")


def is_bearable(path: Path) -> bool:
    """Whether a regular file of at most MOST_BYTES lies there, links followed: no FIFO, device or sparse giant."""
    with suppress(OSError, ValueError):
        status = path.stat()
        return stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES
    return False


def refuse_templates(folder: Path) -> None:
    """An installed look is data only: it may be asked for by any text. Raises StyleError."""
    if folder.parent == installed_folder() and any(folder.glob("*.j2")):
        hint = f"请移走其中的 .j2 文件；要用自己的模板，请用 --style {folder} 以外的文件夹"
        raise StyleError(f"装在个人文件夹里的版式不能带模板：{folder}", hint)


def find_parent(folder: Path, parent: object) -> Path:
    """The look a style extends: one with a name, or a folder inside its own. Raises StyleError."""
    named = _look_up(str(parent))
    if named:
        return named
    inside = folder / str(parent)
    if inside.resolve().is_relative_to(folder.resolve()) and is_file(inside / "style.toml"):
        return inside
    hint = f"extends 可以写：{'、'.join(list_styles())}，或者本版式文件夹里面的文件夹"
    raise StyleError(f"没有版式“{parent}”（{folder / 'style.toml'} 的 extends）", hint)
