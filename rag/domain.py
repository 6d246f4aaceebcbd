"""The frozen values that travel between the rooms.

Offsets are in characters (Unicode code points) of `Article.text`, start inclusive, end exclusive,
and everywhere `article.text[s.start:s.end] == s.text`.  Times are ISO 8601 strings, either a date
("2025-10-31") or a time with its zone ("2020-10-08T16:57:00+09:00"); `None` is "the page does not
say" and is never filled with the time of reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["ko", "en"]
SentenceKind = Literal["title", "body", "caption"]
Status = Literal["answered", "partial", "not_found"]
Verdict = Literal["supported", "contradicted", "unsupported"]
QUOTE = "quote"  # the model's name where none writes: the verified sentences are the answer


def content_hash(*parts: str) -> str:
    """Return the identifier of some content: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article; `None` or empty is unknown, never a guess."""

    title: str | None = None
    outlet: str | None = None
    reporters: tuple[str, ...] = ()
    published_at: str | None = None
    updated_at: str | None = None
    place: str | None = None
    url: str | None = None
    language: Language | None = None

    @property
    def published_on(self) -> date | None:
        """The day of publication where the article was published, without its time."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None


@dataclass(frozen=True, slots=True)
class Page:
    """One thing that was read: a file, a web page, a feed entry, a line of JSON.

    `text` is the whole decoded text with its chrome; `metadata` holds only what the container
    itself declares (HTML meta tags, front matter, JSON keys).
    """

    source: str
    text: str
    metadata: Metadata = Metadata()

    @property
    def id(self) -> str:
        """The hash of the source, its text and what it declares: a corrected date counts."""
        return content_hash(self.source, self.text, repr(self.metadata))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be cited."""

    article_id: str
    ordinal: int
    start: int
    end: int
    text: str
    kind: SentenceKind = "body"


@dataclass(frozen=True, slots=True)
class Article:
    """One story: an exact slice of its page's text and what may be cited of it.

    Chrome (menus, login boxes, link farms) stays in `text` but belongs to no sentence. `masks`
    are spliced advertising words inside sentences: stored, shown as a mark, never read by a model.
    `story_id` is shared by the copies of one story; it is the id of the earliest of them.
    """

    id: str
    source: str
    text: str
    metadata: Metadata
    sentences: tuple[Sentence, ...]
    masks: tuple[Span, ...] = ()
    story_id: str = ""

    @property
    def language(self) -> Language:
        """The article's language; Korean where it is unknown, since most of our press is."""
        return self.metadata.language or "ko"


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one article, the unit that the word index scores."""

    id: str
    article_id: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source that could not be read, and why, in one sentence for a person."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """An exact value written beside an expression of a sentence: "26만 장" is 260,000.

    `start` and `end` are offsets in `Evidence.text`.
    """

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an article that survives re-indexing, reload and export."""

    article_id: str
    start: int
    end: int
    text_hash: str

    @classmethod
    def of(cls, sentence: Sentence) -> Citation:
        """Return the citation of one whole sentence."""
        digest = content_hash(sentence.text)
        return cls(sentence.article_id, sentence.start, sentence.end, digest)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A numbered place offered as support, with who printed it and when.

    `sentence` is the place: one sentence, or two short neighbours that answer together.

    `text` is the sentence with `MASK` in place of advertising spliced into it; `context` is what
    stands around it, headline first.  `core` is the sentence of it that is nearest the question.
    `missing` are names, numbers, dates and events of the
    question that neither holds.
    `topic` is how likely the place is about what is asked, 0 to 1.
    `also_in` names other outlets that printed a copy of the story.
    """

    n: int
    sentence: Sentence
    metadata: Metadata
    text: str
    score: float
    annotations: tuple[Annotation, ...] = ()
    also_in: tuple[str, ...] = ()
    context: str = ""
    missing: tuple[str, ...] = ()
    core: str = ""
    topic: float = 1.0

    @property
    def citation(self) -> Citation:
        """Where exactly the sentence stands."""
        return Citation.of(self.sentence)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, the evidence numbers it cites, and how the check went."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that differ on what was asked, the newer first, and how a reader is told.

    `newer` and `older` are numbers of sources; where their articles' days do not tell which is
    newer, `newer` is the one that answers better.  `after` and `before` are their words or values.
    """

    newer: int
    older: int
    after: str
    before: str
    said: str


@dataclass(frozen=True, slots=True)
class TokenUse:
    """How many tokens a model read and wrote for one answer."""

    prompt: int = 0
    completion: int = 0


NO_TOKENS = TokenUse()
MASK = "[…]"


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: only claims that passed the check are in `text`.

    `sources` are the pieces of evidence that `text` cites, and behind them those that differ from
    one of these, as `disagreements` tell; for `not_found` the nearest one.
    `as_of` is the publication time of the newest cited article. `timings_ms` has the keys
    `retrieve` and `total`, and `first_token` if a model wrote. `note` is a short remark for the
    reader, such as why a model's prose was replaced by quotes.
    """

    question: str
    language: Language
    status: Status
    text: str
    claims: tuple[Claim, ...]
    sources: tuple[Evidence, ...]
    as_of: str | None
    model: str
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    tokens: TokenUse = NO_TOKENS
    note: str = ""
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """First event of a streamed answer: the evidence, before any model has spoken."""

    evidence: tuple[Evidence, ...]
    preview: Answer


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a model's draft, not yet verified."""

    text: str


@dataclass(frozen=True, slots=True)
class Repairing:
    """A sentence failed the check and is asked for again; the tokens that follow are the new one.

    `sentence` is the one that failed, `problems` say why.
    """

    sentence: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Last event of a streamed answer: the checked answer."""

    answer: Answer


Event = EvidenceFound | Token | Repairing | Finished


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What the catalogue covers, for "not in the articles" and for the chat's sidebar."""

    articles: int
    sentences: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
