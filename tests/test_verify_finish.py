"""From a draft to the answer that is shown: nothing in it without a source that bears it out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain import Answer, CorpusSummary, Evidence, Language, Metadata, Sentence
from rag.verify.check import Checker, Source
from rag.verify.compose import Draft, compose

GPU = "엔비디아가 GPU 26만 장을 한국에 공급하기로 했다."
IMF = "게오르기에바 국제통화기금(IMF) 총재는 한국의 성장률이 내년에 회복될 것으로 내다봤다."
CALL = "통화는 오후 3시에 시작해 20분 동안 이어졌다고 강민석 청와대 대변인이 전했다."
CORPUS = CorpusSummary(3, 30, ("한빛통신",), "2020-10-08", "2025-10-31")


def piece(n: int, text: str, score: float = 2.0, day: str = "2025-10-31") -> Evidence:
    """A piece of evidence that stands alone in an article of its own."""
    sentence = Sentence(f"article-{n}", 0, 0, len(text), text)
    return Evidence(n, sentence, Metadata(outlet="한빛통신", published_at=day), text, score)


EVIDENCE = (piece(1, GPU), piece(2, IMF, 0.7), piece(3, CALL, 0.6, "2020-10-08"))

TRUE = {
    "Nvidia will supply 260,000 GPUs to Korea.": 1,
    "엔비디아는 한국에 GPU 26만 장을 공급한다.": 1,
    "IMF chief Georgieva expects Korea's growth to recover next year.": 2,
    "게오르기에바 총재는 내년 한국 성장률 회복을 내다봤다.": 2,
    "The call lasted 20 minutes.": 3,
    "통화는 20분 동안 이어졌다.": 3,
}
FALSE = (
    "Nvidia will supply 26,000 GPUs to Korea.",
    "AMD will supply 260,000 GPUs to Korea.",
    "엔비디아는 한국에 GPU 26만 장을 공급하지 않는다.",
    "The call lasted 20 hours.",
    "통화는 50분 동안 이어졌다.",
    "Christine Lagarde expects Korea's growth to recover next year.",
    "Korea will supply 260,000 GPUs to Nvidia.",
    "The call lasted 20 minutes on 9 October 2020.",
    "Oil prices fell.",
)


def answer(
    checker: Checker,
    text: str,
    language: Language = "en",
    evidence: tuple[Evidence, ...] = EVIDENCE,
) -> Answer:
    """The answer to a draft over the evidence."""
    return compose(Draft("How many GPUs?", language, "fake", text), evidence, CORPUS, checker)


def source_of(evidence: Evidence) -> Source:
    """What a claim that cites a piece alone is held against."""
    day = evidence.metadata.published_at
    return Source(evidence.text, published_on=date.fromisoformat(day) if day else None)


def test_a_true_draft_stands_as_it_was_written(checker: Checker) -> None:
    """A supported sentence keeps its words and its source; nothing is remarked on."""
    shown = answer(checker, "Nvidia will supply 260,000 GPUs to Korea [1].")
    assert shown.status == "answered"
    assert shown.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert [s.sentence.text for s in shown.sources] == [GPU]
    assert not shown.note
    assert shown.as_of == "2025-10-31"


@pytest.mark.parametrize("marker", ["[3]", "[2][3]", "[99]", "[0]", ""])
def test_a_wrong_or_missing_citation_is_moved_to_the_right_place(
    checker: Checker, marker: str
) -> None:
    """A true sentence that cites another piece, none, or one that is not there is cited rightly."""
    shown = answer(checker, f"Nvidia will supply 260,000 GPUs to Korea {marker}.")
    assert shown.status == "answered"
    assert [claim.citations for claim in shown.claims] == [(1,)]
    assert [s.sentence.text for s in shown.sources] == [GPU]


@pytest.mark.parametrize("false", FALSE)
def test_a_false_sentence_is_dropped_and_the_reader_is_told(checker: Checker, false: str) -> None:
    """A false sentence beside a true one goes, the answer is partial and says how many went."""
    shown = answer(checker, f"Nvidia will supply 260,000 GPUs to Korea [1]. {false} [1]")
    assert shown.status == "partial"
    assert shown.text == "Nvidia will supply 260,000 GPUs to Korea. [1]"
    assert "1 sentence " in shown.note


@pytest.mark.parametrize("false", FALSE)
def test_quotes_stand_in_for_a_draft_of_which_nothing_is_true(checker: Checker, false: str) -> None:
    """Where nothing is left the verified quotes are the answer, and the note says so."""
    shown = answer(checker, f"{false} [1]")
    assert shown.status == "answered"
    assert false.rstrip(".") not in shown.text
    assert GPU in shown.text
    assert "quoted instead" in shown.note


@pytest.mark.parametrize(
    ("refusal", "language"),
    [
        ("NOT IN THE ARTICLES", "en"),
        ("Not in the articles.", "en"),
        ("기사에 없습니다", "ko"),
        ("기사에 없습니다.", "ko"),
    ],
)
def test_a_refusal_leaves_the_quotes_as_a_partial_answer(
    checker: Checker, refusal: str, language: Language
) -> None:
    """Whether evidence suffices was decided before; a model that disagrees earns a remark."""
    shown = answer(checker, refusal, language)
    assert shown.status == "partial"
    assert f"“{GPU}”" in shown.text
    assert shown.note


def test_no_draft_gives_quotes_without_a_remark(checker: Checker) -> None:
    """The quote composer's answer is an answer like any other."""
    shown = answer(checker, "")
    assert shown.status == "answered"
    assert f"“{GPU}”" in shown.text
    assert not shown.note


