"""Whether a sentence tells what somebody said: "What did Huang say of the ban?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text.names import AliasTable, NameMention, same_name, unknown_names

_SAID_KO = re.compile(
    r"(?:말|강조|설명|주장|평가|답|언급|지적|당부|경고|촉구|반박|비판|전망|진단|부연|약속|요구|호소|규정"
    r"|표현|판단|제안|역설|분석|해석|인정)(?:했|하며|하면서|한 )"
    r"|밝혔|밝히며|전했|덧붙였|내놨|내놓았|발언|이라며|라며|라고|다고|달라고"
)
_SAY_EN = "(?:said|says|told|tells|called|described|argued|added|warned|stressed|noted|replied)"
_SAID_EN = re.compile(
    rf"\b(?:{_SAY_EN}|explained|responded|claimed|commented|urged|promised|according to)\b"
)
# What follows a name that speaks: 황 CEO는, 젠슨 황 엔비디아 최고경영자(CEO)가; Huang also said.
_SPEAKS = re.compile(
    r"[가-힣A-Za-z() ·]{0,16}?(?:은|는|이|가|도|에 따르면)(?![가-힣])"
    rf"|[\w, -]{{0,40}} {_SAY_EN}\b"
)
_ONE_NAMED_BEFORE = re.compile(
    r"(?<![가-힣])(?:그는|그녀는|그가)|\b(?:he|she|they)\b", re.IGNORECASE
)
_SPEAKERS = frozenset(("person", "org", "company", "media", "name"))
# Who acts in "What did China say of the chip?", where "of China's chips" would name no speaker.
_SUBJECT_KO = re.compile(r"[가-힣 ]{0,8}?(?:은|는|이|가)(?![가-힣])")
_SUBJECT_EN = re.compile(r"\b(?:did|does|do|has|have|had) (?:the )?(?:\w+ )?$")


def speakers_of(question: str, aliases: AliasTable) -> tuple[str, ...]:
    """Return those whose words a question may ask for: who acts in it, else whom it names."""
    named = [*aliases.mentions(question), *unknown_names(question, aliases)]
    acting = [name for name in named if _acts(name, question)]
    return tuple(name.text for name in acting or named if acting or name.kind in _SPEAKERS)


def _acts(name: NameMention, question: str) -> bool:
    before = _SUBJECT_EN.search(question[: name.start])
    return before is not None or _SUBJECT_KO.match(question, name.end) is not None


def tells_what_is_said(sentence: str, asked: Sequence[str], aliases: AliasTable) -> float:
    """Return how well a sentence tells what those who are asked about said, 0 to 1.

    It does best where one of them speaks, less where "he" does, and hardly where another does.
    """
    if not asked or not (_SAID_KO.search(sentence) or _SAID_EN.search(sentence)):
        return 0.0
    names = [*aliases.mentions(sentence), *unknown_names(sentence, aliases)]
    speakers = [name.text for name in names if _SPEAKS.match(sentence, name.end)]
    if any(_may_be(one, speaker, aliases) for one in asked for speaker in speakers):
        return 1.0
    return 0.6 if _ONE_NAMED_BEFORE.search(sentence) else 0.3


def _may_be(one: str, speaker: str, aliases: AliasTable) -> bool:
    """Return whether a name that is asked about is the speaker's, or the beginning of it: 삼성."""
    if same_name(one, speaker, aliases):
        return True
    longer = (speaker, *aliases.forms(speaker))
    return any(form.startswith(short) for short in (one, *aliases.forms(one)) for form in longer)
