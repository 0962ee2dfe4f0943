"""Document -> HTML: Jinja templates of the style, autoescaped in a sandbox; every number comes from its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from math import ceil, floor

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from publish.composition.title import break_title
from publish.errors import StyleError
from publish.fonts import Face, Faces
from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    LineBreak,
    Paragraph,
    Role,
    Span,
    Table,
    plain_text,
    spans,
)
from publish.style import RoleLook, Style
from publish.writers.expected import GETA
from publish.writers.spacing import space_blocks
from publish.writers.tables import align_cells, share_widths

PICTURE_SCHEME = "picture"  # addresses the fetcher serves; no other address is ever read
FACE_SCHEME = "face"


@dataclass(frozen=True)
class Setting:
    """What one rendering needs besides the document: the style, the faces, the date, characters without a glyph."""

    style: Style
    faces: Faces
    created: datetime = datetime(1980, 1, 1, tzinfo=UTC)
    missing: frozenset[str] = frozenset()


def render_html(document: Document, setting: Setting) -> str:
    """The whole HTML page of a document.

    Raises StyleError when a template of the style is wrong.
    """
    if setting.style.run_in == "own-line":
        document = _part_run_ins(document)
    try:
        environment = _environment(tuple(str(folder) for folder in setting.style.folders))
        page = environment.get_template("page.html.j2")
        css = Markup(_render_css(setting))  # made of tokens and escaped strings
        return page.render(document=document, setting=setting, css=css, created=_date(setting.created))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"（第 {line} 行）" if line else ""
        raise StyleError(f"版式“{setting.style.name}”的模板有错：{error}{where}", "请改正版式文件夹里的模板") from error


def _part_run_ins(document: Document) -> Document:
    """Run-in headings on lines of their own, the rest of the paragraph below (token run_in = "own-line")."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.run_in:
            blocks += [block.run_in, replace(block, run_in=None)]
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


@lru_cache(maxsize=8)
def _environment(folders: tuple[str, ...]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: name != "page.css.j2",
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.tests |= {
        "line_break": lambda value: isinstance(value, LineBreak),
        "footnote": lambda value: isinstance(value, Footnote),
        "styled": lambda value: isinstance(value, Span) and bool(_span_classes(value)),
        "table": lambda value: isinstance(value, Table),
        "figure": lambda value: isinstance(value, Figure),
        "small": _is_small,
        "heading_block": lambda value: isinstance(value, Heading),
    }
    environment.filters |= {
        "flat": lambda content: tuple(spans(content)),  # notes in notes stand in their place
        "span_classes": _span_classes,
        "heading_tag": lambda level: min(level + 1, 6),
        "look": lambda heading: f"heading-{heading.level}",
        "picture_url": lambda key: f"{PICTURE_SCHEME}:{key}",
        "face_url": lambda face: f"{FACE_SCHEME}:{face.path.name}",
        "speaker": _speaker,
        "pt": _points,
        "css_string": _css_string,
        "folio_content": _folio_content,
        "printable": _printable,
        "title_lines": _title_lines,
        "classed": _classed,
        "picture_size": _picture_size,
        "aligned_rows": _aligned_rows,
        "column_widths": _column_widths,
        "alternative": describe_figure,
    }
    return environment


@pass_context
def _printable(context: Context, text: str) -> str:
    missing: frozenset[str] = context["setting"].missing
    return "".join(GETA if char in missing else char for char in text) if missing else text


@pass_context
def _title_lines(context: Context, block: Paragraph) -> list[str]:
    style: Style = context["setting"].style
    look = style.role(block.role)
    characters = style.page.measure / style.em(look.size) - look.left - look.right
    return [_printable(context, line) for line in break_title(plain_text(block.content), characters)]


def _render_css(setting: Setting) -> str:
    style, faces = setting.style, setting.faces
    template = _environment(tuple(str(folder) for folder in style.folders)).get_template("page.css.j2")
    gaps = range(1, 1 + max(max(look.before, look.after) for look in style.roles.values()))
    css = template.render(
        style=style,
        linked_faces=linked_faces(faces).values(),
        gaps=gaps,
        family=lambda name: _family(faces[name]),
        face_weight=lambda name: faces[name][0].weight,
        weight=lambda look: _weight(look, faces),
    )
    return css.replace("</", "<\\/")


def linked_faces(faces: Faces) -> dict[str, Face]:
    """File name -> face that needs @font-face: only chosen faces, since fallbacks are rare and loading costs time."""
    return {chain[0].path.name: chain[0] for chain in faces.values() if chain[0].linked}


def _family(chain: tuple[Face, ...]) -> str:
    families = dict.fromkeys(face.family for face in chain if not face.linked or face is chain[0])
    return ", ".join(_css_string(family) for family in families)


def _weight(look: RoleLook, faces: Faces) -> int:
    weight = faces[look.face][0].weight
    return max(weight, 700) if look.bold else weight


def _span_classes(span: Span) -> str:
    names = (("strong", span.strong), ("emphasis", span.emphasis), (span.position, span.position != "baseline"))
    return " ".join(name for name, on in names if on)


@pass_context
def _classed(context: Context, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str]]:
    """Each block with its CSS classes: its look, and the grid lines left free above it."""
    for block, role, gap in space_blocks(blocks, context["setting"].style):
        yield block, f"{role} gap-{gap}" if gap else role


