"""Puts finished bytes where they belong, whole or not at all; makes file names out of titles.

A delivery is a temporary file in the target's own folder, fsync, replace, fsync of the folder: whoever looks sees
the old file or the new one, whatever is killed, full or written by two at once. What a killed process left behind is
known by its name and removed by the next delivery into that folder.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import stat
import time
import unicodedata
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publish.errors import OutputError

HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
TEMPORARY = re.compile(r"\.publish-(?P<host>[0-9a-f]{8})-(?P<process>\d+)-[0-9a-f]{8}\.tmp")
NAMED = 3  # outputs remembered for a sentence
STALE_SECONDS = 3600  # no delivery takes that long: a temporary file so old is nobody's, its process number used again

NAME_BYTES = 255  # longest file name of ext4, APFS and, in characters, NTFS
UNTITLED = "无题"
# Windows forbids these in names; their full-width forms say the same to a Chinese reader.
FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
# A space where a title was broken into lines, or its characters were spread: no name needs it.
BROKEN = re.compile(r"(?<=[\u2e80-\u9fff，、：；）》”’〕]) (?=[\u2e80-\u9fff（《“‘〔])")
DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)

REASONS = {
    errno.ENOSPC: ("磁盘满了", "请清出空间，或用 -o 换一个位置"),
    errno.EDQUOT: ("磁盘配额用完了", "请清出空间，或用 -o 换一个位置"),
    errno.EFBIG: ("文件超过了系统允许的大小", "请放宽文件大小限制（ulimit -f），或用 -o 换一个位置"),
    errno.EACCES: ("没有写的权限", "文件若正在别的程序里打开，请先关闭；否则请检查文件夹的权限，或用 -o 换一个位置"),
    errno.EPERM: ("没有写的权限", "请检查文件夹的权限，或用 -o 换一个位置"),
    errno.EROFS: ("那里是只读的", "请用 -o 换一个位置"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请检查 -o 给出的路径"),
    errno.EEXIST: ("路径中有一段不是文件夹", "请检查 -o 给出的路径"),
    errno.EISDIR: ("那里已经有一个同名的文件夹", "请把那个文件夹改名，或用 -o 换一个文件名"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请用 -o 给一个短些的名字"),
    errno.ELOOP: ("链接绕成了圈", "请删掉那个链接"),
    errno.ENOENT: ("那里不能建文件或文件夹", "请检查 -o 给出的路径，或换一个位置；文件夹若是刚被删掉的，请再运行一次"),
}

_delivered: deque[Path] = deque(maxlen=NAMED)


def deliver(data: bytes, target: Path) -> None:
    """Write `data` to `target` whole, or leave what was there byte for byte; missing folders are made.

    A symbolic link is written through when it stays inside the target's folder, else refused. What is written survives
    a power cut. Raises OutputError.
    """
    with _explained(target):
        real = _resolve(target)
        real.parent.mkdir(parents=True, exist_ok=True)
        _sweep_once(real.parent)
        _replace(real, data)
    _delivered.append(target)


def list_delivered() -> list[Path]:
    """The last files this process has put in place, for whoever must say what became of a run that broke off."""
    return list(_delivered)


def sweep(folder: Path) -> list[Path]:
    """Remove and return the temporary files of deliveries that never ended; those of living processes stay."""
    removed = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = TEMPORARY.fullmatch(entry.name)
            if match and _is_stale(entry, match):
                with suppress(OSError):
                    Path(entry.path).unlink()
                    removed.append(Path(entry.path))
    return removed


def file_name(title: str, suffix: str) -> str:
    """A file name made of a title: at most 255 bytes, valid on Linux, macOS and Windows, inside its folder."""
    text = unicodedata.normalize("NFC", "".join(_printable(char) for char in title))
    text = BROKEN.sub("", " ".join(text.split())).translate(FORBIDDEN)
    text = text.lstrip(" .／＼-~").rstrip(" .／＼")
    if DEVICE.match(text):
        text = f"_{text}"
    room = NAME_BYTES - len(suffix.encode())
    if len(text.encode()) > room:
        text = text.encode()[: room - len("…".encode())].decode(errors="ignore").rstrip(" .") + "…"
    return (text or UNTITLED) + suffix


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Zl", "Zp") or char in "\t\n\v\f\r":
        return " "
    is_noncharacter = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return "" if category in ("Cc", "Cf", "Cs") or is_noncharacter else char


def _resolve(target: Path) -> Path:
    """The file that will be written, links followed.

    Raises OutputError when a link leads out of the output folder or the place is taken by something not a file.
    """
    try:
        real = target.resolve()
        inside = target.parent.resolve()
    except RuntimeError as error:  # how Python 3.11 reports a circle of links
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    if not real.is_relative_to(inside):
        raise OutputError(
            f"不能写 {target}：它通向输出文件夹外面的 {real}", "请删掉那个链接，或用 -o 直接写出真正的位置"
        )
    with suppress(FileNotFoundError):
        mode = real.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise OutputError(f"不能写 {target}：那里不是普通文件", "请用 -o 换一个文件名")
    return real


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".publish-{HOST}-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb", buffering=0) as file:
            _keep_mode(target, file.fileno())
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _keep_mode(target: Path, descriptor: int) -> None:
    """A file that is replaced keeps its permissions (a new one gets the user's usual ones)."""
    with suppress(OSError, AttributeError):  # fchmod is missing on Windows
        os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself survive a power cut; file systems that cannot are no failure."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_swept: set[Path] = set()


def _sweep_once(folder: Path) -> None:
    if folder not in _swept:
        _swept.add(folder)
        sweep(folder)


def _is_stale(entry: os.DirEntry[str], match: re.Match[str]) -> bool:
    if time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE_SECONDS:
        return True
    return match["host"] == HOST and not _is_alive(int(match["process"]))


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # os.kill would end it there; the file's age decides
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Turn the system's errors into OutputError."""
    try:
        yield
    except OSError as error:
        reason, hint = REASONS.get(error.errno or 0, (error.strerror or str(error), "请检查那个位置，或用 -o 换一个"))
        raise OutputError(f"不能写 {target}：{reason}", hint) from error
    except ValueError as error:  # NUL in a path given by hand
        raise OutputError(f"不能写 {target!r}：路径里有不能用的字符", "请用 -o 换一个文件名") from error
