"""Structure: from a reader's Source to a Document, and from a Document to its outline."""

from publish.structure.choosing import AUTO, SPEECH, Choice, choose_style
from publish.structure.explain import Decision
from publish.structure.outline import outline
from publish.structure.recognise import explain, recognise
from publish.structure.side_file.draft import LEFT_OUT_CODES, init_overrides
from publish.structure.side_file.reading import NAMES, NO_OVERRIDES, HeadingChoice, Overrides, read_overrides, side_file
from publish.structure.side_file.writing import write_overrides

__all__ = [
    "AUTO",
    "LEFT_OUT_CODES",
    "NAMES",
    "NO_OVERRIDES",
    "SPEECH",
    "Choice",
    "Decision",
    "HeadingChoice",
    "Overrides",
    "choose_style",
    "explain",
    "init_overrides",
    "outline",
    "read_overrides",
    "recognise",
    "side_file",
    "write_overrides",
]
