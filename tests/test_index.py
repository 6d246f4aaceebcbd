"""Both indexes: kept in step with the catalogue, seen by every reader, made anew when asked."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import chromadb
import numpy as np
import pytest
from fakes import DIMENSION, BagOfCharacters, an_article
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st
from processes import Child, read_then_write

from rag.domain import Article, Page, Span
from rag.errors import EmbedderMismatch, StoreBusy, StoreError
from rag.index.embedders import Embedder, LangChainEmbedder, Vectors, open_embedder
from rag.index.store import Index, passages_of, readable, rebuild, sentence_key
from rag.index.vectors import PrecomputedOnly, VectorIndex
from rag.index.words import QueryTerm, WordEntry, WordIndex
from rag.ingest.catalogue import Catalogue
from rag.settings import Settings

GPU = an_article("엔비디아는 한국에 반도체를 공급한다.", "가격은 밝히지 않았다.")
IMF = an_article("국제통화기금은 성장률을 높였다.")
WAICO = an_article("상하이에서 세계 협력기구 구상이 나왔다.", "출범 시기는 정해지지 않았다.")


class Killed(BaseException):
    """Stands for kill -9: nothing in the program catches it."""


class Dying(BagOfCharacters):
    """An embedder whose process dies at its n-th call."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self._left = calls

    def passages(self, texts: list[str]) -> Vectors:
        if self._left == 0:
            raise Killed
        self._left -= 1
        return super().passages(texts)


