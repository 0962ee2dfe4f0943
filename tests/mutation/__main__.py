"""`make mutate`: changes a room's modules one expression at a time and counts the changes its tests notice.

    python -m tests.mutation [--sample N] [--seed N] [--only TEXT] [ROOM ...]

Every mutant runs in a process of its own, forked before the room was loaded; its text never touches the disk. The
tests that reach the changed line run first, and all of them when those pass. A mutant is killed when a test fails,
when the module does not load any more, or when the tests take far longer than they should.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.util
import os
import pickle
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import coverage
import pytest
from hypothesis import is_hypothesis_test

from tests.mutation.mutants import Mutant, find_mutants

ROOMS = ("composition", "structure", "checks", "comparison")
SECONDS = 900  # of processor time for one run of a room's tests; an endless loop is a change that was noticed
SEED = 1
# Stop at the first failure, the tests in their written order, generated texts neither many nor made simple.
OPTIONS = (
    *("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-profile", "mutants"),
    *("--assert", "plain"),  # nobody reads the message
    *("-k", "not speed"),
)


Reached = dict[str, dict[int, list[str]]]  # module -> line -> the tests that reach it, "" for the loading of the room


class _Ordered:
    """Runs what was written by hand before what is generated or goes through files: it notices most changes at once.
    Of all tests only `wanted`, if there are any."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not self.wanted or item.nodeid in self.wanted]
        items.sort(key=lambda item: (is_hypothesis_test(getattr(item, "obj", None)), "round_trip" in item.nodeid))


class _Tracing:
    """Notes which tests reach which lines of a room."""

    def __init__(self, room: str) -> None:
        self.coverage = coverage.Coverage(data_file=None, source=[f"publish/{room}"])
        self.coverage.start()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.coverage.switch_context(nodeid)

    def finish(self) -> Reached:
        self.coverage.stop()
        data = self.coverage.get_data()
        return {name: data.contexts_by_lineno(name) for name in data.measured_files()}


class _Loader(SourceFileLoader):
    """Loads a module from the mutant's text, not from its file."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path.resolve()))
        self.mutant = mutant

    def get_code(self, _: str) -> CodeType:
        """The code of the changed text."""
        return compile(self.mutant.text, self.path, "exec", dont_inherit=True)


class _Finder:
    """Finds the one module that is changed."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.mutant = mutant

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """The module's own place and the mutant's loader; None for every other module."""
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(
            name, self.mutant.path.resolve(), loader=_Loader(name, self.mutant)
        )


def run(mutant: Mutant, room: str, wanted: frozenset[str]) -> bool:
    """Whether the tests pass with a mutant: those wanted, or all."""
    child = os.fork()
    if not child:
        with _ending():
            sys.meta_path.insert(0, _Finder(mutant))
            _test(room, _Ordered(wanted))
    return os.waitpid(child, 0)[1] == 0


@contextlib.contextmanager
def _ending() -> Iterator[None]:
    """Ends this forked process after what is done in it; what a test run says is not shown."""
    code = 1
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        yield
        code = 0
    finally:
        os._exit(code)


def _test(room: str, *plugins: object) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if pytest.main([*OPTIONS, f"tests/{room}"], plugins=plugins):
        raise AssertionError


def prepare(room: str) -> Reached | None:
    """Which tests reach which lines, None when a test fails as it is; what they load of other people's libraries is
    loaded here from now on, so that not every mutant's process has to."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        with _ending():
            tracing = _Tracing(room)
            _test(room, _Ordered(frozenset()), tracing)
            with os.fdopen(into, "wb") as file:
                pickle.dump((list(sys.modules), tracing.finish()), file)
    os.close(into)
    with os.fdopen(out, "rb") as file:
        data = file.read()
    if os.waitpid(child, 0)[1]:
        return None
    found: list[str]
    reached: Reached
    found, reached = pickle.loads(data)
    for name in found:
        if name.split(".")[0] not in ("publish", "tests", "__main__"):
            with contextlib.suppress(Exception):  # a name that was made, not loaded
                importlib.import_module(name)
    return reached


def choose_tests(mutant: Mutant, reached: Reached) -> frozenset[str]:
    """The tests that reach the statement a mutant changes; none: all of them."""
    tree = ast.parse(mutant.path.read_bytes())
    inside = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and _holds(node, mutant.line)]
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and _holds(node, mutant.line)]
    innermost = statements[-1]
    if not inside or innermost in inside:
        return frozenset()  # what is done while the module is loaded
    body = getattr(innermost, "body", None)
    lines = range(innermost.lineno, body[0].lineno if body else (innermost.end_lineno or 0) + 1)
    tests = {test for line in lines for test in reached[str(mutant.path.resolve())].get(line, ())}
    return frozenset() if "" in tests else frozenset(tests)


def _holds(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or 0)


def list_mutants(room: str, only: str) -> Iterator[Mutant]:
    """The mutants of a room, or those whose description holds a text (a file, a line, a constant's value)."""
    for path in sorted(Path("publish", room).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for mutant in find_mutants(path, text):
            if only in f"{mutant} {lines[mutant.line - 1]}":
                yield mutant


def _survives(mutant: Mutant, room: str, tests: frozenset[str]) -> bool:
    """Whether no test notices: what was kept from one test for the next has its line reached by the first alone, so
    that a mutant is alive only when all of them pass."""
    return run(mutant, room, tests) and (not tests or run(mutant, room, frozenset()))


def judge(room: str, mutants: Sequence[Mutant]) -> None:
    """Print what survives and the share that was killed."""
    reached = prepare(room)
    if reached is None:
        sys.exit(f"{room}: the tests fail without any change")
    started = time.monotonic()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        wanted = [choose_tests(mutant, reached) for mutant in mutants]
        passed = pool.map(lambda mutant, tests: _survives(mutant, room, tests), mutants, wanted)
        survivors = 0
        for mutant, alive in zip(mutants, passed, strict=True):
            survivors += alive
            if alive:
                print(f"  survived {mutant}", flush=True)
    killed = len(mutants) - survivors
    share = killed / len(mutants) if mutants else 1
    print(f"{room}: {killed} of {len(mutants)} killed, {share:.0%} ({time.monotonic() - started:.0f} s)", flush=True)


def main() -> None:
    """Mutate the rooms named, a bounded sample of each."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--sample", type=int, default=0, help="at most so many mutants of each room, always the same")
    parser.add_argument("--seed", type=int, default=SEED, help="another number, another sample")
    parser.add_argument("--only", default="", help="only mutants whose file, line or change holds this text")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        for room in options.rooms:
            mutants = list(list_mutants(room, options.only))
            if options.sample and options.sample < len(mutants):
                chosen = random.Random(options.seed).sample(range(len(mutants)), options.sample)
                mutants = [mutants[index] for index in sorted(chosen)]
            judge(room, mutants)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
