"""A thumbs-down in the chat, and the drawer where it becomes a gold question or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rag.evaluate.candidates import Candidate, CandidateStore
from rag.evaluate.gold import GoldRow, read_gold
from rag.ui.strings import EN, KO
from tests.asking import KOREAN_GPU
from tests.fake_assistant import FakeAssistant


@pytest.fixture
def store(tmp_path: Path) -> CandidateStore:
    """The candidates of a home of its own."""
    return CandidateStore(tmp_path)


def chat(home: Path, language: str = "ko") -> AppTest:
    """A first visit to the chat over the fake, with candidates in a home."""

    def page(**options: object) -> None:
        from pathlib import Path

        from rag.evaluate.candidates import CandidateStore
        from rag.ui.chat import show
        from tests.fake_assistant import FakeAssistant

        show(FakeAssistant, lambda: CandidateStore(Path(str(options["home"]))))

    visit = AppTest.from_function(page, default_timeout=20, kwargs={"home": home})
    visit.query_params["lang"] = language
    return visit.run()


def labels(page: AppTest) -> list[str]:
    """The buttons that the page shows."""
    assert not page.exception
    return [button.label for button in page.button]


def press(page: AppTest, label: str) -> AppTest:
    """The page after the first button of that label was pressed."""
    return next(button for button in page.button if button.label == label).click().run()


def words(page: AppTest) -> str:
    """All of the page's own HTML."""
    return "\n".join(element.body for element in page.html)


def test_a_thumbs_down_is_kept_once(tmp_path: Path, store: CandidateStore) -> None:
    """The question, what was shown and its sources are kept; the button gives way to a word."""
    page = chat(tmp_path).chat_input[0].set_value(KOREAN_GPU).run()
    assert labels(page).count(KO.dislike) == 1
    page = press(page, KO.dislike)
    assert KO.dislike not in labels(page)
    assert KO.disliked in words(page)
    (kept,) = store.waiting()
    shown = FakeAssistant().ask(KOREAN_GPU)
    assert (kept.question, kept.shown) == (KOREAN_GPU, shown.text)
    assert kept.evidence == tuple(source.sentence.text for source in shown.sources)


def test_the_same_question_twice_has_a_button_each(tmp_path: Path) -> None:
    """Turns that read the same are still turns of their own."""
    page = chat(tmp_path).chat_input[0].set_value(KOREAN_GPU).run()
    page = page.chat_input[0].set_value(KOREAN_GPU).run()
    assert labels(page).count(KO.dislike) == 2
    assert labels(press(page, KO.dislike)).count(KO.dislike) == 1


def test_a_failed_turn_has_nothing_to_dislike(tmp_path: Path) -> None:
    """Where no answer came, there is no button."""
    page = chat(tmp_path).chat_input[0].set_value("refuse").run()
    assert KO.dislike not in labels(page)


@pytest.fixture
def waiting(tmp_path: Path, store: CandidateStore) -> AppTest:
    """The drawer with two candidates: a disliked answer and a suggested question."""
    store.dislike(FakeAssistant().ask(KOREAN_GPU))
    row = GoldRow(id="s", lang="en", question="How many?", answer="<b>3</b>", accept=("3",))
    store.add([Candidate(row)])
    page = chat(tmp_path, "en")
    return press(page, EN.review.format(n=2))


def test_a_right_answer_makes_gold(waiting: AppTest, store: CandidateStore) -> None:
    """What is typed is the accepted answer, and the places that hold it are its evidence."""
    waiting.text_input[0].set_value("26만 장")
    press(waiting, EN.accept)
    (row,) = read_gold(store.gold)
    assert (row.question, row.accept, len(row.evidence)) == (KOREAN_GPU, ("26만 장",), 1)
    assert [candidate.id for candidate in store.waiting()] == ["s"]


def test_nothing_is_accepted_without_an_answer(waiting: AppTest, store: CandidateStore) -> None:
    """The refusal is told in the drawer, and the candidate still waits."""
    page = press(press(waiting, EN.accept), EN.review.format(n=2))
    assert "wanted the right answer" in words(page)
    assert len(store.waiting()) == 2
    assert not store.gold.exists()


def test_a_candidate_is_dropped(waiting: AppTest, store: CandidateStore) -> None:
    """A dropped candidate is gone from the drawer and makes no gold."""
    page = press(press(waiting, EN.reject), EN.review.format(n=1))
    assert labels(page).count(EN.reject) == 1
    assert [candidate.id for candidate in store.waiting()] == ["s"]


@pytest.mark.parametrize("decision", [EN.accept, EN.reject])
def test_what_another_tab_decided_is_refused_in_words(
    waiting: AppTest, store: CandidateStore, decision: str
) -> None:
    """The drawer tells it, and the page goes on."""
    first, _ = store.waiting()
    store.reject(first.id)
    waiting.text_input[0].set_value("26만 장")
    page = press(press(waiting, decision), EN.review.format(n=1))
    assert not page.exception
    assert first.id in words(page)


def test_a_thumbs_down_that_can_not_be_kept_says_so(tmp_path: Path) -> None:
    """Where the candidates' file is damaged, the reader hears of it below the answer."""
    page = chat(tmp_path).chat_input[0].set_value(KOREAN_GPU).run()
    (tmp_path / "candidates.jsonl").write_text("no candidate\n", encoding="utf-8")
    page = press(page, KO.dislike)
    assert KO.dislike in labels(page)
    assert KO.disliked not in words(page)
    assert words(page).count("candidates.jsonl") == 2  # there, and in place of the drawer's button


def test_nothing_waits_at_first(tmp_path: Path) -> None:
    """Without candidates the sidebar has no button for them."""
    assert not [label for label in labels(chat(tmp_path)) if label.startswith("살펴볼")]
