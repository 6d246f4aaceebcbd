"""What can be wrong with a claim, and how it is said to the reader of the claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rag.domain import Language

Kind = Literal[
    "number", "misplaced", "misdated", "order", "date", "denies", "denied", "speaker", "role",
    "office", "direction", "name", "meaning", "certainty", "quotation", "cites nothing", "asks",
    "unsure", "overstated", "reading",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a source does not bear out; `thing` are the words it is about."""

    kind: Kind
    thing: str = ""

    @property
    def contradicts(self) -> bool:
        """Whether the source says otherwise, rather than nothing."""
        return self.kind in _CONTRADICTING

    def said(self, language: Language) -> str:
        """Return the problem as a sentence."""
        return _SENTENCES[self.kind][language].format(self.thing)


_CONTRADICTING = frozenset[Kind](
    (
        "number", "misplaced", "misdated", "order", "date", "denies", "denied", "speaker", "role",
        "office", "direction",
    )
)  # fmt: skip
_SENTENCES: dict[Kind, dict[Language, str]] = {
    "number": {
        "en": "the source does not give the number {}",
        "ko": "출처에 ‘{}’(이)라는 수치가 없습니다",
    },
    "misplaced": {
        "en": "the source gives the number {} to something else",
        "ko": "출처에서 ‘{}’(이)라는 수치는 다른 것에 관한 것입니다",
    },
    "misdated": {
        "en": "the source gives the date {} to something else",
        "ko": "출처에서 ‘{}’(이)라는 날짜는 다른 것에 관한 것입니다",
    },
    "order": {
        "en": "the source has the two events the other way round",
        "ko": "출처에서 두 일의 앞뒤는 반대입니다",
    },
    "date": {
        "en": "the source does not give the date {}",
        "ko": "출처에 ‘{}’(이)라는 날짜가 없습니다",
    },
    "denies": {
        "en": "the claim denies what the source does not deny",
        "ko": "출처가 부정하지 않은 것을 부정합니다",
    },
    "denied": {
        "en": "the source denies {}",
        "ko": "출처는 ‘{}’을(를) 부정합니다",
    },
    "speaker": {
        "en": "in the source it is {} who says so",
        "ko": "출처에서 그렇게 말한 쪽은 ‘{}’입니다",
    },
    "role": {
        "en": "in the source it is {} who does so",
        "ko": "출처에서 그렇게 한 쪽은 ‘{}’입니다",
    },
    "office": {
        "en": "the source gives {} another office",
        "ko": "출처에서 ‘{}’의 직함은 다릅니다",
    },
    "direction": {
        "en": "the source says the opposite of “{}”",
        "ko": "출처는 ‘{}’와(과) 반대로 말합니다",
    },
    "name": {
        "en": "the source does not name {}",
        "ko": "출처에 ‘{}’(이)라는 이름이 없습니다",
    },
    "meaning": {
        "en": "the source speaks of something else",
        "ko": "출처는 다른 이야기를 합니다",
    },
    "certainty": {
        "en": "the source is less certain of “{}”",
        "ko": "출처는 ‘{}’을(를) 아직 확정된 일로 말하지 않습니다",
    },
    "overstated": {
        "en": "the source does not go as far as “{}”",
        "ko": "출처는 ‘{}’(이)라고까지 말하지 않습니다",
    },
    "quotation": {
        "en": "the source does not have the words “{}”",
        "ko": "출처에 “{}”(이)라는 말이 그대로 있지 않습니다",
    },
    "cites nothing": {"en": "it cites nothing", "ko": "밝힌 출처가 없습니다"},
    "unsure": {
        "en": "it cannot be told whether the source bears that out",
        "ko": "출처로 확인할 수 없는 문장입니다",
    },
    "reading": {
        "en": "read closely, the source does not say that",
        "ko": "꼼꼼히 읽으면 출처는 그렇게 말하지 않습니다",
    },
    "asks": {"en": "it asks instead of telling", "ko": "알리지 않고 묻습니다"},
}
