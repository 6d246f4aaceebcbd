"""Names that are also ordinary words, and countries by one letter."""

from __future__ import annotations

import re

from rag.text.names.wordlists import listed

# English forms that are words too: a name only when written exactly so.
ONLY_AS_WRITTEN = frozenset(
    listed(
        """
    Meta Apple Amazon Oracle Sora Llama Gemini Claude Grok Gemma Phi Copilot Perplexity
    Turkey Chile Jordan Chad Georgia Intel Micron Arm ARM Visa Grab Kia Line Block Scale
    Figure Rapidus Manus Cursor Fed Mint Blackwell Hopper Rubin Siri Alexa Bard
    Midjourney Modi Carney Wan Polish Turkish Finnish Swiss Danish Dutch Wong Ma March
    Cuba Iran Oman Mali Niger Peru China Reuters Bloomberg Nature Science Time Fortune
    Guardian Bush Ardern Harris Vance Nikkei WHO WHO's IT EU UN UK US IR Wired Xi Moon
    Trump Biden Rubio Johnson Sunak Truss Dow Cohere Adept Runway Stability Fable Opus
    Sonnet Haiku Unity Dell Square Stripe Snowflake Target Discord Slack Zoom Uber Lyft
    Shell Total Orange Vodafone GPT Seoul FT SCMP TIME Wang ICT BOK FSC FTC SEC KOSPI
    KDI SOE NIA TTA SMIC ESG ABC ACE Han Sun Park Ko Cho Bolt Nadella Altman Cook Jobs
    Gates Musk Sacks Rebellions Upstage SAP KT ISO IRA Galaxy Windows Android Ascend
    Ernie GM AP PNG MIT BIS BRI ICC COP30 Bessent Greer Powell Yellen Tai Raimondo
    Lutnick Blinken Merz Rutte Costa Quad QUAD Axios Politico Politics Economist Apec
    Aleph Groq AMD
    """
    )
)
# Words of which some case is harmless, so that "nvidia" and "trump" in a hurried question count.
ONLY_AS_WRITTEN -= frozenset(
    listed(
        """
    Intel Micron Cuba Iran Peru China Reuters Bloomberg Xi Trump Biden Rubio Sunak Seoul
    KOSPI Nadella Altman Musk Bessent Lutnick Blinken Raimondo Yellen Merz Nikkei AMD
    SMIC Apec GPT Ardern Perplexity Grok Groq Kia Midjourney Snowflake Rutte Turkish
    Danish Swiss Dutch Finnish BOK KDI SCMP
    """
    )
)

# Korean forms that are words too: a name only beside one of these.
_COMPANIONS = {
    "선전": r"深圳|중국|광둥|텐센트|화웨이|특구|어촌|개최지|정상회의|APEC|도시|허브|선전에서",
    "수단": r"하르툼|남수단|내전|다르푸르|신속지원군|수단 (?:정부|대통령|군부|국민)|아프리카",
    "오만": r"무스카트|중동|걸프|호르무즈|술탄|중재|이란|오만 (?:정부|외무|외교|국왕|만)|아랍",
    "기아": r"현대|자동차|전기차|판매|완성차|EV\d|미국 공장|기아\(|기아차|노조",
    "조지아": r"미국|공장|구금|조지아주|트빌리시|캅카스|러시아|현대|배터리|비자|서배너",
    "말리": r"바마코|아프리카|사헬|군부|말리 (?:정부|군)",
    "가나": r"아크라|아프리카|가나 (?:정부|대통령)",
    "피치": r"신용|등급|평가|무디스|S&P",
    "코로나": r"\A(?s:(?!.*(?:태양|일식|홍염|흑점|\s홀|맥주)))",  # the sun's corona, and a beer
}
# Korean forms that are endings too, as they stand right behind a word in quotes or brackets.
_ENDINGS = frozenset({"이란"})
_CLOSED = tuple("'\"’”)」』》〉]")
_COMPANION = {form: re.compile(cues) for form, cues in _COMPANIONS.items()}

COUNTRY_LETTERS = {
    "한": "한국", "미": "미국", "중": "중국", "일": "일본", "러": "러시아", "북": "북한",
    "영": "영국", "독": "독일", "불": "프랑스", "호": "호주", "인": "인도",
    "韓": "한국", "美": "미국", "中": "중국", "日": "일본", "露": "러시아", "北": "북한",
    "英": "영국", "獨": "독일", "佛": "프랑스", "濠": "호주", "印": "인도", "臺": "대만",
    "伊": "이탈리아",
}  # fmt: skip
_PAIR = re.compile(
    r"(?:미중|한미일중|한미중|한미일|한중일|한일중|한일미|한미|한중|한일|한러|한영|한독|한불|한호|한인도|미일|"
    r"미러|미북|중일|중러|중미|러북|북러|북중러|북중|북일|일중|영미|미영|미호|미독|일미)"
    r"(?=[ ·,.\"'”’)(]|$|(?:간|의|는|은|이|가|을|를|와|과|도|에|로|정상|관계|무역|협상|갈등|"
    r"동맹|회담|관세|외교|양국|협력|통상|공동|전쟁|합의|경쟁|패권))"
)
_DOTTED = re.compile(
    r"[한미중일러북영독불](?:[·∙‧・‑\-][한미중일러북영독불]){1,3}(?![가-힣](?![ ]))"
)
# 미 상무부: a country before an office.  일, 중 and 한 are too often day, during and one.
_OFFICE = re.compile(
    r"[미영독러] (?=정부|행정부|당국|의회|상원|하원|국무|상무부|재무|국방|법무부|에너지부|연방|"
    r"대통령|총리|중앙|언론|증시|관리|대사|육군|해군|공군|군 |백악관|외무|외교)"
)
_HANJA = re.compile(r"[\u4e00-\u9fff\uf900-\ufaff]")


def companion_missing(form: str, text: str, start: int, end: int) -> bool:
    """Say whether an ambiguous Korean form stands without any word that shows it is a name."""
    cue = _COMPANION.get(form)
    if cue is None:
        return False
    around = text[:start] + " " + text[end:]
    return not (cue.search(around) or cue.search(text, start))


def follows_a_quote(form: str, text: str, start: int) -> bool:
    """Say whether a Korean form is the ending of what is quoted before it: '주권'이란 말."""
    return form in _ENDINGS and text[:start].endswith(_CLOSED)


def country_run(text: str, start: int, end: int) -> list[int]:
    """Return the positions of one-letter countries in the run of letters at `start`."""
    letter = text[start]
    if _HANJA.match(letter):
        return [start] if letter in COUNTRY_LETTERS and not _in_hanja_word(text, start) else []
    if letter not in COUNTRY_LETTERS:
        return []
    if start and text[start - 1] in "·∙‧・":
        before = _DOTTED.match(text, start - 2) if start > 1 else None
        return [start] if before else []
    alone = end == start + 1
    if alone and (_DOTTED.match(text, start) or _OFFICE.match(text, start)):
        return [start]
    pair = _PAIR.match(text, start)
    if not pair:
        return []
    return [at for at in range(start, pair.end()) if text[at] in COUNTRY_LETTERS]


def _in_hanja_word(text: str, at: int) -> bool:
    """Say whether a single Hanja belongs to a longer word that is no row of countries."""
    left, right = at, at + 1
    while left and _HANJA.match(text[left - 1]):
        left -= 1
    while right < len(text) and _HANJA.match(text[right]):
        right += 1
    return not all(letter in COUNTRY_LETTERS for letter in text[left:right])
