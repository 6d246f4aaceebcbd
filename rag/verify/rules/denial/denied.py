"""What a sentence denies: "구속력이 없다" denies 구속력, "not legally binding" denies binding."""

from __future__ import annotations

import re
from itertools import pairwise

from rag.text.english import stem
from rag.text.morphemes import tokens
from rag.text.names import listed, translate_term
from rag.verify.rules.denial.denied_korean import denied_korean
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.script import is_korean

_DENIAL = re.compile(
    r"않|못(?:하|했|한|할|합|해)|없(?!애|앨|앴|어[지질졌진])|아니|아닙|아닌"
    r"|\b(?:not|cannot|never|no longer|without|neither|nor|nobody|no one|"
    r"fail(?:s|ed|ing)? to|stop(?:s|ped)? short of)\b|n[’']t\b",
    re.IGNORECASE,
)
# May be 안 or 못 before a verb; the analyser tells.
_SHORT_DENIAL = re.compile(r"(?<![가-힣])[안못]\s?[가-힣]")
# These deny nothing: "not only … but", "no less than", "without end", "even without".
_NO_DENIAL = re.compile(
    r"뿐만?\s?아니라|대수롭지 않|만만치 않|심상치 않|예사롭지 않|못\s?미[치친칠쳤쳐]|"
    r"못지\s?않|머지\s?않|적지\s?않"
    r"|(?:없|않)(?:더라도|어도|아도)(?!\s?[되된돼될됐])"  # 증상이 없더라도: whether or not
    r"|(?:끊임|틀림|변함|상관|어김|거침|다름|꾸밈|관계|빠짐)\s?없|밖에\s?없"
    r"|\bnot (?:only|just|least)\b|\bwhether or not\b|\b(?:can(?:no|['’])t) help\b",
    re.IGNORECASE,
)
# 모른다 for "does not know", 거부했다 for "would not": one entry a beginning of such a word.
_SOFT_KO = (
    "모르|모른|모를|몰랐|몰라|무관|반대|거부|거절|부인|비공식|불(?:가능|법|확실|투명|만|필요|참|신|발)|어렵|어려|힘들|"
    "그만|말(?:라|아달|아야)|무산|실패|반박|부족|모자라|미(?:흡|정|확인|지수)|드물|결렬|잃|중단|금지|"
    r"피[하한할했해]|삼가|오[역해인]|잘\s?못|제외|불참|면제|사실무근|누락|탈락|유보|기권|전무|"
    r"백지화|난색|에서 빠[졌진]|미달|취소|보류|연기|철회|포기|배제|외면|무시|함구|침묵|"
    "아[꼈끼]"
)
_SOFT_EN = (
    # un-, dis- and -less, but for words that begin or end so and deny nothing
    r"un(?!der|it|ified|iform|ion|iq|ivers|til|animous|veil|leash|fold|cover)[a-z]{4,}",
    r"dis(?!cover|cuss|tri|tan|play|patch|aster|clos|ciplin|tinct|pute)[a-z]{4,}",
    r"(?!nonethe|neverthe|wire)[a-z]{3,}less\b",
    r"den(?:y|ied|ies)|refus|reject|fail|lack|oppos(?!ition (?:part|lead|law|cand|polit|bloc|fig))",
    r"unable|impossible|ban(?:s|ned|ning)?\b|block|halt|suspend|stopp|prevent|avoid|absen|abstain",
    r"no\b|none|nothing|rarely|hardly|seldom|barely|scarcely|yet to|premature|far from|short of",
    r"(?<!\ba )(?<!last )(?<!next )(?<!past )(?<!first )few\b",
    r"outside|hid(?:e|es|den|ing)?\b|only|instead|rather|miss(?!ion|ile)|at large|against",
    r"declin\w+ to|cancel|call\w* off|scrap|boycott|withh[eo]ld|withdr[ae]w|skip|ignor|neglect",
    r"exempt|exclud|abandon|postpon|delay|in vain|too \w+ to|resist|doubt|ceas|exhaust|out of",
    r"ke(?:ep|eps|pt)\b(?=[^.;]{0,40}\b(?:from|out of|away|unchanged|secret|quiet|on hold|low)\b)",
    r"clos(?:e|ed|es)\b|shut\b|idle|rul\w+ out|little\b|free (?:of|from)\b|immune|silen|secre",
    r"anonym|vacant|empty",
    r"(?:put|puts|held|hold|warded|staved|broke|cut|shut|turned|switched) off\b",
    r"off[- ](?:limits|label|the[- ]table)",
)
# Words that deny in themselves; a translation may put a plain denial for them.
_SOFT_DENIAL = re.compile(rf"{_SOFT_KO}|\b(?:{'|'.join(_SOFT_EN)})", re.IGNORECASE)
# A denial in which a Korean sentence ends, before "he said" and its like.
_DENIED_AT_LAST = re.compile(
    r"(?P<word>[가-힣]+)(?:지(?:는|도|를)?\s?(?:않|못)|[이가은는도]\s?(?:거의\s)?(?:없|"
    r"아니))[가-힣]{0,3}"
    r"(?:[”\"’']?(?:라?고|며|면서)\s(?:[가-힣]+\s){0,2}[가-힣]+)?[.”\"’'\s]*$"
)
# "Nothing has been decided" for 결정된 바 없다: no word of these is denied, but the clause is.
_DENIES_WHOLLY = re.compile(
    r"\b(?:no|nothing|none|nobody|fail(?:s|ed)?|refus\w+|yet to|lack\w*|unable)\b", re.IGNORECASE
)
_NEAR_DENIAL = re.compile(
    r"\b(?:rarely|hardly|seldom|barely|scarcely|few|little|mis(?:under|trans|quot|repre)[a-z]+)\b"
    r"|오[역해]|잘\s?못",
    re.IGNORECASE,
)
# "not legally binding", "never supplied any"
_DENIED_ENGLISH = re.compile(
    r"(?:\b(?:not|never|no(?! less| fewer| more| doubt| later| \w+ (?:too|but|other|like|"
    r"\w+er)\b)(?: longer)?|without|fail(?:s|ed|ing)? to)|n[’']t)\s"
    r"(?P<words>(?:[A-Za-z-]+\s?){1,5})",
    re.IGNORECASE,
)
# "Never before", 한 번도 … 없었다: how a first time is told by a denial; and how it is called one.
_BEFORE = re.compile(
    r"지금까지|이제까지|여태|그동안|그간|이전|종전|과거|앞서|앞선|한\s?번도|전례|유례|선례|"
    r"아무도|누구도|어느|마지막으로|한동안|"
    r"\b(?:before|n?ever|earlier|previous(?:ly)?|prior|until now|to date|so far|precedent\w*|"
    r"in (?:\w+ )?(?:\d+|\w+) (?:years|decades|months))\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"처음|최초|첫|초유|사상\s|[년달월]\s?만[에의이]"
    r"|\b(?:first|unprecedented|for the first time|maiden|debut)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# "Names no one", "found nothing": the verb is denied by its object.
_DENIED_BY_OBJECT = re.compile(
    r"\b(?P<verb>[a-z]{3,})\s(?:no one|nobody|nothing|none)\b"
    r"(?!\s(?:ha[sd]|have|was|were|is|are|w(?:ill|ould)|c(?:an|ould))\b)"
)
# Between a denial and what it denies: "did not | have to be | approved"; and verbs that hand it on:
# "does not expect it to survive".
_EMPTY = frozenset(
    listed(
        """
    yet be been being have has had do did does to the a an on in at of by for with any as it its
    all so that this only much very more said saying able going need needs want wants wanted plan
    plans planned intend intends expect expects expected think thinks believe believes seem seems
    appear appears likely
        """
    )
)


def denies(text: str) -> bool:
    """Return whether a text denies anything."""
    return count_denials(text) > 0


def count_denials(text: str) -> int:
    """Return how often a text denies something."""
    plain = _NO_DENIAL.sub("", text)
    return len(_DENIAL.findall(plain)) + len(_denied_shortly(plain))


def _denied_shortly(text: str) -> list[str]:
    """Return the verbs behind 안 or 못 (안 나왔다); 안전 and 안보 hold neither."""
    if not _SHORT_DENIAL.search(text):
        return []
    words = tokens(text)
    return [
        str(verb.form)
        for adverb, verb in pairwise(words)
        if adverb.tag == "MAG" and adverb.form in ("안", "못") and verb.form != "하"
    ]


def denies_softly(text: str) -> bool:
    """Return whether a text holds a word that another language may render as a denial."""
    return _SOFT_DENIAL.search(text) is not None


def soft_denials(text: str) -> list[int]:
    """Return where the words begin that another language may render as a denial."""
    return [match.start() for match in _SOFT_DENIAL.finditer(text)]


def denies_wholly(text: str) -> bool:
    """Return whether an English text denies by "no", "nothing" or a verb such as "failed"."""
    return _DENIES_WHOLLY.search(_NO_DENIAL.sub("", text)) is not None


def nearly_denies(text: str) -> bool:
    """Return whether an English text holds a word that is all but a denial: few, rarely."""
    return _NEAR_DENIAL.search(text) is not None


def denied_at_last(korean: str) -> str:
    """Return what a Korean sentence denies in the verb in which it ends, or ""."""
    match = _DENIED_AT_LAST.search(_NO_DENIAL.sub("", korean))
    return match["word"] if match else ""


def denied_at_first(english: str) -> str:
    """Return what an English sentence of one clause denies by "not", or ""."""
    plain = _NO_DENIAL.sub("", english)
    match = _DENIED_ENGLISH.search(plain)
    return match["words"].strip() if match and len(clauses_of(plain)) == 1 else ""


def denied(text: str, least: int = 2) -> tuple[str, ...]:
    """Return the words of `least` letters that a text denies and says nowhere else."""
    plain = _NO_DENIAL.sub("", text)
    words = list(denied_korean(plain)) if is_korean(text) else []
    for match in _DENIED_ENGLISH.finditer(plain):
        told = (w for w in match["words"].lower().split() if w not in _EMPTY and w[-2:] != "ly")
        words += list(told)[:1]
    words += [match["verb"] for match in _DENIED_BY_OBJECT.finditer(plain)]
    kept = (w for w in dict.fromkeys(words) if len(w) >= least)
    return tuple(w for w in kept if len(w) == 1 or plain.count(w) < 2)


def places_of(text: str, word: str) -> list[int]:
    """Return where a text has a word in any of its forms, or a translation of it."""
    if word.isascii() != is_korean(text):
        return _places_in_one_language(text, word)
    if word.isascii():
        terms = (term for term in translate_term(word, "ko") if len(term) > 1)
        return [text.find(term) for term in terms if term in text]
    english = {stem(term) for term in translate_term(word, "en")}
    return [match.start() for match in _WORD.finditer(text) if stem(match.group()) in english]


def _places_in_one_language(text: str, word: str) -> list[int]:
    if word.isascii():
        return [m.start() for m in _WORD.finditer(text) if stem(m.group()) == stem(word)]
    verb = tokens(f"{word}다")[0].form  # 올라가 of 올라가지 않았다
    return [t.start for t in tokens(text) if t.form in (word, verb) and t.tag[0] in "NVX"]


def never_before(text: str) -> bool:
    """Return whether a text denies that anything of the kind was so before."""
    return _BEFORE.search(text) is not None and (denies(text) or denies_wholly(text))


def of_the_first(text: str) -> bool:
    """Return whether a text calls something the first of its kind."""
    return _FIRST.search(text) is not None
