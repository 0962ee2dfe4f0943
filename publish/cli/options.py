"""Arguments and options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.processes.press import HERE, Press

if TYPE_CHECKING:
    from publish.pipeline import Request


class OutputPath(click.Path):
    """Where to write to; what ends with a slash is a folder, whatever its name looks like, and is made."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, without the slash."""
        path = Path(super().convert(value, param, ctx))  # type: ignore[arg-type]
        if str(value).endswith("/"):
            with suppress(OSError):  # whoever writes to it says why it cannot be made
                path.mkdir(parents=True, exist_ok=True)
        return path


PATH = click.Path(path_type=Path, readable=False)  # what cannot be read is told by the readers, in Chinese
SOURCES = click.argument("sources", nargs=-1, type=PATH, metavar="[文件或文件夹]…")
ANY_SOURCES = click.argument("sources", nargs=-1, required=True, type=PATH, metavar="文件或文件夹…")
SOURCE = click.argument("source", type=PATH, metavar="文件")


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(value.partition("=")[::2] for value in values if "=" in value and not value.startswith("="))
    if len(pairs) < len(values):
        raise click.BadParameter("应写成 名称=内容", ctx, param)
    return pairs


@contextmanager
def _as_typed() -> Iterator[None]:
    """What is wrong with a value is wrong with the command, not with a source."""
    from publish.errors import CommandError, InputError

    try:
        yield
    except InputError as error:
        raise CommandError(error.message, error.hint) from error


def _date(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value:
        from publish.structure.lines.dates import print_date

        with _as_typed():
            print_date(value)
    return value


def check_receivers(_ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """A callback for options that take addresses."""
    if values:
        from publish.output.mail import write_addresses

        with _as_typed():
            write_addresses(values, param.opts[0])
    return values


LOOK_OPTIONS = (
    click.option(
        "--style",
        default="",
        metavar="名称|文件夹",
        help="版式，默认按内容选（讲话稿或公文）；可以给出自己的版式文件夹",
    ),
    click.option(
        "--set",
        "overrides",
        multiple=True,
        callback=_pairs,
        metavar="项目=值",
        help="改版式的一项，如 run_in=own-line，可以写几次",
    ),
    click.option("--speaker", default="", metavar="姓名", help="讲话人，排在标题下"),
    click.option("--date", default="", callback=_date, metavar="日期", help="讲话日期，排在标题下"),
    click.option("--issuer", default="", metavar="机关", help="发文机关，联合行文用顿号隔开，主办机关在前"),
    click.option("--doc-number", default="", metavar="字号", help="发文字号，如 海政发〔2026〕1号"),
    click.option("--signer", default="", metavar="姓名", help="上行文的签发人，几个人用顿号隔开"),
    click.option("--copy-number", default="", metavar="份号", help="份号，如 1 或 000001"),
    click.option("--secrecy", default="", metavar="密级", help="密级和保密期限、紧急程度，如 '机密★1年 特急'"),
    click.option("--copy-to", default="", metavar="机关", help="版记里的抄送机关"),
    click.option("--fill", multiple=True, callback=_pairs, metavar="×=内容", help="填空：把 × 换成内容，可以写几次"),
    click.option("--normalise", is_flag=True, help="规范标点和序号（逐处列出，不改文字）"),
)
OUTPUT_OPTION = click.option(
    "-o", "--output", type=OutputPath(readable=False), metavar="文件|文件夹", help="输出到哪里，默认 dist/，以标题命名"
)
COPY_DIGITS = 6
MOST_COPIES = 2000


def _copies(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    first, _, last = value.partition("-")
    if not value:
        return ()
    if not (first.isdecimal() and (last or first).isdecimal() and max(len(first), len(last)) <= COPY_DIGITS):
        raise click.BadParameter("应写成 1-200，份号不超过六位", ctx, param)
    numbers = range(int(first), int(last or first) + 1)
    if not 0 < len(numbers) <= MOST_COPIES:
        raise click.BadParameter(f"应当从小到大，一次最多 {MOST_COPIES} 份", ctx, param)
    return tuple(f"{number:0{COPY_DIGITS}}" for number in numbers)


COPIES_OPTION = click.option(
    "--copies", default="", callback=_copies, metavar="1-200", help="编号的各份（份号），合成一个 PDF 供印刷"
)
CLUSTER_ADDRESS = re.compile(
    r"local|(?:(?:tcp|tls)://)?[^\s/:]{1,253}(?::\d{1,5})|(?:tcp|tls)://\[[0-9a-fA-F:]+\]:\d{1,5}"
)


def _cluster(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value and not CLUSTER_ADDRESS.fullmatch(value):
        raise click.BadParameter("应写成 tcp://地址:端口（dask scheduler 启动时说的那个），或 local", ctx, param)
    return value


BATCH_OPTIONS = (
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        metavar="个数",
        help="同时做几个，1 至 64，默认按处理器个数",
    ),
    click.option(
        "--cluster",
        default="",
        callback=_cluster,
        metavar="地址|local",
        help="交给 dask 集群去做，如 tcp://10.0.0.1:8786；local 在本机试",
    ),
    click.option("--force", is_flag=True, help="没有变化的也重做"),
    click.option("--report", type=PATH, metavar="文件.json", help="把全部结果和提示写成 JSON"),
)


def look_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that decide how a document looks, the same for every command that makes one."""
    for option in reversed(LOOK_OPTIONS):
        command = option(command)
    return command


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that make many files at once."""
    for option in reversed(BATCH_OPTIONS):
        command = option(command)
    return command


def make_request(kind: str, options: dict[str, Any]) -> Request:
    """The Request that a command's options amount to."""
    from publish.model import ELEMENTS, Metadata
    from publish.pipeline import Request

    names = ("style", "overrides", "normalise", "output", "attach_source")
    elements = {name: options[name] for name in ELEMENTS if options.get(name)}
    metadata = Metadata(speaker=options["speaker"], date=options["date"], elements=elements, fill=options["fill"])
    return Request(kind, metadata=metadata, **{name: options[name] for name in names if name in options})


def find_press() -> Press:
    """The press that stands by for the command, if one was started; else one that works in this process."""
    return click.get_current_context().find_object(Press) or HERE
