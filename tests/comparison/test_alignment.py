"""Which paragraphs of two drafts are each other's, on texts whose likeness can be counted."""

from __future__ import annotations

import pytest

from publish.comparison.alignment import Group, align, join_neighbours

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
OTHER = "剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐"


def alike(equal: int, of: int = 100, other: str = OTHER) -> str:
    """A text of a fiftieth of `of` characters that shares `equal` per cent with HAN's beginning."""
    length, same = of // 2, equal // 2
    return HAN[:same] + other[: length - same]


def show(old: list[str], new: list[str]) -> str:
    """The groups: the numbers of the old paragraphs, of the new after >, each group parted by a space."""
    return " ".join(_show(group) for group in align(old, new))


def _show(group: Group) -> str:
    return (
        "".join(map(str, range(group.old_start, group.old_end)))
        + ">"
        + "".join(map(str, range(group.new_start, group.new_end)))
    )


@pytest.mark.parametrize(
    ("old", "new", "groups"),
    [
        ([], [], ""),
        (["甲"], ["甲"], "0>0"),
        (["甲", "乙", "丙"], ["甲", "丙"], "0>0 1> 2>1"),
        (["甲", "丙"], ["甲", "乙", "丙"], "0>0 >1 1>2"),
        (["甲"], [], "0>"),
        ([], ["甲"], ">0"),
        (["甲", "乙"], ["乙", "甲"], ">0 0>1 1>"),
        (["甲", "乙乙"], ["甲", "丁丁"], "0>0 1> >1"),
    ],
)
def test_equal_paragraphs_are_each_others(old: list[str], new: list[str], groups: str) -> None:
    assert show(old, new) == groups


@pytest.mark.parametrize(("equal", "groups"), [(20, "0>0 1>1 2>2"), (18, "0>0 1> >1 2>2")])
def test_two_that_stand_alone_between_equal_ones_share_a_fifth(equal: int, groups: str) -> None:
    assert show(["甲", HAN[:50], "丙"], ["甲", alike(equal), "丙"]) == groups


@pytest.mark.parametrize(("equal", "groups"), [(46, "0>0 1>1 2>"), (44, "0>0 1> 2> >1")])
def test_others_share_nearly_a_half(equal: int, groups: str) -> None:
    assert show(["甲", HAN[:50], "戊己庚辛"], ["甲", alike(equal)]) == groups


def test_the_most_alike_are_each_others_in_order() -> None:
    assert show([alike(60), HAN[:50]], [alike(60, other=OTHER[::-1]), HAN[:49] + "末"]) == "0>0 1>1"
    assert show([HAN[:50], "戊己庚辛"], ["子丑寅卯", HAN[:49] + "末"]) == ">0 0>1 1>"
    assert show(["戊己庚辛", HAN[:50]], [HAN[:49] + "末", "子丑寅卯"]) == "0> 1>0 >1"
    assert show([HAN[:50], HAN[:40] + OTHER[:10]], [HAN[:49] + "末", "子丑寅卯", "午未申酉"]) == "0>0 1> >1 >2"


def test_a_paragraph_that_took_its_neighbour_in_is_one_with_both() -> None:
    old, new = ["各级要提高站位。", "要压实工作责任。"], ["各级要提高站位。要压实工作责任。"]
    assert join_neighbours(align(old, new), old, new) == [Group(0, 2, 0, 1)]
    assert join_neighbours(align(new, old), new, old) == [Group(0, 1, 0, 2)]


def test_a_new_paragraph_beside_a_kept_one_stays_apart() -> None:
    old, new = ["各级要提高站位。"], ["各级要提高站位。", "子丑寅卯辰巳午未。"]
    assert join_neighbours(align(old, new), old, new) == [Group(0, 1, 0, 1), Group(1, 1, 1, 2)]


@pytest.mark.parametrize(("more", "joined"), [(7, True), (3, False)])
def test_joining_must_make_them_a_good_deal_more_alike(more: int, joined: bool) -> None:
    """Eight per cent: of fifty characters and so many more that the other draft took in."""
    kept, moved = HAN[:40], OTHER[:more]
    old, new = [kept, moved], [kept + moved]
    assert (len(join_neighbours(align(old, new), old, new)) == 1) is joined


def test_two_deleted_side_by_side_stay_apart() -> None:
    old, new = ["甲乙丙丁", "戊己庚辛", "壬癸"], ["壬癸"]
    assert join_neighbours(align(old, new), old, new) == [Group(0, 1, 0, 0), Group(1, 2, 0, 0), Group(2, 3, 0, 1)]
