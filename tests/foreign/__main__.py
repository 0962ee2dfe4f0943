"""A table of how well we read what other programs write: python -m tests.foreign [--kind doc] [--keep FOLDER] [-v]

Each program that is on this machine turns twenty texts (tests/foreign/texts.py) into its files; each is read again.
`chars`: characters in the files by another program's reading; `lost`: those that we neither read nor told; `alike`: the
share of lines (paragraphs, headings, rows, pictures) that are as in the Word file; `slower`: seconds beside the Word
file's, the worst. FOREIGN_PYTHON may name a Python with aspose-words or spire-doc-free, FOREIGN_PANDOC a pandoc.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.foreign.judge import Verdict, judge
from tests.foreign.programs import Program, list_programs
from tests.foreign.texts import write_texts

HEAD = """| program | kind | files | refused | chars | lost | alike | slower |
| --- | --- | --: | --: | --: | --: | --: | --: |"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", action="append", help="only files of this kind")
    parser.add_argument("--program", action="append", help="only this program's")
    parser.add_argument("--keep", type=Path, help="keep the files there, and take those that are there")
    parser.add_argument("-v", action="store_true", dest="verbose", help="show what differs")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="foreign-") as scratch:
        folder = wanted.keep or Path(scratch)
        (folder / "texts").mkdir(parents=True, exist_ok=True)
        texts = write_texts(folder / "texts")
        print(HEAD)
        for program in list_programs():
            if program.kind in (wanted.kind or [program.kind]) and program.name in (wanted.program or [program.name]):
                _try(program, texts, folder, wanted.verbose)


def _try(program: Program, texts: Sequence[Path], folder: Path, verbose: bool) -> None:
    made = folder / f"{program.name}-{program.kind}"
    if not made.exists():
        made.mkdir()
        program.make(texts, made)
    originals = {text.stem: text for text in texts}
    verdicts = [
        judge(path, originals[path.stem]) for path in sorted(made.glob(f"*.{program.kind}")) if path.stem in originals
    ]
    print(_row(program, verdicts), flush=True)
    for verdict in verdicts if verbose else ():
        _show(verdict)


def _row(program: Program, verdicts: Sequence[Verdict]) -> str:
    read = [verdict for verdict in verdicts if not verdict.error]
    lines = sum(verdict.lines for verdict in read)
    unlike = sum(line.startswith("-") for verdict in read for line in verdict.unlike)
    slower = max((verdict.seconds - verdict.usual for verdict in read), default=0.0)
    figures = [
        len(verdicts), len(verdicts) - len(read), sum(verdict.there for verdict in read),
        sum(verdict.lost.total() for verdict in read), f"{100 - 100 * unlike / max(lines, 1):.1f} %", f"{slower:.2f} s",
    ]  # fmt: skip
    return f"| {program.name} | {program.kind} | {' | '.join(map(str, figures))} |"


def _show(verdict: Verdict) -> None:
    if verdict.error or verdict.lost or verdict.unlike:
        print(f"    {verdict.text}: {verdict.error} lost {''.join(verdict.lost.elements())[:60]!r}")
    for line in verdict.unlike[:14]:
        print(f"        {line[:110]}".encode("utf-8", "replace").decode())


if __name__ == "__main__":
    main()
