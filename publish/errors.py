"""Failures the user can act on: one sentence, a place, a remedy, a fixed exit code."""

from __future__ import annotations

import errno
import re
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.model import Place


class ExitCode(IntEnum):
    """Process exit codes; part of the command's contract, never renumbered."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    STYLE = 4
    FONTS = 5
    OUTPUT = 6
    BATCH = 7
    CLUSTER = 8
    BUG = 70
    INTERRUPTED = 130


class PublishError(Exception):
    """A failure with its remedy: `message` (what), `place` (where), `hint` (what to do next), `code`.

    Texts are Chinese sentences for clerks; the command line prints them as they are.
    """

    code = ExitCode.BUG

    def __init__(self, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes hand their failures to the parent by pickle.
        return type(self), (self.message, self.hint, self.place)


class CommandError(PublishError):
    """A value on the command line is not what it should be."""

    code = ExitCode.USAGE


class InputError(PublishError):
    """The source cannot be read, or is not what it claims to be."""

    code = ExitCode.INPUT


class LimitError(InputError):
    """The work on a source takes more processor time or memory than it may."""


class StyleError(PublishError):
    """A style folder, token or `--set` value is wrong."""

    code = ExitCode.STYLE


class FontError(PublishError):
    """A font or a system library that typesetting needs is missing."""

    code = ExitCode.FONTS


class OutputError(PublishError):
    """The output cannot be written."""

    code = ExitCode.OUTPUT


class ClusterError(PublishError):
    """The cluster that shall do the work cannot be reached, is lost, or would do it differently."""

    code = ExitCode.CLUSTER


class VerificationError(PublishError):
    """The text of an output differs from the document's: a bug of ours, nothing was delivered."""

    code = ExitCode.BUG


REASONS = {
    errno.EACCES: "没有读的权限",
    errno.EPERM: "没有读的权限",
    errno.ENOENT: "找不到",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EIO: "磁盘出错",
    errno.ESTALE: "网络磁盘断开了",
    errno.EMFILE: "打开的文件太多",
}


def reason_of(error: OSError) -> str:
    """Why the system could not read something, in Chinese where we know how to say it."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def toml_fault(error: Exception) -> str:
    """Where a TOML file is wrong, in Chinese: what `tomllib` and the system say in English."""
    if isinstance(error, OSError):
        return reason_of(error)
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码"
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"第 {found[1]} 行第 {found[2]} 字附近写得不对" if found else "末尾没有写完整"
