"""A batch: outputs named in the order of the sources whoever is quicker, unchanged ones kept, memory that stays."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.pipeline import many
from publish.pipeline.many import Job, build_many
from publish.pipeline.one import Product
from publish.pipeline.ordering import InOrder
from publish.pipeline.request import Request
from publish.pipeline.sources import Sources
from publish.processes.worker import Cause, Failure, Result
from publish.report.results import Built, Failed

SUFFIXES = (".txt", ".docx")


@dataclass
class Hands:
    """Hands that do `do` to jobs, the last one first."""

    width: int = 3
    names: dict[str, str] = field(default_factory=dict)  # stem -> title
    poison: tuple[str, ...] = ()
    done: list[str] = field(default_factory=list)
    dismissed: bool = False
    jobs: list[Job] = field(default_factory=list)
    unlike: dict[str, str] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.jobs) >= self.width

    @property
    def busy(self) -> int:
        return len(self.jobs)

    def begin(self, job: Job) -> None:
        self.jobs.append(job)

    def collect(self) -> list[Result[Job, Product]]:
        job = self.jobs.pop()
        self.done.append(job.source.stem)
        if job.source.stem in self.poison:
            return [Result(job, failure=Failure(Cause.CRASH, InputError("坏了")))]
        name = self.names.get(job.source.stem, job.source.stem)
        data = f"{job.source.name} {job.source.read_text()}".encode()
        inputs = {str(job.source.absolute()): many_digest(job.source)}
        return [Result(job, Product(data, name, 1, False, (), (), inputs, 0.0))]

    def dismiss(self) -> None:
        self.dismissed = True


def many_digest(path: Path) -> str:
    from publish.inputs import digest

    return digest(path)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来稿"
    folder.mkdir()
    for name in "abcdefgh":
        (folder / f"{name}.txt").write_text(name)
    return folder


def run(folder: Path, hands: Hands, force: bool = False) -> list[Built | Failed]:
    sources = Sources([folder], SUFFIXES, folder.parent / "out")
    return list(build_many(sources, Request("docx", folder.parent / "out"), hands, force))


def outputs(results: list[Built | Failed]) -> dict[str, str]:
    return {result.source.stem: result.target.name for result in results if isinstance(result, Built)}


def test_whoever_is_quicker_the_first_source_keeps_the_name(folder: Path) -> None:
    hands = Hands(names=dict.fromkeys("bdf", "通知"), poison=("c",))
    results = run(folder, hands)
    assert hands.done != sorted(hands.done)
    assert [result.source.stem for result in results] == list("abcdefgh")
    named = outputs(results)
    assert (named["b"], named["d"], named["f"]) == ("通知.docx", "通知（d）.docx", "通知（f）.docx")
    assert (folder.parent / "out" / "通知.docx").read_bytes() == b"b.txt b"
    assert isinstance(results[2], Failed)
    assert hands.dismissed


def test_what_is_unchanged_is_not_made_again_unless_it_loses_its_name(folder: Path) -> None:
    run(folder, Hands(names=dict.fromkeys("bdf", "通知"), poison=("c",)))
    again = Hands(names=dict.fromkeys("abdf", "通知"))
    (folder / "a.txt").write_text("a, now with the title of b")
    results = run(folder, again)
    assert sorted(again.done) == ["a", "b", "c"]  # a is changed, c failed, b's name is a's now
    assert outputs(results)["b"] == "通知（b）.docx"
    assert [result.skipped for result in results if isinstance(result, Built)] == [False] * 3 + [True] * 5
    untouched = Hands()
    assert all(isinstance(result, Built) and result.skipped for result in run(folder, untouched))
    assert untouched.done == []


def test_no_output_is_written_over_a_source(folder: Path) -> None:
    (folder / "通知.docx").write_text("a source")
    sources = Sources([folder / "b.txt", folder / "通知.docx"], SUFFIXES, folder.parent / "out")
    results = list(build_many(sources, Request("docx", folder), Hands(names={"b": "通知"}), False))
    assert outputs(results) == {"b": "通知（b）.docx", "通知": "通知（通知）.docx"}
    assert (folder / "通知.docx").read_text() == "a source"


def test_leaving_the_loop_dismisses_the_hands(folder: Path) -> None:
    hands = Hands()
    sources = Sources([folder], SUFFIXES, folder.parent / "out")
    results = build_many(sources, Request("docx", folder.parent / "out"), hands, False)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert hands.dismissed


def test_sources_are_walked_through_in_the_order_of_their_parts(folder: Path) -> None:
    for name in ("b/x.txt", "b.b/x.txt", "c/d/e.txt", "报告.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    sources = Sources([folder / "报告.txt", folder], SUFFIXES, folder / "c")
    found = list(sources)
    assert found == sorted(set(found), key=lambda path: path.parts)
    assert len(sources) == len(found) == 11
    assert not any("c" in path.parts for path in found)


def test_what_waits_lies_on_disk_when_memory_has_no_room(tmp_path: Path) -> None:
    """The first is slow: two hundred megabytes wait for it, thirty of them in memory."""
    order: InOrder[tuple[int, bytes]] = InOrder(tmp_path)
    tracemalloc.start()
    for number in range(1, 201):
        order.settle(number, (number, bytes([number]) * (1 << 20)), 1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 << 20
    assert list(tmp_path.iterdir()) == []  # the file has no name
    assert order.peek() is None
    order.settle(0, (0, b""))
    for number in range(201):
        item = order.peek()
        assert item
        assert item[0] == number
        assert set(item[1]) == ({number} if number else set())
        order.take()
    assert order.peek() is None
    order.close()


def test_no_more_waits_than_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.pipeline.ordering.MOST_WAITING", 2)
    order: InOrder[str] = InOrder(tmp_path)
    order.settle(2, "c")
    assert not order.full
    order.settle(1, "b")
    assert order.full
    order.settle(0, "a")
    for expected in "abc":
        assert order.peek() == expected
        order.take()
    assert not order.full


NAMES = 20_000


class _Folder(Sources):
    """A folder of very many sources, which exist by name only."""

    def __init__(self) -> None:
        super().__init__([Path("archive")], SUFFIXES, Path("out"))

    def _find(self) -> Iterator[Path]:
        return (Path("archive", f"{number:06}.txt") for number in range(NAMES))


class _Made(Hands):
    def collect(self) -> list[Result[Job, Product]]:
        job = self.jobs.pop(0)
        return [Result(job, Product(b"x" * 50_000, job.source.stem, 1, False, (), (), {}, 0.0))]


def test_memory_does_not_grow_with_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand megabytes of outputs, of 20,000 sources, pass through ten."""
    monkeypatch.setattr(many, "put_in_place", put_nowhere)
    results = build_many(_Folder(), Request("pdf"), _Made(width=8), force=True)
    tracemalloc.start()
    count = sum(1 for _ in results)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == NAMES
    assert peak < 10 << 20


def put_nowhere(product: Product, source: Path, _request: Request, target: Path) -> Built:
    return Built(source, target, product.pages, len(product.data), 0.0, ())
