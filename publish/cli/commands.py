"""The commands, and the boundary around them: whatever happens becomes a Chinese line and a fixed exit code."""

from __future__ import annotations

import os
import signal
import sys

import click

from publish import __version__
from publish.cli.chinese import ChineseGroup, Commands, NoRoomError, ReaderGoneError, translate
from publish.errors import ExitCode, LimitError, PublishError
from publish.processes.press import Press
from publish.text.display import one_line

# In the order of the help page; the module of each is loaded when the command is wanted.
COMMANDS = Commands(
    {
        "pdf": "outputs",
        "ofd": "outputs",
        "docx": "outputs",
        "outline": "asking",
        "check": "asking",
        "compare": "asking",
        "handout": "outputs",
        "mail": "outputs",
        "watch": "serving",
        "serve": "serving",
        "styles": "asking",
        "fonts": "asking",
    }
)


@click.group(
    cls=ChineseGroup,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", message="publish %(version)s", help="显示版本")
def publish() -> None:
    """把讲话稿、公文排成可印刷的 PDF 和规范的 Word 文件。"""


def run(press: Press | None = None) -> int:
    """Run the command that was typed, beside the press if one stands by; its exit code."""
    try:
        code = publish.main(prog_name="publish", standalone_mode=False, obj=press)
    except PublishError as error:
        from publish.report.results import describe_error

        if isinstance(error, NoRoomError):
            _silence()
        told = error
        if isinstance(error, LimitError):
            told = LimitError(f"{error.message}，{_tell_written()}", error.hint, error.place)
        click.echo(describe_error(told), err=True)
        code = error.code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message)
        code = ExitCode.DONE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "publish"
        click.echo(f"错误  {one_line(translate(error))}\n  → 用 {command} --help 查看用法", err=True)
        code = ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not spoil the code
        click.echo("已中断", err=True)
        code = ExitCode.INTERRUPTED
    except ReaderGoneError:
        _silence()
        code = ExitCode.OUTPUT
    except MemoryError:
        hint = "请把文件拆成几个小的，或关掉一些别的程序再试"
        click.echo(f"错误  需要的内存太多，已停止，{_tell_written()}\n  → {hint}", err=True)
        code = ExitCode.INPUT
    except Exception:  # the boundary: whatever else is our own bug
        import traceback

        from publish.report.results import log_bug

        click.echo(f"错误  程序自身出错，{_tell_written()}\n  → {log_bug(traceback.format_exc())}", err=True)
        code = ExitCode.BUG
    return int(code or 0)


def _tell_written() -> str:
    """Whether this run has put a file in place; what is there is whole."""
    from publish.output.delivery import list_delivered

    found = list_delivered()
    return one_line(f"已写好的照旧可用：{'、'.join(map(str, found))}") if found else "没有写出文件"


def _silence() -> None:
    """What still waits to be written to where nothing can be written goes nowhere, and does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
