"""The only things a rendering may fetch: the document's own pictures and the font files of the style."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from publish.model import Picture
from publish.writers.html_filters import FACE_SCHEME, PICTURE_SCHEME


class DocumentFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `picture:KEY` and `face:NAME` from memory and disk; every other address is refused unread."""

    def __init__(self, pictures: Mapping[str, Picture], faces: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._pictures = pictures
        self._faces = faces

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 the base class's signature
        """The bytes behind an address of ours; raises ValueError for any other."""
        scheme, _, quoted = url.partition(":")
        key = unquote(quoted)
        if scheme == PICTURE_SCHEME and key in self._pictures:
            picture = self._pictures[key]
            return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
        if scheme == FACE_SCHEME and key in self._faces:
            return URLFetcherResponse(url, self._faces[key].read_bytes(), {"Content-Type": "font/otf"})
        raise ValueError(f"not part of the document: {url}")
