"""What clerks read on the screen, and what programs read in the report."""

from __future__ import annotations

import json
from pathlib import Path

from publish.errors import InputError
from publish.model import Finding, FindingKind, Place
from publish.report.ledger import Ledger
from publish.report.results import (
    LISTED,
    NAMED,
    Built,
    Failed,
    describe_built,
    describe_error,
    describe_findings,
    describe_totals,
    finding_json,
    read_finding,
    write_json,
)


def blank(line: int, column: int) -> Finding:
    return Finding(FindingKind.BLANK, "这里的“×”还没有填写", Place("a.txt", line, column), "×")


def test_findings_of_one_kind_share_a_line_and_keep_every_place() -> None:
    assert describe_findings([blank(4, 393), blank(7, 333), blank(7, 353)]) == [
        "待填  a.txt 第 4 行第 393 字、第 7 行第 333、353 字：这里的“×”还没有填写"
    ]


def test_what_was_left_out_is_quoted() -> None:
    summary = Finding(FindingKind.LEFT_OUT, "内容提要，未排入正文", Place("a.txt", 1, 2), "全面建成小康社会" * 9)
    assert describe_findings([summary]) == [
        "略去  a.txt 第 1 行第 2 字：内容提要，未排入正文“全面建成小康社会全面建成小康社会全面建成小康社会…”"
    ]


def test_very_many_places_are_counted() -> None:
    (line,) = describe_findings([blank(1, column) for column in range(2, LISTED + 12)])
    assert f"等 {LISTED + 10} 处" in line
    assert line.count("、") == LISTED - 1


def test_a_word_file_has_paragraphs() -> None:
    finding = Finding(FindingKind.WARNING, "略去批注", Place("b.docx", 3, 1))
    assert describe_findings([finding]) == ["提示  b.docx 第 3 段第 1 字：略去批注"]


def test_an_error_says_what_where_and_what_next() -> None:
    assert (
        describe_error(InputError("读不懂", "另存为 .docx", Place("c.doc", 1)))
        == "错误  c.doc：读不懂\n  → 另存为 .docx"
    )


def test_built_files_and_totals() -> None:
    built = Built(Path("a.txt"), Path("dist/甲.pdf"), 5, 455 * 1024, 0.84, (blank(4, 3),))
    failed = Failed(Path("b.txt"), InputError("空文件"))
    assert describe_built(built) == "dist/甲.pdf  5 页  455 KB  0.8 秒"
    with Ledger() as ledger:
        ledger.extend([built, failed])
        assert list(describe_totals(ledger)) == ["共 2 个：做成 1，未变 0，失败 1", "  失败  b.txt：空文件"]
    account = json.loads(write_json([built], [failed]))
    assert account["built"][0]["findings"][0]["place"] == {"file": "a.txt", "line": 4, "column": 3}
    assert (account["failed"][0]["message"], account["failed"][0]["code"]) == ("空文件", 3)


def total_nothing(unprocessed: dict[Path, str]) -> list[str]:
    with Ledger() as ledger:
        return list(describe_totals(ledger, unprocessed))


def test_what_was_not_tried_is_named_by_remedy() -> None:
    unprocessed = {Path("旧.doc"): "请另存为 .docx", Path("表.et"): "不能排", Path("旧.wps"): "请另存为 .docx"}
    assert total_nothing(unprocessed) == [
        "共 0 个：做成 0，未变 0，失败 0；另有 3 个未处理",
        "  未处理  旧.doc、旧.wps：请另存为 .docx",
        "  未处理  表.et：不能排",
    ]
    many = {Path(f"{number}.doc"): "请另存为 .docx" for number in range(NAMED + 1)}
    assert f"等 {NAMED + 1} 个" in total_nothing(many)[1]
    assert json.loads(write_json([], [], unprocessed))["unprocessed"][1] == {"source": "表.et", "hint": "不能排"}


def test_the_results_of_a_batch_lie_on_disk_and_keep_their_order() -> None:
    built = [Built(Path(f"{n}.txt"), Path(f"{n}.pdf"), 1, 1, 0.0, (blank(n + 1, 1),) * 50) for n in range(1000)]
    failed = Failed(Path("b.txt"), InputError("空文件", "写点什么", Place("b.txt", 1)), "refused")
    with Ledger() as ledger:
        ledger.extend([*built[:500], failed, *built[500:]])
        assert list(ledger.list_built()) == built
        (found,) = ledger.list_failed()
        assert (found.source, str(found.error), found.error.place) == (failed.source, "空文件", failed.error.place)
        assert (ledger.total, ledger.unchanged, ledger.failed) == (1001, 0, 1)


def test_findings_survive_json() -> None:
    for finding in (blank(4, 3), Finding(FindingKind.NORMALISED, "全角改半角", None, "１", "1", "digits")):
        assert read_finding(finding_json(finding)) == finding
