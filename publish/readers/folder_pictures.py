"""Pictures that a Markdown file or web page names: files in its folder or below, nothing else, nothing on the net."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from urllib.parse import unquote

from publish.inputs import note_input, read_input
from publish.model import Picture
from publish.readers.pictures import MAX_BYTES, PictureError, inspect_picture

REASONS = {
    errno.EISDIR: "不是文件",
    errno.EINVAL: "不是普通文件",
    errno.EFBIG: f"超过 {MAX_BYTES >> 20} MB，太大了",
}
SCHEME = re.compile(r"\A[a-zA-Z][a-zA-Z0-9+.\-]*:")


class Pictures:
    """The pictures found so far, by key; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[str, str]] = {}
        self.pictures: dict[str, Picture] = {}

    def find(self, address: str) -> tuple[str, str]:
        """The key of a picture, and why it cannot be printed (the end of a sentence) or an empty reason."""
        if address not in self._known:
            try:
                self._known[address] = self._read(address), ""
            except PictureError as error:
                self._known[address] = "", str(error)
        return self._known[address]

    def _read(self, address: str) -> str:
        path = unquote(address).replace("\\", "/")
        if SCHEME.match(path) or path.startswith("/") or "\0" in path or not path:
            raise PictureError("不在文稿所在的文件夹里（只能用相对路径）")
        try:
            found = (self._folder / path).resolve(strict=True)
            inside = found.is_relative_to(self._folder.resolve(strict=True))
        except (OSError, RuntimeError, ValueError) as error:
            note_input(self._folder / path)
            raise PictureError("找不到") from error
        if not inside:
            raise PictureError("不在文稿所在的文件夹里")
        try:
            data = read_input(found, MAX_BYTES)
            note_input(self._folder / path)  # which may be a link
        except OSError as error:
            raise PictureError(REASONS.get(error.errno or 0, "读不出来")) from error
        key, picture = inspect_picture(data)
        self.pictures[key] = picture
        return key
