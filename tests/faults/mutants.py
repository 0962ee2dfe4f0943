"""Files damaged by chance, each read or refused: python -m tests.faults.mutants [--kind pdf] [--count 20000]

With --command check (compare, mail, ofd, serve) that is done with them too. serve: what a browser sends with such a
file, damaged as well, and the pages it is shown.

Every thousand in a process of its own with bounded memory; what takes more than PATIENCE seconds of processor is a
failure like a traceback. A mutant is told by its kind and number: the same number makes the same.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import random
import resource
import signal
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
from starlette.datastructures import Headers
from starlette.requests import Request as Sent

from publish.desk.jobs import Glance
from publish.desk.putting import read_files, read_json
from publish.errors import ExitCode, PublishError, VerificationError
from publish.model import Metadata
from publish.output.imposition import Layout, Sheet, impose
from publish.pipeline import Request, build, check, comment, fix
from publish.pipeline.comparing import compare_sources
from publish.pipeline.derived import Posting, build_mail
from publish.readers import read_source
from publish.structure.account import verify_account
from publish.structure.recognise import recognise
from tests.faults.sound import MAKERS, sounds

PATIENCE = 20  # seconds of processor for one mutant
MEMORY = 2 << 30
CHUNK = 1000
HANDOUTS = 600
READ, REFUSED = "read", "refused"
PIECES = [
    *(b"<", b">", b"&", b'"', b"\0", b"\xff", b"=", b";", b"--xx", b"&#0;", b"&#xD800;", b"999999999", b"-1", b"NaN"),
    *(b"</w:p>", b"<w:p>", b"<w:tbl>", b"<text:p>", b"<table><tr><td colspan=99999>", b"=?utf-8?B?DQo=?="),
    *(b"charset=utf-7", b"charset=none", b"<text:note>", b"\r\n", b"\n\n", b"{", b"}", b"\\", b"\\u-1?", b"\\'ff"),
    *(b"\\row", b"\\cell", b"\\bin9999999 ", b"\\footnote", b"\\trowd", b"[^1]", b"|", b"> ", b"- ", b"\t", b"```"),
    *(b" obj", b"endobj", b"stream", b"<<", b">>", b"[", b"]", b"null", b"1 0 R", b"/Kids", b"(", b")"),
]  # fmt: skip
ENCODINGS = "utf-8", "gb18030", "utf-16"


def damage(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, dropped, repeated, added, or the end cut off."""
    return bytes(_damage(list(data), chance, 256))


def damage_text(data: bytes, chance: random.Random) -> bytes:
    """The same of characters, in the encoding the file has."""
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            found = _damage([ord(char) for char in data.decode(encoding)], chance, 0x3000)
            return "".join(map(chr, found)).encode(encoding, "replace")
    raise AssertionError("no sound text")


def _damage(found: list[int], chance: random.Random, most: int) -> list[int]:
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        end = at + chance.randint(1, 60)
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = [chance.randrange(most)]
            case 1:
                del found[at:end]
            case 2:
                found[at:at] = found[at:end] * chance.randint(1, 5)
            case 3 | _:
                found[at:at] = list(chance.choice(PIECES))
    return found if chance.random() < 0.8 else found[: chance.randrange(len(found) + 1)]


