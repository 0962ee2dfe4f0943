"""The structure tree as readers of a document expect it (ISO 32000-1 14.8, ISO 14289-1): one element per thing.

WeasyPrint writes an element for every box, so that a paragraph over a page break is two <P> and a table over three
pages three <Table>. `record_owners` notes while it does so which HTML element each came from; `mend_structure` then
joins the pieces, turns repeated heads and page numbers into artifacts, and names footnotes, captions and contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf

from publish.style.word_styles import ROLE_STYLES
from publish.writers.weasyprint.replacements import is_known

PX = 72 / 96  # pt
INLINE_LOOKS = ("strong", "emphasis", "super", "sub")
SPOKEN = {"inserted": "增：", "deleted": "删：", "moved-from": "移走：", "moved-to": "移来："}
# What an element is called (/T, ISO 32000-1 14.7.2), so that the file can be read again: the look of a paragraph by the
# name its Word style has, that of a few words by its class.
TITLES = {**{role: name for role, (_, name) in ROLE_STYLES.items()}, **{look: look for look in INLINE_LOOKS}}
CLASS_TAGS = {
    "contents": "/TOC",
    "contents-title": "/Caption",
    "entry": "/TOCI",
    "call": "/Reference",
    "endnote": "/Note",
}


@dataclass
class Owners:
    """Structure elements (by object number) and what they were made of: the HTML element and its tag."""

    of: dict[int, tuple[Any, str]] = field(default_factory=dict)


@contextmanager
def record_owners() -> Iterator[Owners]:
    """Within it, WeasyPrint's structure elements are noted with their HTML elements.

    Nothing is noted, and so nothing mended, when the function that makes them has another shape than in 70.
    """
    from weasyprint.pdf import tags

    build: Any = getattr(tags, "_build_box_tree", None)
    owners = Owners()
    if not is_known(build, "weasyprint.pdf.tags:_build_box_tree"):
        yield owners
        return

    def build_box_tree(box: Any, *rest: Any) -> list[Any]:
        box = getattr(box, "_box", box)
        elements = [*build(box, *rest)]
        if box.element is not None:
            for element in elements:
                owners.of.setdefault(element.number, (box.element, str(box.element_tag)))
        return elements

    tags._build_box_tree = build_box_tree
    try:
        yield owners
    finally:
        tags._build_box_tree = build


def mend_structure(pdf: Any, owners: Owners) -> None:
    """Join what page breaks parted, in place (`pdf`: a pydyf.PDF with WeasyPrint's structure tree)."""
    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    document = _resolve(pdf, root["K"][0])
    tree = _Tree(pdf, owners)
    tree.join(document)
    elements = tree.walk(document)
    tree.place_footnotes(elements)
    tree.place_captions(elements)
    tree.refine(elements)
    tree.map_contents(_resolve(pdf, root["ParentTree"])["Nums"], {each.number for each in tree.walk(document)})


class _Tree:
    """The structure tree while it is mended; `moved`: number of an element joined to another -> that other's."""

    def __init__(self, pdf: Any, owners: Owners) -> None:
        self.pdf, self.owners = pdf, owners
        self.moved: dict[int, Any] = {}

    def kids(self, element: Any) -> list[Any]:
        """The child elements, marked content and annotations aside."""
        objects = self.pdf.objects
        kids = [objects[_number(kid)] for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in kids if "S" in kid]

    def walk(self, element: Any) -> list[Any]:
        """An element and all below it in reading order."""
        found, waiting = [], [element]
        while waiting:
            found.append(waiting.pop())
            waiting += self.kids(found[-1])[::-1]
        return found

    def owner(self, element: Any) -> tuple[Any, str]:
        return self.owners.of.get(element.number, (None, ""))

    def classes(self, element: Any) -> list[str]:
        """The classes of the HTML element an element stands for; none for its ::before, ::after and the like."""
        owner, tag = self.owner(element)
        return [] if owner is None or "::" in tag else (owner.get("class") or "").split()

    def join(self, parent: Any) -> None:
        """Children made of the same HTML element become one, and so on down the tree."""
        firsts: dict[tuple[Any, str], Any] = {}
        kept = []
        for kid in self.kids(parent):
            owner = self.owner(kid)
            first = firsts.setdefault(owner, kid)
            if owner[0] is None or first is kid or first["S"] != kid["S"]:
                kept.append(kid)
                continue
            self.remove(parent, kid)
            if kid["S"] != "/THead":  # a repeated head is no new content
                self.absorb(first, kid)
        for kid in kept:
            self.join(kid)

    def absorb(self, first: Any, kid: Any) -> None:
        """Give `first` all that `kid` has."""
        for item in kid["K"]:
            if isinstance(item, bytes) and "S" in (child := _resolve(self.pdf, item)):
                child["P"] = first.reference
            first["K"].append(_mark_on_page(item, kid["Pg"]) if isinstance(item, int) else item)
        self.moved[kid.number] = first
        kid.clear()

    def remove(self, parent: Any, kid: Any) -> None:
        parent["K"].remove(kid.reference)

    def place_footnotes(self, elements: list[Any]) -> None:
        """Each footnote after its call: Reference and Note, ISO 32000-1 14.8.4.4.2; ISO 14289-1 7.9 wants an ID."""
        calls, notes = {}, []
        for element in elements:
            owner, tag = self.owner(element)
            if tag.endswith("::footnote-call"):
                calls[owner] = element
            elif "footnote" in self.classes(element):
                notes.append(element)
            elif tag.endswith("::footnote-marker"):
                element["S"] = "/Lbl"
        for number, note in enumerate(notes, 1):
            note["S"], note["ID"] = "/Note", pydyf.String(f"note-{number}")
            call = calls.get(self.owner(note)[0])
            if call is None or "S" not in call:  # it stood in a head that is repeated, or a cell that was parted
                continue
            call["S"] = "/Reference"
            self.move(note, _resolve(self.pdf, call["P"]), after=call)

    def move(self, element: Any, parent: Any, after: Any = None) -> None:
        """Put an element elsewhere: behind `after`, or first; a parent left empty goes."""
        former = _resolve(self.pdf, element["P"])
        self.remove(former, element)
        place = parent["K"].index(after.reference) + 1 if after else 0
        parent["K"].insert(place, element.reference)
        element["P"] = parent.reference
        if not former["K"]:
            self.remove(_resolve(self.pdf, former["P"]), former)
            former.clear()

    def place_captions(self, elements: list[Any]) -> None:
        """A caption is the first child of its table or figure (ISO 32000-1 14.8.4.3.4)."""
        captions = [each for each in elements if each.get("S") == "/P" and "caption" in self.classes(each)]
        for parent in {caption["P"]: _resolve(self.pdf, caption["P"]) for caption in captions}.values():
            kids = self.kids(parent)
            for caption, neighbours in ((kid, (kids[i + 1 : i + 2], kids[:i][-1:])) for i, kid in enumerate(kids)):
                if "caption" not in self.classes(caption) or caption["S"] != "/P":
                    continue
                below, above = neighbours
                home = [kid for kid in below if kid["S"] == "/Table"] + [kid for kid in above if kid["S"] == "/Figure"]
                if home:
                    caption["S"] = "/Caption"
                    self.move(caption, home[0])

    def refine(self, elements: list[Any]) -> None:
        """Heads say what they head, cells point to the heads that were kept, figures give their place in pt; leaders
        go."""
        for element in elements:
            if "S" not in element:
                continue  # left empty by a footnote
            if element["S"] == "/TH":
                element["A"]["Scope"] = "/Column"
            self.name(element)
            for name in self.classes(element):
                element["S"] = CLASS_TAGS.get(name, element["S"])
                if name in SPOKEN:  # heard by whoever does not see the line through or under it
                    element["Alt"] = pydyf.String(SPOKEN[name] + "".join(self.owner(element)[0].itertext()))
            if element["S"] == "/Note" and "ID" not in element:
                element["ID"] = pydyf.String(f"note-{element.number}")
            owner = self.owner(element)
            if "::" in owner[1] and owner == self.owner(parent := _resolve(self.pdf, element["P"])):
                self.remove(parent, element)
            if element["S"] == "/TD" and "Headers" in element["A"]:
                element["A"]["Headers"][:] = [self.kept(header) for header in element["A"]["Headers"]]
            if element["S"] == "/Figure":
                page = _resolve(self.pdf, element["Pg"])
                height = page["MediaBox"][3]
                left, top, right, bottom = element["A"]["BBox"]
                element["A"]["BBox"][:] = [left * PX, height - bottom * PX, right * PX, height - top * PX]

    def name(self, element: Any) -> None:
        """Say what look an element has."""
        titles = [TITLES[name] for name in self.classes(element) if name in TITLES]
        if titles:
            element["T"] = pydyf.String(" ".join(titles))

    def kept(self, header: Any) -> Any:
        """The ID of a head cell (table, row, column) in the table it was joined to."""
        table, _, rest = header.string.partition("-")
        if int(table) in self.moved:
            header.string = f"{self.moved[int(table)].number}-{rest}"
        return header

    def map_contents(self, numbers: list[Any], alive: set[int]) -> None:
        """Bring the parent tree up to date, given the numbers of the elements in the tree; content without an element
        becomes an artifact."""
        for key, value in zip(numbers[::2], range(1, len(numbers), 2), strict=True):
            entry = numbers[value]
            if isinstance(entry, list):
                artifacts = set()
                for mark, reference in enumerate(entry):
                    entry[mark] = self.reference(reference, alive)
                    if entry[mark] is None:
                        entry[mark] = "null"
                        artifacts.add(mark)
                _make_artifacts(self.pdf, key, artifacts)
            else:
                numbers[value] = self.reference(entry, alive) or entry
        for each in self.pdf.objects:
            if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem" and each.number not in alive:
                each.clear()

    def reference(self, reference: bytes, alive: set[int]) -> bytes | None:
        """Where an element went; None: it is not in the tree."""
        number = _number(reference)
        element = self.moved.get(number)
        return element.reference if element else reference if number in alive else None


def _make_artifacts(pdf: Any, page_number: int, marks: set[int]) -> None:
    """Turn marked content of a page into pagination artifacts (ISO 32000-1 14.8.2.2)."""
    page = _resolve(pdf, pdf.page_references[page_number])
    stream = _resolve(pdf, page["Contents"]).stream
    for index, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in marks:
            stream[index - 1] = "/Artifact"
            item.clear()
            item["Type"] = "/Pagination"


def _mark_on_page(mark: int, page: bytes) -> Any:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark})


def _resolve(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.partition(b" ")[0])