def add(home: Path, source: str, *articles: Article) -> Catalogue:
    """Put a page of `articles` into the catalogue of `home`."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    catalogue.add(Page(source, source), articles, [()] * len(articles))
    return catalogue


def open_index(home: Path, embedder: Embedder | None = None) -> Index:
    """Open the indexes of `home` as another part of the program would."""
    return Index(home, Catalogue(home / "catalogue.sqlite"), embedder or BagOfCharacters())


def keys_of(*articles: Article) -> set[str]:
    """Return the sentence keys of some articles."""
    return {sentence_key(a.id, s.ordinal) for a in articles for s in a.sentences}


def words(*forms: str) -> list[QueryTerm]:
    """Return a query for some morphemes, each one way."""
    return [QueryTerm((frozenset({form}),)) for form in forms]


def assert_holds(index: Index, *articles: Article) -> None:
    """Assert that both indexes hold exactly the sentences of `articles`."""
    keys = keys_of(*articles)
    assert len(index.sentences) == len(index.sentence_words) == len(keys)
    assert index.sentences.held(sorted(keys)) == keys
    assert set(index.sentence_words.morphemes(sorted(keys))) == keys
    assert len(index.passage_words) == sum(len(passages_of(a)) for a in articles)


def test_draining_indexes_what_waits(tmp_path: Path) -> None:
    """After a drain both indexes find the new articles and nothing waits; progress ends at all."""
    catalogue = add(tmp_path, "a", GPU, IMF)
    index = open_index(tmp_path)
    told: list[tuple[int, int]] = []
    assert index.drain(lambda done, total: told.append((done, total))) == 2
    assert_holds(index, GPU, IMF)
    assert catalogue.count("indexed") == 2
    assert told == [(2, 2)]
    found = index.sentence_words.search("morphemes", words("반도체"), 3)
    assert [hit.key for hit in found] == [f"{GPU.id}:0"]
    query = BagOfCharacters().query("가격은 밝히지 않았다.")
    (nearest,) = index.sentences.nearest(query, 1)
    assert nearest.key == f"{GPU.id}:1"
    assert nearest.similarity == pytest.approx(1, abs=1e-5)
    assert index.terms.held(["반도체", "가격", "공급하"]) == {"반도체", "가격"}


def test_draining_twice_changes_nothing(tmp_path: Path) -> None:
    """A second drain writes nothing and leaves the generation."""
    catalogue = add(tmp_path, "a", GPU)
    index = open_index(tmp_path)
    assert index.drain() == 1
    generation = catalogue.generation
    assert index.drain() == 0
    assert catalogue.generation == generation
    assert_holds(index, GPU)


def test_a_removed_article_leaves_both_indexes(tmp_path: Path) -> None:
    """What its last source let go is found no more, the rest stays."""
    catalogue = add(tmp_path, "a", GPU)
    add(tmp_path, "b", IMF)
    index = open_index(tmp_path)
    index.drain()
    catalogue.remove("a")
    assert index.drain() == 0
    assert_holds(index, IMF)
    assert index.sentence_words.search("morphemes", words("반도체"), 3) == []
    assert catalogue.ids("removing", "pending") == []


def test_a_drain_killed_between_the_indexes_is_finished_by_the_next(tmp_path: Path) -> None:
    """Vectors written but no words: the next drain leaves every sentence there once."""
    add(tmp_path, "a", GPU, IMF)
    with pytest.raises(Killed):
        open_index(tmp_path, Dying(1)).drain()  # dies at the nouns, after the sentences
    index = open_index(tmp_path)
    assert len(index.sentences) == 3
    assert len(index.sentence_words) == 0
    assert index.drain() == 2
    assert_holds(index, GPU, IMF)


def test_another_index_object_sees_changes_after_refresh(tmp_path: Path) -> None:
    """A reader opened before a drain finds what it wrote once refreshed, and only then says so."""
    add(tmp_path, "a", GPU)
    writer, reader = open_index(tmp_path), open_index(tmp_path)
    assert not reader.refresh()
    writer.drain()
    assert reader.refresh()
    assert not reader.refresh()
    assert_holds(reader, GPU)
    add(tmp_path, "b", IMF)
    reader.drain()  # roles change: who read now writes
    assert writer.refresh()
    assert_holds(writer, GPU, IMF)
    assert {
        h.key for h in writer.sentences.nearest(BagOfCharacters().query("성장률"), 9)
    } == keys_of(GPU, IMF)


def test_another_process_sees_changes_and_waits_for_its_turn_to_write(tmp_path: Path) -> None:
    """A reader in another process finds new vectors; its own drain waits for the lock."""
    add(tmp_path, "a", IMF)
    index = open_index(tmp_path)
    index.drain()
    child = Child(read_then_write, tmp_path, GPU.sentences[0].text, WAICO)
    assert child.hear() == 1
    add(tmp_path, "b", GPU)
    index.drain()
    with FileLock(tmp_path / "writer.lock"):
        child.pipe.send("go")
        assert child.hear() == (f"{GPU.id}:0", 1.0)
        assert child.hear() == "waiting"
        time.sleep(0.3)
        assert index._catalogue.ids("pending") == [WAICO.id]
    assert child.end() == ["drained"]
    assert child.process.exitcode == 0
    assert index.refresh()
    assert_holds(index, IMF, GPU, WAICO)


def test_a_writer_that_waits_too_long_says_who_is_busy(tmp_path: Path) -> None:
    """While another process holds the lock a drain with a limit ends in StoreBusy, unchanged."""
    catalogue = add(tmp_path, "a", GPU)
    index = open_index(tmp_path)
    holding = "import sys, filelock; l = filelock.FileLock(sys.argv[1]); l.acquire(); print('held', flush=True); sys.stdin.read()"  # noqa: E501
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path / "writer.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(
            StoreBusy, match=r"another process has been writing .*'rag ingest' again"
        ):
            index.drain(wait_s=0.2)
        other.kill()
    assert catalogue.count("pending") == 1
    assert index.drain() == 1  # a killed holder leaves no lock behind


def test_a_second_thread_waits_for_the_first(tmp_path: Path) -> None:
    """Two threads that drain through one object write every article once."""
    add(tmp_path, "a", GPU, IMF)
    index = open_index(tmp_path)
    done: list[int] = []
    threads = [threading.Thread(target=lambda: done.append(index.drain())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [0, 2]
    assert_holds(index, GPU, IMF)


@pytest.mark.parametrize("other", [BagOfCharacters("sack"), BagOfCharacters(dimension=8)])
def test_another_embedder_is_refused_until_a_rebuild(tmp_path: Path, other: Embedder) -> None:
    """Opening with another embedder names both and 'rag rebuild', which then makes it work."""
    catalogue = add(tmp_path, "a", GPU, IMF)
    open_index(tmp_path).drain()
    with pytest.raises(EmbedderMismatch, match=r"made by bag 1 \(16 .*run 'rag rebuild'"):
        open_index(tmp_path, other)
    assert rebuild(tmp_path, catalogue, other) == 2
    index = open_index(tmp_path, other)
    assert_holds(index, GPU, IMF)
    stored = index.sentences.get([f"{IMF.id}:0"])[f"{IMF.id}:0"]
    assert stored.shape == (other.identity.dimension,)
    with pytest.raises(EmbedderMismatch, match="rag rebuild"):
        open_index(tmp_path)


def test_a_rebuild_takes_the_place_of_the_old_indexes(tmp_path: Path) -> None:
    """The new indexes stand in a new folder, the old folder is gone, open readers move over."""
    catalogue = add(tmp_path, "a", GPU)
    reader = open_index(tmp_path)
    reader.drain()
    add(tmp_path, "b", IMF)
    told: list[tuple[int, int]] = []
    assert rebuild(tmp_path, catalogue, BagOfCharacters(), lambda *p: told.append(p)) == 2
    assert told[-1] == (2, 2)
    assert sorted(path.name for path in tmp_path.glob("index-*")) == ["index-2"]
    assert catalogue.count("indexed") == 2
    assert reader.refresh()
    assert_holds(reader, GPU, IMF)
    assert reader.drain() == 0


def test_a_rebuild_works_where_the_old_indexes_are_broken(tmp_path: Path) -> None:
    """Damaged files are an error that names 'rag rebuild', and that repairs them."""
    catalogue = add(tmp_path, "a", GPU)
    open_index(tmp_path).drain()
    for name in ("manifest.json", "sentences/meta.json"):
        folder = tmp_path / catalogue.meta("index", "index-1")
        (folder / name).write_text("{ cut")
        with pytest.raises(StoreError, match="run 'rag rebuild'"):
            open_index(tmp_path)
        rebuild(tmp_path, catalogue, BagOfCharacters())
        assert_holds(open_index(tmp_path), GPU)


@pytest.mark.parametrize("calls", [0, 1])
def test_a_rebuild_killed_half_way_loses_nothing(tmp_path: Path, calls: int) -> None:
    """The old indexes stay in use, and what waited for them or was to leave them still does."""
    catalogue = add(tmp_path, "a", GPU)
    add(tmp_path, "b", IMF)
    open_index(tmp_path).drain()
    add(tmp_path, "c", WAICO)  # waits
    catalogue.remove("b")  # is to leave
    with pytest.raises(Killed):
        rebuild(tmp_path, catalogue, Dying(calls))
    index = open_index(tmp_path)
    assert index.folder == tmp_path / "index-1"
    assert_holds(index, GPU, IMF)
    assert index.drain() == 1
    assert_holds(index, GPU, WAICO)
    assert rebuild(tmp_path, catalogue, BagOfCharacters()) == 2
    assert_holds(open_index(tmp_path), GPU, WAICO)


class KilledAtTheSwap(Catalogue):
    """A catalogue whose process dies when a rebuild has swapped but not yet reported."""

    def settle(self, indexed: Sequence[str], removed: Sequence[str]) -> None:
        raise Killed


def test_a_rebuild_killed_after_the_swap_loses_nothing(tmp_path: Path) -> None:
    """The new indexes are in use, and what they already hold is written over, not doubled."""
    catalogue = add(tmp_path, "a", GPU)
    open_index(tmp_path).drain()
    add(tmp_path, "b", IMF)
    with pytest.raises(Killed):
        rebuild(tmp_path, KilledAtTheSwap(catalogue.path), BagOfCharacters())
    index = open_index(tmp_path)
    assert index.folder == tmp_path / "index-2"
    assert index.drain() == 1
    assert_holds(index, GPU, IMF)


def test_vectors_are_stored_as_given_and_compared_by_cosine(tmp_path: Path) -> None:
    """Lengths do not count in a comparison and are not changed in the store."""
    vectors = np.array([[1, 0, 0], [10, 10, 0], [0, 0, -2]], dtype=np.float32)
    index = VectorIndex(tmp_path, "sentences")
    index.put(["x", "xy", "z"], vectors, ["a", "a", "b"])
    for key, row in zip(["x", "xy", "z"], vectors, strict=True):
        np.testing.assert_allclose(index.get([key])[key], row, rtol=1e-6)
    hits = index.nearest(np.array([3, 0, 0], dtype=np.float32), 3)
    assert [hit.key for hit in hits] == ["x", "xy", "z"]
    assert [h.similarity for h in hits] == pytest.approx([1, 2**-0.5, 0], abs=1e-5)
    assert index.nearest(np.array([0, 0, 1], dtype=np.float32), 3)[-1].similarity == (
        pytest.approx(-1, abs=1e-5)
    )


def test_a_vector_under_the_same_key_is_replaced(tmp_path: Path) -> None:
    """Putting a key again keeps the new vector alone, and dropping an article takes all of its."""
    index = VectorIndex(tmp_path, "sentences")
    eye = np.eye(3, dtype=np.float32)
    index.put(["a:0", "a:1", "b:0"], eye, ["a", "a", "b"])
    index.put(["a:0"], eye[2:], ["a"])
    np.testing.assert_array_equal(index.get(["a:0", "gone"])["a:0"], eye[2])
    assert len(index) == 3
    index.drop_articles([])
    index.drop_articles(["a", "unknown"])
    assert index.held(["a:0", "a:1", "b:0"]) == {"b:0"}


def test_more_vectors_than_chroma_takes_at_once(tmp_path: Path) -> None:
    """Ten thousand keys go in, are asked for and come out in one call of ours."""
    keys = [f"a:{n}" for n in range(10_000)]
    vectors = np.random.default_rng(1).normal(size=(len(keys), 4)).astype(np.float32)
    index = VectorIndex(tmp_path, "sentences")
    index.put(keys, vectors, ["a"] * len(keys))
    assert index.held(keys) == set(keys)
    assert len(index.get(keys)) == 10_000
    exact = vectors @ vectors[7] / np.linalg.norm(vectors, axis=1)
    found = {hit.key for hit in index.nearest(vectors[7], 10)}
    assert len(found & {keys[i] for i in np.argsort(-exact)[:10]}) >= 9


def test_an_empty_vector_index_answers(tmp_path: Path) -> None:
    """Nothing held, nothing asked: no error."""
    index = VectorIndex(tmp_path, "sentences")
    assert index.nearest(np.ones(3, dtype=np.float32), 5) == []
    assert index.get(["a"]) == {}
    assert index.held([]) == set()
    index.put([], np.zeros((0, 3), dtype=np.float32), [])
    assert len(index) == 0


def test_a_vector_of_another_length_is_an_error_of_ours(tmp_path: Path) -> None:
    """Chroma's own error does not pass out of the index."""
    index = VectorIndex(tmp_path, "sentences")
    index.put(["a"], np.ones((1, 3), dtype=np.float32), ["a"])
    with pytest.raises(StoreError, match="run 'rag rebuild'"):
        index.put(["b"], np.ones((1, 4), dtype=np.float32), ["b"])
    with pytest.raises(StoreError, match="run 'rag rebuild'"):
        index.nearest(np.ones(4, dtype=np.float32), 1)


