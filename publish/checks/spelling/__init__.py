"""Likely slips that stand in no list: characters that hardly ever follow one another, where others would.

What is likely is told by counts of official writing (counts.py, likelihood.py); whether it is worth a look, by weights
that were fitted (judgement.py). A finding is a question to the clerk: nothing is proposed to `check --fix`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publish.checks.lexicon import find_entries
from publish.checks.passages import Check, Hit, Passage
from publish.checks.spelling.doubles import find_doubles
from publish.checks.spelling.judgement import judge, word_at
from publish.checks.spelling.likelihood import Proposal, likelihood
from publish.checks.spelling.moves import find_moves
from publish.checks.spelling.phrases import Slip, find_slips
from publish.model.weight import MEGABYTE

RUN = re.compile("[\u4e00-\u9fff]{1,300}")  # a longer one without any mark is taken apart, so that time stays linear

MOST_DOUBTFUL = 20_000  # of up to MEGABYTE characters, of more in proportion; what officials write has 400 to 16,000
NO_PROSE = "不像通常文字的地方太多，从这里起没有再查疑似错字"


def find_likely(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Slips, each with what was probably meant, none inside another nor what the lexicon finds already.

    A text is told to be no prose and looked at no further where MOST_DOUBTFUL characters were never seen so before.
    """
    doubtful, most = 0, MOST_DOUBTFUL * max(1.0, sum(len(passage.text) for passage in passages) / MEGABYTE)
    for passage in passages:
        taken = {
            offset for start, entry in find_entries(passage.text) for offset in range(start, start + len(entry.wrong))
        }
        for match in RUN.finditer(passage.text):
            run = match[0]
            if doubtful > most:
                yield Hit(passage, match.start(), match.end(), NO_PROSE)
                return
            proposals = list(likelihood().propose(run))
            doubtful += len(proposals)
            for slip in (*find_slips(run), *find_doubles(run), *find_moves(run), *_find_changed(proposals)):
                place = range(match.start() + slip.start, match.start() + slip.end)
                if taken.isdisjoint(place):
                    taken.update(place)
                    message = f"“{passage.text[place.start : place.stop]}”疑为“{slip.meant}”之误，请核对"
                    yield Hit(passage, place.start, place.stop, message)


def _find_changed(proposals: Iterable[Proposal]) -> Iterator[Slip]:
    """Words of which one character is another."""
    for proposal in proposals:
        if judge(proposal) > 0:
            word = word_at(proposal.mended, proposal.index)
            yield Slip(word.start, word.end, word.text)


CHECKS = (Check("likely-slip", "疑似同音、形近、漏字、重字", find_likely, "公文用字统计"),)
