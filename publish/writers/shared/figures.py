"""Pictures as both outputs set them: their size on the page, and the words for those who cannot see them."""

from __future__ import annotations

from publish.model import Figure, Picture, plain_text
from publish.style import Style

UNNAMED_PICTURE = "图片"


def scale_picture(figure: Figure, picture: Picture, style: Style, room: float) -> tuple[float, float]:
    """Width and height in pt: as in the source, never wider than `room`, never higher than a page with its caption."""
    page = style.page
    width = figure.width or picture.width * 72 / style.figure.resolution
    height = width * picture.height / picture.width
    scale = min(1.0, room / width, (page.text_height - 2 * page.pitch) / height)
    return width * scale, height * scale


def describe_figure(figure: Figure) -> str:
    """What is read aloud for a picture: its own words, else its caption's."""
    return figure.alt or (plain_text(figure.caption.content) if figure.caption else "") or UNNAMED_PICTURE