def test_chroma_never_embeds_by_itself(tmp_path: Path) -> None:
    """Texts given to our collection, even by another client, are refused: no model is fetched."""
    VectorIndex(tmp_path, "sentences")
    collection = chromadb.PersistentClient(
        str(tmp_path), settings=chromadb.config.Settings(anonymized_telemetry=False)
    ).get_collection("sentences")
    with pytest.raises(StoreError, match="asked to embed a text"):
        collection.add(ids=["a"], documents=["기사"])
    with pytest.raises(StoreError, match="asked to embed a text"):
        collection.query(query_texts=["기사"])
    with pytest.raises(StoreError, match=r"rag\.index"):
        PrecomputedOnly()(["기사"])


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
    assert index.morphemes(["b:0", "none"]) == {"b:0": frozenset({"게오르기에바", "회의"})}


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
    assert index.morphemes([]) == {}


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


sentence_texts = st.text(st.sampled_from("가나다 Ab1."), min_size=1, max_size=400).map(
    lambda text: "가" + text
)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence_texts, min_size=1, max_size=24))
def test_passages_cover_every_sentence_once(texts: list[str]) -> None:
    """Passages are in order, hold each sentence once, up to 5 of them and 600 characters."""
    article = an_article(*texts)
    passages = passages_of(article)
    held = [n for p in passages for n in range(p.first, p.last + 1)]
    assert held == list(range(len(texts)))
    assert len({p.id for p in passages}) == len(passages)
    for passage in passages:
        lengths = [len(t) for t in texts[passage.first : passage.last + 1]]
        assert len(lengths) <= 5
        assert sum(lengths) <= 600 or len(lengths) == 1
        assert passage.text == " ".join(texts[passage.first : passage.last + 1])
        assert passage.article_id == article.id


