"""Structure: from a reader's Source to a Document, and from a Document to its outline."""

from publish.structure.explain import Decision
from publish.structure.outline import outline
from publish.structure.overrides import NO_OVERRIDES, Overrides, read_overrides, side_file
from publish.structure.overrides_draft import init_overrides
from publish.structure.recognise import explain, recognise

__all__ = [
    "NO_OVERRIDES",
    "Decision",
    "Overrides",
    "explain",
    "init_overrides",
    "outline",
    "read_overrides",
    "recognise",
    "side_file",
]
