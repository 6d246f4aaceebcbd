"""Spliced advertising: found inside sentences, and true words of a trade left alone."""

import pytest

from rag.domain import Sentence
from rag.ingest.adverts import find_adverts
from rag.ingest.commerce import Register, register_of
from rag.text.sentences import split_sentences
from tests.bench_adverts import DATA, measure, sets


def masks(text: str) -> list[str]:
    """Return the words that are masked in a text."""
    sentences = [
        Sentence("a", n, span.start, span.end, text[span.start : span.end])
        for n, span in enumerate(split_sentences(text))
    ]
    return [text[span.start : span.end] for span in find_adverts(text, sentences)]


@pytest.mark.parametrize(
    ("text", "advert"),
    [
        ("대통령은 정상회 무직자대출 의에서 연설했다.", "무직자대출"),
        ("회사는 그래픽처리장치(GPU) 꽃배달 26만 장을 공급한다.", "꽃배달"),
        ("정부 전략 전세자금대출 금리비교 의 토대를 다졌다.", "전세자금대출 금리비교"),
        ("최고경영자(CEO) 폐차 , 장관, 회장이 함께 섰다.", "폐차"),
        ("연구진은 쥐가 바카라 사이트 바이러스에 걸린 것을 확인했다.", "바카라 사이트"),
        ("정 임플란트가격 부와 기업이 협약을 맺었다.", "임플란트가격"),
        ("정부는 회의의 결과를 국제적 도자기공방 으로 알리기로 했다.", "도자기공방"),
        ("The council met payday loans on Friday to vote.", "payday loans"),
    ],
)
def test_a_spliced_advertisement_is_masked_exactly(text: str, advert: str) -> None:
    """The mask covers the advertisement and not a letter more."""
    assert masks(text) == [advert]


@pytest.mark.parametrize(
    "text",
    [
        "한국은행은 주택담보대출 금리를 0.25%포인트 내렸다. 대출 수요가 늘 전망이다.",
        "그는 삼성전자 주식 1만 주를 팔았다.",
        "국내 중고차 시장이 커졌다. 중고차를 찾는 사람이 늘었다.",
        "자동차 회사들은 보험 상품을 함께 판다.",
        "무대 위 에서 노래를 할 때는 긴장된다.",
        "결승 무대 까지 오른 것은 올해가 처음이다.",
        "최종 결선 라운드 까지 간 것은 이번이 처음이다.",
        "우리나라 연구단 의 지원으로 만든 장치다.",
        "병원은 비만 환자의 수술 비용을 지원한다.",
    ],
)
def test_words_of_a_trade_in_news_about_it_stay(text: str) -> None:
    """A story that speaks of loans, cars or shares keeps its words."""
    assert masks(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "폐차 지원금 신청은 다음 달 마감된다.",
        "타투 시술을 제도로 들이는 법안이 상정됐다.",
        "금융위는 소액대출 심사 모형을 점검한다.",
        "유럽연합의 헤나 비르쿠넨 부위원장이 기조연설을 했다.",
        "그는 인모드 코리아 대표를 지냈다.",
        "산와 연구소 출신 경제학자가 뽑혔다.",
        "경찰은 리딩방 사기 조직을 쫓고 있다.",
        "정부는 휠체어 수리 예산을 늘린다.",
        "시는 한의원 세 곳에서 실증한다.",
        "작년 폐차 3만 대에 보조금이 나갔다.",
        "병원은 처치나 수술 기타의 비용을 공개한다.",
        "심의 후 가구 입니다.",
    ],
)
def test_a_lone_word_that_fits_its_sentence_stays(sentence: str) -> None:
    """A single suspect on a page is weak evidence: without a tear or a misfit it is the story's."""
    assert masks(f"정부와 업계가 인공지능 정책을 논의했다. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "advert"),
    [
        ("공장에 새 연산 장치(TPU) 산와 7만 개를 들인다.", "산와"),
        ("위원회는 합의안을 포장이사견적 받았다고 알렸다.", "포장이사견적"),
        ("그 값이면 무료운세 독일과 프랑스 다음이다.", "무료운세"),
        ("창고에 남은 중고폰매입 3억달러어치를 태웠다.", "중고폰매입"),
    ],
)
def test_a_lone_word_that_misfits_is_masked(sentence: str, advert: str) -> None:
    """Where no bare noun can stand, one suspect is enough."""
    assert masks(f"정부와 업계가 인공지능 정책을 논의했다. {sentence}") == [advert]


def test_a_page_full_of_advertising_is_read_more_strictly() -> None:
    """What passes on a clean page is masked beside words that are plainly spliced."""
    doubtful = "정부는 리딩방 단속을 논의했다."
    spliced = "정상회 무직자대출 의에서 합의했다. 새 장치(TPU) 자동차보험비교 7만 개를 들인다."
    assert masks(doubtful) == []
    assert masks(f"{spliced} {doubtful}") == ["무직자대출", "자동차보험비교", "리딩방"]


def test_a_story_of_the_trade_keeps_the_compounds_of_it() -> None:
    """A story that says "보험은" and "보험을" may say "보험견적" too."""
    compound = "그는 보험견적 나오는 화면을 열었다."
    assert masks(compound) == ["보험견적"]
    assert masks(f"그 보험은 싸다. 사람들은 보험을 든다. {compound}") == []


def test_a_compound_no_list_holds_is_read_from_its_parts() -> None:
    """The register of a word follows from the words it is made of."""
    assert register_of("여성당일대출추천") is Register.STRONG
    assert register_of("정상회의") is Register.NONE


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA} is not on this machine")
def test_precision_and_recall_on_sentences_never_used_for_tuning() -> None:
    """On the held-out half: recall at least .80 and precision at least .95, all trades mixed."""
    scores = {name: measure(cases) for name, cases in sets(DATA, rounds=2)}
    score = scores["held-out half, both"]
    assert score.right >= 0.95 * score.masked
    assert score.found >= 0.80 * score.planted
