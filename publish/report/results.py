"""What the screen and --report say: results, findings and failures as Chinese lines or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import PublishError
from publish.model import PAGE, Finding, FindingKind, Place
from publish.paths import state_folder, write_whole
from publish.text.display import one_line

if TYPE_CHECKING:
    from publish.report.ledger import Ledger

KIND_NAMES = {
    FindingKind.LEFT_OUT: "略去",
    FindingKind.NORMALISED: "规范",
    FindingKind.BLANK: "待填",
    FindingKind.GLYPH: "缺字",
    FindingKind.WARNING: "提示",
}


PARAGRAPHED = (".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".rtf", ".odt")  # files whose places count paragraphs
PAGED = "页行"
QUOTED = 24  # characters of a paragraph that are enough to know it by
LISTED = 40  # places of one finding that a screen can show
NAMED = 40  # files of one kind
HALF_MINUTE = 30  # seconds


@dataclass(frozen=True)
class Built:
    """One file made (or found unchanged): where, how long it took in seconds, and the account of its source.

    `wanted`: where it would lie if no other source's output had the same name. `inputs`: what it was made from.
    """

    source: Path
    target: Path
    pages: int | None
    size: int
    seconds: float
    findings: tuple[Finding, ...]
    skipped: bool = False
    wanted: Path | None = None
    inputs: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Failed:
    """One source that could not be built, and why; for a bug of ours also where in the code.

    `cause`: refused (the source is at fault), bug, crash, time or memory.
    """

    source: Path
    error: PublishError
    cause: str = "refused"
    traceback: str = ""


def describe_built(built: Built) -> str:
    """`dist/x.pdf  5 页  312 KB  1.2 秒`."""
    pages = f"  {built.pages} 页" if built.pages else ""
    done = "未变，不必重做" if built.skipped else f"{built.seconds:.1f} 秒"
    return one_line(f"{built.target}{pages}  {_size(built.size)}  {done}")


def describe_findings(findings: Iterable[Finding]) -> list[str]:
    """A line for every kind of finding, all its places named: `待填  a.txt 第 4 行第 9 字、第 7 行第 3、20 字：…`."""
    groups: dict[tuple[FindingKind, str, str], list[Finding]] = {}
    for finding in findings:
        file = finding.place.file if finding.place else ""
        groups.setdefault((finding.kind, finding.message, file), []).append(finding)
    return [_describe_group(group) for group in groups.values()]


def _describe_group(group: list[Finding]) -> str:
    first = group[0]
    left_out = first.text if first.kind is FindingKind.LEFT_OUT else ""
    where = describe_place(first.place, left_out) if len(group) == 1 else _describe_places(group)
    quoted = f"“{_shorten(left_out)}”" if left_out and len(group) == 1 else ""
    return one_line(f"{KIND_NAMES[first.kind]}  {where}{first.message}{quoted}")


def _describe_places(group: list[Finding]) -> str:
    """The places of findings in one file, the columns of a line together; very many are cut short."""
    places = [finding.place for finding in group if finding.place]
    if not places:
        return f"（{len(group)} 处）"
    columns: dict[int, list[str]] = {}
    for place in places[:LISTED]:
        columns.setdefault(place.line, []).append(str(place.column))
    file = places[0].file
    listed = "、".join(f"{name_line(file, line)}第 {'、'.join(found)} 字" for line, found in columns.items())
    more = f"等 {len(places)} 处（--report 列出全部）" if len(places) > LISTED else ""
    return f"{places[0].file} {listed}{more}："


def describe_error(error: PublishError) -> str:
    """What happened, where, and what to do next."""
    hint = f"\n  → {one_line(error.hint)}" if error.hint else ""
    return one_line(f"错误  {describe_place(error.place)}{error.message}") + hint


def describe_place(place: Place | None, text: str = "") -> str:
    """`speech.txt 第 3 行第 12 字：`; a Word file has paragraphs, not lines. `text`: what stands there, if anything."""
    if place is None:
        return ""
    if (place.line, place.column) == (1, 1) and not text:
        return f"{place.file}："  # the file as a whole
    return f"{place.file} {name_line(place.file, place.line)}第 {place.column} 字："


def name_line(file: str, line: int) -> str:
    """`第 3 行`, `第 3 段` in a Word file, `第 3 页第 12 行` in a PDF."""
    return _name(line, unit_of(file))


def _name(line: int | None, unit: str) -> str:
    if unit == PAGED:
        return f"第 {line // PAGE} 页第 {line % PAGE} 行" if line and line >= PAGE else "全文"
    return f"第 {line} {unit}"


def unit_of(file: str) -> str:
    """What the places in a file count: lines, in Word files paragraphs, in a PDF lines of pages (`PAGED`)."""
    if file.lower().endswith(".pdf"):
        return PAGED
    return "段" if file.lower().endswith(PARAGRAPHED) else "行"


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


def write_json(
    built: Iterable[Built], failed: Iterable[Failed] = (), unprocessed: Mapping[Path, str] | None = None
) -> str:
    """The whole account as JSON: `built` (source, findings with kind, place, text), `failed`, `unprocessed`."""
    account = {
        "built": [_built(item) for item in built],
        "failed": [failure_json(item) for item in failed],
        "unprocessed": unprocessed_json(unprocessed or {}),
    }
    return json.dumps(account, ensure_ascii=False, indent=2) + "\n"


OUTLINE_FIELDS = {
    "markings": "份号、密级、紧急程度",
    "masthead": "发文机关标志",
    "doc_number": "发文字号",
    "title": "标题",
    "subtitle": "副题",
    "author": "讲话人",
    "salutation": "称谓",
    "signature": "署名",
    "date": "日期",
    "notes": "附注",
    "attendance": "出席、列席",
    "attachments": "附件",
    "imprint": "抄送、印发",
}


def write_outline(outline: Mapping[str, Any], unit: str, rate: int, margin: str = "") -> str:
    """An outline as lines for reading: what was recognised, the headings indented by level, attached parts below.

    `unit`: what the numbers of places count (`unit_of`); `rate`: characters read aloud in a minute.
    """
    lines = []
    for key, name in OUTLINE_FIELDS.items():
        value = outline.get(key)
        if value:
            lines.append(f"{margin}{name}  {'；'.join(value) if isinstance(value, list) else value}")
    for heading in outline.get("headings", ()):
        depth = 4 if heading["level"] == "article" else int(heading["level"]) - 1
        run_in = "（段首）" if heading.get("run_in") else ""
        lines.append(
            f"{margin}{'  ' * depth}{_name(heading['line'], unit)}  {heading['text']}{run_in}"
            f"  {_spoken(heading['characters'], rate)}"
        )
    lines.append(f"{margin}正文  {outline.get('body_paragraphs', 0)} 段  {_spoken(outline.get('characters', 0), rate)}")
    for part in outline.get("parts", ()):
        lines += ["", f"{margin}附  {part.get('label') or ''}", write_outline(part, unit, rate, margin + "  ")]
    return "\n".join(lines)


def _spoken(characters: int, rate: int) -> str:
    """`312 字，约 2 分钟`; below half a minute in seconds."""
    seconds = characters * 60 / max(1, rate)
    time = f"{max(1, round(seconds / 60))} 分钟" if seconds >= HALF_MINUTE else f"{max(1, round(seconds))} 秒"
    return f"{characters} 字，约 {time}"


def _built(built: Built) -> dict[str, Any]:
    return {
        "source": str(built.source),
        "target": str(built.target),
        "pages": built.pages,
        "bytes": built.size,
        "seconds": round(built.seconds, 3),
        "unchanged": built.skipped,
        "findings": [finding_json(finding) for finding in built.findings],
    }


def failure_json(failed: Failed) -> dict[str, Any]:
    """A failure as plain JSON values."""
    error = failed.error
    return {
        "source": str(failed.source),
        "message": error.message,
        "hint": error.hint,
        "place": _place(error.place),
        "code": int(error.code),
        "cause": failed.cause,
    }


def unprocessed_json(unprocessed: Mapping[Path, str]) -> list[dict[str, str]]:
    """What was not tried, as plain JSON values."""
    return [{"source": str(path), "hint": hint} for path, hint in unprocessed.items()]


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain JSON values."""
    return {
        "kind": finding.kind.value,
        "code": finding.code,
        "message": finding.message,
        "place": _place(finding.place),
        "text": finding.text,
        "replacement": finding.replacement,
    }


