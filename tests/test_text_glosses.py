"""Korean words told in English: whole words of the list, and two senses where a word has them."""

from __future__ import annotations

import pytest

from rag.text.glosses import glosses


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("수출통제를 강화했다.", {"수출통제": "export control", "강화": "tighten, strengthen"}),
        ("반도체들을 샀다.", {"반도체": "semiconductor"}),
        # A part of a longer word is another word, and so are two words in one.
        ("시장주의 노선", {"노선": "line, route"}),
        ("전화통화를 했다.", {}),
        ("국제전기통신연합에 갔다.", {}),
        ("알리윈 부스", {"부스": "booth"}),
        # 통화 may be a call, and 몸값 a price.
        ("통화가 끝났다.", {"통화": "phone call, currency"}),
        ("몸값이 뛰었다.", {"몸값": "ransom, valuation"}),
        # What is a name elsewhere is no word here.
        ("태양의 코로나", {"태양": "sun, solar power"}),
        ("The talks ended.", {}),
    ],
)
def test_only_whole_words_of_the_list_are_told(text: str, told: dict[str, str]) -> None:
    """Each is told with its place; nothing is put together from parts."""
    found = glosses(text)
    assert {text[gloss.start : gloss.end]: gloss.value for gloss in found} == told
