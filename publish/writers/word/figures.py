"""Pictures: scaled to the text area, in the line, with a text for those who cannot see them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from publish.errors import InputError
from publish.model import Figure, Picture
from publish.writers.shared.figures import describe_figure, scale_picture
from publish.writers.word.ooxml import RELATIONSHIPS, Element, emu, strip_forbidden, w
from publish.writers.word.package import EXTENSIONS
from publish.writers.word.revisions import mark_end, wrap
from publish.writers.word.story import Story, style_properties, write_paragraph

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
# Without distances LibreOffice takes 9 pt and pushes wide pictures out of the text area.
INLINE = f"""\
<wp:inline xmlns:wp="{DRAWING}wordprocessingDrawing" xmlns:a="{DRAWING}main" xmlns:pic="{DRAWING}picture"
    distT="0" distB="0" distL="0" distR="0">
  <wp:extent/>
  <wp:docPr/>
  <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
  <a:graphic><a:graphicData uri="{DRAWING}picture"><pic:pic>
    <pic:nvPicPr><pic:cNvPr id="0"/><pic:cNvPicPr/></pic:nvPicPr>
    <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
    <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>
  </pic:pic></a:graphicData></a:graphic>
</wp:inline>"""


def write_figure(figure: Figure, story: Story, room: float) -> Iterator[Element]:
    """The paragraph of a picture at most `room` pt wide, and its caption's. Raises InputError for a broken picture."""
    story.figures += 1
    picture = story.document.pictures[figure.picture]
    _look_at(picture, figure)
    inline = _draw(figure, picture, scale_picture(figure, picture, story.style, room), story)
    alone = None if figure.caption else w("keepNext", val=0)
    picture_line = w("p", style_properties("Figure", alone), *wrap([w("r", w("drawing", inline))], figure.revision))
    if figure.caption:
        mark_end(picture_line, figure.revision)
    yield picture_line
    if figure.caption:
        caption = write_paragraph("Caption", figure.caption.content, story)
        caption[0].append(w("keepNext", val=0))
        yield caption


def _look_at(picture: Picture, figure: Figure) -> None:
    from PIL import Image  # most texts bring no picture

    try:
        Image.open(io.BytesIO(picture.data)).close()
    except (OSError, ValueError) as error:
        raise InputError("有一张图片读不出来", "请在原稿里换成 PNG 或 JPEG 图片", figure.place) from error


def _draw(figure: Figure, picture: Picture, size: tuple[float, float], story: Story) -> Element:
    """The drawing of a picture of that size, pt."""
    inline = etree.fromstring(INLINE, etree.XMLParser(remove_blank_text=True))
    width, height = (str(emu(length)) for length in size)
    words = strip_forbidden(describe_figure(figure))
    values = {
        "{*}extent": {"cx": width, "cy": height},
        "{*}docPr": {"id": str(story.figures), "name": f"图片 {story.figures}", "descr": words},
        ".//{*}cNvPr": {"name": f"image.{EXTENSIONS[picture.media_type]}"},
        ".//{*}blip": {f"{{{RELATIONSHIPS}}}embed": story.package.add_picture(picture)},
        ".//{*}ext": {"cx": width, "cy": height},
    }
    for path, attributes in values.items():
        element = inline.find(path)
        assert element is not None
        for name, value in attributes.items():
            element.set(name, value)
    return inline
