"""The command line, the only room that imports click: options in, Chinese lines and a fixed exit code out."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import traceback

import click

from publish import __version__
from publish.cli import asking, making
from publish.cli.chinese import ChineseGroup, translate
from publish.errors import ExitCode, PublishError
from publish.quickstart import remembered_patterns

COLLECT_AFTER = (
    50_000  # new objects; Python's usual 700 has the collector walk a page's thousands of boxes again and again
)


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
    _show_anything()
    gc.set_threshold(COLLECT_AFTER)
    with remembered_patterns():
        code = _run()
    sys.exit(int(code))


def _run() -> int:
    try:
        code = publish.main(prog_name="publish", standalone_mode=False)
    except PublishError as error:
        from publish.report import describe_error

        click.echo(describe_error(error), err=True)
        code = error.code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message)
        code = ExitCode.DONE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "publish"
        click.echo(f"错误  {translate(error)}\n  → 用 {command} --help 查看用法", err=True)
        code = ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not spoil the code
        click.echo("已中断", err=True)
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:  # whoever read our lines has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.OUTPUT
    except Exception:  # the boundary: whatever else is our own bug
        from publish.report import log_bug

        click.echo(f"错误  程序自身出错，没有写出文件\n  → {log_bug(traceback.format_exc())}", err=True)
        code = ExitCode.BUG
    return int(code or 0)


def _show_anything() -> None:
    """A file name that is not text, or a character the terminal lacks, is shown escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
