"""Commands that go on until Ctrl-C: watch a source, serve the desk."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.cli.chinese import ChineseCommand
from publish.cli.options import OUTPUT_OPTION, SOURCE, SOURCES, look_options, make_request
from publish.cli.outputs import echo_results, part_results

if TYPE_CHECKING:
    from publish.desk.watched import Preview

LEAST_PASSWORD = 8  # characters
PORT_OPTION = click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="端口", help="网页用的端口，默认由系统挑选"
)


@click.command(cls=ChineseCommand)
@SOURCE
@OUTPUT_OPTION
@look_options
@click.option("--preview", is_flag=True, help="在浏览器里看排好的页面（只限本机）")
@PORT_OPTION
def watch(source: Path, preview: bool, port: int, **options: Any) -> None:
    """边写边排：原文件一保存就重排；按 Ctrl-C 结束。"""
    from publish.pipeline.watching import watch

    request, shown = make_request("pdf", options), None
    if preview:
        from publish.desk.serving import serving_preview
        from publish.desk.watched import Preview

        shown = Preview()
    with serving_preview(shown, port) if shown else nullcontext("") as address:
        if address:
            click.echo(f"预览：{address}")
        for number, item in enumerate(watch(source, request)):
            if not number:
                click.echo(f"正在看着 {source} 和它的旁注、图片、版式，一保存就重排；按 Ctrl-C 结束", err=True)
            if shown:
                _show(item, shown)
            click.echo(time.strftime("%H:%M:%S"), err=True)
            echo_results(*part_results([item]))


def _show(result: Any, preview: Preview) -> None:
    from publish.report.results import Failed, describe_error, describe_findings

    if isinstance(result, Failed):
        preview.fail(describe_error(result.error))
        return
    summary = f"{result.pages} 页  {result.seconds:.1f} 秒  {time.strftime('%H:%M:%S')}"
    preview.show(result.target.read_bytes(), result.target.stem, summary, describe_findings(result.findings))


@click.command(cls=ChineseCommand)
@SOURCES
@PORT_OPTION
@click.option("--lan", is_flag=True, help="同一网络里的别的电脑也能用；要设一个密码")
@click.option("--open/--no-open", "opening", default=True, help="打开浏览器（默认），或不打开")
def serve(sources: tuple[Path, ...], port: int, lan: bool, opening: bool) -> None:
    """在浏览器里用：放进文件，看见页面，改正认错的地方，取走 PDF 和 Word；按 Ctrl-C 结束。"""
    from publish.desk.serving import Place, serving_desks
    from publish.pipeline import list_sources

    given = list_sources(sources) if sources else []
    password = _ask_password() if lan else ""
    with serving_desks(Place(port, lan, password), given) as (address, server):
        click.echo(f"请在浏览器里打开：{address}")
        click.echo("按 Ctrl-C 结束；放进去的文件那时全部清除" + ("" if lan else "，只有这台电脑能用"), err=True)
        if opening and not lan:
            _open_browser(address)
        server.run()


def _ask_password() -> str:
    password: str = click.prompt("请设一个密码，别的电脑打开时要输入", hide_input=True, confirmation_prompt="再输一遍")
    if len(password) < LEAST_PASSWORD:
        raise click.UsageError(f"密码太短，至少 {LEAST_PASSWORD} 个字符")
    return password


def _open_browser(address: str) -> None:
    """Open the page where there is a screen; elsewhere the address that was printed is enough."""
    import os
    import sys
    import webbrowser
    from threading import Thread

    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
