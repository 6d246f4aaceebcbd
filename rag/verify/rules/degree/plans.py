"""Claims that tell as done what their source only plans, or as planned what it tells as done.

Both languages and any pair of them are judged alike: by whether there is a past verb that does more
than report, and by the words that put a thing off (계획, 겠다, will, plans to).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rag.text.morphemes import analyse, tokens
from rag.text.names import listed
from rag.verify.problems import Problem
from rag.verify.rules.degree.certainty import hedges
from rag.verify.rules.denial.denied import denies
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import RIEUL, is_korean, same_language

_TO_COME_KO = re.compile(
    r"(?:할|될|[을를릴갈올낼킬칠질])\s(?:(?:계획|예정)(?!이던|이었)|방침|것)|겠[다으고]|"
    r"기로 (?:[했하]|합의|결정|약속|의결|확정)"
)
_TO_COME_EN = re.compile(
    r"\b(?:will|shall|going to|(?:is|are|was|were) (?:to|set|due|about)|propos\w+|promis\w+|"
    r"pledg\w+|vow\w*|agree\w*|decid\w+|decision|able|prepar\w+|ready|would|forecast\w*|"
    r"predict\w*|project\w*|outlook|prospect\w*|potential\w*|await\w*|upcoming|next|future|soon|"
    r"by 20\d\d|ask\w*|call(?:s|ed|ing)? (?:for|on)|urg\w+|order\w*|demand\w*|threat\w+|warn\w*|"
    r"seem\w*|appear\w*|should|must|supposed)\b",
    re.IGNORECASE,
)
# That something is only planned: a translator does not add it.
_PLAN = re.compile(
    r"\b(?:is|are|was|were) (?:considering|planning|weighing|reviewing)\b|\bplan(?:s|ned)? to\b|"
    r"검토(?: 중|하고 있|할|한다)|[할될]\s(?:계획|예정|방침)"
)
# That it is yet to come: wrong where all that a source in another language tells is past.
_FUTURE = re.compile(rf"\bw(?:ill|ould) (?!have\b)(?=[a-z]{{3}})|[{RIEUL}]\s(?:예정|것이다)|겠다")
# "Hoped it would", "how they would": what is wished or asked is not foretold.
_WISHED = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|wish\w*|whether|if|how|what|where|so that|want\w*)\b[^.;]{0,60}?"
    r"\bw(?:ill|ould)\b"
)
# What lets Korean tell of the future: a verb in ㄹ before a noun (이행할 방안), 기를 바란다.
_OPEN_KO = re.compile(
    rf"[{RIEUL}]\s?(?:것|테|거[라예야다])|겠|려[고는면]|고자|도록|기\s?(?:를|"
    rf"를\s)?\s?(?:위[해한]|바[라란랐])|"
    rf"[할될킬칠](?=\s(?!때|뿐|정도|만큼|수록))|[가-힣]자고|(?:달라|주라|하라|라)고|면\s"
)
# What lets English tell of the future without a word for it.
_OPEN_EN = re.compile(
    r"\bto [a-z]+|\b(?:refus\w+|declin\w+|rul\w+ out)|(?:\b(?:is|are|am)|[’'](?:re|s|m)) \w+ing\b"
)
# "Brought up the letters", "laid out a plan": two words that only report.
_REPORTS_IN_TWO = re.compile(
    r"\b(?:(?:brought|took) up|(?:pointed|laid|set|spelled|spelt|singled) out|(?:put|set|"
    r"brought) for(?:ward|th)|"
    r"(?:called|pushed|pressed|appealed|argued) for|(?:referred|alluded|pointed) to|touched on|"
    r"(?:made|took|drew) (?:it |an? |the )?(?:clear|case|case that|view|attention|point)|"
    r"gave (?:an? |the )?(?:\w+ )?(?:explanation|account|interview|speech|briefing|assessment|"
    r"view|opinion|estimate)|"
    r"raised (?:the |an? )?(?:\w+ )?(?:issue|matter|subject|question|possibility|point|topic|"
    r"concern|prospect)s?)\b",
    re.IGNORECASE,
)
# What is asked is not told: "unclear whether it had landed".  Korean 했는지 is seen by its ending.
_ASKED_EN = re.compile(r"\bwhether\b[^,.;]*|\b(?:know\w*|clear|unclear|sure|ask\w*) if\b[^,.;]*")
_ASKED_KO = frozenset(("는지", "ᆫ지", "은지", "ᆯ지", "을지"))
# Verbs of saying and deciding are past in whatever tense the thing itself stands.
_REPORTS_KO = re.compile(
    r"말|밝히|전하|강조|설명|덧붙|주장|약속|발표|예고|경고|전망|예상|기대|보도|촉구|제안|합의|"
    r"결정|내다보|언급|"
    r"지적|시사|공언|다짐|확인|평가|요구|요청|비판|반박|답|공개|선언|계획|검토|관측|분석|보이|"
    r"알리|알려|계시|있|"
    r"나서|나타나|통보|호소|제시|당부|인정|소개|지시|확정|마련|구상|기로|역설|비난|반발|환영|묻|"
    r"인용|격려|설득|"
    r"거론|논의|타진|모색|건의|권고"
)
# These a claim may add to whatever its source tells, but in a source they are deeds.
_REPORTS_MORE_KO = re.compile(
    r"부인|일축|얘기|이야기|주문|토론|바라|질문|청$|우려|걱정|문의|간청|염려|회상|고백|털어놓|귀띔|진단|꼽|짚"
)
_REPORTS_EN = frozenset(
    listed(
        """
    said told added announced warned claimed argued stressed noted insisted reported explained
    acknowledged confirmed stated declared predicted unveiled emphasised emphasized underlined
    disclosed revealed suggested indicated mentioned estimated quoted called named based needed used
    related united advanced accused cited hinted signalled signaled tied involved skilled limited
    associated dedicated linked detailed expected scheduled planned intended hoped wanted considered
    supposed proposed committed asked urged demanded promised pledged vowed agreed decided
        """
    )
)
_REPORTS_MORE_EN = _REPORTS_EN.union(
    listed(
        """
    asserted maintained contended remarked observed expressed voiced discussed talked recommended
    requested praised assessed denied dismissed refuted
        """
    )
)
# Where a thing was said: "만나 … 말했다" tells of a meeting that took place.
_SETTING_KO = frozenset(("만나", "찾", "찾아가", "방문", "참석", "출석", "회동", "통화", "모이"))
_SO_THEN_KO = frozenset(("어", "아", "어서", "아서"))
_PAST_EN = re.compile(
    r"(?<!\bbe )\b(?:(?!hundred|embed|sacred|naked)[a-z]+[^\We]ed|freed|rose|fell|"
    r"grew|shrank|took|gave|made|"
    r"built|bought|sold|sent|won(?![’'])|lost|began|came|went|met|paid|spent|broke|drew|chose|"
    r"became|brought|withdrew|wrote|flew|fled|drove|"
    r""
    r"(?:has|have|had) (?:already |also |been ){0,2}(?!to\b|not\b|no\b|an?\b|the\b)"
    r"(?P<perfect>[a-z]+(?:ed|en|t|ld|wn|ne)))\b(?!-)"
)
_WAS_EN = re.compile(
    r"\bafter [a-z]+ing\b|\b(?:was|were|has|have|had)\b(?! (?:to|set|due|expected|scheduled)\b)"
)
# That a thing is settled, or sure to come; and what in a source bears that out.
_SETTLED = re.compile(r"\b(?:has|have|had) decided to\b|하기로 (?:결정|확정)[했됐]")
_SETTLED_BY = re.compile(
    r"결정|확정|합의|기로 |결의|의결|\b(?:deci\w+|agree\w*|resolv\w+|settle\w*|vote[ds]?)\b",
    re.IGNORECASE,
)
_SURE = re.compile(r"\bwill\b|(?:할|될) 것이다")
_POSSIBLE = re.compile(r"[할될을일]\s?수(?:도)? 있(?!게|는|도록|었)|\b(?:may|might|could)\b|가능성")
_SURELY_COMES = re.compile(
    r"것[”\"’']*(?:이[다며라고]|으로)|겠|예정|계획|방침|전망|예상|보인다|"
    r"\b(?:will|shall|going to|expect\w*|plan\w*|set to|would)\b|[’']ll\b"
)
_NEAR_END = 12


def _surely(claim: str, source: str) -> str:
    """Return how a claim calls sure or settled what its source only holds possible, or plans."""
    settled = _SETTLED.search(claim)
    if settled and _puts_off(source) and not _SETTLED_BY.search(source):
        return settled.group()
    sure = _SURE.search(claim)
    if sure and _POSSIBLE.search(source) and not _SURELY_COMES.search(source):
        return "" if hedges(_SURE.sub("", claim)) else sure.group()
    return ""


def done_or_planned(claim: str, source: str) -> list[Problem]:
    """Return what a claim tells as done, and its source only as to come; or the reverse."""
    claim = _ASKED_EN.sub("", claim)
    planned, plan = _puts_off(source), _PLAN.search(claim)
    if surely := _surely(claim, source):
        return [Problem("certainty", surely)]
    if planned and not _puts_off(claim) and not any(_done(source, widely=True)):
        done = next((d for d in _done(claim) if not _told_plainly(d, claim, source)), "")
        return [Problem("certainty", done)] if done else []
    if plan and not planned and not _PLAN.search(source) and _ends_done(source):
        return [Problem("certainty", plan.group())]
    future = _FUTURE.search(_WISHED.sub("", claim))
    if future and not planned and not same_language(claim, source) and _all_past(source):
        return [Problem("certainty", future.group().strip())]
    return []


def _told_plainly(done: str, claim: str, source: str) -> bool:
    """Return whether a source in one language has a verb in a clause that puts nothing off."""
    if not same_language(claim, source):
        return False
    stems = set(analyse(done).morphemes)
    return any(
        stems & set(analyse(clause.text).morphemes)
        and not (_puts_off(clause.text) or denies(clause.text))
        for clause in clauses_of(source)
    )


def _all_past(text: str) -> bool:
    """Return whether a text tells of what is done, and of nothing that may be to come."""
    if is_korean(text):
        return _ends_done(text) and not _OPEN_KO.search(text)
    return any(_done(text)) and not _OPEN_EN.search(text)


def _puts_off(text: str) -> bool:
    to_come = _TO_COME_KO if is_korean(text) else _TO_COME_EN
    return hedges(text) or to_come.search(text) is not None


def _ends_done(text: str) -> bool:
    """Return whether a text ends in what is done, rather than tells of it in passing."""
    end = len(text.rstrip(" .”\"'"))
    return any(text.rfind(done) > end - _NEAR_END for done in _done(text))


def _done(text: str, *, widely: bool = False) -> Iterator[str]:
    """Yield the verbs of a text that tell of something past, but for those that only report.

    `widely` counts as well what was so (이었다, was) and what a noun underwent (통과된 법안).
    """
    yield from _done_korean(text, widely) if is_korean(text) else _done_english(text, widely)


def _done_english(text: str, widely: bool) -> Iterator[str]:
    if widely and (was := _WAS_EN.search(text)):
        yield was.group()
    reports = _REPORTS_EN if widely else _REPORTS_MORE_EN
    for match in _PAST_EN.finditer(_REPORTS_IN_TWO.sub("", text)):
        if (match["perfect"] or match.group()) not in reports:
            yield match.group()


def _done_korean(text: str, widely: bool) -> Iterator[str]:
    words = tokens(text)
    for at, token in enumerate(words[1:], 1):
        verb = words[at - 1]
        past = token.tag == "EP" and token.form in ("었", "았")
        asked = at + 1 < len(words) and words[at + 1].form in _ASKED_KO
        if past and (verb.form == "못하" or asked):
            continue  # what could not be done is no deed, nor is 했는지
        if past and widely and verb.tag[:2] in ("VX", "VA", "VC"):
            yield text[verb.start : token.start + token.len]
        past = past or (widely and (_undergone(words, at) or _sets_scene(words, at)))
        if not past or not verb.tag.startswith(("VV", "XSV")):
            continue
        noun = words[at - 2] if verb.tag == "XSV" and at > 1 else verb
        if verb.form == "받" and at > 2 and words[at - 2].tag == "JKO":
            noun = words[at - 3]  # 제안을 받았다 reports a 제안
        said = _REPORTS_KO.match(noun.form) or (not widely and _REPORTS_MORE_KO.match(noun.form))
        if not said:
            yield text[noun.start : token.start + token.len]


def _sets_scene(words: Sequence[Any], at: int) -> bool:
    """Return whether a verb only leads to what was then said or done: 만나 of 만나 … 말했다."""
    verb, token = words[at - 1], words[at]
    noun = words[at - 2] if verb.tag == "XSV" and at > 1 else verb
    if token.tag != "EC" or token.form not in _SO_THEN_KO or noun.form not in _SETTING_KO:
        return False
    return any(later.tag == "EP" and later.form in ("었", "았") for later in words[at + 1 :])


def _undergone(words: Sequence[Any], at: int) -> bool:
    """Return whether a verb is a past participle; of "32% 늘린 1조원" it only measures a plan."""
    token = words[at]
    counts = at + 1 < len(words) and words[at + 1].tag == "SN"
    return token.tag == "ETM" and token.form in ("ᆫ", "은") and not counts