def read_finding(values: Mapping[str, Any]) -> Finding:
    """The finding that `finding_json` wrote."""
    place = Place(**values["place"]) if values["place"] else None
    kind, texts = FindingKind(values["kind"]), (values["text"], values["replacement"], values["code"])
    return Finding(kind, values["message"], place, *texts)


def describe_decision(decision: Any) -> str:
    """`第 3 行  1 级标题  一、总体要求  （依据：…）`."""
    where = name_line(decision.place.file, decision.place.line) if decision.place else "　"
    return f"{where}  {decision.name}  {_shorten(decision.text)}\n      依据：{decision.why}"


def log_bug(trace: str) -> str:
    """Write the traceback of a bug of ours into the log file; what to do with it, in Chinese."""
    path = state_folder() / "publish" / "error.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, trace.encode("utf-8", "backslashreplace"))
    except OSError:
        return "请把原文件发给开发者"
    return f"详情在 {path}，请连同原文件一起发给开发者"


def describe_totals(ledger: Ledger, unprocessed: Mapping[Path, str] | None = None) -> Iterator[str]:
    """The closing table of a batch: how many of each, every failure with its cause, what was not even tried."""
    made = ledger.total - ledger.unchanged - ledger.failed
    total = f"共 {ledger.total} 个：做成 {made}，未变 {ledger.unchanged}，失败 {ledger.failed}"
    yield total + (f"；另有 {len(unprocessed)} 个未处理" if unprocessed else "")
    for item in ledger.list_failed():
        yield one_line(f"  失败  {item.source}：{item.error.message}")
    for line in describe_unprocessed(unprocessed or {}):
        yield f"  未处理  {line}"


def describe_unprocessed(unprocessed: Mapping[Path, str]) -> list[str]:
    """A line for every remedy, with the files it is for: `旧.doc、旧.wps：请用 Word 或 WPS 打开，另存为 .docx`."""
    groups: dict[str, list[str]] = {}
    for path, hint in unprocessed.items():
        groups.setdefault(hint, []).append(str(path))
    return [one_line(f"{_enumerate(names)}：{hint}") for hint, names in groups.items()]


def _enumerate(names: list[str]) -> str:
    more = f" 等 {len(names)} 个（--report 列出全部）" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"file": place.file, "line": place.line, "column": place.column} if place else None


def _size(size: int) -> str:
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
