"""What the program itself says in an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.answer.wording import failed, not_found, welcome
from rag.assistant import open_assistant
from rag.domain import CorpusSummary, Language
from rag.errors import MissingKey, ModelError, ModelUnavailable, UnknownModel
from rag.retrieve.sufficiency import Lack
from tests.conftest import ingest, settings_for

DATED = CorpusSummary(2, 9, ("한빛통신",), "2025-10-31T20:10:00+09:00", "2025-11-20")
UNDATED = CorpusSummary(1, 4, ("한빛통신",), None, None)


@pytest.mark.parametrize(
    ("corpus", "language", "told"),
    [
        (DATED, "ko", "기사에 없습니다. 수록 범위: 기사 2건, 2025-10-31~2025-11-20."),
        (
            DATED,
            "en",
            "Not in the articles. The articles cover 2025-10-31 to 2025-11-20, 2 in all.",
        ),
        (UNDATED, "ko", "기사에 없습니다. 수록 범위: 기사 1건."),
        (UNDATED, "en", "Not in the articles. Articles in all: 1."),
    ],
)
def test_a_refusal_tells_what_is_covered(
    corpus: CorpusSummary, language: Language, told: str
) -> None:
    """The period is told where it is known, and left out where no article bears a date."""
    assert not_found(Lack(), corpus, language) == told


@pytest.mark.parametrize(
    ("lack", "alike", "korean", "english"),
    [
        (Lack(("A",)), (), "대목에 ‘A’ 이야기가 없습니다.", "do not speak of A."),
        (
            Lack(("A", "B"), together=True),
            (),
            "어느 대목에도 ‘A·B’ 이야기가 함께 나오지 않습니다.",
            "No near passage speaks of A and B together.",
        ),
        (Lack(), ("B",), "없습니다. 비슷한 이름: ‘B’.", "articles. A similar name: B."),
    ],
)
def test_a_refusal_tells_what_is_lacking(
    lack: Lack, alike: tuple[str, ...], korean: str, english: str
) -> None:
    """Names that stand nowhere, names that stand apart, and a name that may have been meant."""
    assert korean in not_found(lack, DATED, "ko", alike)
    assert english in not_found(lack, DATED, "en", alike)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_welcome_tells_no_period_that_is_unknown(language: Language) -> None:
    """It has the number of articles alone."""
    told = welcome(UNDATED, (), language)
    assert "?" not in told
    assert "1" in told
    assert "2025-10-31" in welcome(DATED, (), language)


def test_one_undated_article_is_covered_without_a_period(tmp_path: Path) -> None:
    """A question that it does not answer is refused in words without question marks."""
    row = {"title": "등대", "text": "새벽섬 등대는 높이가 31미터이다. 등대지기는 세 명이다."}
    (tmp_path / "news.jsonl").write_text(json.dumps(row), encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    assert ingest(home, tmp_path / "news.jsonl").added == 1
    answer = open_assistant(settings_for(home)).ask("AMD는 GPU 몇 장을 공급하나?")
    assert answer.status == "not_found"
    assert answer.text.endswith("수록 범위: 기사 1건.")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MissingKey("m refused the key"), "키를 확인하십시오"),
        (UnknownModel("the server does not know m"), "그런 모델이 없습니다"),
        (ModelUnavailable("m took longer than 20 s"), "m took longer than 20 s"),
    ],
)
def test_a_model_that_fails_is_told_in_the_readers_language(error: ModelError, told: str) -> None:
    """Korean readers read in Korean that quotes stand in and what to do; English ones, English."""
    korean = failed(error, "openai:m", "ko")
    assert korean.startswith("openai:m 모델이 답하지 못해 원문 인용으로 대신합니다.")
    assert told in korean
    assert failed(error, "openai:m", "en") == str(error)
