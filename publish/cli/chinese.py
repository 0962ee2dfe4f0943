"""click in Chinese: help pages and usage errors."""

from __future__ import annotations

import errno
import re
from collections import UserDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from publish.errors import OutputError
from publish.text.widths import count_cells

NO_LINE_START = "，。；：、！？）”》"


class ChineseCommand(click.Command):
    """A command whose help speaks Chinese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"options_metavar": "[选项]"} | kwargs))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser of options does not say whose they are
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        _write_table(formatter, "选项", [_describe(option, ctx) for option in options])
        if isinstance(self, click.Group):
            commands = [(name, command.help or "") for name, command in self.commands.items()]
            _write_table(formatter, "命令", commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这段说明"
        return option


FULL = {errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额用完了", errno.EFBIG: "文件超过了允许的大小"}


class ReaderGoneError(Exception):
    """Whoever read our lines has gone (publish … | head)."""


class NoRoomError(OutputError):
    """What we say cannot be written: its file stands on a full disk (publish outline … > file)."""


@contextmanager
def _noticing_readers() -> Iterator[None]:
    """Tell it by an error of its own: for Python's, click leaves with 1, which is the code of findings."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        hint = "请在输出所在的磁盘腾出空间再试；显示的内容转存到文件的，那里也要有空间；已经写好的文件不受影响"
        raise NoRoomError(f"没有写完：{FULL[error.errno]}", hint) from error


class Commands(UserDict[str, Any]):
    """Commands by their names, each taken from its module of this room when it is wanted."""

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(import_module(f"publish.cli.{self.data[name]}"), name)
        return command


class ChineseGroup(ChineseCommand, click.Group):
    """A group of Chinese commands, in the order they are defined."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"subcommand_metavar": "命令 …"} | kwargs))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _noticing_readers():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _noticing_readers():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 the base class's signature
        return list(self.commands)


def _describe(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    record = option.get_help_record(ctx)
    needed = "（必须写）" if option.required else ""
    return (record[0] if record else ""), f"{option.help or ''}{needed}"


def _write_table(formatter: click.HelpFormatter, name: str, rows: list[tuple[str, str]]) -> None:
    """Two columns that stand straight on a screen, where a Chinese character is two cells wide; click counts one."""
    indent = 2
    column = indent + max(count_cells(term) for term, _ in rows) + indent
    formatter.write(f"\n{name}：\n")
    for term, text in rows:
        first, *others = _wrap(text, formatter.width - column)
        formatter.write(f"{'':{indent}}{term}{'':{column - indent - count_cells(term)}}{first}\n")
        formatter.write("".join(f"{'':{column}}{line}\n" for line in others))


def _wrap(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in re.findall("[!-~]+|.", text):
        if count_cells(line + piece) > width and piece not in NO_LINE_START:
            yield line
            line = ""
        line += piece
    yield line


def translate(error: click.UsageError) -> str:
    """What is wrong with the command as typed, in Chinese."""
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_guess(error.possibilities)}"
        case click.BadOptionUsage():
            metavar = _metavar(error)
            return f"选项 {error.option_name} 后面" + (f"要写：{metavar}" if metavar else "不用写内容")
        case click.MissingParameter():
            return f"缺少{_missing(error)}"
        case click.BadParameter():
            name = error.param.opts[0] if error.param else ""
            return f"{name} 的值不对，{_expect(error)}"
        case _:
            return _otherwise(error)


def _otherwise(error: click.UsageError) -> str:
    """What click only says in words: a command that is none, or one word too many."""
    if command := re.search(r"No such command '(.*?)'", error.message):
        import difflib

        group = error.ctx.command if error.ctx else None
        names = list(group.commands) if isinstance(group, click.Group) else []
        return f"没有命令 {command[1]}{_guess(difflib.get_close_matches(command[1].lower(), names))}"
    if extra := re.search(r"extra arguments? \((.*)\)", error.message):
        return f"多写了“{extra[1]}”"
    return f"命令写得不对：{error.message}"


def _guess(names: Iterable[str] | None) -> str:
    found = "、".join(names or ())
    return f"，是不是 {found}？" if found else ""


def _metavar(error: click.BadOptionUsage) -> str:
    """What an option without its value wants; empty for one that takes none."""
    params = error.ctx.command.params if error.ctx else []
    option = next((param for param in params if error.option_name in param.opts), None)
    is_flag = isinstance(option, click.Option) and option.is_flag
    return option.make_metavar(error.ctx) if option and error.ctx and not is_flag else ""


def _missing(error: click.MissingParameter) -> str:
    """The option or argument that is missing, and what it is for."""
    param = error.param
    metavar = param.make_metavar(error.ctx) if param and error.ctx else "参数"
    return f"选项 {param.opts[0]} {metavar}（{param.help}）" if isinstance(param, click.Option) else metavar


def _expect(error: click.BadParameter) -> str:
    """What a parameter's type takes; click would say it in English."""
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"可选：{'、'.join(choices)}"
        case click.IntRange(min=low, max=high) | click.FloatRange(min=low, max=high):
            return f"应当是 {low} 至 {high} 的数"
        case _:
            return error.message
