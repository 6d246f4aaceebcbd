"""Questions that ask for the articles of an outlet or a reporter, and those that only name one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from rag.assistant import open_assistant
from rag.domain import Answer
from rag.retrieve.filters import Sources
from rag.retrieve.question import language_of
from rag.text.names import AliasTable
from tests.conftest import ingest, settings_for

OUTLETS = ("한강일보", "첨성일보", "Pacific Ledger", "The Harbour Post")
REPORTERS = ("김철수", "문가람", "Jane Doe")
SOURCES = Sources(OUTLETS, REPORTERS, AliasTable.curated())


def asked(question: str, sources: Sources = SOURCES) -> tuple[set[str], set[str], tuple[str, ...]]:
    """The outlets and reporters that a question is restricted to, and those that are not held."""
    found = sources.asked_in(question, language_of(question))
    return set(found.outlets), set(found.reporters), found.unheld


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("한강일보는 누리AI의 새 대표가 누구라고 보도했나?", "한강일보"),
        ("한강일보가 전한 회담 결과는?", "한강일보"),
        ("한강일보에 따르면 매출은 얼마인가?", "한강일보"),
        ("첨성일보 보도에 따르면 누가 만났나?", "첨성일보"),
        ("첨성일보 기사에서 꼽은 원인은?", "첨성일보"),
        ("첨성일보는 협정에 대해 뭐라고 했어?", "첨성일보"),
        ("첨성일보는 협정을 어떻게 평가했나?", "첨성일보"),
        ("한강일보는 결과를 어떻게 봤나?", "한강일보"),
        ("How does Pacific Ledger assess the pact?", "Pacific Ledger"),
        ("According to Pacific Ledger, what was the revenue?", "Pacific Ledger"),
        ("What was the revenue according to the pacific ledger?", "Pacific Ledger"),
        ("What did Harbour Post report about the port?", "The Harbour Post"),
        ("What does the Harbour Post say about chips?", "The Harbour Post"),
        ("In articles from Pacific Ledger, who leads Nuri?", "Pacific Ledger"),
        ("Who leads Nuri in the Pacific Ledger's report?", "Pacific Ledger"),
    ],
)
def test_a_question_for_what_an_outlet_printed_is_restricted_to_it(
    question: str, outlet: str
) -> None:
    """Reporting words tied to the outlet's name ask for its own articles."""
    assert asked(question) == ({outlet}, set(), ())


@pytest.mark.parametrize(
    ("question", "reporter"),
    [
        ("김철수 기자가 쓴 기사에서 매출은?", "김철수"),
        ("한강일보 김철수 기자는 누가 만났다고 전했나?", "김철수"),
        ("In articles by Jane Doe, who leads Nuri?", "Jane Doe"),
        ("According to Jane Doe, who leads Nuri?", "Jane Doe"),
        ("What does Jane Doe's story say of chips?", "Jane Doe"),
        ("Which chips are named in articles by Moon Ga-ram?", "문가람"),
    ],
)
def test_a_reporter_is_found_in_either_script(question: str, reporter: str) -> None:
    """A reporter restricts as an outlet does."""
    outlets, reporters, unheld = asked(question)
    assert (reporters, unheld) == ({reporter}, ())
    assert outlets <= {"한강일보"}


@pytest.mark.parametrize(
    "question",
    [
        "한강일보의 매출은?",
        "한강일보는 언제 창간됐나?",
        "한강일보 보도에 대해 회사는 뭐라고 했나?",
        "첨성일보 보도를 부인한 사람은?",
        "발전한 나라 가운데 한강일보가 있는 곳은?",
        "김철수 기자는 어떤 상을 받았나?",
        "동해신문의 매출은?",
        "What is Pacific Ledger's revenue?",
        "Who owns the Harbour Post?",
        "Did Pacific Ledger say that its revenue fell?",
        "Who is Jane Doe?",
        "엔비디아에 따르면 몇 장인가?",
        "한국은행 보도자료에 따르면 금리는?",
        "경제부 기자가 쓴 기사는 몇 건인가?",
        "인수한다는 보도에 회사는 뭐라고 답했나?",
        "According to Nvidia, how many?",
        "According to a report by Bain Capital, how many?",
        "According to the columnist, what weakens the promises?",
        "Which newspapers reported the talks?",
    ],
)
def test_a_name_that_is_only_the_subject_restricts_nothing(question: str) -> None:
    """Nor does a speaker who is no outlet."""
    assert asked(question) == (set(), set(), ())


@pytest.mark.parametrize(
    ("question", "unheld"),
    [
        ("동해신문은 매출을 얼마라고 보도했나?", "동해신문"),
        ("로이터통신에 따르면 관세는 몇 %인가?", "로이터통신"),
        ("박나래 기자가 쓴 기사에서 매출은?", "박나래"),
        ("According to Daily Meridian News, who leads it?", "Daily Meridian News"),
        ("Did the Seoul Economic Daily report it?", "Seoul Economic Daily"),
        ("Who leads it according to Reuters?", "Reuters"),
        ("What do articles by John Smith say about AI?", "John Smith"),
    ],
)
def test_a_source_that_is_not_held_is_told(question: str, unheld: str) -> None:
    """An outlet shows by its name, a reporter by what is said to be written."""
    assert asked(question) == (set(), set(), (unheld,))


