"""Words in tantivy: how they score, and how they are replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rag.errors import IndexDamaged, StoreError
from rag.index.words import QueryTerm, StoredTerms, WordEntry, WordIndex
from tests.index_homes import Killed, words


def entry(key: str, *morphemes: str, bigrams: Sequence[str] = ()) -> WordEntry:
    """Return a text of article `key` up to its colon."""
    return WordEntry(key, key.partition(":")[0], morphemes, bigrams)


def test_rare_words_weigh_more(tmp_path: Path) -> None:
    """BM25: the text with the word that few hold comes before those with a common one."""
    index = WordIndex(tmp_path)
    index.replace([], [entry(f"a:{n}", "경제", "회의") for n in range(9)])
    index.replace([], [entry("b:0", "게오르기에바", "회의"), entry("b:1", "날씨")])
    hits = index.search("morphemes", words("경제", "게오르기에바"), 20)
    assert hits[0].key == "b:0"
    assert len(hits) == 10
    assert hits[0].score > 2 * hits[1].score
    assert (index.frequency("morphemes", "경제"), index.frequency("morphemes", "없음")) == (9, 0)
    found = index.read(["b:0", "none"])
    assert found == {"b:0": StoredTerms(frozenset({"게오르기에바", "회의"}), ())}


def test_a_term_counts_by_its_best_way_only(tmp_path: Path) -> None:
    """Three translations in one text count once, so two different terms beat them."""
    index = WordIndex(tmp_path)
    index.replace(
        [], [entry("many:0", "수출", "반출", "송출"), entry("two:0", "수출", "금지", "함께")]
    )
    export = QueryTerm(tuple(frozenset({form}) for form in ("수출", "반출", "송출")))
    ban = QueryTerm((frozenset({"금지"}),))
    hits = index.search("morphemes", [export, ban], 5)
    assert [hit.key for hit in hits] == ["two:0", "many:0"]
    alone = {
        form: index.search("morphemes", words(form), 5)[0].score
        for form in ("반출", "송출", "수출")
    }
    by_key = {hit.key: hit.score for hit in index.search("morphemes", [export], 5)}
    assert by_key["many:0"] == pytest.approx(max(alone.values()))


def test_terms_of_one_way_add_up_and_weights_multiply(tmp_path: Path) -> None:
    """A way of two words scores both; a weight scales a term's score."""
    index = WordIndex(tmp_path)
    index.replace([], [entry("a:0", "국제", "기금"), entry("b:0", "국제", "회의")])
    both = index.search("morphemes", [QueryTerm((frozenset({"국제", "기금"}),))], 5)
    assert [hit.key for hit in both] == ["a:0", "b:0"]
    one = {h.key: h.score for h in index.search("morphemes", words("국제"), 5)}
    other = {h.key: h.score for h in index.search("morphemes", words("기금"), 5)}
    assert both[0].score == pytest.approx(one["a:0"] + other["a:0"])
    half = index.search("morphemes", [QueryTerm((frozenset({"기금"}),), weight=0.5)], 5)
    assert half[0].score == pytest.approx(other["a:0"] / 2)


def test_word_fields_are_searched_apart(tmp_path: Path) -> None:
    """A bigram is not found among morphemes; nothing asked finds nothing; k bounds the hits."""
    index = WordIndex(tmp_path)
    assert index.search("morphemes", words("경제"), 5) == []
    index.replace([], [entry(f"a:{n}", "경제", bigrams=["경제", "제가"]) for n in range(4)])
    assert index.search("morphemes", words("제가"), 5) == []
    assert len(index.search("bigrams", words("제가"), 3)) == 3
    assert index.search("bigrams", [], 3) == []
    assert index.search("bigrams", words("제가"), 0) == []
    assert index.read([]) == {}


def test_replacing_words_is_one_change(tmp_path: Path) -> None:
    """An article is deleted and written in one commit; an error in the middle changes nothing."""
    index = WordIndex(tmp_path)
    index.replace([], [entry("a:0", "경제"), entry("b:0", "날씨")])
    index.replace(["a"], [entry("a:0", "회의")])
    assert index.search("morphemes", words("경제"), 5) == []
    assert [h.key for h in index.search("morphemes", words("회의"), 5)] == ["a:0"]

    def failing() -> object:
        yield entry("c:0", "새것")
        raise Killed

    with pytest.raises(Killed):
        index.replace(["b"], failing())  # type: ignore[arg-type]
    index.reopen()
    assert len(index) == 2
    assert [h.key for h in index.search("morphemes", words("날씨"), 5)] == ["b:0"]
    index.replace([], [entry("c:0", "새것")])  # the failed writer holds no lock
    assert len(index) == 3


