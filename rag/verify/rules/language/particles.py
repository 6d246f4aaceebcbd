"""Korean particles: of 오바마 대통령은 the 은 tells that he is the subject, and the topic."""

from __future__ import annotations

import re

from rag.text.morphemes import tokens
from rag.text.names import NameMention

TOPIC = frozenset(("은", "는"))
SUBJECT = TOPIC | frozenset(("이", "가", "께서"))
# 도: a topic that joins another one
ALSO = frozenset(("도",))
# Particles that set a name beside another one: 한국과, 일본처럼.
BESIDE = frozenset(("와", "과", "랑", "하고", "처럼", "보다", "만큼"))

# A particle that touches its name and ends the word: 엔비디아는, 서울에서.
_TOUCHING = re.compile(r"(?:[은는이가을를]|에게서?|에서?|로부터)(?=[\s,“])")
# What may stand between a name and the particle of its noun phrase: nouns, figures, brackets.
_NOUN_PHRASE_TAGS = frozenset(
    ("NNG", "NNP", "NNB", "XSN", "XPN", "SL", "SN", "SSO", "SSC", "SH", "SW")
)
_PARTICLE_TAGS = frozenset(("JKS", "JX", "JKO", "JKB"))


def particle_of(text: str, name: NameMention) -> str:
    """Return the particle that ends the noun phrase of a name (오바마 대통령은), or ""."""
    return phrase_end(text, name)[0]


def phrase_end(text: str, name: NameMention) -> tuple[str, int]:
    """Return the particle that ends the noun phrase of a name, or "", and where the phrase ends."""
    touching = _TOUCHING.match(text, name.end)
    if touching:
        return touching.group(), touching.end()
    for token in tokens(text):
        if token.start < name.end or token.tag in _NOUN_PHRASE_TAGS:
            continue
        if token.tag in _PARTICLE_TAGS:
            return str(token.form), token.start + token.len
        return "", token.start
    return "", len(text)
