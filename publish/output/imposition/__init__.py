"""Imposition: the pages of a finished PDF on larger sheets, as a saddle-stitched booklet, 2-up or 4-up.

Text stays text; bookmarks, links, named destinations, language, title and the structure tree go with the pages
(ISO 32000-1: 8.10 forms, 12.3.2 destinations, 14.7.4 structure).
"""

from publish.output.imposition.placing import impose
from publish.output.imposition.sheets import Edge, Imposition, Layout, Sheet, instructions

__all__ = ["Edge", "Imposition", "Layout", "Sheet", "impose", "instructions"]
