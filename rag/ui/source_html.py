"""The cards below an answer: who printed a sentence, when, and the words around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.domain import Article, Evidence, Language
from rag.ui.article_html import byline, original_link, pieces_html
from rag.ui.links import still_there, to_address, to_token
from rag.ui.markup import NOTHING, Markup, join, tag, text
from rag.ui.reading import Neighbours, Piece, neighbours
from rag.ui.strings import Strings, strings_for

FindArticle = Callable[[str], Article | None]
"""Returns an article, or `None` when it is no longer stored."""


def sources_html(
    sources: Sequence[Evidence], heading: str, find: FindArticle, language: Language
) -> Markup:
    """Return the cards of an answer under a heading, or nothing without sources."""
    if not sources:
        return NOTHING
    cards = (_card(source, find(source.sentence.article_id), language) for source in sources)
    return tag("section", tag("h4", text(heading)), *cards, cls="hb-sources")


def citation_chip(source: Evidence, language: Language) -> Markup:
    """Return the small number that opens a source at its sentence."""
    label = strings_for(language).open_source.format(n=source.n)
    number = text(str(source.n))
    return _open(source, number, language, cls="hb-chip", data_testid="citation", aria_label=label)


def annotated(source: Evidence) -> Markup:
    """Return a quoted sentence; the exact values of its numbers appear beside them.

    The values are drawn by the style sheet from an attribute, so that the element's text, what a
    reader copies and a test reads, stays the sentence and nothing else.
    """
    made: list[Markup] = []
    position = 0
    for note in sorted(source.annotations, key=lambda n: n.start):
        if note.start < position:
            continue
        made.append(text(source.text[position : note.start]))
        words = text(source.text[note.start : note.end])
        made.append(tag("span", words, cls="hb-value", data_value=note.value))
        position = note.end
    return join(*made, text(source.text[position:]))


def _card(source: Evidence, article: Article | None, language: Language) -> Markup:
    strings = strings_for(language)
    title = text(source.metadata.title or strings.no_title)
    by = tag("span", byline(source.metadata, language), cls="hb-byline", data_testid="byline")
    return tag(
        "article",
        tag("header", citation_chip(source, language), by),
        tag("h5", _open(source, title, language)),
        tag("blockquote", _quote(source, article, strings), lang=source.metadata.language or "ko"),
        _footer(source, language),
        cls="hb-card",
        data_testid="source",
        data_article=source.sentence.article_id,
    )


def _quote(source: Evidence, article: Article | None, strings: Strings) -> Markup:
    around = Neighbours()
    if article is not None and still_there(source.citation, article):
        around = neighbours(article, source.sentence)
    quote = tag("mark", annotated(source), data_testid="quote")
    return join(_context(around.before, strings), quote, _context(around.after, strings), by=" ")


def _context(pieces: Sequence[Piece], strings: Strings) -> Markup:
    return tag("span", pieces_html(pieces, strings), cls="hb-context") if pieces else NOTHING


def _footer(source: Evidence, language: Language) -> Markup:
    strings = strings_for(language)
    others = ", ".join(source.also_in)
    carried = (
        tag("span", text(f"{strings.also_in}: {others}"), cls="hb-also") if others else NOTHING
    )
    opener = _open(source, text(strings.open_article), language, cls="hb-open")
    return tag("footer", join(opener, original_link(source.metadata, strings), carried))


def _open(source: Evidence, label: Markup, language: Language, **attributes: str) -> Markup:
    """Return a link that the chat opens in a drawer and a browser can open in a new tab."""
    return tag(
        "a",
        label,
        href=to_address(source.citation, language),
        data_cite=to_token(source.citation),
        target="_blank",
        **attributes,
    )
