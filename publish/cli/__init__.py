"""The command line, the only room that imports click: options in, Chinese lines and a fixed exit code out."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from publish import __version__
from publish.cli.chinese import ChineseGroup, translate
from publish.errors import ExitCode, PublishError
from publish.model import Metadata

SOURCES = click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
SOURCE = click.argument("source", type=click.Path(path_type=Path), metavar="文件")


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(value.partition("=")[::2] for value in values if "=" in value and not value.startswith("="))
    if len(pairs) < len(values):
        raise click.BadParameter("应写成 名称=内容", ctx, param)
    return pairs


LOOK_OPTIONS = (
    click.option("--style", default="", metavar="名称|文件夹", help="版式，默认 speech"),
    click.option(
        "--set", "overrides", multiple=True, callback=_pairs, metavar="项目=值", help="改版式的一项，如 run_in=own-line"
    ),
    click.option("--speaker", default="", metavar="姓名", help="讲话人，排在标题下"),
    click.option("--date", default="", metavar="日期", help="讲话日期，排在标题下"),
    click.option("--fill", multiple=True, callback=_pairs, metavar="×=内容", help="填空：把 × 换成内容"),
    click.option("--normalise", is_flag=True, help="规范标点和序号（逐处列出，不改文字）"),
)
PATH = click.Path(path_type=Path)
OUTPUT_OPTION = click.option("-o", "--output", type=PATH, metavar="文件|文件夹", help="输出到哪里，默认 dist/")
REPORT_OPTION = click.option("--report", type=PATH, metavar="文件.json", help="把全部结果和提示写成 JSON")


def look_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that decide how a document looks, the same for every command that makes one."""
    for option in reversed(LOOK_OPTIONS):
        command = option(command)
    return command


def _request(kind: str, options: dict[str, Any]) -> Any:
    from publish.build import Request

    names = ("style", "overrides", "normalise", "output", "attach_source")
    metadata = Metadata(speaker=options["speaker"], date=options["date"], fill=options["fill"])
    return Request(kind, metadata=metadata, **{name: options[name] for name in names if name in options})


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", message="publish %(version)s", help="显示版本")
def publish() -> None:
    """把讲话稿、公文排成可印刷的 PDF 和规范的 Word 文件。"""


@publish.command()
@SOURCES
@OUTPUT_OPTION
@look_options
@click.option("--attach-source", is_flag=True, help="把原文件存进 PDF（PDF/A-3）")
@REPORT_OPTION
def pdf(**options: Any) -> None:
    """排成 PDF；不写文件名则排 seeds/ 里的全部。"""
    _build_all("pdf", options)


@publish.command()
@SOURCES
@OUTPUT_OPTION
@look_options
@REPORT_OPTION
def docx(**options: Any) -> None:
    """做成 Word 文件；不写文件名则做 seeds/ 里的全部。"""
    _build_all("docx", options)


def _build_all(kind: str, options: dict[str, Any]) -> None:
    from publish.build import build, find_sources
    from publish.report import Failed, describe_built, describe_error, write_json

    request, sources = _request(kind, options), find_sources(options["sources"])
    built, failed = [], []
    with _progress(sources) as steps:
        for source in steps:
            try:
                built.append(build(source, request))
            except PublishError as error:
                failed.append(Failed(source, error))
                click.echo(describe_error(error), err=True)
                continue
            click.echo(describe_built(built[-1]))
            _echo_findings(built[-1].findings)
    if options["report"]:
        options["report"].write_text(write_json(built, failed), encoding="utf-8")
    if failed:
        raise SystemExit(failed[0].error.code if len(sources) == 1 else ExitCode.BATCH)


@contextmanager
def _progress(sources: list[Path]) -> Iterator[Any]:
    if len(sources) == 1:
        yield sources
        return
    with click.progressbar(sources, label="正在排版", file=sys.stderr) as bar:
        yield bar


def _echo_findings(findings: tuple[Any, ...]) -> None:
    from publish.report import describe_finding

    for finding in findings:
        click.echo(f"  {describe_finding(finding)}", err=True)


@publish.command()
@SOURCE
@look_options
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def outline(source: Path, as_json: bool, **options: Any) -> None:
    """列出认出的结构：标题、称谓、各级标题、署名、附件。"""
    from publish.build import describe_structure

    click.echo(describe_structure(source, _request("pdf", options), as_json))


@publish.command()
@SOURCE
@look_options
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def check(source: Path, as_json: bool, **options: Any) -> None:
    """检查标点、序号、日期、待填处；只提示，不改动。有提示时退出码为 1。"""
    from publish.build import check
    from publish.report import describe_finding, finding_json

    findings = check(source, _request("pdf", options))
    if as_json:
        click.echo(json.dumps([finding_json(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(describe_finding(finding))
        click.echo(f"共 {len(findings)} 处" if findings else "没有发现问题")
    if findings:
        raise SystemExit(ExitCode.FINDINGS)


@publish.command()
def styles() -> None:
    """列出可用的版式。"""
    from publish.style import list_styles, load_style

    for name in list_styles():
        style = load_style(name)
        click.echo(f"{name:10} {style.label}：{style.description}")


@publish.group(cls=ChineseGroup, invoke_without_command=True)
@click.pass_context
def fonts(ctx: click.Context) -> None:
    """列出各种字体用的是哪一个，缺什么、怎么办。"""
    if ctx.invoked_subcommand:
        return
    from publish.fonts import report_faces

    for name, face, remark in report_faces():
        chosen = f"{face.family}  {face.path}" if face else "（无）"
        click.echo(f"{name}\t{chosen}" + (f"\n\t{remark}" if remark else ""))


@fonts.command()
@click.option("--quiet", is_flag=True, help="都已安装时不作声")
def install(quiet: bool) -> None:
    """下载免费的仿宋、楷体等字体到个人字体文件夹（校验，可重复运行）。"""
    from publish.fandol import install_fonts

    installed = list(install_fonts())
    for path in installed:
        click.echo(f"已安装 {path}")
    if not installed and not quiet:
        click.echo("字体都已安装")


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
