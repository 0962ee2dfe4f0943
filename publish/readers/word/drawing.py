"""Drawings: pictures, text boxes, shapes, charts; DrawingML and VML alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.model import Block, Figure, Paragraph, Picture, Span
from publish.readers.pictures import PictureError, inspect_picture, style_width
from publish.readers.word.account import Account
from publish.readers.word.package import Package, Relation
from publish.readers.word.xml import TEXT_BOX, WP, A, Element, R, V, descend, integer, text_of

EMU_PER_POINT = 12_700
DIAGRAM_PARTS = {"chart", "diagramData", "chartEx"}


class Drawings:
    """The drawings of one part: its relationships, and the pictures collected for the whole Source by key."""

    def __init__(self, package: Package, part: str, account: Account, pictures: dict[str, Picture]) -> None:
        self._package = package
        self._relations = package.relations(part)
        self._account = account
        self.pictures = pictures
        self._keys: dict[str, str] = {}

    def read(self, drawing: Element, read_box: Callable[[Element], Iterator[Block]]) -> Iterator[Block]:
        """The figures of a drawing, then the text of its boxes and shapes; what cannot be printed is reported."""
        found = False
        for element in descend(drawing):
            if element.tag in (A + "blip", V + "imagedata"):
                found = True
                yield from self._figure(drawing, element)
            elif element.tag == TEXT_BOX:
                found = True
                yield from self._box(element, read_box)
            elif element.tag == A + "p":
                found = True
                yield from self._shape_text(element)
            elif element.tag == V + "textpath":
                found = True
                self._account.left_out("word-art", "艺术字没有排出", element.get("string") or "")
            elif element.tag == A + "graphicData":
                found |= self._diagram(element)
        if not found:
            self._account.left_out("word-shape", "图形（线条、形状等）没有排出")

    def relation(self, key: str) -> Relation | None:
        """A relationship of the part."""
        return self._relations.get(key)

    def _box(self, box: Element, read_box: Callable[[Element], Iterator[Block]]) -> Iterator[Block]:
        blocks = list(read_box(box))
        if blocks:
            self._account.warn("word-text-box", "文本框里的文字排在它所在的段落之后（全文开头的在前），请核对位置")
        yield from blocks

    def _shape_text(self, paragraph: Element) -> Iterator[Block]:
        text = text_of(paragraph)
        if text.strip():
            self._account.warn("word-text-box", "图形里的文字排在它所在的段落之后，请核对位置", text)
            yield Paragraph((Span(text, self._account.place),), place=self._account.place)

    def _diagram(self, data: Element) -> bool:
        """Report a chart or SmartArt with the characters that lie in a part of its own."""
        keys = [key for each in descend(data) for name, key in each.items() if str(name).startswith(R)]
        parts = [each for key in keys if (each := self._relations.get(str(key))) and each.kind in DIAGRAM_PARTS]
        for relation in parts:
            root = None if relation.external else self._package.xml(relation.target)
            self._account.left_out("word-chart", "图表或智能图形没有排出", "" if root is None else text_of(root))
        return bool(parts)

    def _figure(self, drawing: Element, blip: Element) -> Iterator[Figure]:
        key = blip.get(R + "embed") or blip.get(R + "id") or ""
        relation = self._relations.get(key)
        if relation is None or relation.external:
            linked = relation is not None or blip.get(R + "link")
            reason = "只是一个指向别处的链接" if linked else "在文件里找不到"
            self._account.left_out("word-picture", f"图片{reason}，没有排出")
            return
        try:
            name = self._picture(relation.target)
        except PictureError as error:
            self._account.left_out("word-picture", f"图片{error}，没有排出")
            return
        if _is_cropped(blip):
            self._account.warn("word-picture-crop", "图片在 Word 里裁剪过，现在按原图整幅排出，请核对")
        yield Figure(name, _alternative(drawing), _width(drawing), place=self._account.place)

    def _picture(self, part: str) -> str:
        """The key of a part's picture, read once however often it is shown."""
        if part not in self._keys:
            data = self._package.data(part)
            if data is None:
                raise PictureError("在文件里找不到")
            key, picture = inspect_picture(data)
            self.pictures[key] = picture
            self._keys[part] = key
        return self._keys[part]


def _alternative(drawing: Element) -> str:
    for element in drawing.iter(WP + "docPr", V + "shape"):
        return element.get("descr") or element.get("alt") or ""
    return ""


def _width(drawing: Element) -> float:
    """The width in pt at which Word shows the drawing, 0 unknown."""
    for element in drawing.iter(WP + "extent"):
        return integer(element.get("cx") or "") / EMU_PER_POINT
    for element in drawing.iter(V + "shape"):
        if width := style_width(element.get("style") or ""):
            return width
    return 0.0


def _is_cropped(blip: Element) -> bool:
    holder = blip.getparent()
    crop = None if holder is None else holder.find(A + "srcRect")
    return crop is not None and any(integer(amount) > 0 for amount in map(str, crop.attrib.values()))
