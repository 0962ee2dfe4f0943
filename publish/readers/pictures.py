"""Pictures a source brings along: checked, measured, and kept as they are when every output can show them."""

from __future__ import annotations

import hashlib
import io
import warnings

from publish.model import Picture

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
EXTENSIONS = {"image/png": ".png", "image/jpeg": ".jpeg"}
MAX_BYTES = 64 << 20
MAX_PIXELS = 60_000_000


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
            picture = Picture(data, media_type, image.width, image.height)
            _prove(image)
    except PictureError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever a broken file leads them to
        raise PictureError("已损坏，或者不是 PNG、JPEG 格式") from error
    key = hashlib.sha256(data).hexdigest()[:16] + EXTENSIONS[media_type]
    return key, picture


def _prove(image: object) -> None:
    """Find a cut or damaged file now, cheaply: checksums of PNG, a coarse decoding of JPEG."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    if image.format == "PNG":
        image.verify()
    else:
        image.draft("L", (image.width // 8 or 1, image.height // 8 or 1))
        image.load()
