"""A source as bytes, with all that its output is made from, and what the output of such a parcel is: the same bytes as
if the source had been made where it lies.

A parcel is unpacked into a folder of its own; what is said of it names the place it came from. Which pictures a text
wants shows when it is read: those that were looked for and not found are sent along the second time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from publish.errors import InputError, PublishError, StyleError
from publish.inputs import MOST_BYTES, NOTHING, read_input
from publish.paths import is_file
from publish.pipeline.one import Product, produce
from publish.pipeline.request import AUTO, Request
from publish.processes.foreman import make_own_folder
from publish.readers import explain_unreadable, require_file
from publish.structure.side_file.reading import side_file
from publish.style.locating import find_folder, installed_folder, list_styles, styles_folder

ENVIRONMENT = ("SOURCE_DATE_EPOCH", "PUBLISH_PLAIN")  # variables that decide what is made, or how
MOST_STYLE_BYTES = 16 << 20
# Where an input lies, wherever that is on a machine.
BESIDE, BUILT_IN, INSTALLED, STYLE = "beside", "built-in", "installed", "style"

Input = tuple[str, str]  # one of these places, path inside


@dataclass(frozen=True)
class Order:
    """What is the same for every parcel of a batch: the request, the files of a style folder of the user's own by their
    names inside it, variables of the environment."""

    request: Request
    style: Mapping[str, bytes]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Parcel:
    """A source: its path as the user gave it, and by their names beside it the files it is made from, each with the
    time of its last change in nanoseconds."""

    source: Path
    files: Mapping[str, tuple[bytes, int]]


@dataclass(frozen=True)
class Made:
    """A product whose inputs lie on the machine that asked: place and path inside -> digest."""

    product: Product
    inputs: Mapping[Input, str]


def write_order(request: Request) -> Order:
    """The order of a request. Raises StyleError for a style folder too large to be sent along."""
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    folder = _own_style(request)
    if folder is None:
        return Order(replace(request, output=None), {}, environment)
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    if sum(path.stat().st_size for path in files.values()) > MOST_STYLE_BYTES:
        raise StyleError(f"版式文件夹太大：{folder}", "请移走与版式无关的文件")
    style = {name: path.read_bytes() for name, path in files.items()}
    return Order(replace(request, output=None), style, environment)


def _own_style(request: Request) -> Path | None:
    """The folder given by --style, unless it is the name of a style that every machine has."""
    if request.style in ("", AUTO) or request.style in list_styles():
        return None
    return find_folder(request.style)


def pack(source: Path, besides: tuple[str, ...] = ()) -> Parcel:
    """The parcel of a source, its side file and what else beside it is asked for. Raises InputError."""
    require_file(source)
    try:
        files = {source.name: (read_input(source), source.stat().st_mtime_ns)}
    except OSError as error:
        raise explain_unreadable(source, error) from error
    for name in dict.fromkeys((side_file(source).name, *besides)):
        with suppress(OSError, ValueError):
            path = source.parent / name
            if is_file(path) and path.resolve().is_relative_to(source.parent.resolve()):
                files.setdefault(name, (read_input(path, MOST_BYTES), path.stat().st_mtime_ns))
    return Parcel(source, files)


def make_parcel(order: Order, parcel: Parcel) -> Made:
    """The output of a parcel, made in a worker. Raises PublishError as if the source lay where it came from."""
    folder = make_own_folder()
    source = _unpack(parcel, folder / BESIDE)
    request = order.request
    if order.style:
        request = replace(request, style=str(_unpack_style(order, folder / STYLE)))
    places = {BESIDE: folder / BESIDE, STYLE: Path(request.style), BUILT_IN: styles_folder()}
    places[INSTALLED] = installed_folder()
    try:
        with _environment(order.environment):
            product = produce(source, request)
    except PublishError as error:
        raise _name_places(error, order, parcel, places) from error
    inputs = {_locate(Path(name), places): digest for name, digest in product.inputs.items()}
    return Made(replace(product, inputs={}), inputs)


def _unpack(parcel: Parcel, folder: Path) -> Path:
    for name, (data, changed) in parcel.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, ns=(changed, changed))
    return folder / parcel.source.name


def _unpack_style(order: Order, folder: Path) -> Path:
    """The style's folder, which keeps its name."""
    home = folder / (Path(order.request.style).name or STYLE)
    for name, data in order.style.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return home


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    for name in ENVIRONMENT:
        os.environ.pop(name, None)
    os.environ.update(wanted)
    yield


def _name_places(error: PublishError, order: Order, parcel: Parcel, places: Mapping[str, Path]) -> PublishError:
    """The error with the paths of the machine that asked."""
    message, hint = error.message, error.hint
    beside = {f"{places[BESIDE]}/": _prefix(parcel.source.parent), str(places[BESIDE]): str(parcel.source.parent)}
    for here, there in (beside | ({str(places[STYLE]): order.request.style} if order.style else {})).items():
        message, hint = message.replace(here, there), hint.replace(here, there)
    return type(error)(message, hint, error.place)


def _prefix(folder: Path) -> str:
    return "" if folder == Path() else f"{folder}/"


def _locate(path: Path, places: Mapping[str, Path]) -> Input:
    """Where an input lies, in terms that hold on another machine."""
    for place, folder in places.items():
        if folder != Path() and path.is_relative_to(folder.absolute()):
            return place, str(path.relative_to(folder.absolute()))
    raise InputError(f"读了不该读的文件：{path}", "请把原文件发给开发者")


def list_missing(made: Made, parcel: Parcel) -> tuple[str, ...]:
    """The files beside a source that were looked for, are there, and did not come along."""
    looked_for = [name for (place, name), digest in made.inputs.items() if place == BESIDE and digest == NOTHING]
    return tuple(name for name in looked_for if name not in parcel.files and is_file(parcel.source.parent / name))


def bring_home(made: Made, source: Path, request: Request) -> Product:
    """The product with its inputs where they lie on this machine."""
    homes = {BESIDE: source.parent, BUILT_IN: styles_folder(), INSTALLED: installed_folder()}
    if own := _own_style(request):
        homes[STYLE] = own
    inputs = {str((homes[place] / name).absolute()): digest for (place, name), digest in made.inputs.items()}
    return replace(made.product, inputs=inputs)
