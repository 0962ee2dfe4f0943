"""Finishing touches that make one PDF both PDF/A (ISO 19005) and PDF/UA-1 (ISO 14289-1).

WeasyPrint writes one variant at a time; the PDF/A file it makes lacks only the mark of PDF/UA, which in PDF/A must be
declared by an extension schema in XMP metadata that is left uncompressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pydyf

from publish.writers.pdf.embedding import check_embedding
from publish.writers.weasyprint.replacements import is_known
from publish.writers.weasyprint.tagging import Owners, mend_structure

_NAMESPACES = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_PROPERTY = {"name": "part", "valueType": "Integer", "category": "internal", "description": "part of PDF/UA"}
DUPLEX = {"single": "/Simplex", "double": "/DuplexFlipLongEdge"}  # ISO 32000-1 table 150
_RDF_END = b"</rdf:RDF>"
_AFTER_CR, _AFTER_CR_LF = b"\nendstream", b"\r\nendstream"


def _declare_pdfua() -> bytes:
    """The RDF descriptions that say `pdfuaid:part 1` and explain that property to PDF/A."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    fields = "".join(f"<pdfaProperty:{key}>{value}</pdfaProperty:{key}>" for key, value in _PROPERTY.items())
    schema = (
        "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"{fields}</rdf:li></rdf:Seq></pdfaSchema:property>"
    )
    return (
        f'<rdf:Description rdf:about="" {names} pdfuaid:part="1"/>'
        f'<rdf:Description rdf:about="" {names}><pdfaExtension:schemas><rdf:Bag>'
        f'<rdf:li rdf:parseType="Resource">{schema}</rdf:li>'
        "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    ).encode()


def finish_archive(owners: Owners, sides: Literal["single", "double"], document: Any, pdf: Any) -> None:
    """WeasyPrint `finisher` after `partial`: mend the structure of a PDF/A file (a pydyf.PDF), add the PDF/UA mark to
    its XMP metadata, and say on how many `sides` of the paper it is to be printed, in place.

    Raises FontError for a font that must not be embedded.
    """
    check_embedding(document.fonts.values())
    mend_structure(pdf, owners)
    lay_descriptors_open(pdf)
    pdf.catalog["ViewerPreferences"]["Duplex"] = DUPLEX[sides]
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.compress = False
    metadata.stream = [part.replace(_RDF_END, _declare_pdfua() + _RDF_END) for part in metadata.stream]


def lay_descriptors_open(pdf: Any) -> None:
    """Write font descriptors (ISO 32000-1 9.8) outside compressed object streams, where `extract_pdf` finds them."""

    class Open(pydyf.Dictionary):  # type: ignore[misc]
        compressible = False

    for number, each in enumerate(pdf.objects):
        if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/FontDescriptor":
            pdf.objects[number] = descriptor = Open(each)
            descriptor.number = number


@contextmanager
def delimiting_streams() -> Iterator[None]:
    """Within it, a stream whose last byte is a carriage return is ended by a whole CR LF.

    With the line feed that pydyf writes, the data's own last byte would be taken for a part of the end-of-line marker,
    and /Length for wrong (ISO 19005-2 6.1.7.1).
    """
    own = vars(pydyf.Stream).get("data")
    if not isinstance(own, property) or not is_known(own, "pydyf:Stream.data"):
        yield
        return
    read: Any = own.fget

    def data(stream: Any) -> bytes:
        found: bytes = read(stream)
        return found.removesuffix(_AFTER_CR) + _AFTER_CR_LF if found.endswith(b"\r" + _AFTER_CR) else found

    pydyf.Stream.data = property(data)
    try:
        yield
    finally:
        pydyf.Stream.data = own
