"""Small PDFs with a structure tree, as other programs write them: each piece of words is marked content."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf

from tests.readers.pdf.pdf_files import Sheet, make_pdf, save

Piece = tuple[int, int]  # a page and an item on it, both from 0
Tree = tuple[Any, ...]  # ("P", piece or tree, …); attributes of a table cell as a dictionary


def make_tagged(sheets: Sequence[Sheet], tree: Tree, roles: dict[str, str] | None = None) -> bytes:
    """A PDF whose pieces are marked; those that the tree does not name are artifacts. `roles`: what names stand for."""
    pdf = pikepdf.open(io.BytesIO(make_pdf(sheets)))
    named = set(_pieces(tree))
    for number, page in enumerate(pdf.pages):
        drawn = page.Contents.read_bytes().decode().split("\n")
        lines = [
            f"/Span <</MCID {item}>> BDC {line} EMC" if (number, item) in named else f"/Artifact BMC {line} EMC"
            for item, line in enumerate(drawn)
        ]
        page.Contents = pikepdf.Stream(pdf, "\n".join(lines).encode())
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    root.K = _element(pdf, tree, root)
    if roles:
        root.RoleMap = pikepdf.Dictionary({f"/{name}": pikepdf.Name(f"/{role}") for name, role in roles.items()})
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    return save(pdf)


def _pieces(tree: Tree) -> list[Piece]:
    found: list[Piece] = []
    for kid in tree[1:]:
        if isinstance(kid, tuple):
            found += _pieces(kid) if isinstance(kid[0], str) else [kid]
    return found


def _element(pdf: pikepdf.Pdf, tree: Tree, parent: pikepdf.Object) -> pikepdf.Object:
    element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{tree[0]}"), P=parent))
    kids: list[Any] = []
    for kid in tree[1:]:
        if isinstance(kid, dict):
            element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, **kid)
        elif isinstance(kid[0], str):
            kids.append(_element(pdf, kid, element))
        else:
            kids.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=pdf.pages[kid[0]].obj, MCID=kid[1]))
    element.K = pikepdf.Array(kids)
    return element
