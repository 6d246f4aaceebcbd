"""The assistant over the starter news without a model: what is answered, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from rag.assistant import Assistant, open_assistant
from rag.errors import MissingKey, MissingWeights, QuestionError, StoreError, UnknownModel
from tests.asking import ENGLISH_GPU, KOREAN_GPU, assert_sound
from tests.conftest import SEEDS, ingest, settings_for


@pytest.mark.parametrize(
    ("question", "wanted", "language"), [(KOREAN_GPU, "26만", "ko"), (ENGLISH_GPU, "260,000", "en")]
)
def test_the_gpu_question_is_answered(
    assistant: Assistant, question: str, wanted: str, language: str
) -> None:
    """The answer quotes a stored article word for word, with its outlet and its day."""
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.language == language
    assert wanted in answer.text
    assert_sound(assistant, answer)
    first = answer.sources[0]
    assert first.metadata.outlet == "한빛통신"
    assert first.metadata.published_at is not None
    assert first.metadata.published_at.startswith("2025-10-31")
    assert answer.as_of is not None
    assert {"retrieve", "total"} <= set(answer.timings_ms)


@pytest.mark.parametrize(
    "question",
    [
        "AMD는 한국에 GPU를 몇 장 공급하나?",
        "How many GPUs will AMD supply to Korea?",
        "How many GPUs will Nvidia supply to Vietnam?",
    ],
)
def test_a_question_about_another_firm_or_country_is_not_found(
    assistant: Assistant, question: str
) -> None:
    """What the articles do not hold is refused plainly, beside the nearest article."""
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert "26만" not in answer.text
    assert "260,000" not in answer.text
    assert not answer.claims
    assert [source.n for source in answer.sources] == [1]
    assert_sound(assistant, answer)


@pytest.mark.parametrize(
    ("question", "history"),
    [
        (
            "그 회의의 의장은 누가 맡았나?",
            ["송도에서 APEC 디지털·AI 장관회의가 언제 열렸나?", "2025년 8월 4일 열렸다."],
        ),
        (
            "Who chaired it?",
            ["When did the APEC digital and AI ministers meet in Songdo?", "On 4 August 2025."],
        ),
    ],
)
def test_a_follow_up_is_understood_from_what_was_said(
    assistant: Assistant, question: str, history: list[str]
) -> None:
    """A question that points back is answered by what the conversation was about."""
    answer = assistant.ask(question, history)
    assert answer.status == "answered"
    assert answer.question == question
    assert "배경훈" in answer.text


def test_the_day_of_asking_can_be_given(seeds_home: Path) -> None:
    """ "Last month" is read from the day that the assistant is told, by default the real one."""
    question = "지난달 트럼프 행정부는 H20 판매 재개를 승인했나?"
    statuses = [
        open_assistant(settings_for(seeds_home), today=lambda day=day: day).ask(question).status
        for day in (date(2025, 8, 20), date(2024, 3, 2))
    ]
    assert statuses == ["answered", "not_found"]


@pytest.mark.parametrize("question", ["", "   \n\t ", "가" * 20_000, "a" * 2_001])
def test_a_question_that_is_none_is_refused(assistant: Assistant, question: str) -> None:
    """An empty or overlong question is refused before anything is searched, whichever way."""
    for ask in (assistant.ask, assistant.search, lambda q: list(assistant.stream(q))):
        with pytest.raises(QuestionError, match="question"):
            ask(question)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("nonsense", UnknownModel),
        ("nonsense:model", UnknownModel),
        ("llamacpp:", UnknownModel),
        ("llamacpp:/no/such/file.gguf", UnknownModel),
        ("llamacpp:qwen2.5-coder-1.5b-instruct", MissingWeights),
        ("openai:gpt-5-mini", MissingKey),
    ],
)
def test_a_model_that_can_not_be_opened_is_refused(
    assistant: Assistant, name: str, error: type[Exception]
) -> None:
    """A wrong name, a missing key or missing weights raise their own error with what to do."""
    with pytest.raises(error):
        assistant.ask(KOREAN_GPU, model=name)
    with pytest.raises(error):
        assistant.use(name)
    assert assistant.default_model == "quote"


def test_the_corpus_and_its_articles(assistant: Assistant) -> None:
    """The summary counts what was ingested, and an unknown article is an error with its id."""
    corpus = assistant.corpus()
    assert corpus.articles >= 14
    assert corpus.sentences > 100
    assert "한빛통신" in corpus.outlets
    assert corpus.first is not None
    assert corpus.first.startswith("2020-10-08")
    with pytest.raises(StoreError, match="nowhere"):
        assistant.article("nowhere")


def test_an_empty_home_answers_that_it_has_nothing(tmp_path: Path) -> None:
    """Before anything was ingested every question is not found, without an error."""
    home = tmp_path / "home"
    empty = open_assistant(settings_for(home))
    assert empty.corpus().articles == 0
    answer = empty.ask(KOREAN_GPU)
    assert (answer.status, answer.sources) == ("not_found", ())
    assert "None" not in answer.text
    assert "?~?" not in answer.text


def test_two_readers_may_ask_at_once(assistant: Assistant, seeds_home: Path) -> None:
    """Threads that share an assistant nobody has asked yet get the answers they would get alone."""
    fresh = open_assistant(settings_for(seeds_home))
    with ThreadPoolExecutor(4) as pool:
        questions = [KOREAN_GPU, ENGLISH_GPU] * 4
        together = list(pool.map(fresh.ask, questions))
    alone = {question: assistant.ask(question).text for question in (KOREAN_GPU, ENGLISH_GPU)}
    assert [answer.text for answer in together] == [alone[question] for question in questions]


NEW = (
    "누리소식\n\n누리호 5차 발사 성공\n\n입력 2025.11.10 09:00\n\n"
    "한국항공우주연구원이 10일 고흥 나로우주센터에서 누리호를 다섯 번째로 쏘아 올렸다. "
    "누리호는 위성 17기를 고도 600km 궤도에 올려놓았다. 발사는 새벽 1시 13분에 이뤄졌다.\n"
)
LAUNCH = "누리호는 위성 몇 기를 궤도에 올려놓았나?"


def test_a_new_article_is_found_without_reopening(tmp_path: Path) -> None:
    """What another index writes into the home answers the next question of an open assistant."""
    home = tmp_path / "home"
    home.mkdir()
    ingest(home, SEEDS / "pages" / "01-gyeongju-nvidia.txt")
    reader = open_assistant(settings_for(home))
    assert "26만" in reader.ask(KOREAN_GPU).text
    assert reader.ask(LAUNCH).status == "not_found"
    page = tmp_path / "nuri.txt"
    page.write_text(NEW, encoding="utf-8")
    assert ingest(home, page).added == 1
    answer = reader.ask(LAUNCH)
    assert answer.status == "answered"
    assert "17기" in answer.text
    assert_sound(reader, answer)
    assert "26만" in reader.ask(KOREAN_GPU).text


@pytest.mark.parametrize("form", ["‘{}’에 대해 무엇이 보도됐나?", "What was reported on “{}”?"])
def test_a_headline_does_not_answer_a_question_about_itself(
    assistant: Assistant, form: str
) -> None:
    """Who asks about a headline, as the chat offers it, has read it."""
    for headline in assistant.headlines("ko"):
        answer = assistant.ask(form.format(headline))
        assert answer.status == "answered"
        assert all(source.text.strip() not in headline for source in answer.sources)
