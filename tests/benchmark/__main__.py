"""What we cost beside Typst, pandoc, LibreOffice and XeLaTeX, whichever are there: python -m tests.benchmark

The same speech, cold processes, in turn (ours, theirs, ours, theirs …) on the same machine in the same minutes; every
figure is a median, every ratio one of medians: seconds on the clock, processor seconds of the whole process tree, which
other work on the machine disturbs less, and the peak memory of its largest process. Typst comes from PyPI (`typst`),
pandoc too (`pypandoc_binary`).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests import SEED

PROCESSES, TIMES = 2, 50
BATCHES = (40, 200)
TYPST_PAGE = """#set page(paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm), numbering: "— 1 —")
#set text(font: ("FandolFang R", "FandolFang", "Noto Serif CJK SC"), size: 15.79pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13.2pt, spacing: 13.2pt)
"""
LATEX_PAGE = r"""\documentclass[UTF8,zihao=3,a4paper]{ctexart}
\usepackage[top=37mm,right=26mm,bottom=35mm,left=28mm]{geometry}\begin{document}
"""


@dataclass(frozen=True)
class Tool:
    """A program that turns the speech into a file; `make` writes its source, `command` runs it cold."""

    name: str
    make: Callable[[list[str], Path], Path]
    command: Callable[[Path], list[str]]


def make_text(lines: list[str], path: Path) -> Path:
    path = path.with_suffix(".txt")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def make_markdown(lines: list[str], path: Path) -> Path:
    path = path.with_suffix(".md")
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def make_typst(lines: list[str], path: Path) -> Path:
    path = path.with_suffix(".typ")
    escaped = ("".join(f"\\{char}" if char in "\\#$*_`<>@[]~=-+/" else char for char in line) for line in lines)
    path.write_text(TYPST_PAGE + "\n\n".join(escaped), encoding="utf-8")
    return path


def make_latex(lines: list[str], path: Path) -> Path:
    path = path.with_suffix(".tex")
    escaped = ("".join(f"\\{char}" if char in "#$%&_{}" else char for char in line) for line in lines)
    path.write_text(LATEX_PAGE + "\n\n".join(escaped) + "\n\\end{document}", encoding="utf-8")
    return path


def run_publish(kind: str, *options: str) -> Callable[[Path], list[str]]:
    place = ["-o"]
    return lambda path: [
        sys.executable,
        "-m",
        "publish",
        kind,
        str(path),
        *place,
        str(path.with_suffix(f".{kind}")),
        *options,
    ]


def run_typst(path: Path) -> list[str]:
    code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    return [sys.executable, "-c", code, str(path), str(path.with_suffix(".typ.pdf"))]


def list_tools() -> Iterator[Tool]:
    """Ours, and those that are installed."""
    yield Tool("publish pdf", make_text, run_publish("pdf", "--force"))
    yield Tool("publish docx", make_text, run_publish("docx", "--force"))
    if importlib.util.find_spec("typst"):
        yield Tool("typst", make_typst, run_typst)
    if importlib.util.find_spec("pypandoc"):
        pypandoc = importlib.import_module("pypandoc")

        pandoc = str(pypandoc.get_pandoc_path())
        yield Tool(
            "pandoc docx", make_markdown, lambda path: [pandoc, str(path), "-o", str(path.with_suffix(".md.docx"))]
        )
    if soffice := shutil.which("soffice"):
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir"]
        yield Tool("libreoffice", make_text, lambda path: [*convert, str(path.parent / "office"), str(path)])
    if (xelatex := shutil.which("xelatex")) and not subprocess.run(
        ["kpsewhich", "ctexart.cls"], check=False, capture_output=True
    ).returncode:
        typeset = [xelatex, "-interaction=batchmode", "-output-directory"]
        yield Tool("xelatex", make_latex, lambda path: [*typeset, str(path.parent), str(path)])


class Cost(NamedTuple):
    """What a run took: seconds, processor seconds, megabytes of its largest process."""

    wall: float
    processor: float
    memory: float


def measure(work: Callable[[], object]) -> Cost:
    """What a function costs with the processes it starts, in a process of its own that counts nothing else."""
    read, write = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if not child:
        work()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as result:
        processor, memory = map(float, result.read().split())
    return Cost(time.perf_counter() - started, processor, memory)


def compare(works: dict[str, Callable[[], object]], runs: int) -> dict[str, Cost]:
    """The medians of each work, all done in turn after each was done once."""
    costs: dict[str, list[Cost]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            cost = measure(work)
            if number:
                costs[name].append(cost)
    return {name: Cost(*map(statistics.median, zip(*each, strict=True))) for name, each in costs.items()}


def running(command: list[str]) -> Callable[[], object]:
    """A work that runs a command, Python's modules kept compiled as anybody's are."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)


