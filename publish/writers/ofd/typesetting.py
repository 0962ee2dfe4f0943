"""HTML -> OFD: the pages WeasyPrint lays out with our composition, the same as in the PDF, drawn as marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from publish.fonts.roles import Faces
from publish.model import Finding, FindingKind
from publish.writers.ofd.objects import Resources
from publish.writers.ofd.package import About, Package
from publish.writers.ofd.texts import Face
from publish.writers.order import Order
from publish.writers.pdf.typesetting import Copy, Typeset, lay_out
from publish.writers.shared.faces import name_substitutes

if TYPE_CHECKING:
    from publish.writers.weasyprint.drawn.pages import DrawnPages


def typeset(copy: Copy, order: Order) -> Typeset:
    """The copy as OFD, `order.source` inside. Raises as `pdf.typesetting.typeset` does."""
    return lay_out(copy, order, partial(_write, copy.faces))


def load_modules() -> None:
    """Import what `typeset` needs."""
    from publish.writers.pdf.typesetting import load_modules

    load_modules()
    import publish.writers.weasyprint.drawn.pages  # noqa: F401 loaded for whoever draws


def load() -> None:
    """Load what `typeset` needs, so that it need not wait for it. Raises FontError without Pango."""
    from publish.writers.pdf.typesetting import load

    load_modules()
    load()


def _write(faces: Faces, rendered: Any, order: Order, remarks: list[Finding]) -> bytes:
    from publish.writers.weasyprint.drawn.pages import DrawnPages

    package, drawn = Package(), DrawnPages(rendered)
    resources = Resources(package.next_id, partial(_find_face, package, drawn), partial(_find_picture, package))
    for page in drawn:
        package.add_page(page, resources)
    package.add_fonts(drawn.fonts(), name_substitutes(faces))
    package.add_pictures({key: drawn.picture(key) for key in package.pictures})
    if drawn.lost:
        message = f"OFD 里没有画出：{'、'.join(sorted(drawn.lost))}"
        remarks.append(Finding(FindingKind.WARNING, message, code="not-drawn"))
    metadata = rendered.metadata
    about = About(metadata.title or "", "、".join(metadata.authors), f"{order.created:%Y-%m-%d}", order.source)
    return package.finish(about, drawn.outline())


def _find_face(package: Package, drawn: DrawnPages, key: str) -> Face:
    if key not in package.fonts:
        package.fonts[key] = Face(package.next_id(), *drawn.metrics(key), drawn.characters(key))
    return package.fonts[key]


def _find_picture(package: Package, key: str) -> int:
    if key not in package.pictures:
        package.pictures[key] = package.next_id()
    return package.pictures[key]
