"""The glossary: terms found in a text and translated both ways."""

import pytest

from rag.text.names import (
    data_rows,
    english_vocabulary,
    find_terms,
    name_part,
    part_in_english,
    translate_term,
)


@pytest.mark.parametrize(
    ("term", "language", "first"),
    [
        ("exports", "ko", "수출"),
        ("banned", "ko", "금지"),
        ("potential growth rate", "ko", "잠재성장률"),
        ("Writedowns", "ko", "손실 처리"),
        ("rare earths", "ko", "희토류"),
        ("met", "ko", "만나"),
        ("영업이익", "en", "operating profit"),
        ("손실처리", "en", "write down"),
        ("zzz", "ko", None),
        ("supplied", "ko", "공급"),
        ("open-source", "ko", "오픈소스"),
        ("희토류", "en", "rare earth"),
        ("회담", "en", "talk"),
        ("시장", "en", "market"),
        ("증가", "en", "increase"),
        ("ratified", "ko", "비준"),
        ("수출 통제", "en", "export control"),
    ],
)
def test_a_term_is_translated_whatever_its_inflection(
    term: str, language: str, first: str | None
) -> None:
    """Terms translate both ways, whatever their inflection."""
    assert translate_term(term, language)[:1] == ((first,) if first else ())


def test_longer_terms_come_before_the_words_in_them() -> None:
    """Longer terms come before the words in them, and offsets are exact."""
    text = "What was the operating profit after the export ban? 수출규제와 칩은"
    found = find_terms(text)
    assert [m.text for m in found] == ["operating profit", "after", "export ban", "수출규제", "칩"]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_a_term_may_be_written_apart_but_not_behind_its_first_syllable() -> None:
    """손실 처리 is one term as 손실처리 is, but 이 사건 holds no 이사."""
    assert [m.text for m in find_terms("손실 처리를")] == ["손실 처리"]
    assert [m.text for m in find_terms("이 사건은")] == ["사건"]


def test_words_inside_names_translate_both_ways() -> None:
    """영어 is "English" inside a name, and "Ministry" is 부."""
    assert "영어" in name_part("English")
    assert "english" in part_in_english("영어")
    assert name_part("Nvidia") == ()


def test_no_lemma_of_the_terms_file_has_two_rows() -> None:
    """Rows have two cells and no empty word, and no lemma has two rows."""
    rows = data_rows("terms.tsv")
    lemmas = [lemma for english, _ in rows for lemma in english.split("|")]
    words = [word for _, korean in rows for word in korean.split("|")]
    assert all(text and text == text.strip() for text in lemmas + words)
    assert len(set(lemmas)) == len(lemmas)
    assert all(len(set(korean.split("|"))) == len(korean.split("|")) for _, korean in rows)
    assert "suppli" not in english_vocabulary()