def damage_in_place(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed where they stand, those at the heads of a compound file's streams more often."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        start = chance.choice([0x400, 0x400, 0xC00, 0x1400, 0x1C00])
        at = start + chance.randrange(0x800) if chance.random() < 0.9 else chance.randrange(len(found))
        found[at % len(found)] = chance.choice([0, 1, 0xFF, chance.randrange(256)])
    return bytes(found)


def damage_objects(data: bytes, chance: random.Random) -> bytes:
    """A PDF some of whose objects say something else, in a file that is sound otherwise."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)
        ]
        for _ in range(chance.randint(1, 4)):
            _damage_object(chance.choice(objects), chance.choice(objects), chance)
        made = io.BytesIO()
        pdf.save(made, fix_metadata_version=False, static_id=True)
        return made.getvalue()


def _damage_object(item: Any, other: Any, chance: random.Random) -> None:
    plain = (None, 0, -1, 10**9, 0.5, True)
    strange = (*plain, pikepdf.Name.A, pikepdf.String("x"), pikepdf.Array([]), pikepdf.Dictionary())
    value = chance.choice([chance.choice(strange), other, item])
    if isinstance(item, pikepdf.Array):
        if len(item) and chance.random() < 0.7:
            item[chance.randrange(len(item))] = value
        else:
            item.append(value)
        return
    if isinstance(item, pikepdf.Stream) and chance.random() < 0.5:
        with suppress(pikepdf.PdfError):
            item.write(damage(item.read_bytes(), chance))
        return
    name = chance.choice(sorted(item.keys()) or ["/A"])
    if name != "/Length" and value is not None:
        item[name] = value
    elif name != "/Length" and name in item:
        del item[name]


def damage_part(data: bytes, chance: random.Random) -> bytes:
    """An archive one of whose parts is damaged, or gone."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copy:
        hit = chance.choice(archive.namelist())
        for name in archive.namelist():
            part = archive.read(name)
            if name != hit or chance.random() < 0.9:
                copy.writestr(name, damage(part, chance) if name == hit else part)
    return made.getvalue()


INSIDE = {
    "docx": damage_part, "odt": damage_part, "doc": damage_in_place, "pdf": damage_objects, "handout": damage_objects
}  # fmt: skip


def mutant(kind: str, number: int) -> bytes:
    """The damaged file of a kind and number: most keep their container whole, so that what is inside is reached."""
    chance = random.Random(f"{kind}{number}")
    data = chance.choice(sounds(kind))
    return INSIDE.get(kind, damage_text)(data, chance) if chance.random() < 0.8 else damage(data, chance)


def _read(path: Path, _chance: random.Random) -> None:
    source = read_source(path)
    verify_account(source, recognise(source, Metadata()))


def _check(path: Path, _chance: random.Random) -> None:
    request = Request("docx", output=path.parent)
    check(path, request)
    fix(path, request)
    comment(path, request)


def _compare(path: Path, chance: random.Random) -> None:
    sound = path.with_name(f"旧稿{path.suffix}")
    sound.write_bytes(chance.choice(sounds(path.suffix[1:])))
    compare_sources([sound, path] if chance.random() < 0.5 else [path, sound], Request("pdf", output=path.parent))


def _mail(path: Path, _chance: random.Random) -> None:
    build_mail(path, Request("eml", output=path.parent), Posting(("a@example.cn",)))


def _ofd(path: Path, _chance: random.Random) -> None:
    build(path, Request("ofd", output=path.parent))


def _serve(path: Path, chance: random.Random) -> None:
    asyncio.run(_upload(path, chance))
    Glance(path, path.parent)()


async def _upload(path: Path, chance: random.Random) -> None:
    """What a browser sends with a file, and a step about it, damaged."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
    field = '\r\n--x\r\nContent-Disposition: form-data; name="changed"\r\n\r\n1700000000000\r\n--x--\r\n'
    form, step = head.encode() + path.read_bytes() + field.encode(), b'{"kind": "role", "line": 3, "role": "body"}'
    for read, sent in ((read_files, form), (read_json, step)):
        headers = Headers({"content-type": "multipart/form-data; boundary=x"})
        with suppress(PublishError):
            await read(_receive(damage(sent, chance), headers))


def _receive(body: bytes, headers: Headers) -> Sent:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Sent({"type": "http", "method": "POST", "headers": headers.raw, "app": None}, receive)


COMMANDS: dict[str, Callable[[Path, random.Random], None]] = {
    "read": _read, "check": _check, "compare": _compare, "mail": _mail, "ofd": _ofd, "serve": _serve
}  # fmt: skip


def try_mutant(kind: str, number: int, folder: Path, command: str = "read") -> str:
    """READ or REFUSED; whatever else a reader or command raises goes through."""
    data = mutant(kind, number)
    try:
        if kind == "handout":
            layouts = list(Layout)
            impose(data, layouts[number % len(layouts)], Sheet.A4)
            return READ
        with tempfile.TemporaryDirectory(dir=folder) as name:
            path = Path(name) / f"{number}.{kind}"
            path.write_bytes(data)
            COMMANDS[command](path, random.Random(number))
        return READ
    except PublishError as error:
        if error.code == ExitCode.BUG or isinstance(error, VerificationError):
            raise  # our own fault
        return REFUSED


def try_chunk(kind: str, numbers: Sequence[int], folder: Path, command: str = "read") -> Counter[str]:
    """What became of the mutants, in a process of their own; failures are printed."""
    sounds(kind)
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        with os.fdopen(write, "w") as results:
            _try_here(kind, numbers, folder, results, command)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as results:
        words = results.read().split()
    os.waitpid(child, 0)
    found = Counter(words)
    if len(words) < len(numbers):
        print(f"{kind} {numbers[len(words)]}: the process died", flush=True)
        found["died"] += 1
        rest = numbers[len(words) + 1 :]
        found += try_chunk(kind, rest, folder, command) if rest else Counter()
    return found


def _try_here(kind: str, numbers: Sequence[int], folder: Path, results: io.TextIOBase, command: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGVTALRM, _give_up)
    for number in numbers:
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            became = try_mutant(kind, number, folder, command)
        except BaseException:
            print(f"{kind} {number}:\n{traceback.format_exc(limit=-4)}", flush=True)
            became = "failed"
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        results.write(f"{became}\n")
        results.flush()


def _give_up(*_: object) -> None:
    raise TimeoutError(f"more than {PATIENCE} s of processor time")


def rows(kinds: Sequence[str], first: int, count: int, command: str) -> Iterator[str]:
    """A line for each kind: how many were read, refused, failed."""
    for kind in kinds:
        found: Counter[str] = Counter()
        numbers = range(first, first + (min(count, HANDOUTS) if kind == "handout" else count))
        with tempfile.TemporaryDirectory() as folder:
            for start in range(0, len(numbers), CHUNK):
                found += try_chunk(kind, numbers[start : start + CHUNK], Path(folder), command)
        yield f"{command:8} {kind:8} " + " ".join(f"{name} {number}" for name, number in sorted(found.items()))


def main() -> None:
    """Print what became of the mutants; exit 1 when one was neither read nor refused."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", action="append", choices=list(MAKERS))
    parser.add_argument("--command", choices=list(COMMANDS), default="read")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    kinds = options.kind or [kind for kind in MAKERS if options.command == "read" or kind != "handout"]
    bad = False
    for row in rows(kinds, options.first, options.count, options.command):
        print(row, flush=True)
        bad |= "failed" in row or "died" in row
    sys.exit(bad)


if __name__ == "__main__":
    main()
