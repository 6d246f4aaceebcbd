"""Digits that count nothing: dates, clock times, names, codes, addresses, vague amounts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from rag.text.dates import find_dates
from rag.text.hints import Hinted

_FUNCTION_WORDS = (
    "In|At|On|By|Of|The|A|An|About|Some|Over|Under|Nearly|Almost|Around|Roughly|Approximately|More|"
    "Than|Less|Fewer|Least|Up|To|From|For|With|Only|Just|And|But|Or|All|Another|Between|Since|"
    "After|"
    "Before|Until|Kospi|KOSPI|Kosdaq|KOSDAQ|Dow|Nasdaq|NASDAQ|Nikkei|If|When|While|Within|Every|"
    "Each|"
    "Both|These|Those|Its|Their|His|Her|Our|Additional|Total|As|Not|No|Out|That|Last|Past|Next|"
    "First|"
    "USD|KRW|EUR|JPY|CNY|GBP|Exactly|Barely|Minus|Plus|Another|Then|Still|Also|Now|They|We|It|He|"
    "She"
)
_VERSIONED = (
    "완|라마|클로드|제미나이|제미니|그록|딥시크|큐원|미스트랄|소라|윈도|윈도우|아이폰|갤럭시|"
    "안드로이드|버전|"
    "챗GPT|파이썬|페이즈|아폴로|팰컨|보잉|에어버스|엑사원|솔라|하이퍼클로바|채널|시즌|아이패드|"
    "플레이스테이션"
)
_MEASURED = (
    "규모|지수|평균|약|강도|시력|평점|학점|총점|경쟁률|배율|금리|비율|각각|진도|최대|최소|총|대략|"
    "불과|무려|"
    "모두|전체|겨우|단|또|수치|농도|평점|타율|출산율|합계|점수|환율|시속|초속|신장|키|무게|길이|"
    "높이|너비|연|월"
)
_CURRENCY_CODE = (
    "USD|KRW|EUR|JPY|CNY|GBP|AUD|CAD|HKD|TWD|SGD|NZD|INR|IDR|RUB|CHF|THB|VND|BRL|TRY|ZAR"
)
_LETTERED = rf"(?<![A-Za-z0-9])(?!(?:{_CURRENCY_CODE})\s?\d)"

# Each behind what any text it matches must hold.
PATTERNS = (
    # addresses
    (
        r"://|www|@|[\w-]\.\w",
        r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|net|org|kr|io|today)\b\S*",
    ),
    (
        r"\d-\d",
        r"(?<![\d-])(?:\+?\d{2,3}-)?\d{2,4}-\d{3,4}-\d{4}(?!\d)|(?<!\d)1[58]\d\d-\d{4}(?!\d)",
    ),
    # clock times
    (
        r"\d:\d|\d\s?[ap]\.?m|GMT",
        r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\sGMT",
    ),
    (
        r"\d시",
        r"(?<![\d.,])\d{1,2}시(?!간|즌|리즈|장|도|범|내|"
        r"민)(?:\s?\d{1,2}분(?!간))?(?:\s?\d{1,2}초)?(?:\s?반)?",
    ),
    (r"시\s\d|clock", r"시\s\d{1,2}분(?!간)|\b\d{1,2}\so'clock"),
    # codes: H20, GPT-4o, Qwen2.5-Coder-1.5B, F-16, B2C, x86
    (r"[a-z]\d", rf"{_LETTERED}[A-Za-z]+\d(?:[A-Za-z0-9.\-]*[A-Za-z0-9])?"),
    (r"-\d", rf"{_LETTERED}[A-Za-z]*[A-Z][A-Za-z]*(?:[A-Za-z0-9]*)-\d[\w.\-]*(?<![.\-])(?!\d)"),
    (
        r"\d[a-z]",
        r"(?<![가-힣A-Za-z\d$€£¥₩])\d+(?:\.\d+)?(?:[GDKBPAXCSEVRN])(?![A-Za-z$])(?!\s(?:param|token|"
        r"param))",
    ),
    (r"\d-?[a-z]", r"\b\d+[A-Z]\d[\w]*|\b\d+-[KQ]\b"),
    # names with a number behind them: Wan 2.1, Llama 3, Boeing 747, version 2
    (
        r"[a-z]\)?\s\d",
        rf"\b(?!(?:{_FUNCTION_WORDS})\b)(?:[A-Z][A-Za-z]*)\)?\s\d+(?:\.\d+)*(?![\d,.]*\d)"
        r"(?=[\s,.;:)'\"”’]|$|[가-힣])(?!\s?(?:%|per|[가-힣]*만|억|조|million|billion|thousand|trillion))"
        r"(?!\s?[가-힣]{1,2}\s)(?!\s(?:[a-z]+\s){0,2}[a-z]+s\b)(?!\speople|[명개건원곳회배위번점세살])",
    ),
    (
        r"[a-z]\s\d",
        r"\b(?i:version|phase|stage|article|section|chapter|page|room|flight|route|channel|level|type|"
        r"grade|gate|session|tier|apollo|class|line|highway|interstate)\s\d+(?:\.\d+)*\b(?!\s?%)",
    ),
    (
        r"\d",
        rf"(?:(?<![가-힣])(?:{_VERSIONED})|\))\s?'?\d+(?:\.\d+)*(?![\d,.]*\d|\s?[만억조%명개원건배])",
    ),
    (
        r"\d\.\d",
        rf"(?<=[가-힣]\s)(?<!(?:은|는|이|가|을|를|에|의|로|도|과|와|고|며|만|서|한|인|된|들|등)\s)"
        rf"(?<!({'|'.join(w for w in _MEASURED.split('|') if len(w) == 2)})\s)"
        rf"(?<!({'|'.join(w for w in _MEASURED.split('|') if len(w) == 1)})\s)"
        r"(?<!경쟁률\s)(?<!출산율\s)\d+\.\d+(?=\s[가-힣]|이|가|을|를|은|는|의|과|와|로|,|$)"
        r"(?!\s?(?:만|억|조|원|달러|점|배|명|미터|킬로|톤|이상|이하|포인트|퍼센트|도|대\s|초|분|시간|"
        r"년|개월|센티|로 [가-힣]))",
    ),
    (
        r"[가-힣]\d",
        r"(?<=[가-힣])(?<![년월일약총및과와의는은이가로를을에도만억조최대소고속])\d+(?=\s|"
        r"[은는이가을를의로에와과,.]|$)"
        r"(?!\.\d|,\d{3}|\s?[만억조%명개원건배위년월일])",
    ),
    # ordinals of names and of law: 제1세션, 제3국, 제10조, 헌법 9조, 3학년, 2호선
    (
        r"제\s?\d",
        r"(?<![가-힣])제\s?\d+(?!\d|\s?(?:차|회|위|호(?!실|선)|기|번|탄|대)(?![가-힣]*국))[가-힣]*",
    ),
    (
        r"\d조",
        r"(?:법|헌법|조례|규정|협약|협정|조약|시행령|규칙)\s?\d+조(?!\s?원)(?:\s?\d+항)?|\d+조\s\d+항",
    ),
    (
        r"\d",
        r"\d{1,2}(?:학년|호선|교시|번지|번\s?출구|번가|호실|급\s|인칭|차원|차관|차\s?전지|선\s?의원|"
        r"기통|인승|라운드)",
    ),
    (
        r"\d[~∼-]\d|분의",
        r"\d0[~∼-]\d0대|\d{1,3}[만억조]분의\s?\d+|\d{1,2}[~∼-]\d{1,2}세기|\b\d+-\d+-\d+\b",
    ),
    # the numbers of days that are names, ratios, scores, fractions written with a slash
    (
        r"\d[·ㆍ/]\d",
        r"(?<!\d)\d{1,2}[·ㆍ]\d{1,2}(?:[·ㆍ]\d{1,2})?(?![\d만억조%])|\b9/11\b|\b24/7\b",
    ),
    (r"\d/\d", r"\b\d+/\d+(?:/\d+)?\b(?<!\b1/2)(?<!\b1/3)(?<!\b2/3)(?<!\b1/4)(?<!\b3/4)"),
    (
        r"[대:]\s?\d",
        r"(?<![\d.])\d{1,3}(?:\.\d+)?\s?(?:대|:)\s?\d{1,3}(?!\d|\s?[만억조]|[,.]\d|\s?(?:개|명|대|%))",
    ),
    (r"\d\.\d", r"\b\d+(?:\.\d+){2,}\b"),
    (
        r"&#|\.\d|0\d",
        r"&#\d+;|(?<!\d)\.\d+|(?<![\d.,])0\d+(?![\d.])|(?<![\d.,])(?:19|20)\d\d\.(?:0[1-9]|"
        r"1[0-2])(?![\d.])",
    ),
    (r"\d['’]?s", r"\b[1-9]0['’]?s\b"),
    # vague amounts
    ("[수몇러]", r"(?:수|몇|여러)\s?[십백천만억조]+(?:여)?\s?[가-힣]*"),
    (
        "several|few|many|of|dozen",
        r"\b(?i:several|a few|few|many|couple of|tens of|hundreds of|thousands of|millions of|"
        r"billions of|"
        r"dozens of|scores of)\s(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?)\b",
    ),
    (r"\d", r"1인당|2인자|1인자|(?m:^\s*\d{1,2}[.)]\s(?=\D))|[\[(]\d{1,2}\]"),
    (
        "one|world",
        r"\b(?i:no one|one of|one another|one by one|one-on-one|one-third world|Third World|"
        r"the one)\b",
    ),
)
_SCORE = re.compile(r"(?<![\w.,-])(\d{1,3})[-–](\d{1,3})(?![\w-]|[.,]\d|%)")
_MASK = Hinted((hint, re.compile(pattern)) for hint, pattern in PATTERNS)
# "30대" is an age, but a count of machines behind their name: "버스 30대".
_AGE = re.compile(r"(?<![\d,.])[1-9]0대(?!를|씩|\s?가량)")
_MACHINE = re.compile(
    r"(?:차량|승용차|자동차|버스|컴퓨터|서버|항공기|비행기|헬기|트럭|로봇|기기|전차|드론|택시|"
    r"카메라|PC|TV|"
    r"장비|설비|기계|대수|약|총|전투기|탱크|굴착기)(?:은|는|이|가|을|를)?\s?$"
)
_YEAR = re.compile(r"(?<![\d.,$€£¥₩])(?:19|20)\d\d(?![\d%]|[,.]\d|\s?(?:[만억조]|%))")


@dataclass(frozen=True, slots=True)
class Spans:
    """Disjoint stretches of a text in order; `end_of` finds the one that covers a place."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def end_of(self, pos: int) -> int | None:
        """Return where the stretch that covers `pos` ends, or None when none does."""
        index = bisect_right(self.starts, pos) - 1
        return self.ends[index] if index >= 0 and pos < self.ends[index] else None


def non_quantities(text: str) -> Spans:
    """Return the stretches of a text in which no number may be read as a quantity."""
    found = [(m.start, m.end) for m in find_dates(text, None)]
    found += [m.span() for m in _SCORE.finditer(text) if int(m[1]) >= int(m[2])]
    found += [m.span() for _, pattern in _MASK.for_text(text) for m in pattern.finditer(text)]
    found += [m.span() for m in _AGE.finditer(text) if not _MACHINE.search(text[: m.start()][-8:])]
    merged: list[list[int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return Spans(tuple(s for s, _ in merged), tuple(e for _, e in merged))


def is_bare_year(text: str, start: int, end: int) -> bool:
    """Say whether digits without any unit read as a year, so count nothing."""
    found = _YEAR.match(text, start)
    return bool(found) and found is not None and found.end() == end