def test_an_article_without_sentences_has_no_passages() -> None:
    """Chrome alone gives nothing to index."""
    assert passages_of(an_article()) == []


@pytest.mark.parametrize(
    ("text", "masks", "read"),
    [
        ("엔비디아는 산와머니 26만 장을 공급한다.", ["산와머니"], "엔비디아는 26만 장을 공급한다."),
        ("무료 상담 엔비디아가 왔다.", ["무료 상담"], " 엔비디아가 왔다."),
        ("엔비디아가 대출 왔고 상담 갔다.", ["대출", "상담"], "엔비디아가 왔고 갔다."),
        ("엔비디아가 왔다. 대출", ["대출"], "엔비디아가 왔다. "),
        ("엔비디아가 왔다.", [], "엔비디아가 왔다."),
    ],
)
def test_spliced_advertising_is_not_read(text: str, masks: list[str], read: str) -> None:
    """What models and indexes read of a sentence leaves out its masks, with one space in place."""
    spans = tuple(Span(text.index(mask), text.index(mask) + len(mask)) for mask in masks)
    article = an_article(text, "다음 문장이다.", masks=spans)
    assert readable(article, 0) == read
    assert readable(article, 1) == "다음 문장이다."
    assert passages_of(article)[0].text == f"{read} 다음 문장이다."


