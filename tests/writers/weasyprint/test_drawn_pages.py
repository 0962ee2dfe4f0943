"""What WeasyPrint draws becomes the marks that show the same."""

from __future__ import annotations

import pytest

from publish.writers.ofd.objects import Resources, write_mark
from publish.writers.ofd.texts import Face
from publish.writers.shared.drawn import Box, Image, Mark, Page, Shape, Text, bound, draw_box, list_rectangles, map_box
from publish.writers.weasyprint.drawn.pages import DrawnPages
from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
from tests.readers.word.docx_files import png

HEAD = "<style>@page { size: 300pt 200pt; margin: 0 } body { margin: 0; font: 10pt 'Noto Serif CJK SC' } </style>"


def draw(body: str) -> tuple[Page, DrawnPages]:
    """The only page of some HTML."""
    rendered = load_weasyprint().HTML(string=HEAD + body).render(font_config=font_configuration())
    drawn = DrawnPages(rendered)
    (page,) = drawn
    return page, drawn


def marks(body: str) -> tuple[Mark, ...]:
    return draw(body)[0].marks


def boxes(body: str) -> list[tuple[float, ...]]:
    """The rectangles that are filled, rounded."""
    shapes = [mark for mark in marks(body) if isinstance(mark, Shape)]
    assert all(shape.fill and not shape.pen for shape in shapes)
    return [tuple(round(side, 2) for side in box) for shape in shapes for box in list_rectangles(shape.path)]


def test_a_page_has_its_size_in_points() -> None:
    page, _ = draw("<p>文</p>")
    assert (round(page.width, 6), round(page.height, 6)) == (300, 200)


def test_a_background_is_a_rectangle_in_its_colour() -> None:
    (shape,) = marks('<div style="width: 30pt; height: 20pt; background: #c00080"></div>')
    assert isinstance(shape, Shape)
    assert shape.fill == (0xC0, 0, 0x80)
    assert [round(side, 4) for side in bound(shape.path)] == [0, 0, 30, 20]


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("top", (10, 0, 60, 2)),
        ("bottom", (10, 20, 60, 22)),
        ("left", (10, 0, 12, 20)),
        ("right", (60, 0, 62, 20)),
    ],
)
def test_one_border_is_one_rectangle_without_a_clip(side: str, expected: tuple[float, ...]) -> None:
    css = f"margin-left: 10pt; width: 50pt; height: 20pt; border-{side}: 2pt solid"
    assert boxes(f'<div style="{css}"></div>') == [expected]
    assert not any(mark.clips for mark in marks(f'<div style="{css}"></div>'))


def test_what_overflows_is_cut() -> None:
    inner = '<div style="width: 90pt; height: 90pt; background: red"></div>'
    outer = f'<div style="width: 40pt; height: 30pt; overflow: hidden">{inner}</div>'
    assert boxes(outer) == [(0, 0, 40, 30)]


def test_what_nothing_is_seen_of_is_not_drawn() -> None:
    inner = '<div style="margin-left: 50pt; width: 90pt; height: 10pt; background: red"></div>'
    assert marks(f'<div style="width: 40pt; height: 30pt; overflow: hidden">{inner}</div>') == ()


def test_round_corners_are_curves() -> None:
    (shape,) = marks('<div style="width: 30pt; height: 20pt; border-radius: 5pt; background: red"></div>')
    assert isinstance(shape, Shape)
    (clip,) = shape.clips
    assert [step.kind for step in clip].count("B") == 4
    assert list_rectangles(clip) == []
    assert [round(side, 4) for side in bound(shape.path)] == [0, 0, 30, 20]


def test_a_line_has_its_pen() -> None:
    (shape,) = marks('<table style="border-collapse: collapse"><td style="border-top: 1pt dashed blue">&nbsp;</table>')[
        :1
    ]
    assert isinstance(shape, Shape)
    assert shape.pen
    assert shape.pen.colour == (0, 0, 255)
    assert shape.pen.width == pytest.approx(1)
    assert shape.pen.dashes


