"""Which of a claim's words have no counterpart in its source, by form or by meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from rag.text.dates import find_dates
from rag.text.english import stem
from rag.text.morphemes import analyse
from rag.text.names import AliasTable, listed
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.language.script import is_korean
from rag.verify.rules.language.similarity import Similarity

# How a thing is denied is checked elsewhere: 채택하지 못하고 is 채택 없이.
_DENIALS = frozenset(("없다", "않다", "못하다", "아니다", "말다", "not", "no"))
# Words that say nothing of their own: those that join, measure loosely, point, carry a noun or
# report.
_EMPTY = frozenset(
    listed(
        """
        가운데 경우 때문 정도 이번 이날 당시 관련 결과 문제 수준 자리 사람 그동안 동안 가량 사이
        입장 내용 모습 사실 따르다 보다 나서다 드러나다 나타나다 위하다 대하다 가지다 지다 통하다
        의하다 어떻다 그렇다 이렇다 오다 가다 나오다 밝히다 전하다 말하다
        덧붙이다
        because since until unless like just out off up down one whether while among against amid
        ahead back even yet still never ever once away along also however though although toward
        towards without within per upon both each either neither none nothing anything something
        anyone someone everyone himself herself itself themselves most more less few many several
        lot another other others nearly almost roughly mainly especially particularly must get got
        come came go going went take took make made put set part such people thing things way noted
        added claimed claims explained stated argued found according
        """
    )
)
_NUMERAL = re.compile(r"\d")
_SHORT_FORM = re.compile(r"[가-힣]{2,5}")
# Cosines of two words of news: unrelated ones lie below the first, synonyms about the second.
# Korean 능력 and 역량 have .61, 원전 and any noun of a summit's report .4; English ones lie closer.
_KOREAN, _ENGLISH = (0.4, 0.7), (0.4, 0.55)
# How much a verb tells beside a noun: 끝나다 and 마치다 are no nearer than unrelated verbs.
_VERB = 0.5


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words of a claim that its source writes in no form, each with what it tells.

    `count` is how much a claim says in all: content words, figures, days and names.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    count: int

    @property
    def most_missing(self) -> float:
        """The share of the claim that its source lacks if it has none of these in other words."""
        return sum(self.weights) / max(1, self.count)

    def missing(self, source: str, similarity: Similarity) -> float:
        """Return the share of the claim that the words of its source do not come near, 0 to 1."""
        if not self.words:
            return 0.0
        unrelated, synonyms = _KOREAN if is_korean(source) else _ENGLISH
        theirs = list(dict.fromkeys(analyse(source).words))
        near = np.array(similarity.nearest(self.words, theirs))
        lacking = 1 - np.clip((near - unrelated) / (synonyms - unrelated), 0, 1)
        return float(lacking @ np.array(self.weights)) / max(1, self.count)


def reworded(claim: str, source: str, aliases: AliasTable) -> Reworded:
    """Return the content words of a claim that a source in its language does not write.

    A word that the source has in another form counts as there.  Figures, days and names are
    checked elsewhere: here they count as found.
    """
    spans = [(name.start, name.end) for name in aliases.mentions(claim)]
    spans += [(day.start, day.end) for day in find_dates(claim, None)]
    spans += [(figure.start, figure.end) for figure in figures_in(claim)]
    for start, end in spans:
        claim = claim[:start] + " " * (end - start) + claim[end:]
    said = analyse(claim)
    ours = [w for w in dict.fromkeys(said.words) if not _NUMERAL.search(w)]
    forms, folded = set(analyse(source).morphemes), source.casefold()
    lacking = [w for w in ours if not _written(w, forms, folded) and not _shortens(w, source)]
    words = tuple(w for w in lacking if w.lower() not in _DENIALS | _EMPTY)
    count = len(ours) - len(lacking) + len(words) + len(spans)
    weights = tuple(_VERB if word.removesuffix("다") in said.verbs else 1.0 for word in words)
    return Reworded(words, weights, count)


def _written(word: str, forms: set[str], folded: str) -> bool:
    """Return whether a source writes a word, or has it inside another: 넘다 in 넘어서."""
    form = stem(word) if word.isascii() else word.removesuffix("다")
    return form in forms or (len(form) > 1 and form in folded)


def _shortens(word: str, source: str) -> bool:
    """Return whether a Korean word is made of syllables of a longer one: 과기부, 과학기술부."""
    if not _SHORT_FORM.fullmatch(word):
        return False
    more = 2 * len(word) - 1
    inside = "".join(f"[가-힣]*?{syllable}" for syllable in word[1:])
    longer = rf"(?<![가-힣]){word[0]}(?=[가-힣]{{{more},}}){inside}"
    return re.search(longer, source) is not None
