"""Splice advertisements into clean news and measure how many are found: precision and recall.

    python -m tests.bench_adverts [ARTICLES.jsonl]

Lines of the file are `{"sentences": […]}`. Every second article was looked at while the detector
was tuned; the figures that count are those of the other half. A third of the advertisements, the
"unseen" ones, hold words that the detector's vocabulary has not. Half of the splices fall inside a
word, as a page's template cuts it, half between two words; a fifth of the sentences get one.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.domain import Sentence, Span
from rag.ingest.adverts import find_adverts
from rag.ingest.commerce import Register, register_of

DATA = Path(__file__).parents[2] / "shared" / "data" / "it-news-ko" / "articles.jsonl"
_SHARE = 0.2
_ADVERTS = """
무직자소액대출|신용불량자대출가능한곳|주부당일대출|전세자금대출 금리비교|아파트담보대출 한도|개인회생대출|저축은행 대출|대학생 생활비대출
햇살론 자격조건|직장인신용대출|사업자대출 조건|대환대출|산와머니|러시앤캐시 무이자|리드코프|웰컴론 대출|미즈사랑|카드론|소액급전
자동차보험 비교견적|다이렉트자동차보험|운전자보험 추천|암보험 비교|실비보험 가입조건|태아보험 사은품|치아보험|어린이보험 순위|간병인보험|연금저축보험
펀드 수익률|주식 추천종목|급등주 추천|테마주|무료 주식카페|해외선물 대여계좌|비트코인 시세|코인 리딩방|공모주 청약|주식투자 방법
로또 당첨번호|토토사이트|온라인 카지노|바카라 사이트|파워볼|먹튀검증|사설토토|맞고|릴게임|경마 예상지
중고차 매매|폐차 보상금|장기렌트카 견적|자동차리스|중고차 시세표|렌트카 가격비교|수입차 할인|오토바이 보험|썬팅 가격|블랙박스 추천
꽃배달|근조화환|포장이사 견적비교|용달이사|이사청소|퀵서비스|대리운전|하수구 막힘|누수탐지|상조 가입
성형외과 추천|쌍꺼풀 재수술|코성형 비용|지방흡입 가격|보톡스 잘하는곳|임플란트 가격|치아교정 비용|라식 수술비용|모발이식|탈모 샴푸
다이어트 한약|뱃살빼는법|홍삼 추천|콘드로이친|관절 영양제|비아그라|성인용품|출장마사지|강남 피부과|허리디스크 치료
결혼정보회사|재혼 정보|소개팅 어플|랜덤채팅|국제결혼 비용|웨딩박람회|돌잔치 답례품|한복대여|스튜디오 촬영|커플링
공무원 인강|토익학원|전화영어|필리핀 어학연수|요양보호사 자격증|사회복지사 2급|학점은행제|공인중개사 인강|운전면허학원|영어과외
오피스텔 분양|상가 분양|전원주택 매매|원룸 월세|부동산 경매|모델하우스|빌라 매매|땅 팝니다|사무실 임대|토지 매매
제주도 렌트카|특가 항공권|펜션 예약|애견펜션|골프 회원권|패키지여행|호텔 할인쿠폰|워터파크 할인|캠핑카 대여|땡처리 여행
홈페이지 제작|쇼핑몰 창업|웹호스팅|블로그 마케팅|명함제작|소자본 창업|재택알바|부업 추천|유흥알바|주부 부업
흥신소|이혼 전문변호사|개인파산 신청|심부름센터|교통사고 합의금|법인설립|휴대폰 소액결제 현금화|인터넷가입 현금지원|알뜰폰 요금제|공짜폰
무료 영화|웹하드 순위|무료웹툰|드라마 다시보기|오늘의운세|무료 사주|작명소|꿈해몽|강아지 분양|애견용품
직장인 딴짓|심심할때|여성의류 쇼핑몰|빅사이즈|명품 레플리카|정수기 렌탈|안마의자|에어컨 청소|보청기 가격|휴대폰 성지
"""
_UNSEEN = """
바로드림론|키움캐피탈론|돈빌리는곳|신용7등급|연체중|돈나무언니|불개미투자클럽|적중왕|황금돼지복권방|승부식
쏘나타하이브리드조건|견인보관소|스노우체인|택배박스|호접란|수의|봉사료|코끼리밥솥|돌침대|쑥뜸
여드름흉터|사마귀제거|팔자주름|입냄새|새치염색|코골이수술|갱년기|무좀약|질염|손발톱영양제
대치동입시컨설팅|캐나다조기유학|한식조리기능사|지게차면허|GTQ|보험설계사모집|농지연금|타운하우스|신축현장|갭투자
괌여행|세부자유여행|동남아골프|글램핑|차박용품|대게택배|과메기|돌산갓김치|절임배추|수제쿠키
천장누수|싱크대교체|방수공사|옥상방수|샷시교체|층간소음매트|캣타워|햄스터케이지|수족관|앵무새
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its sentences and the advertisements that were spliced into it."""

    text: str
    sentences: tuple[Sentence, ...]
    planted: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How a set of cases went; a mask counts as right when it overlaps a planted advertisement."""

    planted: int
    found: int
    masked: int
    right: int
    exact: int
    sentences: int
    seconds: float

    def __str__(self) -> str:
        precision = f"{self.right / self.masked:.3f}" if self.masked else "n/a"
        recall = f"{self.found / self.planted:.3f}" if self.planted else "n/a"
        rate = self.sentences / self.seconds
        return (
            f"planted {self.planted:4}  precision {precision}  recall {recall}  "
            f"exact {self.exact}/{self.found}  wrong {self.masked - self.right}  {rate:,.0f} sentences/s"
        )


