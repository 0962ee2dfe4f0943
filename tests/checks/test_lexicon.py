"""The lexicon: every entry is found in its sentence, left alone in the sentences that only look like it."""

from __future__ import annotations

from collections import Counter

from publish.checks.lexicon import Entry, find_entries, read_entries

ENTRIES = read_entries()
IDIOM = 4  # characters; what is as long is its own example


def found_in(text: str) -> list[str]:
    return [entry.wrong for _, entry in find_entries(text)]


def sentence_of(entry: Entry) -> str:
    return entry.found_in[0] if entry.found_in else f"文中写作：{entry.wrong}。"


def test_there_are_enough_sure_entries() -> None:
    assert len([entry for entry in ENTRIES if entry.sure]) >= 400


def test_no_word_stands_twice() -> None:
    assert [wrong for wrong, times in Counter(entry.wrong for entry in ENTRIES).items() if times > 1] == []


def is_wrong(entry: Entry) -> bool:
    """Not found where it stands (nor a longer entry that holds it), or found where it does not."""
    missed = not any(entry.wrong in wrong for wrong in found_in(sentence_of(entry)))
    corrected = entry.wrong in found_in(f"要做到{entry.right}，不断提高")
    return missed or corrected or any(found_in(sentence) for sentence in entry.not_in)


def test_every_entry_is_found_in_its_sentence_and_not_in_its_look_alikes() -> None:
    assert [entry.wrong for entry in ENTRIES if is_wrong(entry)] == []


def test_an_entry_has_one_sentence_that_holds_it_and_those_that_only_look_so() -> None:
    (entry,) = [entry for entry in ENTRIES if entry.wrong == "已后"]
    assert entry.found_in == ("从此已后不再发生",)
    assert entry.not_in == ("此时已后悔不及", "他早已后来居上", "部队已后撤")


def test_short_entries_bring_a_sentence() -> None:
    assert [entry.wrong for entry in ENTRIES if not entry.found_in and len(entry.wrong) < IDIOM] == []