def test_what_is_transparent_stays_so() -> None:
    half, quarter = '<div style="opacity: 0.5">{}</div>', '<div style="background: rgb(255 0 0 / 50%)">文</div>'
    found = marks(half.format(quarter))
    assert [round(mark.alpha, 3) for mark in found] == [0.25, 0.5]


def test_what_is_turned_is_turned() -> None:
    css = "transform: rotate(90deg); transform-origin: 0 0; margin-left: 50pt; width: 20pt"
    (text,) = marks(f'<div style="{css}">文字</div>')
    assert isinstance(text, Text)
    assert [round(number, 2) for number in text.matrix[:4]] == [0, 10, 10, 0]
    (written,) = write_mark(text, resources())
    assert 'CTM="0 1 -1 0 ' in written
    assert 'Size="3.5277"' in written  # Pango rounds the size
    assert 'X="0" Y="0" DeltaX="3.5277"' in written


def test_what_is_condensed_says_so() -> None:
    """GB/T 42133-2022, 6.6: by HScale, not by a matrix."""
    (text,) = marks('<div style="transform: scaleX(0.6); transform-origin: 0 0">文字文字</div>')
    (written,) = write_mark(text, resources())
    assert 'HScale="0.6"' in written
    assert 'Size="3.5277"' in written
    assert 'DeltaX="g 3 2.1166"' in written
    assert "CTM" not in written


def test_raised_text_stands_higher() -> None:
    low, high = (mark for mark in marks("<p>文<sup>2</sup></p>") if isinstance(mark, Text))
    assert high.matrix[5] < low.matrix[5]
    assert high.matrix[0] < low.matrix[0]


def test_letters_set_apart_are_apart() -> None:
    (text,) = marks('<div style="letter-spacing: 0.25em">文字文</div>')
    assert isinstance(text, Text)
    assert text.places == pytest.approx((0, 1250, 2500), abs=10)
    (written,) = write_mark(text, resources())
    assert 'DeltaX="4.42 4.4094"' in written


def test_a_picture_stands_upright_in_its_box() -> None:
    import base64

    source = f"data:image/png;base64,{base64.b64encode(png(40, 20)).decode()}"
    page, drawn = draw(f'<img src="{source}" style="display: block; margin: 5pt 0 0 7pt; width: 80pt">')
    (image,) = page.marks
    assert isinstance(image, Image)
    assert [round(side, 4) for side in map_box(image.matrix, Box(0, 0, 1, 1))] == [7, 5, 87, 45]
    assert [round(number, 4) for number in image.matrix] == [80, 0, 0, 40, 7, 5]
    data, kind = drawn.picture(image.picture)
    assert (data[:4], kind) == (b"\x89PNG", "PNG")


def test_what_has_no_mark_is_told() -> None:
    _, drawn = draw('<div style="width: 9pt; height: 9pt; background: linear-gradient(red, blue)">文</div>')
    assert drawn.lost == {"底纹", "渐变"}


def test_a_clip_that_is_no_rectangle_is_written() -> None:
    inner = '<div style="width: 90pt; height: 90pt; background: red"></div>'
    (shape,) = marks(f'<div style="width: 40pt; height: 30pt; border-radius: 9pt; overflow: hidden">{inner}</div>')
    assert shape.clips
    (written,) = write_mark(shape, resources())
    assert "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path " in written


def test_a_clip_around_everything_is_left_out() -> None:
    shape = Shape(draw_box(Box(1, 1, 9, 9)), (0, 0, 0), clips=(draw_box(Box(0, 0, 10, 10)),))
    (written,) = write_mark(shape, resources())
    assert "Clips" not in written


def resources() -> Resources:
    """Numbers from 1, a font that has every character as glyph 1."""
    numbers = iter(range(1, 99))

    class Every(dict[str, int]):
        def get(self, _key: object, _default: object = None) -> int:
            return 1

    return Resources(lambda: next(numbers), lambda _key: Face(90, 0.88, -0.12, Every()), lambda _key: 91)
