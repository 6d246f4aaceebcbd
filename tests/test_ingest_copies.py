"""Copies: rewrites of a story join it, other stories of the same event do not."""

import random
from dataclasses import replace

import numpy as np
import pytest

from rag.domain import Metadata
from rag.ingest.copies import bands, origin, same_story, sketch, story_keys
from tests.bench_copies import false_merges, shares_joined
from tests.copy_cases import EVENTS, Event, article, brief, cut, rewritten

# Three stories of one summit on one day, and one of a market on two days.
SUMMIT = """대통령은 31일 컨벤션센터에서 반도체 기업 대표를 만나 협력 방안을 논의했다.
기업은 임기 안에 그래픽처리장치 26만 장을 공급하기로 약속했다.
정책실장은 확보한 장비가 30만 장이면 세계 3위 규모라고 설명했다.
정부는 이 장비를 국가 인공지능 연구소와 대학에 나눠 줄 계획이다.
업계는 전력과 데이터센터 부지가 다음 과제라고 지적했다.
야당은 예산이 얼마나 드는지 먼저 밝히라고 요구했다."""
DINNER = """대통령은 31일 저녁 회원국 정상을 위한 환영 만찬을 열었다.
만찬에는 21개국 대표와 배우자 400여 명이 참석했다.
상에는 지역에서 난 한우와 전복, 쌀로 빚은 술이 올랐다.
국악단은 신라 시대 노래를 새로 엮어 30분 동안 들려줬다.
주최 측은 음식에 알레르기 표시를 네 나라 말로 붙였다.
정상들은 전통 한지로 만든 등을 선물로 받았다."""
PROTEST = """시민단체 회원 500여 명은 31일 회의장에서 2㎞ 떨어진 광장에서 집회를 열었다.
이들은 자유무역이 농민의 살림을 어렵게 한다며 행진했다.
경찰은 기동대 40개 부대를 배치해 회의장 길목을 막았다.
충돌은 없었고 참가자들은 오후 6시에 흩어졌다.
주민들은 교통 통제로 버스가 한 시간 넘게 늦었다고 말했다.
단체는 1일에도 같은 곳에서 집회를 이어갈 예정이다."""
MARKET = """코스피는 {0} 전 거래일보다 {1}포인트 오른 {2}에 거래를 마쳤다.
외국인은 {3}억원을 순매수했고 기관은 {4}억원을 팔았다.
코스닥은 {5}포인트 내린 {6}으로 장을 끝냈다.
환율은 {7}원에 마감했다."""


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3, 0.4])
def test_a_rewrite_joins_its_story(share: float) -> None:
    """At least 95 of 100 rewrites meet their story in a band and are recognised."""
    dice = random.Random(7)
    joined = 0
    for _ in range(35):
        for text in (SUMMIT, DINNER, PROTEST):
            copy = rewritten(text, share, dice)
            met = set(bands(sketch(text))) & set(bands(sketch(copy)))
            joined += bool(met) and same_story(article(text), article(copy))
    assert joined >= 0.95 * 105


@pytest.mark.parametrize(("one", "other"), [(SUMMIT, DINNER), (SUMMIT, PROTEST), (DINNER, PROTEST)])
def test_other_stories_of_one_event_on_one_day_never_merge(one: str, other: str) -> None:
    """Shared names, day and place do not make two stories one, even with a shared opening."""
    assert not same_story(article(one), article(other))
    opening = one.split("\n", 1)[0]
    assert not same_story(article(one), article(f"{opening}\n{other}"))


def test_market_reports_of_two_days_are_two_stories() -> None:
    """Reports that share every word but the numbers are not copies of each other."""
    numbers = ["30일", "12.3", "4081.2", "5321", "4120", "3.21", "901.2", "1421.5"]
    later = ["31일", "20.6", "4107.5", "7011", "2988", "9.56", "890.9", "1430.1"]
    one, other = article(MARKET.format(*numbers), None), article(MARKET.format(*later), None)
    assert not same_story(one, other)
    assert same_story(one, article(MARKET.format(*numbers), None))