def test_no_evidence_is_not_found(checker: Checker) -> None:
    """Without evidence there is neither a claim nor a source, whatever a model said."""
    shown = answer(checker, "Nvidia will supply 260,000 GPUs [1].", evidence=())
    assert (shown.status, shown.claims, shown.sources) == ("not_found", (), ())


def test_a_name_that_no_evidence_holds_is_not_found(checker: Checker) -> None:
    """Evidence that lacks the firm asked about does not answer; the text names what it lacks."""
    lacking = tuple(replace(e, missing=("AMD",)) for e in EVIDENCE)
    shown = answer(checker, "Nvidia will supply 260,000 GPUs [1].", evidence=lacking)
    assert shown.status == "not_found"
    assert "AMD" in shown.text
    assert [s.sentence.text for s in shown.sources] == [GPU]


def test_sources_are_numbered_as_they_are_cited(checker: Checker) -> None:
    """The first source cited is 1, whatever its number among the evidence, and is listed once."""
    shown = answer(checker, "The call lasted 20 minutes [3]. Nvidia will supply 260,000 GPUs [1]. "
                   "통화는 20분 동안 이어졌다 [3].")  # fmt: skip
    assert [claim.citations for claim in shown.claims] == [(1,), (2,), (1,)]
    assert [(s.n, s.sentence.text) for s in shown.sources] == [(1, CALL), (2, GPU)]
    assert re.findall(r"\[(\d+)\]", shown.text) == ["1", "2", "1"]
    assert shown.as_of == "2025-10-31"


def test_each_source_keeps_its_own_day(checker: Checker) -> None:
    """A claim that cites articles of two days is held against the dates that each of them means."""
    two = (
        piece(1, "양국 정상은 31일 경주에서 만났다."),
        piece(2, "장관회의는 4일 송도에서 열렸다.", day="2025-08-04"),
    )
    told = (
        "The leaders met in Gyeongju on 31 October 2025 and the ministers met in Songdo on {} 2025."
    )
    right, wrong = told.format("4 August"), told.format("4 October")
    assert answer(checker, f"{right} [1][2]", evidence=two).claims[0].text == right
    assert wrong not in answer(checker, f"{wrong} [1][2]", evidence=two).text


@pytest.mark.parametrize(
    ("draft", "language"),
    [
        ("Nvidia will supply 260,000 GPUs to Korea [1]. The price is not in the articles.", "en"),
        ("엔비디아는 한국에 GPU 26만 장을 공급한다 [1]. 가격은 기사에 없습니다.", "ko"),
    ],
)
def test_a_remark_on_what_is_missing_does_not_undo_an_answer(
    checker: Checker, draft: str, language: Language
) -> None:
    """A draft that answers and adds what the articles lack is no refusal."""
    shown = answer(checker, draft, language)
    assert shown.status in ("answered", "partial")
    assert "26" in shown.text


def test_a_note_of_the_draft_is_kept(checker: Checker) -> None:
    """Why a model did not answer is told even though the quotes are sound."""
    draft = Draft("How many GPUs?", "en", "fake", note="the server is down")
    assert compose(draft, EVIDENCE, CORPUS, checker).note == "the server is down"


def test_an_exact_value_copied_from_the_evidence_is_read(checker: Checker) -> None:
    """A model that copies "(= 260,000)" from its evidence is understood, not refused."""
    shown = answer(checker, "Nvidia will supply 26만 장 (= 260,000) of GPUs to Korea [1].")
    assert shown.status == "answered"
    assert "(=" not in shown.text


def test_quotes_are_short_and_cited(checker: Checker) -> None:
    """Quotes are words of the place they cite and stay under 400 characters together."""
    long = tuple(piece(n, f"{n}번째 문장은 " + "꽤 긴 말로 " * 30 + "끝난다.") for n in (1, 2))
    for evidence in (EVIDENCE, long, long[:1]):
        shown = answer(checker, "", "ko", evidence)
        assert len(shown.text) <= 400
        assert shown.claims
        for claim in shown.claims:
            [n] = claim.citations
            quoted = re.sub(r"[“”…]|\.\.\.", "", claim.text.partition("” (")[0]).strip()
            assert quoted
            assert quoted in shown.sources[n - 1].text


