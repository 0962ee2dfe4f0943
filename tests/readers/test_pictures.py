"""Pictures of every make look in every output as they look in a viewer, or are named."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publish.readers.pictures import PictureError, inspect_picture
from tests.conftest import Run


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def halves(mode: str = "RGB") -> Image.Image:
    """Left half black, right half white; 40 × 20."""
    image = Image.new("L", (40, 20), 0)
    image.paste(255, (20, 0, 40, 20))
    return image.convert(mode)


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(halves(), "JPEG", exif=exif)


def without_marks() -> bytes:
    """A JPEG with neither JFIF nor Exif, as Adobe's programs write them."""
    data = saved(halves(), "JPEG")
    assert data[2:4] == b"\xff\xe0"
    return data[:2] + data[4 + int.from_bytes(data[4:6], "big") :]


def grey16() -> bytes:
    image = Image.new("I;16", (40, 20), 0)
    image.paste(65535, (20, 0, 40, 20))
    return saved(image, "PNG")


MAKES: dict[str, tuple[Callable[[], bytes], tuple[int, int]]] = {
    "plain PNG": (lambda: saved(halves(), "PNG"), (40, 20)),
    "plain JPEG": (lambda: saved(halves(), "JPEG"), (40, 20)),
    "CMYK": (lambda: saved(halves("CMYK"), "JPEG"), (40, 20)),
    "without JFIF": (without_marks, (40, 20)),
    "several in one": (lambda: saved(halves(), "MPO", save_all=True, append_images=[halves()]), (40, 20)),
    "16-bit grey": (grey16, (40, 20)),
    "palette": (lambda: saved(halves("P"), "PNG"), (40, 20)),
    "upside down": (lambda: turned(3), (40, 20)),
    "on its side": (lambda: turned(6), (20, 40)),
}


@pytest.mark.parametrize("make", MAKES)
def test_what_is_taken_is_a_plain_picture_that_looks_the_same(make: str) -> None:
    data, size = MAKES[make][0](), MAKES[make][1]
    key, picture = inspect_picture(data)
    assert (picture.width, picture.height) == size
    image = Image.open(io.BytesIO(picture.data))
    assert image.format == ("PNG" if key.endswith(".png") else "JPEG")
    assert image.mode in ("L", "RGB", "P")
    assert image.getexif().get(0x0112, 1) == 1
    grey = image.convert("L")
    black, white = {"upside down": ((35, 10), (5, 10)), "on its side": ((10, 5), (10, 35))}.get(
        make, ((5, 10), (35, 10))
    )
    assert int(grey.getpixel(black)) < 40 and int(grey.getpixel(white)) > 215  # type: ignore[arg-type]
    assert inspect_picture(data) == (key, picture)
    if make.startswith("plain"):
        assert picture.data == data


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_every_output_takes_it(tmp_path: Path, publish: Callable[..., Run], format_: str, make: str) -> None:
    (tmp_path / "图.jpg").write_bytes(MAKES[make][0]())
    (tmp_path / "a.md").write_text("# 讲话\n\n同志们：\n\n![说明](图.jpg)\n", encoding="utf-8")
    run = publish(format_, tmp_path / "a.md", "-o", tmp_path / f"a.{format_}")
    assert (run.code, "图片" in run.err) == (0, False)


def test_data_that_cannot_be_decoded_is_named() -> None:
    data = bytearray(saved(Image.effect_noise((200, 200), 80), "PNG"))
    start = data.index(b"IDAT")
    length = int.from_bytes(data[start - 4 : start], "big")
    data[start + 4 : start + 4 + length] = bytes(length)
    import zlib

    data[start + 4 + length : start + 8 + length] = zlib.crc32(data[start : start + 4 + length]).to_bytes(4, "big")
    with pytest.raises(PictureError):
        inspect_picture(bytes(data))
