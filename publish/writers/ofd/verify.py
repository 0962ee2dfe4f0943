"""The text of an OFD we wrote, read again from its pages before anything is delivered."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from publish.writers.ofd.xml import NAMESPACE

OFD = f"{{{NAMESPACE}}}"


def extract_ofd(data: bytes) -> list[str]:
    """The text of each page in the order of its objects, margins included."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:

        def read(name: str) -> etree._Element:
            return etree.fromstring(package.read(name), parser)

        place = read("OFD.xml").findtext(f".//{OFD}DocRoot") or ""
        folder = place.rpartition("/")[0]
        pages = read(place).iterfind(f"{OFD}Pages/{OFD}Page")
        contents = (read(f"{folder}/{page.get('BaseLoc')}") for page in pages)
        return ["".join(code.text or "" for code in content.iter(f"{OFD}TextCode")) for content in contents]
