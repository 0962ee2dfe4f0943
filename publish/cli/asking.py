"""Commands that answer questions: outline, check, styles, fonts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.cli.chinese import ChineseCommand, ChineseGroup
from publish.cli.options import ANY_SOURCES, OUTPUT_OPTION, SOURCE, look_options, make_request
from publish.errors import ExitCode, FontError

if TYPE_CHECKING:
    from publish.model import Finding
    from publish.pipeline import Request


@click.command(cls=ChineseCommand)
@SOURCE
@look_options
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--explain", is_flag=True, help="逐段说明认成什么、依据是什么")
@click.option("--init", is_flag=True, help="把认出的结构写成 文件名.toml，改好后以它为准")
def outline(source: Path, as_json: bool, explain: bool, init: bool, **options: Any) -> None:
    """列出认出的结构：标题、称谓、各级标题、署名、附件；一次一个文件。"""
    from publish.pipeline import describe_structure, explain_structure, write_side_file

    request = make_request("pdf", options)
    if init:
        click.echo(f"已写成 {write_side_file(source, request)}；改好后再排版，即以它为准")
    else:
        click.echo(explain_structure(source, request) if explain else describe_structure(source, request, as_json))


@click.command(cls=ChineseCommand)
@ANY_SOURCES
@look_options
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--fix", "fixing", is_flag=True, help="把有把握的错字改在另一份“（已改）”里，逐处列出；原文件不动")
@click.option("--docx", "commenting", is_flag=True, help="另做一份 Word 文件，把提示写成批注，放在原处")
@OUTPUT_OPTION
def check(sources: tuple[Path, ...], as_json: bool, fixing: bool, commenting: bool, **options: Any) -> None:
    """检查错别字、标点、序号、数字、日期、待填处；只提示，不改动。可以写几个文件或文件夹；有提示时退出码为 1。"""
    from publish.pipeline import check_many, list_sources, list_unprocessed
    from publish.report.checklist import describe_checked, write_checked

    if options["output"] and not commenting:
        raise click.UsageError("-o 只说批注的 Word 文件写到哪里，要和 --docx 一起用；改好的文字总在原文件旁边")
    request = make_request("docx", options)
    checked, unprocessed = check_many(list_sources(sources), request), list_unprocessed(sources)
    failed = [error for _, _, error in checked if error]
    if failed and len(checked) == 1:
        raise failed[0]
    click.echo(write_checked(checked, unprocessed) if as_json else describe_checked(checked, unprocessed))
    for source in [source for source, findings, error in checked if findings and not error]:
        _write_copies(source, request, fixing, commenting)
    if failed:
        raise SystemExit(ExitCode.BATCH)
    if any(findings for _, findings, _ in checked):
        raise SystemExit(ExitCode.FINDINGS)


def _write_copies(source: Path, request: Request, fixing: bool, commenting: bool) -> None:
    """The copies that --fix and --docx ask for, told on the error stream, so that --json stays JSON."""
    from publish.pipeline import comment, fix
    from publish.report.checklist import describe_mended

    if fixing:
        mended = fix(source, request)
        click.echo(describe_mended(mended.target, mended.changed, mended.left), err=True)
        _echo_kept(mended.findings)
    if commenting:
        commented = comment(source, request)
        click.echo(f"{commented.target}  {commented.count} 条批注", err=True)
        _echo_kept(commented.findings)


def _echo_kept(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        click.echo(f"  {finding.message}", err=True)


@click.command(cls=ChineseCommand)
def styles() -> None:
    """列出可用的版式。"""
    from publish.style import list_styles, load_style

    for name in list_styles():
        style = load_style(name)
        click.echo(f"{name:10} {style.label}：{style.description}")


@click.group(cls=ChineseGroup, invoke_without_command=True)
@click.pass_context
def fonts(ctx: click.Context) -> None:
    """列出各种字体用的是哪一个，缺什么、怎么办。"""
    if ctx.invoked_subcommand:
        return
    from publish.fonts.roles import report_faces

    for name, face, remark in report_faces():
        chosen = f"{face.family}  {face.path}" if face else "（无）"
        click.echo(f"{name}\t{chosen}" + (f"\n\t{remark}" if remark else ""))


@fonts.command()
@click.option("--quiet", is_flag=True, help="都已安装时不作声")
def install(quiet: bool) -> None:
    """下载免费的仿宋、楷体等字体到个人字体文件夹（校验，可重复运行）。"""
    from publish.fonts.install import install_fonts
    from publish.fonts.roles import find_faces

    installed = list(install_fonts())
    with suppress(FontError):
        find_faces()  # cuts the Western face
    for path in installed:
        click.echo(f"已安装 {path}")
    if not installed and not quiet:
        click.echo("字体都已安装")


@click.command(cls=ChineseCommand)
@ANY_SOURCES
@OUTPUT_OPTION
@look_options
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--list", "listing", is_flag=True, help="只列出不同之处，不写文件")
def compare(sources: tuple[Path, ...], as_json: bool, listing: bool, **options: Any) -> None:
    """比较几稿：旧稿 新稿，或 原稿 甲稿 乙稿；列出不同之处，做成花脸稿（PDF）和带修订的 Word 文件。"""
    from publish.pipeline.comparing import FORMATS, compare_sources
    from publish.report.differences import describe_changes, write_changes

    compared = compare_sources(sources, make_request("pdf", options), () if listing else FORMATS)
    click.echo(write_changes(compared.changes) if as_json else describe_changes(compared.changes, compared.named))
    for target in compared.targets:
        click.echo(f"{target}", err=True)
    for finding in compared.findings:
        click.echo(f"  {finding.message}", err=True)