def running_each(tool: Tool, sources: list[Path]) -> Callable[[], object]:
    """A work that runs a cold process for each file, `PROCESSES` at a time."""

    def work() -> None:
        with ThreadPoolExecutor(PROCESSES) as pool:
            list(pool.map(lambda path: running(tool.command(path))(), sources))

    return work


def write_files(tool: Tool, lines: list[str], folder: Path, count: int) -> list[Path]:
    """Small speeches: a title of their own and three to five paragraphs."""
    folder.mkdir()
    texts = ([f"在第{number}次会议上的讲话", *lines[1 : 4 + number % 3]] for number in range(count))
    return [tool.make(text, folder / f"{number:03}") for number, text in enumerate(texts)]


def compare_many(tools: dict[str, Tool], lines: list[str], folder: Path, count: int, runs: int) -> dict[str, Cost]:
    """So many small speeches: ours as a batch, the others' a process each."""
    works: dict[str, Callable[[], object]] = {}
    ours = write_files(tools["publish pdf"], lines, folder / f"ours{count}", count)[0].parent
    for kind in ("pdf", "docx"):
        command = [sys.executable, "-m", "publish", kind, str(ours), "-o", str(folder / kind), "--jobs", str(PROCESSES)]
        works[f"publish {kind}"] = running([*command, "--force"])
    for name in ("typst", "pandoc docx"):
        if name in tools:
            works[name] = running_each(tools[name], write_files(tools[name], lines, folder / f"{name}{count}", count))
    return compare(works, runs)


def report(title: str, costs: dict[str, Cost], goals: dict[tuple[str, str], float]) -> None:
    """One table; `goals`: (ours, theirs) -> the ratio of seconds that is wanted."""
    print(f"\n{title}")
    for name, cost in costs.items():
        print(f"  {name:14} {cost.wall:7.2f} s  {cost.processor:7.2f} s of processors  {cost.memory:5.0f} MB")
    for (ours, theirs), goal in goals.items():
        if ours in costs and theirs in costs:
            wall, processor, memory = (a / b for a, b in zip(costs[ours], costs[theirs], strict=True))
            missed = "" if wall <= goal else ", missed"
            print(f"  {ours} : {theirs} = {wall:.2f} (goal {goal:g}{missed}), processors {processor:.2f},", end="")
            print(f" memory {memory:.2f}")


def main() -> None:
    """Run every comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median counts")
    parser.add_argument("--quick", action="store_true", help="the seed only")
    arguments = parser.parse_args()
    tools = {tool.name: tool for tool in list_tools()}
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        # Installed packages lie there compiled; a checkout shall not be at a disadvantage, nor be littered.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        seeds = {tool.name: running(tool.command(tool.make(lines, folder / "seed"))) for tool in tools.values()}
        goals = {("publish pdf", "typst"): 2.0, ("publish docx", "pandoc docx"): 1.5}
        report("The seed, cold", compare(seeds, arguments.runs), goals)
        quick = [sys.executable, "-m", "publish"]
        text, made = str(folder / "seed.txt"), str(folder / "unchanged.pdf")
        works = {
            "unchanged": running([*quick, "pdf", text, "-o", made]),
            "--help": running([*quick, "--help"]),
            "python": running([sys.executable, "-c", "pass"]),
        }
        report("Nothing to do (goals: unchanged 0.25 s, --help 0.15 s)", compare(works, arguments.runs), {})
        if arguments.quick:
            return
        # Each copy differs: a text that stands twice would be set once.
        copies = [line.replace("，", f"（{number}），", 1) for number in range(TIMES) for line in lines]
        large = {tool.name: running(tool.command(tool.make(copies, folder / "large"))) for tool in tools.values()}
        goals = {("publish pdf", "typst"): 2.0, ("publish docx", "pandoc docx"): 1.0}
        report(f"The seed x {TIMES}", compare(large, max(1, arguments.runs // 2)), goals)
        for count, goal in zip(BATCHES, (0.6, 0.5), strict=True):
            many = compare_many(tools, lines, folder, count, max(1, arguments.runs // 2))
            report(f"{count} small files, {PROCESSES} processes", many, {("publish pdf", "typst"): goal})


main()
