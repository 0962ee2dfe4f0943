"""The names of faces that recipients have: what Word sets its text in, and what stands in where a program does not use
the fonts in a file; word/fontTable.xml names what may stand in for each of these."""

from __future__ import annotations

from publish.fonts.roles import BOLD, REGULAR, WESTERN, Faces
from publish.style import FaceName

OFFICE_FACES: dict[FaceName, str] = {
    "仿宋": "仿宋",
    "小标宋": "方正小标宋简体",
    "黑体": "黑体",
    "楷体": "楷体",
    "宋体": "宋体",
}
WESTERN_FACE = "Times New Roman"


def name_substitutes(faces: Faces) -> dict[tuple[str, bool], str]:
    """The face recipients have for each family, regular or bold, that plays a role here."""
    names = {(face.family, bold): WESTERN_FACE for face in faces[WESTERN] for bold in (False, True)}
    for role, office in OFFICE_FACES.items():
        face = faces[role][0]
        names.setdefault((face.family, face.weight > (REGULAR + BOLD) / 2), office)
    return names
