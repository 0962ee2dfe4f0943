"""Sections of the Word file: tables too wide for the measure lie on landscape pages of their own, as in the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from publish.style import Style
from publish.writers.word.official.frames import exact
from publish.writers.word.ooxml import Element, W, twips, w
from publish.writers.word.story import Story

LEAST = 1.0  # pt; height of the paragraph behind a table that bears the end of a section
RUN = f"{W}r"


def part_sections(elements: Sequence[Element], story: Story, section: Element) -> list[Element]:
    """The elements of the body, every wide table with its caption in a landscape section; `section`, the body's own,
    becomes that of the last of them."""
    groups = _group(elements, story)
    if all(not sideways for sideways, _ in groups):
        return list(elements)
    upright, turned = section, _turn(section, story.style)
    first, made = True, []
    for sideways, group in groups[:-1]:
        made += _close(group, _begin(deepcopy(turned if sideways else upright), first))
        first = False
    sideways, group = groups[-1]
    _become(section, _begin(turned if sideways else deepcopy(upright), first))
    return [*made, *group, *([_bear(None)] if sideways else [])]


def _group(elements: Sequence[Element], story: Story) -> list[tuple[bool, list[Element]]]:
    """What follows each other on upright and on landscape pages; empty paragraphs that only part tables belong to the
    table before them, the last ones of a landscape page left out."""
    starts = {id(start) for start, _ in story.turned}
    ends = {id(end) for _, end in story.turned}
    groups: list[tuple[bool, list[Element]]] = []
    sideways = False
    for element in elements:
        sideways = sideways or id(element) in starts
        if not groups or groups[-1][0] != sideways:
            groups.append((sideways, []))
        groups[-1][1].append(element)
        sideways = sideways and id(element) not in ends
    joined: list[tuple[bool, list[Element]]] = []
    for sideways, group in groups:
        if joined and (joined[-1][0] == sideways or not _holds_text(group)):
            joined[-1][1].extend(group)
        else:
            joined.append((sideways, group))
    for sideways, group in joined:
        while sideways and not _holds_text(group[-1:]):
            group.pop()
    return joined


def _holds_text(group: Sequence[Element]) -> bool:
    return any(next(element.iter(RUN), None) is not None or element.tag != f"{W}p" for element in group)


def _turn(section: Element, style: Style) -> Element:
    """The landscape section: its top is the inner side of the sheet, its page number as far below its text."""
    page, folio, turned = style.page, style.folio, deepcopy(section)
    size, margins = turned.find(f"{W}pgSz"), turned.find(f"{W}pgMar")
    assert size is not None and margins is not None
    for name, value in (("w", twips(page.height)), ("h", twips(page.width)), ("orient", "landscape")):
        size.set(W + name, str(value))
    sides: dict[str, float] = {"top": page.left, "right": page.top, "bottom": page.right, "left": page.bottom}
    sides["footer"] = sides["header"] = max(page.right - folio.distance - folio.size / 2, 0)
    for name, length in sides.items():
        margins.set(W + name, str(twips(length)))
    return turned


def _begin(section: Element, first: bool) -> Element:
    """A section; only the document's first has a first page of its own."""
    if not first:
        own = [each for each in section if each.get(f"{W}type") == "first" or each.tag == f"{W}titlePg"]
        for element in own:
            section.remove(element)
    return section


def _close(group: list[Element], section: Element) -> list[Element]:
    """A group whose last paragraph ends the section; one of its own where that is a table or a frame."""
    last = group[-1]
    properties = last.find(f"{W}pPr") if last.tag == f"{W}p" else None
    if properties is None or properties.find(f"{W}framePr") is not None:
        return [*group, _bear(section)]
    change = properties.find(f"{W}pPrChange")
    properties.insert(len(properties) if change is None else properties.index(change), section)
    return group


def _bear(section: Element | None) -> Element:
    return w("p", w("pPr", w("snapToGrid", val=0), exact(LEAST, 0.0), section))


def _become(section: Element, other: Element) -> None:
    """Give the body's section, which stays where it is, the content of another."""
    section[:] = list(other)
