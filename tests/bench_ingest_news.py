"""News by the hundred, made from our own words by a seeded generator: Korean and English.

Every article is drawn from its own seed, so article 17 is the same in a set of 20 and of 10,000.
Names, numbers and things are drawn afresh for every sentence; two articles share turns of phrase
as news does, but not sentences. Every tenth article is another outlet's reprint of the one before.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path


def _listed(text: str, mark: str | None = None) -> list[str]:
    return [word.strip() for word in text.strip().split(mark)]


_FIRST_DAY = date(2025, 1, 6)
_SURNAMES = _listed("""
류 백 하 도 남궁 선우 표 천 옥 제갈 봉 피 마 사공 경
""")
_GIVEN = _listed("""
다온 이안 새벽 가람 누리 해솔 은결 도담 라온 미르 보늬 슬찬 여울 찬솔 한별 온유
""")
_ENGLISH_NAMES = [
    "Marlow",
    "Tindall",
    "Ostrey",
    "Pell",
    "Quennick",
    "Vasari",
    "Whitlam",
    "Yarrow",
    "Ekdale",
    "Farren",
    "Holm",
    "Juno",
]
_CITIES = _listed("""
솔내 푸른골 가온 물빛 한터 새재 돌섬 갈밭 은하 늘봄 서림 다솔 마루 나루
""")
_ENGLISH_CITIES = [
    "Solnae",
    "Gaon",
    "Saejae",
    "Dolseom",
    "Galbat",
    "Marlport",
    "Westmere",
    "Highbury",
    "Oakfen",
    "Linwick",
]
_KINDS = _listed("""
전자 반도체 에너지 바이오 조선 제약 통신 소프트 로봇 물산 화학 모빌리티
""")
_STEMS = _listed("""
달빛 별빛 하늘 바다 단비 새롬 온누리 참길 도래 미리내 너울 해오름 가람 여명
""")
_ENGLISH_STEMS = [
    "Moon",
    "Harbour",
    "Cedar",
    "Falcon",
    "Summit",
    "River",
    "Amber",
    "Granite",
    "Willow",
    "Beacon",
]
_ENGLISH_KINDS = [
    "Electronics",
    "Semiconductors",
    "Energy",
    "Robotics",
    "Pharma",
    "Telecom",
    "Software",
    "Chemicals",
]
_THINGS = _listed("""
인공지능 반도체 데이터센터 배터리 해상풍력 양자컴퓨터 자율주행 수소연료 클라우드 위성통신 로봇
백신 전기차 초고속망 전력망 스마트공장 개인정보 저작권 디지털세 관세 환율 금리 물가 수출 공급망
희토류 일자리 최저임금 연금 주택 교통 관광 농산물 수산물 원자력 탄소배출 재활용 교육 의료데이터
사이버보안 핀테크 스타트업 항만 물류 철도 항공 우주 기상 산불 홍수 가뭄
""")
_ENGLISH_THINGS = _listed(
    """semiconductors|data centres|batteries|offshore wind|quantum computing|
