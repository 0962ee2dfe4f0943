"""click in Chinese: help pages and usage errors."""

from __future__ import annotations

import re
from typing import Any

import click


class ChineseCommand(click.Command):
    """A command whose help speaks Chinese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"options_metavar": "[选项]"} | kwargs))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            commands = [(name, self.commands[name].get_short_help_str(60)) for name in self.commands]
            with formatter.section("命令"):
                formatter.write_dl(commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这段说明"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of Chinese commands, in the order they are defined."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"subcommand_metavar": "命令 …"} | kwargs))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 the base class's signature
        return list(self.commands)


def translate(error: click.UsageError) -> str:
    """What is wrong with the command as typed, in Chinese."""
    match error:
        case click.NoSuchOption():
            guess = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}{guess}"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return f"缺少{name or '参数'}"
        case click.BadParameter():
            name = error.param.opts[0] if error.param else ""
            return f"{name} 的值不对，{_expect(error)}"
        case _:
            command = re.search(r"'(.*)'", error.message)
            return f"没有命令 {command[1]}" if command else f"命令写得不对：{error.message}"


def _expect(error: click.BadParameter) -> str:
    """What a parameter's type takes; click would say it in English."""
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"可选：{'、'.join(choices)}"
        case click.IntRange(min=low, max=high) | click.FloatRange(min=low, max=high):
            return f"应当是 {low} 至 {high} 的数"
        case _:
            return error.message
