"""The names of a claim that its source does not give, in whatever script."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.names import (
    SOUNDS_ALIKE,
    AliasTable,
    NameMention,
    listed,
    same_name,
    sounds_alike,
    translate_term,
    unknown_names,
)
from rag.text.quantities import find_quantities
from rag.verify.script import is_korean

_HANGUL = re.compile(r"[가-힣]{2,12}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.]*")
_LATIN_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ]{3,}")
# No names: "I've", and what a capital begins a sentence with.
_CONTRACTED = re.compile(r"(?:I|You|We|They|He|She|It|That|There|What|Who|Let)['’]", re.IGNORECASE)
_OPENERS = re.compile(
    r"(?:already|often|perhaps|maybe|nearly|almost|around|within|without|during|through|inside|"
    r"outside|behind|beyond|toward|towards|back|never|always|once|none|nobody|nothing|everyone|"
    r"everything|someone|something|another|neither|either|whether|whatever|recent|people|police|"
    r"officials|experts|authorities|few|hard|light|road|forget|terrorist|synthetic|rampant|"
    r"[a-z]{4,}(?:ors|ers|ists|ants|ents|men|ions|ects|ities)|"
    r"[a-z]{3,}ing|[a-z]{3,}ly|[a-z]{3,}ed)$",
    re.IGNORECASE,
)
# Words inside names that Korean translates and the glossary, which is of policy, does not hold.
_TRANSLATED = {
    word: tuple(korean.split("|"))
    for words, _, korean in (
        entry.partition(":")
        for entry in listed(
            """
    american,americans:미국
    korean,koreans,koreas:한국|한인|남북|북한|조선|대한|한반도|한글 english:영어|영국|영문
    british:영국 french:프랑스|불어 german:독일 chinese:중국 japanese:일본
    arab,arabs,arabic:아랍 muslim,muslims,islam,islamic:이슬람|무슬림|회교
    jewish,jews:유대|유태 christian,christians:기독교
    catholic,catholics:가톨릭|천주교 republican,republicans:공화당
    democrat,democrats,democratic:민주 congress:의회|의원|국회 senate:상원
    parliament:의회|국회 western:서방|서부|서양|서구 eastern:동부|동쪽|동양 northern:북부
    southern:남부 middle:중동 pacific:태평양 atlantic:대서양
    european,europeans:유럽 african,africans:아프리카 olympics,olympic:올림픽
    internet,web:인터넷|웹 bible,testament:성서|성경 airways:항공
    university,tech:대학|대|공대 hospital:병원 court:법원|재판소 police:경찰
    army,navy:군 house:하원|의회|백악관|청와대 white:백악관 states,state:주|미국|국무
    united:미국|유나이티드|연합 nations:유엔|국가 city:시 county:카운티
    province,prefecture:성|현|주|도 island,islands:섬|제도 kingdom:영국|왕국
    party:당 bank:은행 news:뉴스|통신|언론 times:타임스|타임즈 street:가|스트리트
    cup:컵|월드컵 world:세계|월드 summer:여름|하계 winter:겨울|동계 new:새|신|뉴 great:대
    year:해|년 center:센터 institute:연구소|연구원 committee:위원회
    agency:청|국|기구|기관|통신 board:위원회 security:안보|보안|안전 justice:법무|정의
    defense:국방|방위 education:교육 interior:내무 spanish:스페인 italian:이탈리아
    russian,russians:러시아 irish:아일랜드 indian,indians:인도
    """
        )
    )
    for word in words.split(",")
}
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z. ]{2,}(?:, [A-Z][A-Za-z. ]+)? ?)?"
    r"\((?:CNN|AP|AFP|Reuters|Yonhap|UPI)\)\s*[-–—]*\s*"
)
_TITLE = re.compile(r"(?:Sen|Gen|Rep|Rev|Gov|Jr|Sr|Lt|Col|Sgt)\.?$")
_SMALL = frozenset(("of", "and", "for", "the", "de", "da", "van", "von", "del", "al", "bin"))
_INHABITANTS = re.compile(r"(?:ians?|ese|ish|ics?|ites?|ans?|is?|s)$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)]?\s+|[\n\"“‘])$")


def all_names(text: str, aliases: AliasTable) -> list[NameMention]:
    """Return the known names of a text and those that no list knows."""
    return [*aliases.mentions(text), *unknown_names(text)]


def missing_names(claim: str, around: str, aliases: AliasTable) -> list[NameMention]:
    """Return the names of a claim that `around`, the source and its context, does not give."""
    offered = all_names(around, aliases)
    entities = {mention.entity for mention in offered}
    folded = around.casefold()
    return [
        mention
        for mention in all_names(claim, aliases)
        if mention.entity not in entities
        and mention.text.casefold() not in folded
        and not _ordinary(mention, claim)
        and not any(same_name(mention.text, other.text, aliases) for other in offered)
        and not _in_other_script(mention, around, aliases)
    ]


def _ordinary(mention: NameMention, claim: str) -> bool:
    """Return whether an unknown name is only a word with a capital: Seventeen, I've, Already."""
    if mention.kind != "name":
        return False
    if _CONTRACTED.match(mention.text) or _TITLE.match(mention.text):
        return True
    begins = _SENTENCE_START.search(claim[max(0, mention.start - 4) : mention.start])
    if not begins or " " in mention.text:
        return False
    counted = any(q.start <= mention.start < q.end for q in find_quantities(claim))
    return counted or _OPENERS.match(mention.text) is not None


