"""Commands that make files: pdf, ofd, docx, handout, mail."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.cli.chinese import ChineseCommand
from publish.cli.options import (
    COPIES_OPTION,
    OUTPUT_OPTION,
    SOURCE,
    SOURCES,
    batch_options,
    check_receivers,
    find_press,
    look_options,
    make_request,
)
from publish.errors import ExitCode, OutputError

if TYPE_CHECKING:
    from publish.pipeline.many import Hands
    from publish.pipeline.request import Request
    from publish.report.ledger import Ledger
    from publish.report.results import Built


@click.command(cls=ChineseCommand)
@SOURCES
@OUTPUT_OPTION
@look_options
@click.option("--attach-source", is_flag=True, help="把原文件存进 PDF（PDF/A-3）")
@COPIES_OPTION
@click.option("--apart", is_flag=True, help="编号的各份（--copies）各存一个文件")
@batch_options
def pdf(copies: tuple[str, ...], apart: bool, **options: Any) -> None:
    """排成 PDF；可以写几个文件或文件夹，都不写则排 seeds/ 里的全部。"""
    if copies and options["cluster"]:
        raise click.UsageError("--copies 只在这台电脑上做，不能和 --cluster 一起用")
    if copies:
        _build_copies(copies, apart, options)
    else:
        _build_all("pdf", options)


def _build_copies(copies: tuple[str, ...], apart: bool, options: dict[str, Any]) -> None:
    from publish.pipeline.copies import build_copies

    if len(options["sources"]) != 1:
        raise click.UsageError("--copies 一次只排一个文件，请写明是哪一个")
    told: set[Any] = set()
    for built in build_copies(options["sources"][0], make_request("pdf", options), copies, apart, find_press()):
        echo_results([replace(built, findings=tuple(each for each in built.findings if each not in told))], [])
        told |= set(built.findings)


@click.command(cls=ChineseCommand)
@SOURCES
@OUTPUT_OPTION
@look_options
@click.option("--attach-source", is_flag=True, help="把原文件作为附件存进 OFD")
@batch_options
def ofd(**options: Any) -> None:
    """排成 OFD（GB/T 33190）；可以写几个文件或文件夹，都不写则排 seeds/ 里的全部。"""
    _build_all("ofd", options)


@click.command(cls=ChineseCommand)
@SOURCES
@OUTPUT_OPTION
@look_options
@batch_options
def docx(**options: Any) -> None:
    """做成 Word 文件；可以写几个文件或文件夹，都不写则做 seeds/ 里的全部。"""
    _build_all("docx", options)


def _build_all(kind: str, options: dict[str, Any]) -> None:
    from publish.pipeline import build_many, gather_sources, list_unprocessed, spare_sources
    from publish.report.ledger import Ledger

    request, sources = make_request(kind, options), gather_sources(options["sources"], options["output"])
    if options["report"]:
        spare_sources(options["report"], sources)
    hands = _find_hands(request, options)
    results = build_many(sources, request, hands, options["force"], find_press())
    with Ledger() as ledger:
        with _progress(results, len(sources)) as steps:
            ledger.extend(steps)
        for worker, what in hands.unlike.items():
            click.echo(f"提示  工作机 {worker} 后来加入，排出来会和这台不一样，没有用它：{what}", err=True)
        _echo_ledger(ledger, list_unprocessed(options["sources"], options["output"]), options["report"])
    if ledger.last:
        raise SystemExit(ledger.last.error.code if len(sources) == 1 else ExitCode.BATCH)


def _find_hands(request: Request, options: dict[str, Any]) -> Hands:
    """This machine's processes, or the cluster's."""
    if not options["cluster"]:
        from publish.pipeline import LocalHands

        return LocalHands(options["jobs"])
    from publish.pipeline.request import resolve
    from publish.pipeline.spreading import ClusterHands

    resolve(request)  # before anybody is troubled
    find_press().dismiss()
    return ClusterHands(options["cluster"], request, options["jobs"])


def _echo_ledger(ledger: Ledger, unprocessed: dict[Path, str], report: Path | None) -> None:
    from publish.report.results import describe_error, describe_totals, log_bug, write_json

    for item in ledger.list_built():
        _echo_built(item)
    for failed in ledger.list_failed():
        click.echo(describe_error(failed.error), err=True)
    if report:
        _write_report(write_json(ledger.list_built(), ledger.list_failed(), unprocessed), report)
    if bugs := [f"{item.source}\n{item.traceback}" for item in ledger.list_failed() if item.traceback]:
        click.echo(f"  → {log_bug(chr(10).join(bugs))}", err=True)
    if ledger.total > 1 or unprocessed:
        for line in describe_totals(ledger, unprocessed):
            click.echo(line, err=True)


def _write_report(account: str, path: Path) -> None:
    from publish.output.delivery import deliver

    try:
        deliver(account.encode("utf-8", "backslashreplace"), path)
    except OutputError as error:
        raise OutputError(error.message, error.hint.replace("-o", "--report")) from error


def part_results(done: list[Any]) -> tuple[list[Any], list[Any]]:
    """What was built, and what failed."""
    from publish.report.results import Failed

    failed = [item for item in done if isinstance(item, Failed)]
    return [item for item in done if not isinstance(item, Failed)], failed


@contextmanager
def _progress(results: Iterator[Any], count: int) -> Iterator[Any]:
    if count == 1:
        yield results
        return
    with click.progressbar(results, count, "正在排版", file=sys.stderr, show_eta=True) as bar:
        yield bar


def echo_results(built: list[Any], failed: list[Any]) -> None:
    """A line for every file made, its findings below; errors on the error stream."""
    from publish.report.results import describe_error

    for item in sorted(built, key=lambda item: str(item.source)):
        _echo_built(item)
    for item in failed:
        click.echo(describe_error(item.error), err=True)


def _echo_built(item: Built) -> None:
    from publish.report.results import describe_built

    click.echo(describe_built(item))
    _echo_findings(item.findings)


def _echo_findings(findings: tuple[Any, ...]) -> None:
    from publish.report.results import describe_findings

    for line in describe_findings(findings):
        click.echo(f"  {line}", err=True)


@click.command(cls=ChineseCommand)
@SOURCE
@OUTPUT_OPTION
@look_options
@click.option(
    "--layout", type=click.Choice(["booklet", "2up", "4up"]), default="booklet", help="小册子（默认）、二合一、四合一"
)
@click.option("--sheet", type=click.Choice(["A4", "A3"]), default="A4", help="纸张，默认 A4")
@click.option(
    "--creep", type=click.FloatRange(0, 2), default=0.0, metavar="毫米", help="小册子每张纸的爬移补偿，0 至 2"
)
@click.option("--fold-marks", is_flag=True, help="印折线")
def handout(source: Path, layout: str, sheet: str, creep: float, fold_marks: bool, **options: Any) -> None:
    """拼成小册子或多页合一，供双面打印；原文件也可以是 PDF。"""
    from publish.pipeline.derived import Folding, build_handout
    from publish.report.results import describe_built

    folding = Folding(layout, sheet, creep, fold_marks)
    built, instruction = build_handout(source, make_request("pdf", options), folding, find_press())
    click.echo(describe_built(built))
    click.echo(instruction)
    _echo_findings(built.findings)


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",")))
    if not set(formats) <= {"pdf", "docx", "ofd"}:
        raise click.BadParameter("只能是 pdf、docx、ofd，用逗号隔开", ctx, param)
    return formats


@click.command(cls=ChineseCommand)
@SOURCE
@OUTPUT_OPTION
@look_options
@click.option("--to", multiple=True, required=True, callback=check_receivers, metavar="地址", help="收件人，可以写几次")
@click.option("--cc", multiple=True, callback=check_receivers, metavar="地址", help="抄送，可以写几次")
@click.option("--subject", default="", metavar="主题", help="邮件主题，默认是文章标题")
@click.option("--edition", default="", metavar="版次", help="写进附件名，如 送审稿")
@click.option(
    "--attach", default="pdf,docx", callback=_formats, metavar="pdf,docx,ofd", help="附哪些文件，默认 pdf,docx"
)
def mail(source: Path, attach: tuple[str, ...], **options: Any) -> None:
    """写好带附件的邮件草稿（.eml），用邮件程序打开即可发送；本程序不发送。"""
    from publish.pipeline.derived import Posting, build_mail
    from publish.report.results import describe_built

    posting = Posting(options["to"], options["cc"], options["subject"], options["edition"], attach)
    built = build_mail(source, make_request("eml", options), posting, find_press())
    click.echo(describe_built(built))
    _echo_findings(built.findings)
