"""The face of Western letters and figures, cut to them: what it shares with Chinese (—— …… “” · ×) stays Chinese.

In CSS the cut face stands before the Chinese one of every role; so each character finds its face by itself, in lines we
compose and in those we do not.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

FAMILY = "Publish Western"
# ASCII without straight quotation marks, which stand for Chinese ones; letters with accents, superscript figures; Greek
# and Cyrillic letters.
RANGES = (
    *((0x20, 0x21), (0x23, 0x26), (0x28, 0x7E), (0xAA, 0xAA), (0xB2, 0xB3), (0xB5, 0xB5), (0xB9, 0xBA), (0xC0, 0xD6)),
    *((0xD8, 0xF6), (0xF8, 0x24F), (0x250, 0x2AF), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF)),
)
FAMILY_NAMES, POSTSCRIPT_NAME = (1, 3, 4, 16), 6  # OpenType "name"
DROPPED = ("FFTM", "GlyphOrder", "cvt ", "fpgm", "prep", "gasp", "kern", "DSIG")


def cut_western(face: tuple[Path, int, int], folder: Path) -> Path | None:
    """The file of a face (path, index, CSS weight) cut, in `folder`, made anew (0.3 s); None when it cannot be made."""
    cut = folder / f"PublishWestern-{face[2]}.ttf"
    return cut if _cut(face, cut) else None


def _cut(face: tuple[Path, int, int], cut: Path) -> bool:
    path, index, weight = face
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont, TTLibError

    options = Options(hinting=False, layout_features=["kern", "liga", "ccmp", "locl", "mark", "mkmk"])
    options.drop_tables += DROPPED
    try:
        with TTFont(path, fontNumber=index, recalcTimestamp=False) as font:
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
            subsetter.subset(font)
            for record in font["name"].names:
                if record.nameID in FAMILY_NAMES:
                    record.string = FAMILY
                elif record.nameID == POSTSCRIPT_NAME:
                    record.string = f"{FAMILY.replace(' ', '')}-{weight}"
            cut.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=cut.parent) as scratch:
                partial = Path(scratch) / cut.name
                font.save(partial)
                partial.replace(cut)
    except (TTLibError, OSError, KeyError, ValueError):
        return False
    return True
