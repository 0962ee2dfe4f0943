"""What GB/T 33190-2016 says of the XML in an OFD: annex A, as far as anything we write is concerned.

Written down from the standard's schema (its transcription in GreenYun/OFD-Schema on GitHub, looked at on 2026-11-27):
for each element the order of its children, as a regular expression over their names, and its attributes with their
types, those marked ! required. A name stands for itself wherever it is, or, where it is two things, for parent/child.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from lxml import etree

from tests.writers.ofd.ofd_files import OFD, Package

UNIT = (
    "Boundary!Box Name Visible:Bool CTM:Six DrawParam:Ref LineWidth:Number Cap:Butt|Round|Square Join:Miter|Round|Bevel"
)
UNIT += " MiterLimit:Number DashOffset:Number DashPattern:Array Alpha:Byte"
OBJECTS = "(TextObject |PathObject |ImageObject |CompositeObject |PageBlock )*"
PATH = "(Actions )?(Clips )?(StrokeColor )?(FillColor )?AbbreviatedData "
DEST = "Type!XYZ|Fit|FitH|FitV|FitR PageID!Ref Left:Number Top:Number Right:Number Bottom:Number Zoom:Number"
FILLINGS = "Pattern |AxialShd |RadialShd |GouraudShd |LaGourandShd "
WEIGHTS = "0|100|200|300|400|500|600|700|800|900|1000"
CHARSETS = "symbol|prc|big5|shift-jis|wansung|johab|unicode"

# Element -> the order of its children, its attributes; without children: the type of its text.
RULES: dict[str, tuple[str, str]] = {
    "OFD": ("(DocBody )+", "Version!1.0 DocType!OFD"),
    "DocBody": ("DocInfo DocRoot (Versions )?(Signatures )?", ""),
    "DocInfo": (
        "DocID (Title )?(Author )?(Subject )?(Abstract )?(CreationDate )?(ModDate )?(DocUsage )?(Cover )?(Keywords )?"
        "(Creator )?(CreatorVersion )?(CustomDatas )?",
        "",
    ),
    "DocID": ("=[0-9a-f]{32}", ""),
    "Title": ("=.+", ""),
    "Author": ("=.+", ""),
    "CreationDate": (r"=\d{4}-\d\d-\d\d", ""),
    "ModDate": (r"=\d{4}-\d\d-\d\d", ""),
    "Creator": ("=.+", ""),
    "CreatorVersion": ("=.+", ""),
    "DocRoot": ("=Loc", ""),
    "Document": (
        "CommonData Pages (Outlines )?(Permissions )?(Actions )?(VPreferences )?(Bookmarks )?(Annotations )?"
        "(CustomTags )?(Attachments )?(Extensions )?",
        "",
    ),
    "CommonData": ("MaxUnitID PageArea (PublicRes )*(DocumentRes )*(TemplatePage )*(DefaultCS )?", ""),
    "MaxUnitID": (r"=\d+", ""),
    "PageArea": ("PhysicalBox (ApplicationBox )?(ContentBox )?(BleedBox )?", ""),
    "Area": ("PhysicalBox (ApplicationBox )?(ContentBox )?(BleedBox )?", ""),
    "PhysicalBox": ("=Box", ""),
    "PublicRes": ("=Loc", ""),
    "DocumentRes": ("=Loc", ""),
    "Pages": ("(Page )+", ""),
    "Pages/Page": ("", "ID!ID BaseLoc!Loc"),
    "Outlines": ("(OutlineElem )+", ""),
    "OutlineElem": ("(Actions )?(OutlineElem )*", "Title! Count:Count Expanded:Bool"),
    "Actions": ("(Action )+", ""),
    "Action": ("(Region )?(Goto |URI |GotoA |Sound |Movie )", "Event!DO|PO|CLICK"),
    "Goto": ("(Dest |Bookmark )", ""),
    "Dest": ("", DEST),
    "Document/Attachments": ("=Loc", ""),
    "Document/Annotations": ("=Loc", ""),
    "Document/CustomTags": ("=Loc", ""),
    "Attachments": ("(Attachment )*", ""),
    "Attachment": (
        "FileLoc ",
        "ID!Name Name! Format CreationDate:Moment ModDate:Moment Size:Number Visible:Bool Usage",
    ),
    "FileLoc": ("=Loc", ""),
    "Annotations": ("(Page )*", ""),
    "Annotations/Page": ("FileLoc ", "PageID!Ref"),
    "PageAnnot": ("(Annot )*", ""),
    "Annot": (
        "(Remark )?(Parameters )?Appearance ",
        "ID!ID Type!Link|Path|Highlight|Stamp|Watermark Creator! LastModDate!Day Visible:Bool Subtype Print:Bool "
        "NoZoom:Bool NoRotate:Bool ReadOnly:Bool",
    ),
    "Appearance": (OBJECTS, "Boundary:Box"),
    "CustomTags": ("(CustomTag )*", ""),
    "ObjectRef": (r"=\d+", "PageRef!Ref"),
    "CustomTag": ("(SchemaLoc )?FileLoc ", "NameSpace!"),
    "Res": ("(ColorSpaces |DrawParams |Fonts |MultiMedias |CompositeGraphicUnits )*", "BaseLoc!"),
    "Fonts": ("(Font )+", ""),
    "Font": (
        "(FontFile )?",
        f"ID!ID FontName! FamilyName Charset:{CHARSETS} Italic:Bool Bold:Bool Serif:Bool FixedWidth:Bool",
    ),
    "FontFile": ("=Loc", ""),
    "MultiMedias": ("(MultiMedia )+", ""),
    "MultiMedia": ("MediaFile ", "ID!ID Type!Image|Audio|Video Format"),
    "MediaFile": ("=Loc", ""),
    "Page": ("(Template )*(PageRes )*(Area )?(Content )?(Actions )?", ""),
    "Content": ("(Layer )+", ""),
    "Layer": (OBJECTS, "ID!ID Type:Body|Background|Foreground|Custom DrawParam:Ref"),
    "PageBlock": (OBJECTS, "ID!ID"),
    "TextObject": (
        "(Actions )?(Clips )?(FillColor )?(StrokeColor )?((CGTransform )*TextCode )+",
        f"ID!ID {UNIT} Font!Ref Size!Number Stroke:Bool Fill:Bool HScale:Number ReadDirection:0|90|180|270 "
        f"CharDirection:0|90|180|270 Weight:{WEIGHTS} Italic:Bool",
    ),
    "CGTransform": ("(Glyphs )?", "CodePosition!Count CodeCount:Count GlyphCount:Count"),
    "Glyphs": ("=Array", ""),
    "TextCode": ("=(?s:.+)", "X:Number Y:Number DeltaX:Steps DeltaY:Steps"),
    "PathObject": (PATH, f"ID!ID {UNIT} Stroke:Bool Fill:Bool Rule:NonZero|Even-Odd"),
    "Area/Path": (PATH, f"{UNIT} Stroke:Bool Fill:Bool Rule:NonZero|Even-Odd"),
    "AbbreviatedData": ("=Path", ""),
    "ImageObject": ("(Actions )?(Clips )?(Border )?", f"ID!ID {UNIT} ResourceID!Ref Substitution:Ref ImageMask:Ref"),
    "Clips": ("(Clip )+", ""),
    "Clip": ("(Area )+", ""),
    "Clip/Area": ("(Path |Text )", "DrawParam:Ref CTM:Six"),
    "FillColor": (f"({FILLINGS})?", "Value:Colour Index:Count ColorSpace:Ref Alpha:Byte"),
    "StrokeColor": (f"({FILLINGS})?", "Value:Colour Index:Count ColorSpace:Ref Alpha:Byte"),
}  # fmt: skip

NUMBER = r"-?\d+(\.\d+)?"
PAIR = rf"{NUMBER} {NUMBER}"
SPELLINGS = {
    "Box": rf"{PAIR} (?!0 |-){NUMBER} (?!0$|-){NUMBER}",  # with an area
    "Six": " ".join([NUMBER] * 6),
    "Array": rf"{NUMBER}( {NUMBER})*",
    "Steps": rf"({NUMBER}|g \d+ {NUMBER})( ({NUMBER}|g \d+ {NUMBER}))*",
    "Colour": r"\d{1,3} \d{1,3} \d{1,3}",
    "Path": rf"M {PAIR}( ([ML] {PAIR}|B {PAIR} {PAIR} {PAIR}|C))*",
    "Number": NUMBER,
    "Count": r"\d+",
    "Byte": r"\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]",
    "Bool": "true|false",
    "ID": r"[1-9]\d*",
    "Ref": r"[1-9]\d*",
    "Name": r"[A-Za-z_][\w.-]*",
    "Day": r"\d{4}-\d\d-\d\d",
    "Moment": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "Loc": r"[A-Za-z0-9_./-]+",
}


def find_violations(package: Package) -> list[str]:
    """Where the files of an OFD break the rules; the parts of other name spaces are not looked at."""
    problems = []
    for name, part in package.xml.items():
        for element in part.iter(f"{OFD}*"):
            problems += [f"{name}: {_name(element)}: {problem}" for problem in _judge(element)]
    return problems + list(_follow_numbers(package)) + list(_follow_places(package))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _rule(element: etree._Element) -> tuple[str, str] | None:
    parent = element.getparent()
    inside = f"{_name(parent)}/{_name(element)}" if parent is not None else ""
    return RULES.get(inside) or RULES.get(_name(element))


def _judge(element: etree._Element) -> Iterator[str]:
    rule = _rule(element)
    if rule is None:
        yield "no such element"
        return
    content, attributes = rule
    if content.startswith("="):
        pattern = SPELLINGS.get(content[1:], content[1:])
        if len(element) or not re.fullmatch(pattern, element.text or ""):
            yield f"says {element.text!r}"
    elif not re.fullmatch(content, "".join(f"{_name(child)} " for child in element)):
        yield f"holds {[_name(child) for child in element]}"
    known = dict(_list_attributes(attributes))
    yield from (f"lacks {name}" for name, (needed, _) in known.items() if needed and element.get(name) is None)
    for name, value in element.attrib.items():
        if name not in known:
            yield f"has {name!r}"
        elif known[name][1] and not re.fullmatch(known[name][1], str(value)):
            yield f"{name!r} is {value!r}"


def _list_attributes(attributes: str) -> Iterator[tuple[str, tuple[bool, str]]]:
    for name, mark, kind in re.findall(r"(\w+)([!:]?)(\S*)", attributes):
        yield name, (mark == "!", SPELLINGS.get(kind, kind))


def _follow_numbers(package: Package) -> Iterator[str]:
    """Numbers are given once, up to MaxUnitID, and those referred to are there, of the right kind (7.3, 8.1)."""
    elements = [element for part in package.xml.values() for element in part.iter(f"{OFD}*")]
    given = [(element.get("ID", ""), _name(element)) for element in elements if element.get("ID", "").isdecimal()]
    owners = dict(given)
    if len(owners) < len(given):
        yield "numbers are given twice"
    highest = int(package.xml["Doc_0/Document.xml"].findtext(f".//{OFD}MaxUnitID") or 0)
    if max(map(int, owners)) > highest:
        yield f"MaxUnitID is {highest}"
    for element in elements:
        for kind, number in _list_references(element):
            if owners.get(number) != kind:
                yield f"{_name(element)}: {number} is no {kind}"


def _list_references(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What an element refers to: the kind of it and its number."""
    kinds = {"Font": "Font", "ResourceID": "MultiMedia", "PageID": "Page", "PageRef": "Page"}
    yield from ((kind, element.get(name, "")) for name, kind in kinds.items() if element.get(name) is not None)
    if _name(element) == "ObjectRef":
        yield "TextObject", element.text or ""


def _follow_places(package: Package) -> Iterator[str]:
    """Every file is named by another, and is there; OFD.xml names the first (7.4)."""
    reached, waiting = {"OFD.xml"}, ["OFD.xml"]
    while waiting:
        name = waiting.pop()
        for place in _list_places(package.xml[name]) if name in package.xml else ():
            found = posixpath.normpath(posixpath.join(posixpath.dirname(name), place))
            if found not in package.files:
                yield f"{name}: {found} is missing"
            elif found not in reached:
                reached.add(found)
                waiting.append(found)
    yield from (f"{name} is named nowhere" for name in sorted(set(package.files) - reached))


def _list_places(part: etree._Element) -> Iterator[str]:
    base = part.get("BaseLoc", "") if _name(part) == "Res" else ""
    is_place: Callable[[etree._Element], bool] = lambda element: (_rule(element) or ("", ""))[0] == "=Loc"  # noqa: E731
    for element in part.iter(f"{OFD}*"):
        if is_place(element):
            yield posixpath.join(base, element.text or "")
        if _name(element) == "Page" and element.get("BaseLoc"):
            yield element.get("BaseLoc", "")
