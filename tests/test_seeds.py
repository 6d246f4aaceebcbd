"""The starter corpus keeps the promises of seeds/README.md."""

import json
import re
from collections import Counter
from typing import Any

from tests.conftest import SEEDS

PAGES = {p.stem: p for p in sorted((SEEDS / "pages").iterdir()) if p.is_file()}
TEXT = {stem: path.read_text(encoding="utf-8") for stem, path in PAGES.items()}
GOLD = [
    json.loads(line)
    for line in (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
ANSWERABLE = [row for row in GOLD if row["type"] != "unanswerable"]
UNANSWERABLE = [row for row in GOLD if row["type"] == "unanswerable"]

KEYS = {
    "id", "lang", "question", "history", "answer", "accept",
    "all_of", "forbid", "doc", "evidence", "type",
}  # fmt: skip
TYPES = {
    "number", "date", "person", "organisation", "place", "reason",
    "statement", "followup", "multi", "temporal", "unanswerable",
}  # fmt: skip
WHYS = {"absent topic", "wrong entity", "false premise", "outside the period"}


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _sources(row: dict[str, Any]) -> list[tuple[str, str]]:
    return list(zip(_as_list(row["doc"]), _as_list(row["evidence"]), strict=True))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _is_english(text: str) -> bool:
    return len(re.findall(r"[가-힣]", text)) < len(re.findall(r"[A-Za-z]", text)) / 10


def _count(key: str, rows: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    return Counter((row["lang"], row[key]) for row in rows)


def test_rows_have_the_documented_keys_and_value_types() -> None:
    """Every gold row carries the keys of the contract with values of the documented types."""
    for row in GOLD:
        extra = {"why"} if row["type"] == "unanswerable" else set()
        assert set(row) == KEYS | extra, row["id"]
        assert row["lang"] in {"ko", "en"}, row["id"]
        assert row["type"] in TYPES, row["id"]
        for key in ("question", "answer"):
            assert isinstance(row[key], str), row["id"]
            assert row[key].strip(), row["id"]
        for key in ("history", "accept", "forbid"):
            assert _is_text_list(row[key]), row["id"]
        assert isinstance(row["all_of"], list), row["id"]
        assert all(group and _is_text_list(group) for group in row["all_of"]), row["id"]
        assert type(row["doc"]) is type(row["evidence"]), row["id"]
        assert isinstance(row["doc"], str) or _is_text_list(row["doc"]), row["id"]


def test_ids_are_unique_and_name_their_language() -> None:
    """No id occurs twice, and each starts with the language of its question."""
    ids = [row["id"] for row in GOLD]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(rf"{row['lang']}-\d{{3}}", row["id"]) for row in GOLD)


def test_questions_are_written_in_their_language_and_not_repeated() -> None:
    """A Korean row asks in Hangul, an English row does not, and no question occurs twice."""
    assert all(bool(re.search(r"[가-힣]", r["question"])) == (r["lang"] == "ko") for r in GOLD)
    assert len({row["question"] for row in GOLD}) == len(GOLD)


def test_evidence_is_an_exact_substring_of_its_page() -> None:
    """Each evidence string stands in its page file as it is, on one line and free of markup."""
    for row in ANSWERABLE:
        for stem, evidence in _sources(row):
            assert len(evidence) >= 10, row["id"]
            assert evidence in TEXT[stem], row["id"]
            assert not re.search(r"[\n<>]|&\w+;", evidence), row["id"]


def test_answerable_rows_can_be_scored() -> None:
    """An answerable row names strings to look for, and both its answer and evidence hold them."""
    for row in ANSWERABLE:
        groups = row["all_of"] or [row["accept"]]
        assert all(groups), row["id"]
        evidence = _squeezed(" ".join(_as_list(row["evidence"])))
        answer = _squeezed(row["answer"])
        for group in groups:
            assert any(_squeezed(entry) in answer for entry in group), row["id"]
            assert any(_squeezed(entry) in evidence for entry in group), row["id"]
        assert not any(_squeezed(entry) in answer for entry in row["forbid"]), row["id"]
        assert len(row["answer"]) <= 400, row["id"]


def test_unanswerable_rows_point_nowhere_and_say_why() -> None:
    """An unanswerable row has no source and no accepted string, and names its kind."""
    for row in UNANSWERABLE:
        assert (row["doc"], row["evidence"], row["accept"], row["all_of"]) == ("", "", [], [])
        assert row["why"] in WHYS, row["id"]
    for lang in ("ko", "en"):
        assert {row["why"] for row in UNANSWERABLE if row["lang"] == lang} == WHYS


def test_languages_and_types_are_balanced() -> None:
    """At least 96 questions, half of each language, with enough of the hard types in both."""
    langs = Counter(row["lang"] for row in GOLD)
    assert len(GOLD) >= 96
    assert langs["ko"] == langs["en"]
    counts = _count("type", GOLD)
    for lang in ("ko", "en"):
        assert counts[lang, "unanswerable"] >= 10
        assert counts[lang, "followup"] >= 5
        assert counts[lang, "multi"] >= 5
        assert all(counts[lang, kind] > 0 for kind in TYPES)


def test_only_followups_have_history() -> None:
    """A follow-up carries earlier turns, and no other question does."""
    assert all(bool(row["history"]) == (row["type"] == "followup") for row in GOLD)


def test_multi_article_questions_need_two_articles_and_two_facts() -> None:
    """A multi-article question names two different pages and asks for several facts."""
    for row in GOLD:
        assert isinstance(row["doc"], list) == (row["type"] == "multi"), row["id"]
        if row["type"] == "multi":
            assert len(set(row["doc"])) == len(row["doc"]) >= 2, row["id"]
            assert len(row["all_of"]) >= 2, row["id"]


def test_questions_cross_languages() -> None:
    """Most English questions need a Korean page, and some Korean questions an English one."""
    on_korean = {
        row["id"]: all(not _is_english(TEXT[stem]) for stem, _ in _sources(row))
        for row in ANSWERABLE
    }
    english = [row["id"] for row in ANSWERABLE if row["lang"] == "en"]
    assert sum(on_korean[i] for i in english) / len(english) >= 0.7
    assert sum(not on_korean[row["id"]] for row in ANSWERABLE if row["lang"] == "ko") >= 3


def test_pages_come_in_the_promised_shapes() -> None:
    """At least ten pages of 900 to 2500 characters: one HTML, one Markdown, two in English."""
    suffixes = Counter(path.suffix for path in PAGES.values())
    assert len(PAGES) >= 10
    assert suffixes[".html"] == 1
    assert suffixes[".md"] == 1
    assert set(suffixes) == {".txt", ".html", ".md"}
    assert all(900 <= len(text) <= 2500 for text in TEXT.values())
    assert sum(map(_is_english, TEXT.values())) >= 2


def test_every_page_answers_something() -> None:
    """Each page, the reprint of the wire story apart, is the source of some gold row."""
    used = {stem for row in ANSWERABLE for stem, _ in _sources(row)}
    assert set(PAGES) - used == {"04-session-one-reprint"}


def test_the_reprint_holds_the_evidence_of_the_wire_story() -> None:
    """A sentence that a gold row takes from the wire story stands in the reprint too."""
    for row in ANSWERABLE:
        for stem, evidence in _sources(row):
            if stem == "03-session-one-wire":
                assert evidence in TEXT["04-session-one-reprint"], row["id"]


def test_addresses_are_invented() -> None:
    """Mail addresses and links lead only to domains reserved for examples."""
    for stem, text in TEXT.items():
        hosts = re.findall(r"[\w.+-]+@([\w.-]+\w)|https?://([\w.-]+)", text)
        for mail, link in hosts:
            host = mail or link
            assert re.search(r"(^|\.)example(\.com|\.org|\.net)?$", host), (stem, host)
