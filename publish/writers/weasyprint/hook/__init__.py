"""Our line composition inside WeasyPrint, for the time of one rendering.

WeasyPrint keeps the cascade, pagination, footnotes, drawing and tags; where it would break a line box, our composed
lines are handed out. Its functions are replaced only if they have the shape they have in version 70.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import RLock

from publish.fonts.roles import Faces
from publish.model import Finding, FindingKind
from publish.style import Style
from publish.writers.weasyprint.hook.guard import find_strangers
from publish.writers.weasyprint.hook.lines import Composer
from publish.writers.weasyprint.hook.replacement import replacing
from publish.writers.weasyprint.hook.timing import timing
from publish.writers.weasyprint.hook.turning import turning

_lock = RLock()  # WeasyPrint's functions are the process's, not the thread's


@contextmanager
def composing(style: Style, faces: Faces) -> Iterator[list[Finding]]:
    """Compose lines ourselves while WeasyPrint renders; yields what is to be said about it.

    With a WeasyPrint whose functions differ from those known, nothing is replaced and the list holds one warning.
    """
    with _lock:
        if strangers := find_strangers():
            yield [_warn(strangers)]
        else:
            composer = Composer(style, faces)
            with ExitStack() as stack:
                stack.enter_context(replacing(composer))
                if style.page_turn == "sentence":
                    stack.enter_context(turning(style, composer))
                if style.reading.shown:
                    stack.enter_context(timing(style))
                yield []


def _warn(strangers: list[str]) -> Finding:
    message = (
        f"WeasyPrint 的内部函数变了（{'、'.join(strangers)}），这次用它自带的排版，行末可能不齐；"
        "请安装 publish 支持的 WeasyPrint 版本"
    )
    return Finding(FindingKind.WARNING, message, code="composition-off")
