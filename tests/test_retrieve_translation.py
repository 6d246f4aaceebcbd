"""Translated questions: which translation is taken, what it may change, and what never."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.index.embedders import Embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.question import asked_in
from rag.retrieve.retriever import Retriever
from rag.retrieve.sufficiency import sufficient
from rag.retrieve.translation import faithful
from rag.text.names import AliasTable
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.conftest import ingest

ALIASES = AliasTable.curated()


@pytest.mark.parametrize(
    ("translation", "question"),
    [
        (KOREAN_GPU, ENGLISH_GPU),
        (f"  {KOREAN_GPU}\n", ENGLISH_GPU),
        ("두 과학자는 2016년에 무슨 상을 받았나?", "Which prize did two scientists win in 2016?"),
        ("H20 재고 55억달러는 왜 생겼나?", "Why was there H20 stock of $5.5 billion?"),
        ("Who chaired the meeting in Songdo?", "송도 회의의 의장은 누구였나?"),
    ],
)
def test_a_translation_that_says_the_same_is_taken(translation: str, question: str) -> None:
    """It has the question's numbers and names, in the other language, on one line."""
    assert faithful(translation, question, ALIASES) == translation.strip()


@pytest.mark.parametrize(
    ("translation", "question"),
    [
        ("", ENGLISH_GPU),
        (ENGLISH_GPU, ENGLISH_GPU),  # not translated
        ("How many GPUs does Korea get?", ENGLISH_GPU),
        ("AMD는 한국에 GPU를 몇 장 공급하나?", ENGLISH_GPU),  # another firm
        ("엔비디아는 서울에 GPU를 몇 장 공급하나?", ENGLISH_GPU),  # another place
        ("엔비디아는 한국에 GPU를 26만 장 공급하나?", ENGLISH_GPU),  # an answer
        ("엔비디아는 2025년 한국에 GPU를 몇 장 공급하나?", ENGLISH_GPU),  # a year more
        ("몇 장인가? " * 30, ENGLISH_GPU),  # it does not stop
        ("그는 2015년에 무슨 상을 받았나?", "Which prize did he win in 2016?"),
        ("재고 55억달러는 왜 생겼나?", "Why was there H20 stock of $5.5 billion?"),
        ("H20 재고 550억달러는 왜 생겼나?", "Why was there H20 stock of $5.5 billion?"),
    ],
)
def test_a_translation_that_says_another_thing_is_not_taken(
    translation: str, question: str
) -> None:
    """Another number, code or name would lead to another article."""
    assert faithful(translation, question, ALIASES) == ""


@pytest.mark.parametrize(
    ("text", "asked"), [("Who?", "Who?"), ("a\nb\nWho? ", "Who?"), ("a\nb", "b")]
)
def test_only_what_is_asked_now_is_translated(text: str, asked: str) -> None:
    """The conversation stands on lines before it."""
    assert asked_in(text) == asked


ARTICLES = {
    "ko": [
        (
            "도시 살림",
            "시장은 골목의 빈집을 헐어 텃밭으로 가꾼다고 말했다. 예산은 넉넉하다고 한다.",
        ),
        ("항구 소식", "어민들은 그물코를 넓혀 어린 물고기를 놓아준다. 조합은 이를 반긴다."),
        ("마을 도서관", "사서는 헌책을 풀로 붙여 되살린다. 아이들이 거든다고 한다."),
    ],
    "en": [
        ("Town budget", "The mayor said vacant houses would give way to gardens. Money is there."),
        ("Harbour", "Fishermen widened their nets to spare the young fish. The union is pleased."),
    ],
}
BOOKS = "Who patches up tatty hardbacks?"
BOOKS_KOREAN = "헌책을 되살리는 사람은 누구인가?"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A home of Korean articles and one of English ones."""
    made = {}
    for language, articles in ARTICLES.items():
        home = made[language] = tmp_path_factory.mktemp(language)
        lines = (json.dumps({"title": t, "text": b}, ensure_ascii=False) for t, b in articles)
        (home / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        ingest(home, home / "articles.jsonl")
    return made


def retriever_of(home: Path, embedder: Embedder) -> Retriever:
    """A retriever over a home."""
    return Retriever(home, Catalogue(home / "catalogue.sqlite"), embedder)


@pytest.mark.parametrize(
    ("question", "translation", "held"),
    [
        (BOOKS, BOOKS_KOREAN, "헌책"),
        ("What replaces the eyesores?", "빈집은 무엇으로 가꾸나?", "빈집"),
        ("What do trawler crews let go?", "어민들은 무엇을 놓아주나?", "물고기"),
    ],
)
def test_a_translation_helps_to_find(
    homes: dict[str, Path], embedder: Embedder, question: str, translation: str, held: str
) -> None:
    """Words that no list has lead elsewhere; those of the translation to the right sentence."""
    retriever = retriever_of(homes["ko"], embedder)
    assert held not in retriever.retrieve(question, 1)[0].text
    assert held in retriever.retrieve(question, 1, lambda _: translation)[0].text


def test_a_translation_decides_nothing(seeds_home: Path, embedder: Embedder) -> None:
    """What evidence lacks and whether it suffices is read off the reader's own question."""
    retriever = retriever_of(seeds_home, embedder)
    absent = "How many GPUs will AMD supply to Korea?"
    for question in (absent, ENGLISH_GPU):
        alone = retriever.retrieve(question, 6)
        helped = retriever.retrieve(question, 6, lambda _: "한국에 GPU를 몇 장 공급하나?")
        assert helped[0].score == alone[0].score
        assert sufficient(helped, question) == sufficient(alone, question) == (question != absent)
    assert (
        "AMD" in retriever.retrieve(absent, 1, lambda _: "한국에 GPU를 몇 장 공급하나?")[0].missing
    )


@pytest.mark.parametrize("translation", ["", "AMD는 한국에 GPU를 몇 장 공급하나?"])
def test_without_a_sound_translation_the_search_is_as_ever(
    seeds_home: Path, embedder: Embedder, translation: str
) -> None:
    """None, or one that is not faithful, changes nothing."""
    retriever = retriever_of(seeds_home, embedder)
    helped = retriever.retrieve(ENGLISH_GPU, 6, lambda _: translation)
    assert helped == retriever.retrieve(ENGLISH_GPU, 6)


@pytest.mark.parametrize(
    ("language", "question", "asked"),
    [("ko", BOOKS, [BOOKS]), ("ko", BOOKS_KOREAN, []), ("en", "Who spared young fish?", [])],
)
def test_a_translation_is_asked_for_where_the_articles_are_in_the_other_language(
    homes: dict[str, Path], embedder: Embedder, language: str, question: str, asked: list[str]
) -> None:
    """Who asks in the language of the articles waits for no model."""
    translated: list[str] = []

    def translate(text: str) -> str:
        translated.append(text)
        return ""

    retriever_of(homes[language], embedder).retrieve(question, 6, translate)
    assert translated == asked