@pass_context
def _picture_size(context: Context, figure: Figure) -> str:
    """Width and height in pt, scaled to the text area, and a padding that brings the text below back to the grid."""
    style: Style = context["setting"].style
    picture, page = context["document"].pictures[figure.picture], style.page
    width = figure.width or picture.width * 72 / style.figure.resolution
    height = width * picture.height / picture.width
    scale = min(1.0, page.measure / width, (page.text_height - 2 * page.pitch) / height)
    width, height = width * scale, height * scale
    space = (ceil(height / page.pitch) * page.pitch - height) / 2
    return f"width: {width:.3f}pt; height: {height:.3f}pt; padding: {space:.3f}pt 0"


@pass_context
def _aligned_rows(context: Context, table: Table) -> list[list[tuple[Cell, str]]]:
    return align_cells(table, context["setting"].style.table.center)


@pass_context
def _column_widths(context: Context, table: Table) -> list[str]:
    """The columns' widths in percent."""
    style: Style = context["setting"].style
    padding = (2 * style.table.padding + style.table.rule) / style.table.size
    widths = share_widths(table, style.page.measure / style.table.size, padding)
    return [f"{width * 100:.3f}" for width in widths]


@pass_context
def _is_small(context: Context, table: Table) -> bool:
    keep: int = context["setting"].style.table.keep
    return len(table.rows) <= keep


def describe_figure(figure: Figure) -> str:
    """What is read aloud for a picture: its own words, else its caption's."""
    return figure.alt or (plain_text(figure.caption.content) if figure.caption else "") or "图片"


def _speaker(document: Document) -> str:
    if document.metadata.speaker:
        return document.metadata.speaker
    speakers = (b for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.SPEAKER)
    return next((plain_text(block.content) for block in speakers), "")


def _css_string(text: str) -> str:
    """A CSS string that cannot end early, whatever the text."""
    return '"' + re.sub(r"[^\w .:/%-]", lambda match: f"\\{ord(match[0]):x} ", str(text)) + '"'


def _folio_content(form: str) -> str:
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = [part for part in re.split(r"(\{pages?\})", form) if part]
    return " ".join(counters.get(part) or _css_string(part) for part in parts)


def _points(length: float) -> str:
    """A CSS length, rounded down, so that the lines of a full page still fit into it."""
    return f"{floor(length * 10_000 + 0.01) / 10_000:.4f}".rstrip("0").rstrip(".") + "pt"


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
