"""The command that shows what changed between drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from publish.cli.chinese import ChineseCommand
from publish.cli.options import ANY_SOURCES, OUTPUT_OPTION, look_options, make_request


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
