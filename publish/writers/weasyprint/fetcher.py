"""The only things a rendering may fetch: the document's own pictures and the font files of the style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from publish.fonts.roles import Faces
from publish.model import Picture
from publish.writers.html.addresses import FACE, PICTURE, linked_faces, read_address


class DocumentFetcher(URLFetcher):  # type: ignore[misc]
    """Serves pictures from memory and the faces that need a file; every other address is refused unread."""

    def __init__(self, pictures: Mapping[str, Picture], faces: Faces) -> None:
        # Without a context, Python 3.12 and later read the machine's certificates for addresses nobody will ask for.
        super().__init__(ssl_context=object(), allowed_protocols=(), allow_redirects=False)
        self._pictures, self._faces = pictures, linked_faces(faces)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 the base class's signature
        """The bytes behind an address of ours; raises ValueError for any other."""
        kind, key = read_address(url)
        if kind == PICTURE and key in self._pictures:
            picture = self._pictures[key]
            return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
        if kind == FACE and key in self._faces:
            return URLFetcherResponse(url, self._faces[key].path.read_bytes(), {"Content-Type": "font/otf"})
        raise ValueError(f"not part of the document: {url}")