def test_a_short_version_joins_the_long_one() -> None:
    """A brief that repeats half of a story's sentences is the same story."""
    assert same_story(article(SUMMIT), article("\n".join(SUMMIT.split("\n")[:3])))


def test_the_same_text_weeks_apart_is_no_copy() -> None:
    """A yearly notice in the same words is news of its own day."""
    assert not same_story(article(SUMMIT), article(SUMMIT, "2025-12-31"))
    assert same_story(article(SUMMIT), article(SUMMIT, None))


def test_a_sketch_is_the_same_on_every_run() -> None:
    """Their keys are stored: the values depend on the words alone, on no process or machine."""
    assert sketch("인공지능 협력")[:3].tolist() == [414902532, 278053638, 401224331]
    assert sketch("협력 인공지능")[:3].tolist() == sketch("인공지능 협력")[:3].tolist()
    assert sketch("").dtype == np.uint32
    assert np.mean(sketch(SUMMIT) == sketch(SUMMIT)) == 1.0
    assert np.mean(sketch(SUMMIT) == sketch(PROTEST)) < 0.2
    assert len(bands(sketch(SUMMIT))) == len(set(bands(sketch(SUMMIT))))


def test_copies_join_and_stories_of_one_event_do_not() -> None:
    """Of every kind of copy 95 of 100 join, in both languages; no other outlet's own story does."""
    shares = {kind: well / total for kind, (well, total) in shares_joined(rounds=8).items()}
    assert min(shares.values()) >= 0.95, shares
    wrong, pairs = false_merges()
    assert wrong == 0
    assert pairs > 100


@pytest.mark.parametrize("event", EVENTS)
def test_a_follow_up_and_a_rival_are_stories_of_their_own(event: Event) -> None:
    """Shared quotes, figures and names of one event do not make copies of each other."""
    (wire, day), (rival, _), (later, next_day) = event.stories
    told = article(wire, day, event.language)
    assert not same_story(told, article(rival, day, event.language))
    assert not same_story(told, article(later, next_day, event.language))


@pytest.mark.parametrize("event", EVENTS)
def test_a_reprint_with_another_head_and_three_sentences_cut_is_a_copy(event: Event) -> None:
    """What an outlet does to a wire story: its own headline and byline, and it is shortened."""
    told = article(event.wire, language=event.language)
    shortened = cut(event.wire, 3, random.Random(3))
    headed = article(f"Another headline / 다른 제목\n{shortened}", language=event.language)
    title = replace(headed.sentences[0], kind="title")
    reprint = replace(headed, sentences=(title, *headed.sentences[1:]))
    assert set(story_keys(told)) & set(story_keys(reprint))
    assert same_story(told, reprint)


def test_a_brief_meets_the_long_story_it_was_taken_from() -> None:
    """Two sentences of twenty share few words with the whole, but its opening."""
    long = article("\n".join(event.wire for event in EVENTS if event.language == "ko"))
    short = article(brief(long.text))
    assert set(story_keys(long)) & set(story_keys(short))
    assert same_story(long, short)


@pytest.mark.parametrize(
    ("opening", "told"),
    [("(서울=한빛통신) 류다온 기자 = ", "한빛통신"), ("", "첨성일보"), ("(서울) ", "첨성일보")],
)
def test_a_story_under_a_wires_dateline_is_the_wires(opening: str, told: str) -> None:
    """Who ran it is not who told it; without a dateline it is the page's outlet."""
    plain = article(EVENTS[0].wire)
    text = f"어느 제목\n{opening}{plain.text}"
    shift = len(text) - len(plain.text)
    moved = [replace(s, start=s.start + shift, end=s.end + shift) for s in plain.sentences]
    printed = replace(
        plain, text=text, sentences=tuple(moved), metadata=Metadata(outlet="첨성일보")
    )
    assert origin(printed) == told
