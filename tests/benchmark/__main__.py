"""Our times beside those of Typst, pandoc, LibreOffice and XeLaTeX, whichever are there: python -m tests.benchmark

The same speech, cold processes, the same machine in the same minute; every figure is the best of several runs, since
other work only ever makes a run slower. Typst comes from PyPI (`typst`), pandoc too (`pypandoc_binary`).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests import SEED

FILES, PROCESSES, TIMES = 200, 2, 50
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
        options = ["--headless", "--convert-to", "pdf", "--outdir"]
        yield Tool("libreoffice", make_text, lambda path: [soffice, *options, str(path.parent / "office"), str(path)])
    if xelatex := shutil.which("xelatex"):
        options = ["-interaction=batchmode", "-output-directory"]
        yield Tool("xelatex", make_latex, lambda path: [xelatex, *options, str(path.parent), str(path)])


def clock(command: list[str], runs: int) -> float:
    """The best wall-clock seconds of a command."""
    best = float("inf")
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def clock_files(tool: Tool, sources: list[Path]) -> float:
    """Seconds for many files, a cold process each, `PROCESSES` at a time."""
    started = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(lambda path: subprocess.run(tool.command(path), check=True, capture_output=True), sources))
    return time.perf_counter() - started


def write_files(tool: Tool, lines: list[str], folder: Path) -> list[Path]:
    """200 small speeches: a title of their own and three paragraphs."""
    folder.mkdir()
    texts = ([f"在第{number}次会议上的讲话", *lines[1 : 4 + number % 3]] for number in range(FILES))
    return [tool.make(text, folder / f"{number:03}") for number, text in enumerate(texts)]


def compare_many(tools: dict[str, Tool], lines: list[str], folder: Path) -> dict[str, float]:
    seconds = {}
    ours = write_files(tools["publish pdf"], lines, folder / "ours")[0].parent
    for kind in ("pdf", "docx"):
        command = [sys.executable, "-m", "publish", kind, str(ours), "-o", str(folder / kind), "--jobs", str(PROCESSES)]
        seconds[f"publish {kind}"] = clock([*command, "--force"], 1)
    for name in ("typst", "pandoc docx"):
        if name in tools:
            seconds[name] = clock_files(tools[name], write_files(tools[name], lines, folder / name))
    return seconds


def report(title: str, seconds: dict[str, float], goals: dict[tuple[str, str], float]) -> None:
    """One table; `goals`: (ours, theirs) -> the ratio that is wanted."""
    print(f"\n{title}")
    for name, value in seconds.items():
        print(f"  {name:14} {value:7.2f} s")
    for (ours, theirs), goal in goals.items():
        if ours in seconds and theirs in seconds:
            ratio = seconds[ours] / seconds[theirs]
            print(f"  {ours} : {theirs} = {ratio:.2f}  (goal {goal:g}{'' if ratio <= goal else ', missed'})")


def main() -> None:
    """Run every comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of which the best counts")
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
        seeds = {
            tool.name: clock(tool.command(tool.make(lines, folder / "seed")), arguments.runs) for tool in tools.values()
        }
        goals = {("publish pdf", "typst"): 3.0, ("publish docx", "pandoc docx"): 2.0}
        report("The seed, cold", seeds, goals)
        quick = [sys.executable, "-m", "publish"]
        text, made = folder / "seed.txt", folder / "unchanged.pdf"
        subprocess.run([*quick, "pdf", text, "-o", made], check=True, capture_output=True)
        small = {"unchanged": clock([*quick, "pdf", str(text), "-o", str(made)], arguments.runs)}
        small["--help"] = clock([*quick, "--help"], arguments.runs)
        small["python"] = clock([sys.executable, "-c", "pass"], arguments.runs)
        report("Nothing to do (goals: unchanged 0.25 s, --help 0.15 s)", small, {})
        if arguments.quick:
            return
        # Each copy differs: a text that stands twice would be set once.
        copies = [line.replace("，", f"（{number}），", 1) for number in range(TIMES) for line in lines]
        large = {
            tool.name: clock(tool.command(tool.make(copies, folder / "large")), max(1, arguments.runs // 2))
            for tool in tools.values()
        }
        report(f"The seed x {TIMES}", large, {("publish pdf", "typst"): 3.5})
        many = compare_many(tools, lines, folder)
        report(f"{FILES} small files, {PROCESSES} processes", many, {("publish pdf", "typst"): 1.0})


main()
