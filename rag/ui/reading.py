"""An article arranged for reading: paragraphs of exact slices, without the page's chrome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.domain import Article, Citation, Sentence, SentenceKind, Span

PieceKind = Literal["sentence", "cited", "aside", "mask"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An exact slice of the article; a mask's slice is spliced advertising, not to be shown.

    An aside is text of the same line that belongs to no sentence, such as a byline.
    """

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces of the article that are read together; a mask belongs to the piece before it."""

    kind: SentenceKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences before and after a sentence; empty where there is none."""

    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


def paragraphs(article: Article, cited: Citation | None = None) -> tuple[Paragraph, ...]:
    """Return the article's sentences in paragraphs, the cited sentence marked.

    Lines without any sentence (menus, link farms) are left out.
    """
    made: list[Paragraph] = []
    pieces: list[Piece] = []
    kind: SentenceKind = "body"
    position = 0
    for sentence in _in_order(article.sentences):
        tail, head, broken = _gap(article.text[position : sentence.start])
        if pieces and (broken or sentence.kind != kind):
            made.append(Paragraph(kind, (*pieces, *_aside(tail))))
            pieces = []
        elif not broken:
            head = tail
        pieces += (*_aside(head), *sentence_pieces(article, sentence, cited))
        kind, position = sentence.kind, sentence.end
    tail, _, _ = _gap(article.text[position:] + "\n")
    return (*made, Paragraph(kind, (*pieces, *_aside(tail)))) if pieces else ()


def sentence_pieces(
    article: Article, sentence: Sentence, cited: Citation | None = None
) -> tuple[Piece, ...]:
    """Return a sentence as its words and the masks inside it."""
    # A citation may span two short neighbours.
    is_cited = cited is not None and cited.start <= sentence.start and sentence.end <= cited.end
    kind: PieceKind = "cited" if is_cited else "sentence"
    made: list[Piece] = []
    position = sentence.start
    for mask in _masks_inside(article.masks, sentence):
        made.append(Piece(kind, article.text[position : mask.start]))
        made.append(Piece("mask", article.text[mask.start : mask.end]))
        position = mask.end
    made.append(Piece(kind, article.text[position : sentence.end]))
    return tuple(piece for piece in made if piece.text)


def neighbours(article: Article, cited: Sentence) -> Neighbours:
    """Return the sentences of the same kind on both sides of a sentence."""
    around = [s for s in _in_order(article.sentences) if s.kind == cited.kind]
    before = [s for s in around if s.end <= cited.start][-1:]
    after = [s for s in around if s.start >= cited.end][:1]
    return Neighbours(
        tuple(piece for s in before for piece in sentence_pieces(article, s)),
        tuple(piece for s in after for piece in sentence_pieces(article, s)),
    )


def has_hidden_text(article: Article) -> bool:
    """Whether the page held more than is shown of it."""
    shown = (p.text for paragraph in paragraphs(article) for p in paragraph.pieces)
    return _letters(article.text) > sum(_letters(words) for words in shown)


def _letters(words: str) -> int:
    return len("".join(words.split()))


def _in_order(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    position = 0
    for sentence in sorted(sentences, key=lambda s: s.start):
        if sentence.start >= position:
            yield sentence
            position = sentence.end


def _masks_inside(masks: Sequence[Span], sentence: Sentence) -> list[Span]:
    inside = (m for m in masks if m.start >= sentence.start and m.end <= sentence.end)
    return sorted(inside, key=lambda m: m.start)


def _gap(between: str) -> tuple[str, str, bool]:
    """Return the rest of the line before, the start of the line after, and whether it broke."""
    lines = between.split("\n")
    return lines[0], lines[-1], len(lines) > 1


def _aside(words: str) -> tuple[Piece, ...]:
    return (Piece("aside", words),) if words else ()
