"""Pictures: scaled to the text area, in the line, with a text for those who cannot see them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.shape import CT_Inline
from docx.shared import Length

from publish.errors import InputError
from publish.model import Figure
from publish.writers.shared.figures import describe_figure, scale_picture
from publish.writers.word.ooxml import Element, emu, strip_forbidden, w
from publish.writers.word.revisions import mark_end, wrap
from publish.writers.word.story import Story, style_properties, write_paragraph

UNREADABLE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


def write_figure(figure: Figure, story: Story, room: float) -> Iterator[Element]:
    """The paragraph of a picture at most `room` pt wide, and its caption's. Raises InputError for a broken picture."""
    story.figures += 1
    picture = story.document.pictures[figure.picture]
    width, height = scale_picture(figure, picture, story.style, room)
    try:
        relation, image = story.part.get_or_add_image(io.BytesIO(picture.data))
    except UNREADABLE as error:
        raise InputError("有一张图片读不出来", "请在原稿里换成 PNG 或 JPEG 图片", figure.place) from error
    inline = CT_Inline.new_pic_inline(
        story.figures, relation, image.filename or "", Length(emu(width)), Length(emu(height))
    )
    inline.docPr.set("name", f"图片 {story.figures}")
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # left out, LibreOffice takes 9 pt and pushes wide pictures out of the text area
    inline.docPr.set("descr", strip_forbidden(describe_figure(figure)))
    alone = None if figure.caption else w("keepNext", val=0)
    picture_line = w("p", style_properties("Figure", alone), *wrap([w("r", w("drawing", inline))], figure.revision))
    if figure.caption:
        mark_end(picture_line, figure.revision)
    yield picture_line
    if figure.caption:
        caption = write_paragraph("Caption", figure.caption.content, story)
        caption[0].append(w("keepNext", val=0))
        yield caption