def adverts(text: str) -> list[str]:
    """Return the advertisements of one of the lists above."""
    return [advert for line in text.split("\n") for advert in line.split("|") if advert]


def splice(sentences: list[str], choices: list[str], dice: random.Random) -> Case:
    """Return an article's text with an advertisement in a share of its sentences."""
    text, spans, planted = "", [], []
    for ordinal, sentence in enumerate(sentences):
        start = len(text)
        if dice.random() < _SHARE and len(sentence) > 20:
            advert = dice.choice(choices)
            at = _place(sentence, dice)
            left, right = sentence[:at].rstrip(), sentence[at:].lstrip()
            planted.append(Span(start + len(left) + 1, start + len(left) + 1 + len(advert)))
            sentence = f"{left} {advert} {right}"
        text += sentence + ". "
        end = start + len(sentence) + 1
        spans.append(Sentence("bench", ordinal, start, end, text[start:end]))
    return Case(text, tuple(spans), tuple(planted))


def _place(sentence: str, dice: random.Random) -> int:
    """Return an offset inside a word or, as often, between two words."""
    if dice.random() < 0.5:
        return dice.choice([at for at, char in enumerate(sentence) if char == " " and at > 0])
    inside = [
        at for at in range(1, len(sentence)) if sentence[at - 1].isalpha() and sentence[at].isalpha()
    ]
    return dice.choice(inside)


def measure(cases: list[Case]) -> Score:
    """Run the detector over `cases` and count."""
    planted = found = masked = right = exact = sentences = 0
    began = time.perf_counter()
    results = [find_adverts(case.text, case.sentences) for case in cases]
    seconds = time.perf_counter() - began
    for case, masks in zip(cases, results, strict=True):
        planted += len(case.planted)
        masked += len(masks)
        sentences += len(case.sentences)
        right += sum(any(_meet(mask, span) for span in case.planted) for mask in masks)
        found += sum(any(_meet(mask, span) for mask in masks) for span in case.planted)
        exact += sum(span in masks for span in case.planted)
    return Score(planted, found, masked, right, exact, sentences, seconds)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def articles(path: Path) -> list[list[str]]:
    """Return the sentences of each article of the file."""
    lines = path.read_text("utf-8").splitlines()
    return [[s.rstrip(".") for s in json.loads(line)["sentences"]] for line in lines if line]


def sets(path: Path, rounds: int = 4) -> Iterator[tuple[str, list[Case]]]:
    """Yield the named sets of cases, the same ones in every run."""
    seen, unseen = adverts(_ADVERTS), adverts(_UNSEEN)
    every = articles(path)
    for name, half in (("tuning half", every[0::2]), ("held-out half", every[1::2])):
        for kind, choices in (("listed trades", seen), ("unseen words", unseen)):
            dice = random.Random(f"{name} {kind}")
            cases = [splice(article, choices, dice) for _ in range(rounds) for article in half]
            yield f"{name}, {kind}", cases
        dice = random.Random(f"{name} mixed")
        mixed = seen + unseen
        yield f"{name}, both", [splice(a, mixed, dice) for _ in range(rounds) for a in half]


def main() -> None:
    """Print a line for each set of cases."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not path.exists():
        sys.exit(f"{path} is not there; give a file of lines with sentences")
    write = sys.stdout.write
    for name, cases in sets(path):
        write(f"{name:32} {measure(cases)}\n")
    write(f"{'clean, nothing planted':32} {measure([_plain(a) for a in articles(path)])}\n")
    known = [a for a in adverts(_UNSEEN) if any(register_of(w) > Register.TAIL for w in a.split())]
    write(f"unseen adverts whose words the vocabulary does know: {', '.join(known) or 'none'}\n")


def _plain(sentences: list[str]) -> Case:
    text, spans = "", []
    for ordinal, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + ". "
        spans.append(Sentence("bench", ordinal, start, len(text) - 1, text[start : len(text) - 1]))
    return Case(text, tuple(spans), ())


if __name__ == "__main__":
    main()
