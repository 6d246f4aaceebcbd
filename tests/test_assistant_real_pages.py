"""The five real pages, where they are at hand: ingested whole, asked the two GPU questions."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant, open_assistant
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.conftest import ingest, settings_for
from tests.shared_gold import SHARED

PAGES = SHARED / "pages"
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason=f"{PAGES} is not on this machine")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the five pages."""
    home = tmp_path_factory.mktemp("real") / "home"
    home.mkdir()
    report = ingest(home, PAGES)
    assert report.rejected == ()
    assert report.added == 5
    assert report.articles >= 7
    return open_assistant(settings_for(home))


@pytest.mark.parametrize(
    ("question", "accepted"),
    [
        (KOREAN_GPU, ("26만",)),
        (ENGLISH_GPU, ("260,000", "26만")),
    ],
)
def test_the_gpu_questions_are_answered(
    reader: Assistant, question: str, accepted: tuple[str, ...]
) -> None:
    """The number is quoted from an exact place of a real article, without its advertising."""
    answer = reader.ask(question)
    assert answer.status == "answered"
    assert any(form in answer.text for form in accepted)
    assert "산와" not in answer.text
    for source in answer.sources:
        place = source.sentence
        text = reader.article(place.article_id).text
        assert text[place.start : place.end] == place.text
    assert answer.sources[0].metadata.outlet
    assert answer.sources[0].metadata.published_at


@pytest.mark.parametrize(
    "question",
    ["AMD는 한국에 GPU를 몇 장 공급하나?", "How many GPUs will Intel supply to Korea?"],
)
def test_another_firm_is_not_found(reader: Assistant, question: str) -> None:
    """The pages say nothing of another firm's GPUs, and so does the answer."""
    assert reader.ask(question).status == "not_found"
