"""Where the words of an RTF file go: the text itself or a text box, a footnote, a paragraph, a cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from publish.model import CONTENTS_LEFT_OUT, FindingKind, Footnote, LineBreak, Picture, Span
from publish.readers.account import Account
from publish.readers.edged_tables import Row, TableReader
from publish.readers.joining import join_spans, strip_start
from publish.readers.rtf.paragraphs import ParagraphMaker
from publish.readers.rtf.words import ALIGNS, NUMBERS, Properties, State, Story

ENDS = frozenset((b"par", b"sect", b"page", b"line", b"cell", b"nestcell", b"row", b"nestrow"))
ENDS_PARAGRAPH = (b"par", b"sect", b"page")
MOST_EDGES = 1_000  # Word has 63 cells in a row
REVISED = "文稿里有没有接受的修订，现在按全部接受排版，请核对"


@dataclass
class Context:
    """The text or a text box that is open since a depth of groups."""

    depth: int = 0
    tables: TableReader = field(default_factory=TableReader)
    story: Story = field(default_factory=Story)
    row: Row = field(default_factory=lambda: Row([]))
    inner_row: Row = field(default_factory=lambda: Row([]))
    notes: list[tuple[int, Story]] = field(default_factory=list)  # open footnotes: their depth, the story round them


class Composer:
    """Puts words, notes, boxes and pictures together as blocks."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.pictures: dict[str, Picture] = {}
        self.paragraphs = ParagraphMaker()
        self.contexts = [Context()]

    @property
    def here(self) -> Context:
        """Where text goes now."""
        return self.contexts[-1]

    def open_note(self, depth: int) -> None:
        """Words go into a footnote, until its group ends."""
        self.here.notes.append((depth, self.here.story))
        self.here.story = Story()

    def open_box(self, depth: int) -> None:
        """Words go into a text box, until its group ends."""
        self.contexts.append(Context(depth))

    def leave(self, depth: int) -> None:
        """End what was open in groups that have ended."""
        while self.here.notes and depth < self.here.notes[-1][0]:
            self._end_note()
        while len(self.contexts) > 1 and depth < self.here.depth:
            self._end_box()

    def _end_note(self) -> None:
        _, outer = self.here.notes.pop()
        note = tuple(join_spans(strip_start(self.here.story.content)))
        outer.behind += self.here.story.behind
        self.here.story = outer
        if note:
            outer.content.append(Footnote(note, self.account.place))

    def _end_box(self) -> None:
        """The text of a box, behind the paragraph it hangs on."""
        self.end_paragraph(Properties())
        blocks = self.contexts.pop().tables.finish()
        if blocks:
            message = "文本框里的文字排在它所在的段落之后，请核对位置"
            self.account.tell(FindingKind.WARNING, "text-box", message)
        story = self.here.notes[0][1] if self.here.notes else self.here.story
        story.behind += blocks

    def add(self, text: str, state: State) -> None:
        """Words with their look, against that of their paragraph's style; what is not printed is told."""
        story, style = self.here.story, self.paragraphs.style(state.said)
        if state.deleted or state.revised:
            self.account.tell_once("revisions", REVISED)
        if self.paragraphs.is_contents(state.said):
            self.account.tell(FindingKind.LEFT_OUT, "contents", CONTENTS_LEFT_OUT, text)
        elif state.listed:
            story.marker += text.replace("\t", "")
        elif state.hidden or state.deleted:
            code, what = ("hidden", "隐藏的") if state.hidden else ("deleted", "修订中删去的")
            self.account.tell(FindingKind.LEFT_OUT, code, f"{what}文字没有排出", text)
        else:
            in_note = bool(self.here.notes)
            story.bold &= state.strong or style.bold or not text.strip()
            story.size = story.size or state.size
            strong = state.strong and (in_note or not style.bold)
            emphasis = state.emphasis and (in_note or not style.italic)
            story.content.append(Span(text, self.account.place, strong, emphasis, state.position))

    def end(self, word: bytes, said: Properties) -> None:
        """Obey a word of ENDS, in a paragraph of which something is said."""
        here = self.here
        if word in ENDS_PARAGRAPH:
            self.end_paragraph(said)
        elif word == b"line":
            here.story.content.append(LineBreak())
        elif word in (b"cell", b"nestcell"):
            here.tables.enter(1 if word == b"cell" else max(2, said.depth or 2), self.account.place)
            self._put(said)
            here.tables.end_cell()
        elif word == b"row":
            here.tables.enter(1, self.account.place)
            here.tables.end_row(here.row)
        else:
            here.tables.end_row(here.inner_row)

    def end_paragraph(self, said: Properties) -> None:
        """End the paragraph, or the line of a footnote."""
        here = self.here
        if here.notes:
            here.story.content.append(LineBreak())
            return
        depth = said.depth if said.depth is not None else int(said.in_table)
        here.tables.enter(max(depth, int(said.in_table)), self.account.place)
        self._put(said)

    def _put(self, said: Properties) -> None:
        """Put what was gathered where we are."""
        here = self.here
        story, here.story = here.story, Story()
        here.tables.add(list(self.paragraphs.make(story, said, self.account.place)))
        for marker in self.paragraphs.lost:
            message = f"列表的序号在 RTF 文件里已经丢失（“{marker}”），请补上"
            self.account.tell(FindingKind.WARNING, "number", message, marker)
        self.paragraphs.lost.clear()
        self.account.number += 1

    def finish(self) -> None:
        """End what is still open."""
        self.leave(-1)
        if self.here.story.content or self.here.story.behind:
            self.end_paragraph(Properties())
        self.here.tables.enter(0, self.account.place)


def set_property(here: Context, state: State, word: bytes, number: int | None) -> None:
    """Words that say something of the paragraph, or of how the cells of a row lie."""
    if word == b"pard":
        state.said = Properties()
    elif word in ALIGNS:
        state.said = replace(state.said, align=ALIGNS[word])
    elif word == b"intbl":
        state.said = replace(state.said, in_table=True)
    elif word in NUMBERS and number is not None:
        state.said = replace(state.said, **{NUMBERS[word]: number})  # type: ignore[arg-type]
    elif word == b"trowd" and state.nested:
        here.inner_row = Row([])
    elif word == b"trowd":
        here.row = Row([])
    else:
        _set_row(here.inner_row if state.nested else here.row, word, number)


def _set_row(row: Row, word: bytes, number: int | None) -> None:
    if word == b"trleft" and number is not None:
        row.edges = (number, *row.edges[1:])
    elif word == b"cellx" and number is not None and len(row.edges) < MOST_EDGES:
        row.edges = (*(row.edges or (min(0, number),)), number)
    elif word == b"trhdr":
        row.head = True
    elif word == b"clvmrg":
        row.below |= {max(0, len(row.edges) - 1)}
    elif word == b"clmrg":
        row.joined |= {max(0, len(row.edges) - 1)}
