"""The command line, the only room that imports click: options in, Chinese lines and a fixed exit code out."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import click

from publish import __version__
from publish.cli import asking, making
from publish.cli.chinese import ChineseGroup, translate
from publish.errors import ExitCode, PublishError


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", message="publish %(version)s", help="显示版本")
def publish() -> None:
    """把讲话稿、公文排成可印刷的 PDF 和规范的 Word 文件。"""


for command in (
    making.pdf,
    making.docx,
    asking.outline,
    asking.check,
    making.handout,
    making.mail,
    making.watch,
    asking.styles,
    asking.fonts,
):
    publish.add_command(command)


def main() -> None:
    """Run the command line and leave with the code of `publish.errors.ExitCode`."""
    try:
        code = publish.main(prog_name="publish", standalone_mode=False)
    except PublishError as error:
        from publish.report import describe_error

        click.echo(describe_error(error), err=True)
        code = error.code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "publish"
        click.echo(f"错误  {translate(error)}\n  → 用 {command} --help 查看用法", err=True)
        code = ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("已中断", err=True)
        code = ExitCode.INTERRUPTED
    except Exception:  # the boundary: whatever else is our own bug
        code = _confess()
    sys.exit(int(code or 0))


def _confess() -> ExitCode:
    """Our own bug: the traceback goes to a log file, a sentence to the screen."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local/state")
    path = Path(state) / "publish" / "error.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
        where = f"详情在 {path}，请连同原文件一起发给开发者"
    except OSError:
        where = "请把原文件发给开发者"
    click.echo(f"错误  程序自身出错，没有写出文件\n  → {where}", err=True)
    return ExitCode.BUG