self-driving cars|cloud services|satellites|robots|vaccines|power grids|
personal data|copyright|digital taxes|
tariffs|interest rates|supply chains|rare earths|pensions|housing|tourism|fisheries|nuclear power|
carbon emissions|cyber security|start-ups|ports|railways|aviation|wildfires|floods""",
    "|",
)
_ACTS = _listed("""
지원 규제 투자 연구 협력 수출 개발 보급 점검 조사 교육 인증 공급 감독 개편 확대 축소 통합 평가
시범운영 실증 표준화
""")
_ENGLISH_ACTS = [
    "support",
    "regulate",
    "fund",
    "study",
    "export",
    "develop",
    "inspect",
    "supply",
    "review",
    "expand",
    "merge",
    "test",
]
_LISTENERS = _listed("""
주민 업계 학계 시민단체 노동조합 야당 여당 투자자 소비자 농민 어민 연구진
""")
_ENGLISH_LISTENERS = [
    "residents",
    "investors",
    "scholars",
    "unions",
    "farmers",
    "lawmakers",
    "consumers",
    "engineers",
]
_KOREAN = (
    "{org}{은} {day}일 {city}에서 {thing} {act} 계획을 내놓고 {won}억원을 들이겠다고 밝혔다.",
    "{name} {org} 대표는 {thing} 사업의 {act} 비율을 {pct}%까지 높이겠다고 말했다.",
    "{city}시는 {thing} {act} 대상을 {count}곳으로 늘리고 {thing2} 예산도 다시 짠다.",
    "{who}{은} {thing} {act} 방안이 {thing2} 문제를 풀지 못한다고 지적했다.",
    "지난해 {thing} 매출은 {won}억원으로 한 해 전보다 {pct}% 늘었다.",
    "{name} 교수는 {thing}{과} {thing2}{을} 함께 보아야 한다고 설명했다.",
    "{org}{과} {org2}{은} {thing} {act}에 관한 양해각서에 서명했다.",
    "이번 {act}에는 {count}개 기관과 전문가 {people}명이 참여한다.",
    "{city} 국제회의장에서 열린 토론회에는 {who} {people}여 명이 모였다.",
    "{thing} {act} 법안은 {day}일 상임위원회를 찬성 {count}표로 지나갔다.",
    "{org} 주가는 {thing} 소식에 {pct}% 올라 {people}원에 거래를 마쳤다.",
    "{who}{은} {city}의 {thing} 시설을 {day}일까지 {act}해 달라고 요구했다.",
    "정부는 {thing} 분야에서 일할 인력 {people}명을 {act} 과정으로 기르기로 했다.",
    "{name} 장관은 {thing2}{이} 불안해지면 {thing} {act}도 늦어진다고 내다봤다.",
    "{org}{이} 만든 {thing} 장비는 {count}개 나라에서 {act} 절차를 밟고 있다.",
    "첫 단계로 {city}{과} {city2}에 {thing} 거점 {count}곳을 짓는다.",
    "{who} 가운데 {pct}%는 {thing} {act}에 찬성한다고 답했다.",
    "{org2}{은} {thing2} 계약을 {won}억원에 따냈다고 공시했다.",
    "국제감시기구({code})는 {thing} {act} 지침을 내년에 새로 쓴다.",
    "다만 {thing2} 값이 {pct}% 넘게 뛰면 {act} 일정은 미뤄질 수 있다.",
)
_KOREAN_TITLES = (
    "{org}, {thing} {act}에 {won}억원 투입",
    "{city}시 {thing} {act} {count}곳으로 늘려",
    "{name} “{thing} {act} 서두를 것”",
    "{who} “{thing} {act} 다시 짜야”",
)
_ENGLISH = (
    "{org} said on {day} March it would spend ${won} million to {act} {thing} in {city}.",
    "{name}, who heads {org}, expects {thing} to account for {pct} percent of its sales.",
    "Officials in {city} plan to {act} {thing} at {count} sites before the summer.",
    "Many {who} doubt that the plan to {act} {thing} will ease worries about {thing2}.",
    "Revenue from {thing} rose {pct} percent to ${won} million over the past year.",
    "Professor {name} argued that {thing} and {thing2} have to be judged together.",
    "{org} and {org2} signed an agreement to {act} {thing} in {count} countries.",
    "Some {people} {who} gathered in {city} to hear how the state would {act} {thing}.",
    "A bill to {act} {thing} passed its committee by {count} votes to {day}.",
    "Shares of {org} gained {pct} percent after the news about {thing}.",
    "The minister, {name}, warned that delays in {thing2} could hold back {thing}.",
    "According to a survey, {pct} percent of {who} want the government to {act} {thing}.",
    "{org2} won a contract worth ${won} million for {thing2} near {city}.",
    "The World Monitoring Office ({code}) will rewrite its rules on {thing} next year.",
)
_ENGLISH_TITLES = (
    "{org} to {act} {thing} with ${won} million",
    "{city} moves to {act} {thing} at {count} sites",
    "{who} question plan to {act} {thing}",
)
OUTLETS = ("한터일보", "물빛신문", "새재경제", "온세상통신", "나루저널")


def particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """Return the form of a Korean particle that follows `word`."""
    closed = (ord(word[-1]) - ord("가")) % 28 if "가" <= word[-1] <= "힣" else 0
    return after_consonant if closed else after_vowel


@dataclass(frozen=True, slots=True)
class News:
    """One generated article as the text of a page."""

    number: int
    english: bool
    title: str
    sentences: tuple[str, ...]
    outlet: str
    day: date

    @property
    def text(self) -> str:
        """The page as an outlet prints it: headline, time, byline and paragraphs."""
        stamp = f"입력 {self.day:%Y.%m.%d} 09:{self.number % 60:02d}"
        if self.english:
            stamp = f"Published : {self.day:%B %d, %Y}"
        paragraphs = [" ".join(self.sentences[i : i + 3]) for i in range(0, len(self.sentences), 3)]
        return "\n\n".join([self.outlet, self.title, stamp, *paragraphs]) + "\n"


def news(number: int, sentences: int = 12, seed: int = 20251031) -> News:
    """Return article `number` of the set that `seed` names, of so many sentences."""
    reprint = number % 10 == 9
    told = number - 1 if reprint else number
    dice = random.Random(f"{seed}/{told}")
    english = dice.random() < 0.25
    titles, turns, draw = (
        (_ENGLISH_TITLES, _ENGLISH, _english_words)
        if english
        else (_KOREAN_TITLES, _KOREAN, _words)
    )
    body = tuple(
        _filled(turn, dice, draw)
        for _ in range(-(-sentences // len(turns)))
        for turn in dice.sample(turns, len(turns))
    )
    return News(
        number,
        english,
        _filled(dice.choice(titles), dice, draw),
        body[:sentences],
        OUTLETS[(told + reprint) % len(OUTLETS)],
        _FIRST_DAY + timedelta(days=told % 300),
    )


def _filled(turn: str, dice: random.Random, draw: Callable[[random.Random], dict[str, str]]) -> str:
    """Fill a turn of phrase; a Korean particle takes the form that the word before it asks for."""
    text = ""
    values = draw(dice)
    for piece in turn.replace("{", "\0{").replace("}", "}\0").split("\0"):
        if piece in _PARTICLES:
            text += particle(text, *_PARTICLES[piece])
        else:
            text += values[piece[1:-1]] if piece.startswith("{") else piece
    return text


_PARTICLES = {
    "{은}": ("은", "는"),
    "{이}": ("이", "가"),
    "{을}": ("을", "를"),
    "{과}": ("과", "와"),
}


def _words(dice: random.Random) -> dict[str, str]:
    thing, thing2 = dice.sample(_THINGS, 2)
    city, city2 = dice.sample(_CITIES, 2)
    stem, stem2 = dice.sample(_STEMS, 2)
    return {
        "thing": thing, "thing2": thing2, "city": city, "city2": city2,
        "org": stem + dice.choice(_KINDS), "org2": stem2 + dice.choice(_KINDS),
        "name": dice.choice(_SURNAMES) + dice.choice(_GIVEN), "act": dice.choice(_ACTS),
        "who": dice.choice(_LISTENERS), **_numbers(dice),
    }  # fmt: skip


def _english_words(dice: random.Random) -> dict[str, str]:
    thing, thing2 = dice.sample(_ENGLISH_THINGS, 2)
    stem, stem2 = dice.sample(_ENGLISH_STEMS, 2)
    first, last = dice.sample(_ENGLISH_NAMES, 2)
    return {
        "thing": thing, "thing2": thing2, "city": dice.choice(_ENGLISH_CITIES),
        "org": f"{stem} {dice.choice(_ENGLISH_KINDS)}",
        "org2": f"{stem2} {dice.choice(_ENGLISH_KINDS)}",
        "name": f"{first} {last}", "act": dice.choice(_ENGLISH_ACTS),
        "who": dice.choice(_ENGLISH_LISTENERS), **_numbers(dice),
    }  # fmt: skip


def _numbers(dice: random.Random) -> dict[str, str]:
    return {
        "won": f"{dice.randint(2, 9999):,}",
        "pct": f"{dice.randint(1, 899) / 10:g}",
        "count": str(dice.randint(2, 48)),
        "people": f"{dice.randint(11, 4999):,}",
        "day": str(dice.randint(1, 28)),
        "code": "".join(dice.choices("ABCDEFGHKLMNOPRSTUVW", k=4)),
    }


def write_news(folder: Path, numbers: range, sentences: int = 12) -> list[Path]:
    """Write the articles of `numbers` as files of `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in numbers:
        paths.append(folder / f"{number:05d}.txt")
        paths[-1].write_text(news(number, sentences).text, encoding="utf-8")
    return paths