def test_a_catalogue_without_outlets_restricts_nothing() -> None:
    """Where no page names its outlet, one that is asked for is simply not held."""
    empty = Sources((), (), AliasTable.curated())
    assert asked("한강일보에 따르면 매출은?", empty) == (set(), set(), ("한강일보",))


def _row(outlet: str, reporter: str, day: str, title: str, text: str) -> dict[str, str]:
    return {
        "outlet": outlet,
        "reporter": reporter,
        "published_at": day,
        "title": title,
        "text": text,
    }


STORY = (
    "가온도서관이 희귀 고서 {n}권을 디지털로 옮긴다. 사업은 봄에 시작해 두 해 동안 이어진다. "
    "도서관은 사진 기사와 복원 전문가 열두 명을 뽑았다. 시민은 누리집에서 무료로 책장을 넘겨 본다."
)
ROWS = [
    _row("한강일보", "김철수", "2025-03-03", "가온도서관 고서 디지털로", STORY.format(n="800")),
    _row("첨성일보", "문가람", "2025-03-04", "가온도서관 고서 디지털로", STORY.format(n="800")),
    _row(
        "바다경제",
        "오세린",
        "2025-06-09",
        "가온도서관 고서 사업 확대",
        "가온도서관이 디지털로 옮길 희귀 고서를 2000권으로 늘렸다. 예산은 두 배가 됐다.",
    ),
    _row(
        "바다경제",
        "한규진",
        "2025-07-01",
        "한강일보 매출 발표",
        "한강일보의 지난해 매출은 310억원이었다. 한강일보는 올해 종이 부수를 줄이기로 했다.",
    ),
    _row(
        "Pacific Ledger",
        "Jane Doe",
        "2025-05-05",
        "Port of Selwick doubles its cranes",
        "The Port of Selwick will run 24 cranes. Hauliers welcomed the plan of the port.",
    ),
    _row(
        "Harbour Post",
        "Ivo Marchetti",
        "2025-05-06",
        "Selwick cranes in doubt",
        "The Port of Selwick may run only 15 cranes. Crew Weekly first told of the doubts.",
    ),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    """Answers from a small home in which outlets disagree and copy each other."""
    home = tmp_path_factory.mktemp("sources")
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    (home / "news.jsonl").write_text(lines, encoding="utf-8")
    assert not ingest(home, home / "news.jsonl").rejected
    return open_assistant(settings_for(home)).ask


@pytest.mark.parametrize(
    ("question", "outlet", "said"),
    [
        ("첨성일보는 가온도서관이 고서 몇 권을 옮긴다고 보도했나?", "첨성일보", "800권"),
        ("한강일보는 가온도서관이 고서 몇 권을 옮긴다고 보도했나?", "한강일보", "800권"),
        ("바다경제에 따르면 가온도서관이 옮길 고서는 몇 권인가?", "바다경제", "2000권"),
        ("문가람 기자가 쓴 기사에서 가온도서관이 옮기는 고서는 몇 권인가?", "첨성일보", "800권"),
        ("한강일보의 지난해 매출은 얼마인가?", "바다경제", "310억원"),
        ("How many cranes will the Port of Selwick run, according to Pacific Ledger?",
         "Pacific Ledger", "24"),
        ("How many cranes may the Port of Selwick run, according to the Harbour Post?",
         "Harbour Post", "15"),
        ("In articles by Jane Doe, how many cranes will the Port of Selwick run?",
         "Pacific Ledger", "24"),
        ("According to Crew Weekly, what is in doubt at the Port of Selwick?",
         "Harbour Post", "doubts"),
    ],
)  # fmt: skip
def test_only_the_asked_source_answers(
    ask: Callable[[str], Answer], question: str, outlet: str, said: str
) -> None:
    """Of copies of one story it is the copy of the asked outlet; a subject is answered by anyone.

    An outlet that is not held is answered by the article that quotes it.
    """
    answer = ask(question)
    assert answer.status == "answered"
    assert {source.metadata.outlet for source in answer.sources} == {outlet}
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("동해신문은 가온도서관이 고서 몇 권을 옮긴다고 보도했나?", "동해신문"),
        ("박나래 기자가 쓴 기사에서 가온도서관이 옮기는 고서는 몇 권인가?", "박나래"),
        ("How many cranes will the Port of Selwick run, according to the Daily Meridian?",
         "Daily Meridian"),
        ("According to Meridian News, how many cranes will the Port of Selwick run?",
         "Meridian News"),
    ],
)  # fmt: skip
def test_a_source_that_is_not_held_is_the_reason_to_refuse(
    ask: Callable[[str], Answer], question: str, named: str
) -> None:
    """The refusal names the outlet that was asked for and those that there are."""
    answer = ask(question)
    assert answer.status == "not_found"
    assert named in answer.text
    assert all(outlet in answer.text for outlet in ("한강일보", "Pacific Ledger"))


def test_an_outlet_that_wrote_nothing_of_it_answers_nothing(ask: Callable[[str], Answer]) -> None:
    """What another outlet printed is not put into its mouth."""
    assert (
        ask("Pacific Ledger에 따르면 가온도서관이 옮기는 고서는 몇 권인가?").status == "not_found"
    )