def _in_other_script(mention: NameMention, around: str, aliases: AliasTable) -> bool:
    """Return whether a name stands in a text of the other script: by table, sound or meaning.

    송도컨벤시아 is a name of its own and 소라 is a shell, but Songdo and Sora are in them.
    """
    spoken = tuple(_HANGUL.findall(around))
    forms = [form for form in aliases.forms(mention.text) if _HANGUL.fullmatch(form)]
    if forms:
        return any(word.startswith(form) for form in forms for word in spoken)
    if _HANGUL.search(mention.text):
        return not is_korean(around) and _spoken_in_latin(mention.text, around)
    words = [
        part
        for word in _LATIN.findall(mention.text.replace("-", " "))
        if (part := _bare(word)).lower() not in _SMALL
    ]
    if not words or not spoken:
        return False
    found = [_given(word, spoken, around) for word in words]
    return found[-1] if len(found) < 3 else sum(found) >= 0.6 * len(found)


def without_dateline(claim: str) -> str:
    """Return a claim without the "LONDON, England (CNN)" that opens a wire story."""
    return _DATELINE.sub("", claim, count=1)


def _bare(word: str) -> str:
    return word.rstrip(".").removesuffix("'s").removesuffix("’s").rstrip("'’")


def _given(word: str, spoken: tuple[str, ...], around: str) -> bool:
    """Return whether a Latin word of a name stands in Korean text as it sounds or translated."""
    if word.casefold() in around.casefold():
        return True
    translated = (*translate_term(word, "ko"), *_TRANSLATED.get(word.casefold(), ()))
    if any(term in around for term in translated):
        return True
    if not _LATIN_NAME.match(word):
        return False
    heard = re.sub(r"^Mc(?=[A-Z])", "Mac", word).lower()
    stem = _INHABITANTS.sub("", heard)
    latin = [heard] + ([stem] if stem != heard and len(stem) > 3 else [])
    return any(_begins_like(one, each) for each in spoken for one in latin)


@lru_cache(maxsize=50_000)
def _begins_like(latin: str, word: str) -> bool:
    """Return whether a Korean word begins with a Latin one as it sounds: 카스파로프를, Kasparov."""
    shortest, longest = max(2, len(latin) // 3), min(len(word), len(latin))
    return any(
        sounds_alike(word[:length], latin) >= SOUNDS_ALIKE
        for length in range(shortest, longest + 1)
    )


def _spoken_in_latin(korean: str, around: str) -> bool:
    """Return whether the last word of a Korean name stands in English text as it sounds."""
    last = _HANGUL.findall(korean)
    return bool(last) and any(
        sounds_alike(last[-1], _bare(word)) >= SOUNDS_ALIKE
        for word in _LATIN.findall(around)
        if word[0].isupper()
    )
