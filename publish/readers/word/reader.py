"""Word files: the XML is walked element by element, so that nothing is lost silently.

Kept: text, insertions, moved text, content controls, smart tags, results of fields, bases of ruby, hyperlinks,
automatic numbers, text boxes, tables, PNG and JPEG pictures, footnotes and endnotes, formulas as a line of text.
Left out and reported with their place: deleted and hidden text, ruby, comments, headers and footers, the old table of
contents, shapes, charts, other pictures. Macros are never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.model import Block, Figure, Finding, FindingKind, Picture, Source, inlines, paragraphs, plain_text
from publish.readers.account import FOLIO
from publish.readers.word import refusals
from publish.readers.word.account import Account
from publish.readers.word.drawing import Drawings
from publish.readers.word.inspection import open_package
from publish.readers.word.notes import KINDS, Notes
from publish.readers.word.numbering import Numbering
from publish.readers.word.package import Package
from publish.readers.word.shared import Shared
from publish.readers.word.story import Story
from publish.readers.word.styles import Styles
from publish.readers.word.xml import ALTERNATE, MC, A, Element, M, W, child, chosen
from publish.readers.wrapped import join_wrapped

GONE = {FindingKind.LEFT_OUT, FindingKind.NORMALISED}


def read(path: Path) -> Source:
    """A Word file (.docx, .docm, Strict or Transitional) as blocks; places count paragraphs.

    Raises InputError with one sentence for what is no sound Word document (see `word_inspection`).
    """
    with open_package(path) as package:
        return _Reading(package).source()


class _Reading:
    """The parts of one document and how they refer to each other."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations = package.relations(package.main)
        self._pictures: dict[str, Picture] = {}
        self._account = Account(package.name)
        styles = Styles(self._part("styles"))
        self._notes = Notes(
            {kind: self._part(f"{kind}s") for kind in (*KINDS, "comment")}, self._account, self._read_note
        )
        self._shared = Shared(styles, self._account, self._notes.note, self._notes.comment)
        self._numbering = Numbering(self._part("numbering"), styles)

    def source(self) -> Source:
        """The document's Source."""
        package, account = self._package, self._account
        root = package.xml(package.main)
        if root is None:
            raise package.refusal(refusals.NO_MAIN)
        body = child(root, "body")
        if root.tag != W + "document" or body is None:
            raise package.refusal(refusals.WRONG_MAIN)
        if package.macros:
            account.warn("word-macros", "文件带有宏，宏没有读取，也没有运行")
        blocks = join_wrapped(self._story(package.main, self._shared, body).read(body))
        self._notes.report_rest()
        self._report_unread([body, *self._notes.roots], blocks, account)
        for kind, name in (("header", "页眉"), ("footer", "页脚")):
            for part in self._parts(kind):
                self._report_margin(part, name)
        if not blocks:
            raise package.refusal(refusals.NO_TEXT)
        return Source(package.name, blocks, findings=account.findings(), pictures=self._pictures)

    def _parts(self, kind: str) -> Iterator[str]:
        relations = self._relations.values()
        return iter(dict.fromkeys(each.target for each in relations if each.kind == kind and not each.external))

    def _part(self, kind: str) -> Element | None:
        part = next(self._parts(kind), None)
        return None if part is None else self._package.xml(part)

    def _story(self, part: str, shared: Shared, root: Element) -> Story:
        drawings = Drawings(self._package, part, shared.account, self._pictures)
        return Story(shared, drawings, self._numbering, root)

    def _read_note(self, kind: str, element: Element) -> list[Block]:
        part = next(self._parts(f"{kind}s"))
        return self._story(part, self._shared, element).read(element)

    @staticmethod
    def _report_unread(roots: list[Element], blocks: tuple[Block, ...], account: Account) -> None:
        if lost := _unread(roots, blocks, account.findings()):
            account.left_out("word-unread", "文件结构有错，这些字没有读到，请对照原稿补上", lost)

    def _report_margin(self, part: str, name: str) -> None:
        """Report what a header or footer says besides page numbers."""
        root = self._package.xml(part)
        if root is None:
            return
        account = Account(self._package.name)
        shared = Shared(self._shared.styles, account, lambda _kind, _key: None, lambda _key: "")
        drawings = Drawings(self._package, part, account, {})
        story = Story(shared, drawings, Numbering(None, shared.styles), root)
        story.inlines.folios = False
        blocks = tuple(story.read(root))
        self._report_unread([root], blocks, account)
        text = "".join(plain_text(inlines(block), footnotes=True) for block in paragraphs(blocks))
        text += "".join(each.text for each in account.findings() if each.kind is FindingKind.LEFT_OUT)
        if not FOLIO.fullmatch(text):
            self._account.left_out("word-margin", f"{name}没有排出", text)
        if any(isinstance(block, Figure) for block in blocks):
            self._account.left_out("word-margin-picture", f"{name}里的图片没有排出")


def _unread(roots: Iterable[Element], blocks: tuple[Block, ...], findings: Iterable[Finding]) -> str:
    """The characters of text elements below `roots` that neither blocks nor findings hold; white space aside.

    Sound files have none: only text where the schema allows none (ECMA-376 part 1, annex A) is passed over.
    """
    held = Counter("".join(plain_text(inlines(block), footnotes=True) for block in paragraphs(blocks)))
    for finding in findings:
        if finding.kind in GONE:
            held.update(finding.text)
    there: Counter[str] = Counter()
    for root in roots:
        skipped = _skipped(root)
        for element in root.iter(W + "t", W + "delText", M + "t", A + "t"):
            if element.text and not (skipped and any(each in skipped for each in element.iterancestors())):
                there.update(element.text)
    return "".join(char for char in (there - held).elements() if not char.isspace())


def _skipped(root: Element) -> set[Element]:
    """The branches of alternates that are not read: they say the same again."""
    branches = (MC + "Choice", MC + "Fallback")
    return {
        branch
        for alternate in root.iter(ALTERNATE)
        for branch in alternate.iterchildren(*branches)
        if branch is not chosen(alternate)
    }