def test_a_word_index_with_another_writer_is_an_error_of_ours(tmp_path: Path) -> None:
    """Tantivy's refusal of a second writer is told as a store's error."""
    index = WordIndex(tmp_path)
    holder = index._index.writer(heap_size=15_000_000, num_threads=1)
    with pytest.raises(StoreError, match="can't be written"):
        WordIndex(tmp_path).replace([], [entry("a:0", "경제")])
    holder.rollback()


@pytest.mark.parametrize(
    ("ending", "read"),
    [
        ("store", lambda index: index.search("morphemes", words("경제"), 3)),
        ("store", lambda index: index.read(["a:0"])),
        ("term", lambda index: index.read(["a:0"])),
    ],
)
def test_what_can_not_be_read_is_damage(
    tmp_path: Path, ending: str, read: Callable[[WordIndex], object]
) -> None:
    """An index opens without reading all its files; what is found broken later is told as such."""
    many = (WordEntry(f"a:{n}", "a", ["경제"], [], "first") for n in range(500))
    WordIndex(tmp_path).replace([], many)
    for path in tmp_path.glob(f"*.{ending}"):
        whole = path.read_bytes()
        half = len(whole) // 2  # the end says how long the file is and is read at the opening
        path.write_bytes(b"\xff" * half + whole[half:])
    index = WordIndex(tmp_path)
    with pytest.raises(IndexDamaged, match="can't be read"):
        read(index)


def test_a_broken_list_of_files_is_damage(tmp_path: Path) -> None:
    """What is found when the index is looked at anew is damage as well."""
    index = WordIndex(tmp_path)
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="can't be opened"):
        index.reopen()


def test_equal_scores_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    """Whatever order they were written in, as after a drain that was killed and finished."""
    index = WordIndex(tmp_path)
    for key in ("c:0", "a:0", "b:0"):
        index.replace([], [entry(key, "경제")])
    hits = index.search("morphemes", words("경제"), 3)
    assert [hit.key for hit in hits] == ["a:0", "b:0", "c:0"]


def test_an_edition_is_held_until_it_is_replaced(tmp_path: Path) -> None:
    """The index knows which form of an article its texts were cut from."""
    index = WordIndex(tmp_path)
    index.replace([], [WordEntry("a:0", "a", ["경제"], [], "first")])
    assert index.held({"a": "first", "b": "first"}) == {"a"}
    index.replace(["a"], [WordEntry("a:0", "a", ["경제"], [], "second")])
    assert index.held({"a": "first"}) == set()
    assert index.held({"a": "second"}) == {"a"}


def test_of_many_equal_scores_the_same_are_found_however_they_were_written(tmp_path: Path) -> None:
    """Not the order of segments decides who is among the first, and scores stay what they were."""
    keys = [f"{n}:0" for n in range(300)]
    found = []
    for folder, order in ((tmp_path / "a", keys), (tmp_path / "b", keys[::-1])):
        index = WordIndex(folder)
        for at in range(0, 300, 100):
            index.replace([], [entry(key, "경제") for key in order[at : at + 100]])
        index.replace([], [entry("best:0", "경제", "경제"), entry("none:0", "날씨")])
        found.append(index.search("morphemes", words("경제"), 20))
    assert [hit.key for hit in found[0]] == [hit.key for hit in found[1]]
    assert found[0][0].key == "best:0"
    assert len({hit.key for hit in found[0]}) == 20
    assert found[0][1].key != min(keys)
    [exact] = [h for h in index.search("morphemes", words("경제"), 400) if h.key == "7:0"]
    assert found[0][1].score == pytest.approx(exact.score, rel=1e-4)


def test_a_term_with_a_space_is_one_term(tmp_path: Path) -> None:
    """Kiwi keeps some names in one piece; they are found, counted and read back as they are."""
    index = WordIndex(tmp_path)
    index.replace([], [WordEntry("a:0", "a", ["젠슨 황", "방한"], [], "", ["젠슨 황", "방한"])])
    assert [hit.key for hit in index.search("morphemes", words("젠슨 황"), 5)] == ["a:0"]
    assert index.search("morphemes", words("젠슨"), 5) == []
    assert index.frequency("morphemes", "젠슨 황") == 1
    assert index.read(["a:0"])["a:0"] == StoredTerms(
        frozenset({"젠슨 황", "방한"}), ("젠슨 황", "방한")
    )
