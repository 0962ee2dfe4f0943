"""Addresses by which the HTML names the document's pictures and the fonts it may load; no other is ever read."""

from __future__ import annotations

from urllib.parse import quote, unquote

from publish.fonts.roles import WESTERN, Face, Faces
from publish.style import FaceName, Style

PICTURE = "picture"
FACE = "face"


def address_picture(key: str) -> str:
    """The address of the document's picture of that key."""
    return f"{PICTURE}:{quote(key, safe='')}"


def address_face(face: Face) -> str:
    """The address of a face's file."""
    return f"{FACE}:{quote(face.path.name, safe='')}"


def read_address(address: str) -> tuple[str, str]:
    """The kind (PICTURE, FACE or any other) and the key or file name an address means."""
    kind, _, quoted = address.partition(":")
    return kind, unquote(quoted)


def linked_faces(faces: Faces) -> dict[str, Face]:
    """File name -> face that needs @font-face: only chosen faces, since fallbacks are rare and loading costs time."""
    chosen = [face for name, chain in faces.items() for face in (chain if name == WESTERN else chain[:1])]
    return {face.path.name: face for face in chosen if face.linked}


def list_text_faces(faces: Faces, style: Style, name: FaceName) -> tuple[Face, ...]:
    """The faces of text in a role, that of Western letters and figures, which has nothing else, in front."""
    western = faces[WESTERN][:1] if style.western.face == "times" else ()
    return (*western, *faces[name])
