"""Structure: from a reader's Source to a Document, and from a Document to its outline."""

from publish.structure.choosing import AUTO, SPEECH, Choice, choose_style
from publish.structure.explain import Decision
from publish.structure.outline import outline
from publish.structure.recognise import explain, recognise
from publish.structure.side_file.draft import init_overrides
from publish.structure.side_file.reading import NO_OVERRIDES, Overrides, read_overrides, side_file

__all__ = [
    "AUTO",
    "NO_OVERRIDES",
    "SPEECH",
    "Choice",
    "Decision",
    "Overrides",
    "choose_style",
    "explain",
    "init_overrides",
    "outline",
    "read_overrides",
    "recognise",
    "side_file",
]
