"""The structure of the text as custom tags (GB/T 33190-2016, clause 16): for each heading, paragraph and note, as they
come on the pages, the text objects that show it. The standard leaves the vocabulary to whoever writes tags; this one is
ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.writers.ofd.xml import DECLARATION, NAMESPACE, element, quote, root
from publish.writers.shared.drawn import Part

STRUCTURE = "urn:publish:structure"


@dataclass
class Tags:
    """The parts of a document in the order they begin, each with the ID of the page and of every object of it."""

    _objects: dict[Part, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, part: Part, page: int, number: int) -> None:
        """Note that an object shows some of a part."""
        self._objects.setdefault(part, []).append((page, number))

    def write(self) -> bytes:
        """The file of the tags: <s:heading role= level=> or <s:paragraph role=> around references to objects."""
        blocks = (self._write_part(part) for part in self._objects)
        spaces = f'xmlns:s="{STRUCTURE}" xmlns:ofd="{NAMESPACE}"'
        return f"{DECLARATION}<s:structure {spaces}>{''.join(blocks)}</s:structure>".encode()

    def _write_part(self, part: Part) -> str:
        name = "heading" if part.level else "paragraph"
        level = f' level="{part.level}"' if part.level else ""
        shown = (element("ObjectRef", {"PageRef": page}, str(number)) for page, number in self._objects[part])
        return f"<s:{name} role={quote(part.role)}{level}>{''.join(shown)}</s:{name}>"


def list_tags(place: str) -> bytes:
    """CustomTags.xml, naming the file of the tags."""
    return root("CustomTags", None, element("CustomTag", {"NameSpace": STRUCTURE}, element("FileLoc", None, place)))