def test_a_long_sentence_is_never_an_empty_answer(checker: Checker) -> None:
    """A sentence too long to be quoted whole still gives an answer with a source."""
    long = (piece(1, "엔비디아가 GPU 26만 장을 한국에 공급하기로 했고, " * 14 + "밝혔다."),)
    shown = answer(checker, "", "ko", long)
    assert shown.text.strip()
    assert shown.sources
    assert len(shown.text) <= 400


_SENTENCES = st.sampled_from([*TRUE, *FALSE])
_MARKERS = st.sampled_from(["", " [1]", " [2]", " [3]", " [1, 2]", " 【3】", " [99]", " [1-3]"])


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(st.tuples(_SENTENCES, _MARKERS), min_size=1, max_size=4))
def test_no_unsupported_sentence_is_ever_shown(
    checker: Checker, parts: list[tuple[str, str]]
) -> None:
    """Of any mixture of true and false sentences only what a source bears out is shown."""
    shown = answer(checker, " ".join(text[:-1] + marker + "." for text, marker in parts))
    written = [text for text, _ in parts]
    kept = [text for text in written if text in TRUE]
    dropped = [text for text in written if text in FALSE]
    assert not [text for text in dropped if text in shown.text]
    assert [claim.text for claim in shown.claims][: len(kept)] == kept
    for claim in shown.claims:
        sources = [source_of(shown.sources[n - 1]) for n in claim.citations]
        assert any(checker.check(claim.text, s).verdict == "supported" for s in sources)
    assert [s.n for s in shown.sources] == list(range(1, len(shown.sources) + 1))
    assert shown.status == ("partial" if kept and dropped else "answered")
    assert bool(shown.note) == bool(dropped)


def asked(checker: Checker, question: str, text: str, evidence: tuple[Evidence, ...]) -> Answer:
    """The answer to a draft about one question."""
    return compose(Draft(question, "ko", "fake", text), evidence, CORPUS, checker)


SEAT = replace(
    piece(1, "시진핑 중국 국가주석이 새 기구를 만들자고 나섰다. 이름은 세계인공지능협력기구다."),
    context="시진핑, 경주서 'AI 협력기구' 구상. 제안이 나온 무대는 한국 경주에서 열린 정상회의다.",
)


def test_an_answer_is_not_taken_from_beside_the_cited_place(checker: Checker) -> None:
    """The city of the headline is that of the summit, not of the body."""
    said = "시진핑 주석의 구상에서 AI 협력기구가 들어설 도시는 한국 경주입니다"
    assert said not in asked(checker, "AI 협력기구가 들어설 도시는?", f"{said} [1].", (SEAT,)).text
    stage = replace(SEAT, text=f"{SEAT.text} 제안이 나온 무대는 한국 경주에서 열린 정상회의다.")
    assert said not in asked(checker, "AI 협력기구가 들어설 도시는?", f"{said} [1].", (stage,)).text
    named = "시진핑 주석이 만들자는 새 기구는 세계인공지능협력기구입니다"
    assert named in asked(checker, "어떤 기구인가?", f"{named} [1].", (SEAT,)).text


def test_the_day_of_an_article_does_not_date_what_it_tells(checker: Checker) -> None:
    """An article of October says that sales had been barred, not that it was in October."""
    barred = (piece(1, "막혔던 칩 판매가 다시 열린다. 정부는 판매를 막은 바 있다."),)
    shown = asked(
        checker, "칩 판매를 막은 것은 언제인가?", "정부는 2025년 10월 칩 판매를 막았다 [1].", barred
    )
    assert "10월" not in shown.text


def test_a_month_is_not_read_into_another_word(checker: Checker) -> None:
    """An undated report that names the market does not tell of March."""
    lifted = (
        replace(
            piece(1, "Market rules had barred the chip; the bar is gone."), metadata=Metadata()
        ),
    )
    said = "The bar on the chip was lifted in March"
    shown = asked(checker, "When was the bar on the chip lifted?", f"{said} [1].", lifted)
    assert "March" not in shown.text


@pytest.mark.parametrize(
    "draft",
    ["엔비디아가 GPU 26만 장을 한국에 공급할까", "엔비디아가 한국에 GPU 26만 장을 공급하나"],
)
def test_a_question_of_the_draft_is_no_answer(checker: Checker, draft: str) -> None:
    """It states nothing, with or without its mark."""
    shown = answer(checker, f"{draft} [1].", "ko")
    assert draft not in shown.text


def test_words_like_those_of_a_refusal_are_no_refusal(checker: Checker) -> None:
    """A sentence on articles of association is held to its source as any other."""
    rule = "The power to name a chief is not in the articles of association."
    shown = answer(checker, f"{rule[:-1]} [1].", evidence=(piece(1, rule),))
    assert shown.claims[0].text == rule
