"""Styles: the looks as data, read from styles/<name>/style.toml into typed tokens.

Users write the units they think in (`"三号"`, `"37mm"`, `"28pt"`); tokens hold lengths in pt. A key nobody knows is
an error that lists the known ones; `extends = "speech"` inherits every token and template of another style.
"""

from publish.style.loading import load_style
from publish.style.locating import list_styles, styles_folder
from publish.style.official import ClosingLook, HeadLook, ImprintLook, SealLook
from publish.style.tokens import (
    ROLE_NAMES,
    Emphasis,
    FigureLook,
    Folio,
    FootnoteLook,
    MailLook,
    Page,
    ReadingLook,
    RevisionLook,
    RoleLook,
    StretchLook,
    Style,
    TableLook,
    WesternLook,
)
from publish.style.units import CHINESE_SIZES, FACES, POINTS_PER_MM, Align, Color, FaceName, Length, parse_length

__all__ = [
    "CHINESE_SIZES",
    "FACES",
    "POINTS_PER_MM",
    "ROLE_NAMES",
    "Align",
    "ClosingLook",
    "Color",
    "Emphasis",
    "FaceName",
    "FigureLook",
    "Folio",
    "FootnoteLook",
    "HeadLook",
    "ImprintLook",
    "Length",
    "MailLook",
    "Page",
    "ReadingLook",
    "RevisionLook",
    "RoleLook",
    "SealLook",
    "StretchLook",
    "Style",
    "TableLook",
    "WesternLook",
    "list_styles",
    "load_style",
    "parse_length",
    "styles_folder",
]
