"""Whether a sentence offers the kind of thing that a question wants."""

from __future__ import annotations

import pytest

from rag.retrieve.wanted import Offers, wanted_of
from rag.text.names import AliasTable

ALIASES = AliasTable.curated()


@pytest.mark.parametrize(
    ("question", "more", "less"),
    [
        # Where something is or goes, before a country that acts or is spoken of.
        ("기구 본부는 어디에?", "본부를 상하이에 둔다.", "상하이는 큰 도시다."),
        ("장관은 어디서 만났나?", "둘은 부산 벡스코에서 만났다.", "부산이 둘을 초청했다."),
        ("Where is the office?", "The office opened in Busan.", "Busan welcomes the office."),
        ("Which city hosts it?", "It will meet in Shenzhen.", "It will meet again soon."),
        # A number of the unit that is asked for, before another number.
        ("몇 개국이 참가했나?", "21개국이 왔다.", "3조원을 썼다."),
        ("How much did it cost?", "It cost $3 billion.", "It took three years."),
        # A person that the question does not name itself.
        ("Who met Jensen Huang?", "Donald Trump met him.", "Jensen Huang met him."),
        ("왜 늦었나?", "비 때문에 늦었다.", "늦게 도착했다."),
    ],
)
def test_a_sentence_offers_what_is_wanted_more_or_less(question: str, more: str, less: str) -> None:
    """What answers has something of the wanted kind that the question did not name."""
    offers = Offers(wanted_of(question), question, ALIASES)
    assert 0 <= offers.by(less) < offers.by(more) <= 1
