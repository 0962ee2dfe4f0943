"""Case files: `== title` opens a case, `-- section` a section of it; before the first stands its body."""

from __future__ import annotations

from typing import NamedTuple

from tests import CASE_FOLDER

FOLDER = CASE_FOLDER / "readers"


class Case(NamedTuple):
    """One case: its title and its sections' text by name, the body's under the empty name."""

    title: str
    sections: dict[str, str]

    def lines(self, section: str) -> list[str]:
        """The lines of a section, none when it does not exist."""
        text = self.sections.get(section, "")
        return text.split("\n") if text else []


def load_cases(name: str) -> list[Case]:
    """The cases of tests/cases/readers/NAME."""
    cases: list[Case] = []
    section = ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            cases.append(Case(line[3:], {}))
            section = ""
        elif line.startswith("-- ") and cases:
            section = line[3:].strip()
            cases[-1].sections[section] = ""
        elif cases:
            before = cases[-1].sections.get(section, "")
            cases[-1].sections[section] = f"{before}\n{line}" if before else line
    return [Case(case.title, {key: text.rstrip("\n") for key, text in case.sections.items()}) for case in cases]