class Broken(BagOfCharacters):
    """A LangChain embedder's two methods, failing as a lost server does."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError("sk-secret at http://10.0.0.1")

    def embed_query(self, text: str) -> list[float]:
        return [3.0, 4.0]


def test_a_langchain_embedder_is_normalised_and_its_errors_are_ours() -> None:
    """Vectors come out at unit length, the dimension is asked for, errors repeat no address."""
    embedder = LangChainEmbedder("other:name", Broken())  # type: ignore[arg-type]
    np.testing.assert_allclose(embedder.query("질문"), [0.6, 0.8], rtol=1e-6)
    assert (embedder.identity.name, embedder.identity.dimension) == ("other:name", 2)
    with pytest.raises(Exception, match=r"other:name did not answer \(ConnectionError\)") as caught:
        embedder.passages(["본문"])
    assert "secret" not in str(caught.value)
    assert "10.0.0.1" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("word2vec", "no embedder is called 'word2vec'; use usem3"),
        ("openai:", "no embedder is called 'openai:'"),
        ("", "no embedder is called ''"),
        ("openai:text-embedding-3-small", "needs OPENAI_API_KEY in the environment"),
    ],
)
def test_an_embedder_that_cannot_be_had_says_what_to_do(name: str, told: str) -> None:
    """Unknown names and missing keys are refused when the embedder is opened."""
    with pytest.raises(Exception, match=told):
        open_embedder(Settings.model_construct(embedder=name, openai_api_key=None, base_url=""))


def test_the_fake_embedder_keeps_the_seam() -> None:
    """The fake gives unit rows of its dimension, the same for the same text."""
    rows = BagOfCharacters().passages(["가나다", "나다라", "가나다"])
    assert rows.shape == (3, DIMENSION)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-6)
    np.testing.assert_array_equal(rows[0], rows[2])
    assert json.dumps(BagOfCharacters().identity.name) == '"bag"'
