"""Pictures a source brings along: checked, measured, and kept as they are when every output can show them."""

from __future__ import annotations

import hashlib
import io
import re
import warnings

from publish.model import Picture

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}  # MPO: a JPEG with more behind it
EXTENSIONS = {"image/png": ".png", "image/jpeg": ".jpeg"}
MAX_BYTES = 64 << 20
MAX_PIXELS = 60_000_000
ORIENTATION = 0x0112  # of Exif
PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
QUALITY = 95  # of a JPEG that has to be written anew
POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,6})?)(pt|in|cm|mm|px)", re.IGNORECASE)
WIDTH = re.compile(rf"(?:^|;)\s*width\s*:\s*({LENGTH.pattern})", re.IGNORECASE)  # in CSS and VML


class PictureError(Exception):
    """Why a picture cannot be printed, as the end of a Chinese sentence."""


def inspect_picture(data: bytes) -> tuple[str, Picture]:
    """A picture with its key, which depends on nothing but the bytes.

    Raises PictureError for anything but a sound PNG or JPEG of bearable size.
    """
    from PIL import Image  # most texts bring no picture

    if len(data) > MAX_BYTES:
        raise PictureError(f"超过 {MAX_BYTES >> 20} MB，太大了")
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("ignore")  # size is judged here
            media_type = MEDIA_TYPES.get(image.format or "")
            if media_type is None:
                raise PictureError(f"是 {image.format} 格式，只能排 PNG 和 JPEG")
            if image.width * image.height > MAX_PIXELS:
                raise PictureError(f"有 {image.width} × {image.height} 像素，太大了")
            _prove(data)
            data, media_type = _plain(data, media_type)
            with Image.open(io.BytesIO(data)) as plain:
                picture = Picture(data, media_type, plain.width, plain.height)
    except PictureError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever a broken file leads them to
        raise PictureError("已损坏，或者不是 PNG、JPEG 格式") from error
    key = hashlib.sha256(data).hexdigest()[:16] + EXTENSIONS[media_type]
    return key, picture


def read_length(text: str) -> float:
    """A length as word processors and web pages write it (`2.5cm`), in pt; 0 for anything else."""
    match = LENGTH.fullmatch(text)
    return float(match[1]) * POINTS[match[2].lower()] if match else 0.0


def style_width(style: str) -> float:
    """The width in pt that the style of a picture gives it (`width: 2.5cm`), 0 for none."""
    match = WIDTH.search(style)
    return read_length(match[1]) if match else 0.0


def _prove(data: bytes) -> None:
    """Find a cut or damaged file now: PNG by its check sums and decoded, JPEG coarsely decoded, which is cheap."""
    from PIL import Image, ImageFile

    with Image.open(io.BytesIO(data)) as image:
        if image.format == "PNG":
            image.verify()
    tolerant, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint is tolerant
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format != "PNG":
                image.draft("L", (image.width // 8 or 1, image.height // 8 or 1))
            image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant


def _plain(data: bytes, media_type: str) -> tuple[bytes, str]:
    """The picture as every output shows it: as it is, unless it lies turned (EXIF), is no plain JPEG (CMYK, without
    JFIF or Exif, several pictures in one) or has 16 bits of grey; then written anew."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(ORIENTATION, 1) != 1
        marked = image.format == "PNG" or "jfif" in image.info or "exif" in image.info
        if not turned and marked and image.format in ("PNG", "JPEG") and image.mode in PLAIN_MODES:
            return data, media_type
        upright = ImageOps.exif_transpose(image)
        if upright.mode.startswith("I"):
            upright = upright.point(lambda value: value / 257).convert("L")  # 65535 is white
        elif upright.mode not in PLAIN_MODES:
            upright = upright.convert("RGB")
        made = io.BytesIO()
        if media_type == "image/png":
            upright.save(made, "PNG")
        else:
            upright.save(made, "JPEG", quality=QUALITY, subsampling=0)
    return made.getvalue(), media_type
