"""Structure: from a reader's Source to a Document, and from a Document to its outline."""

from publish.structure.outline import outline
from publish.structure.recognise import recognise

__all__ = ["outline", "recognise"]
