"""Document -> HTML: Jinja templates of the style, autoescaped in a sandbox; every number comes from its tokens."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import BytecodeCache
from markupsafe import Markup

from publish.fonts.roles import WESTERN, Face, Faces
from publish.model import Document, Footnote
from publish.paths import private_folder
from publish.plain import is_plain
from publish.style import RoleLook, Style
from publish.style.templates import KeptTemplates, Templates
from publish.writers.html.addresses import address_face, linked_faces, list_text_faces
from publish.writers.html.filters import FILTERS, TESTS, write_css_string
from publish.writers.official.layout import Layout, lay_out
from publish.writers.official.signoff import count_seal_lines
from publish.writers.shared.outline import Outlined, outline_headings

CONTENTS_END = "contents-end"  # anchor of the last entry
# Style sheets of the last documents, each with what it was made of.
_SHEETS: deque[tuple[tuple[Any, ...], str]] = deque(maxlen=8)


@dataclass(frozen=True)
class Setting:
    """What one rendering needs besides the document: the style, the faces, the date, characters without a glyph, the
    families that have what the faces lack, and the entries of the contents page (none: no such page)."""

    style: Style
    faces: Faces
    created: datetime = datetime(1980, 1, 1, tzinfo=UTC)
    missing: frozenset[str] = frozenset()
    fallbacks: tuple[str, ...] = ()
    entries: Sequence[Outlined] = ()
    notes: Literal["page", "end"] = "page"  # at the foot of their page, or behind the text


def render_html(document: Document, setting: Setting) -> str:
    """The whole HTML page of a document.

    Raises StyleError when a template of the style is wrong.
    """
    headings = iter(outline_headings(document))
    notes: list[Footnote] = []

    def call_note(note: Footnote) -> int:
        notes.append(note)
        return len(notes)

    layout = lay_out(document.blocks, setting.style)
    templates = _templates(setting.style.folders)
    return templates.write(
        "page.html.j2",
        setting.style.name,
        document=document,
        layout=layout,
        setting=replace(setting, style=replace(setting.style, folders=())),
        contents_end=CONTENTS_END,
        css=Markup(_render_css(setting, layout, templates)),  # made of tokens and escaped strings
        created=_date(setting.created),
        next_heading=lambda: next(headings, None),
        call_note=call_note,
        called_notes=notes,
    )


@lru_cache(maxsize=8)
def _templates(folders: tuple[Path, ...]) -> Templates:
    templates = Templates(folders, _keep_compiled(), autoescape=lambda name: name != "page.css.j2")
    templates.tests |= TESTS
    templates.filters |= FILTERS
    return templates


def _keep_compiled() -> BytecodeCache | None:
    folder = private_folder("templates")
    return KeptTemplates(folder) if folder else None


def _render_css(setting: Setting, layout: Layout, templates: Templates) -> str:
    """The style sheet; for our own templates, which ask the layout for its head alone, kept for the next document."""
    key = (setting.style, setting.faces, setting.fallbacks, layout.head)
    known = () if templates.foreign or is_plain() else _SHEETS
    found = next((sheet for known_key, sheet in known if known_key == key), None)
    if found is None:
        found = _write_css(setting, layout, templates)
        _SHEETS.append((key, found))
    return found


def _write_css(setting: Setting, layout: Layout, templates: Templates) -> str:
    style, faces = setting.style, setting.faces
    gaps = range(1, 1 + max(count_seal_lines(style), *(max(look.before, look.after) for look in style.roles.values())))
    css = templates.write(
        "page.css.j2",
        style.name,
        style=replace(style, folders=()),
        layout=layout,
        linked_faces=list(map(_describe_face, linked_faces(faces).values())),
        gaps=gaps,
        family=lambda name: _list_families(list_text_faces(faces, style, name), setting.fallbacks),
        folio_family=lambda name: _list_families(faces[name]),
        face_weight=lambda name: faces[name][0].weight,
        weight=lambda look: _weight(look, faces),
    )
    return css.replace("</", "<\\/")


def _describe_face(face: Face) -> dict[str, str | int]:
    """What a template may know of a face: not where its file lies."""
    return {"name": face.name, "family": face.family, "weight": face.weight, "address": address_face(face)}


def _list_families(chain: tuple[Face, ...], fallbacks: tuple[str, ...] = ()) -> str:
    chosen = next((face for face in chain if face.name != WESTERN), None)
    families = (face.family for face in chain if not face.linked or face is chosen or face.name == WESTERN)
    return ", ".join(write_css_string(family) for family in dict.fromkeys((*families, *fallbacks)))


def _weight(look: RoleLook, faces: Faces) -> int:
    weight = faces[look.face][0].weight
    return max(weight, 700) if look.bold else weight


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
