"""Both derived indexes of one home, kept in step with the catalogue.

Any process may add to the catalogue; one at a time, under a file lock, drains it into Chroma and
tantivy, since two processes that write one Chroma directory destroy its vectors silently.  A
killed drain is finished by the next one: writing an article twice leaves it there once.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock, Timeout

from rag.domain import Article, Passage
from rag.errors import EmbedderMismatch, StoreBusy, StoreError
from rag.index.embedders import Embedder
from rag.index.vectors import VectorIndex, read_anew
from rag.index.words import WordEntry, WordIndex
from rag.ingest.catalogue import Catalogue
from rag.text.morphemes import Terms, analyse

_BATCH_ARTICLES = 64
_PASSAGE_SENTENCES = 5
_PASSAGE_CHARACTERS = 600
# Terms and passages are cut by code: an index of another version must be made again.
_FORMAT = 1
_FIRST = "index-1"
_MANIFEST = "manifest.json"

Progress = Callable[[int, int], None]


def sentence_key(article_id: str, ordinal: int) -> str:
    """Return the key of a sentence in the vector and word indexes."""
    return f"{article_id}:{ordinal}"


def readable(article: Article, ordinal: int, mark: str = "") -> str:
    """Return a sentence as models and indexes read it: spliced advertising left out.

    For a person `mark` stands in its place.
    """
    sentence = article.sentences[ordinal]
    text, at = "", sentence.start
    for mask in article.masks:
        if sentence.start <= mask.start and mask.end <= sentence.end:
            text += article.text[at : mask.start].rstrip() + " " + (f"{mark} " if mark else "")
            at = mask.end + (article.text[mask.end : mask.end + 1] == " ")
    return text + article.text[at : sentence.end] if text else sentence.text


def passages_of(article: Article) -> list[Passage]:
    """Cut an article into passages of up to 5 sentences and about 600 characters."""
    passages: list[Passage] = []
    group: list[int] = []
    size = 0
    for sentence in article.sentences:
        length = sentence.end - sentence.start
        full = len(group) == _PASSAGE_SENTENCES or size + length > _PASSAGE_CHARACTERS
        if group and full:
            passages.append(_passage(article, group))
            group, size = [], 0
        group.append(sentence.ordinal)
        size += length
    if group:
        passages.append(_passage(article, group))
    return passages


def _passage(article: Article, group: Sequence[int]) -> Passage:
    text = " ".join(readable(article, ordinal) for ordinal in group)
    return Passage(f"{article.id}:{group[0]}-{group[-1]}", article.id, group[0], group[-1], text)


class Index:
    """The derived indexes of one home directory, open for reading, and for writing under a lock.

    `sentences` and `terms` are vectors (of sentences and of the corpus's nouns), `passage_words`
    and `sentence_words` are BM25 indexes.
    """

    def __init__(
        self, home: Path, catalogue: Catalogue, embedder: Embedder, folder: Path | None = None
    ) -> None:
        """Open the indexes of `home`, in `folder` rather than where the catalogue points.

        Who gives `folder` holds the writer's lock.

        Raises:
            EmbedderMismatch: they were made by another embedder or an older program.
            StoreError: one of them can't be opened.
        """
        self._home = home
        self._catalogue = catalogue
        self._embedder = embedder
        self._lock = FileLock(home / "writer.lock")
        if folder is not None or (self.folder / _MANIFEST).exists():
            self._open(folder or self.folder)
            return
        with self._lock:  # two processes that make one index at once spoil it
            self._open(self.folder)

    @property
    def folder(self) -> Path:
        """The folder of the present indexes; a rebuild makes a new one."""
        return self._home / self._catalogue.meta("index", _FIRST)

    def _open(self, folder: Path) -> None:
        generation = self._catalogue.generation  # before reading: what comes later is news
        folder.mkdir(parents=True, exist_ok=True)
        manifest = folder / _MANIFEST
        made_by = {"format": _FORMAT, **asdict(self._embedder.identity)}
        if manifest.exists():
            _check_manifest(manifest, made_by)
        read_anew()
        self.sentences = VectorIndex(folder / "vectors", "sentences")
        self.terms = VectorIndex(folder / "vectors", "terms")
        self.passage_words = WordIndex(folder / "passages")
        self.sentence_words = WordIndex(folder / "sentences")
        if not manifest.exists():
            _write_manifest(manifest, made_by)  # last: where it stands, all four are made
        self._generation = generation
        self._opened = folder

    def refresh(self) -> bool:
        """Reopen if another process or thread has changed the indexes; return whether it had."""
        if self._catalogue.generation == self._generation and self.folder == self._opened:
            return False
        self._open(self.folder)
        return True

    def drain(self, progress: Progress | None = None, wait_s: float = 600) -> int:
        """Bring both indexes up to the catalogue; return how many articles were written.

        `progress` is called with (articles done, articles in all).

        Raises:
            StoreBusy: another process has held the writer's lock for `wait_s` seconds.
        """
        try:
            with self._lock.acquire(timeout=wait_s):
                self.refresh()  # under the lock: what we write must build on the latest state
                return self._drain(progress)
        except Timeout as error:
            raise StoreBusy(
                f"another process has been writing {self._home} for {wait_s:.0f} s; "
                "wait for it to finish, then run 'rag ingest' again"
            ) from error

    def _drain(self, progress: Progress | None) -> int:
        done, total = 0, self._catalogue.count("pending")
        while True:
            removed = self._catalogue.in_state("removing", _BATCH_ARTICLES)
            added = self._catalogue.in_state("pending", _BATCH_ARTICLES)
            if not removed and not added:
                return done
            self.write([a.id for a in removed], added)
            self._catalogue.settle([a.id for a in added], [a.id for a in removed])
            self._generation = self._catalogue.generation
            done += len(added)
            if progress:
                progress(done, max(total, done))

    def write(self, removed: Sequence[str], added: Sequence[Article]) -> None:
        """Take articles out of both indexes and put others in; the caller holds the lock."""
        gone = [*removed, *(article.id for article in added)]
        self.sentences.drop_articles(gone)
        texts = [[readable(a, s.ordinal) for s in a.sentences] for a in added]
        terms = [[analyse(text) for text in sentences] for sentences in texts]
        keys = [sentence_key(a.id, s.ordinal) for a in added for s in a.sentences]
        if keys:
            vectors = self._embedder.passages([text for group in texts for text in group])
            owners = [a.id for a in added for _ in a.sentences]
            self.sentences.put(keys, vectors, owners)
            self._learn_terms(noun for group in terms for t in group for noun in t.nouns)
        pairs = list(zip(added, terms, strict=True))
        self.sentence_words.replace(gone, (e for a, t in pairs for e in _sentence_entries(a, t)))
        self.passage_words.replace(gone, (e for a, t in pairs for e in _passage_entries(a, t)))

    def _learn_terms(self, nouns: Iterator[str]) -> None:
        """Embed nouns not met before: they translate words of a question in another language."""
        distinct = sorted(set(nouns))
        known = self.terms.held(distinct)
        fresh = [noun for noun in distinct if noun not in known]
        if fresh:
            self.terms.put(fresh, self._embedder.passages(fresh), [""] * len(fresh))


def rebuild(
    home: Path, catalogue: Catalogue, embedder: Embedder, progress: Progress | None = None
) -> int:
    """Make both indexes of `home` anew from the catalogue; return the articles written.

    The new ones are made beside the old ones, which readers keep until all is ready; it works
    where the old ones can't be opened.  Killed half-way, the old ones stay in use, and what waited
    for them still waits: the catalogue is told only after the new ones have taken their place.
    """
    with FileLock(home / "writer.lock"):
        old = home / catalogue.meta("index", _FIRST)
        new = home / f"index-{int(old.name.rpartition('-')[2]) + 1}"
        shutil.rmtree(new, ignore_errors=True)
        index = Index(home, catalogue, embedder, new)
        wanted, removing = catalogue.ids("indexed", "pending"), catalogue.ids("removing")
        for start in range(0, len(wanted), _BATCH_ARTICLES):
            part = wanted[start : start + _BATCH_ARTICLES]
            index.write((), list(catalogue.articles(part).values()))
            if progress:
                progress(start + len(part), len(wanted))
        catalogue.set_meta("index", new.name)
        catalogue.settle(wanted, removing)
        shutil.rmtree(old, ignore_errors=True)
        return len(wanted)


def _check_manifest(path: Path, wanted: dict[str, object]) -> None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StoreError(f"{path} can't be read ({error}); run 'rag rebuild'") from error
    if found != wanted:
        raise EmbedderMismatch(
            f"the index in {path.parent} was made by {_describe(found)}, this program would "
            f"read it with {_describe(wanted)}; run 'rag rebuild' or set RAG_EMBEDDER back"
        )


def _write_manifest(path: Path, made_by: dict[str, object]) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(made_by, file)
    Path(file.name).rename(path)  # whole or not at all, even when killed here


def _describe(manifest: dict[str, object]) -> str:
    return "{name} {version} ({dimension} dimensions, format {format})".format_map(
        {"name": "?", "version": "?", "dimension": "?", "format": "?", **manifest}
    )


def _sentence_entries(article: Article, terms: Sequence[Terms]) -> Iterator[WordEntry]:
    for sentence, found in zip(article.sentences, terms, strict=True):
        key = sentence_key(article.id, sentence.ordinal)
        yield WordEntry(key, article.id, found.morphemes, found.bigrams)


def _passage_entries(article: Article, terms: Sequence[Terms]) -> Iterator[WordEntry]:
    title = [t for s, t in zip(article.sentences, terms, strict=True) if s.kind == "title"]
    for passage in passages_of(article):
        members = [*terms[passage.first : passage.last + 1]]
        # The headline names what the passage is about; the body often says only "it" or "he".
        context = members + [t for t in title if t not in members]
        yield WordEntry(
            passage.id,
            article.id,
            [term for t in context for term in t.morphemes],
            [term for t in context for term in t.bigrams],
        )
