"""An article as HTML: its heading, its byline and its text with the cited sentence marked."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Article, Citation, Language, Metadata
from rag.ui.dates import show_date
from rag.ui.markup import NOTHING, Markup, join, tag, text
from rag.ui.reading import Paragraph, Piece, has_hidden_text, paragraphs
from rag.ui.strings import Strings, strings_for

_TAG_OF_KIND = {"title": "h2", "body": "p", "caption": "figcaption"}


def article_html(article: Article, cited: Citation | None, language: Language) -> Markup:
    """Return the whole reading view; `cited` is marked by the test id `cited-sentence`."""
    strings = strings_for(language)
    body = [_paragraph(paragraph, strings) for paragraph in paragraphs(article, cited)]
    return tag(
        "article",
        _heading(article, strings),
        tag("p", byline(article.metadata, language), cls="hb-byline", data_testid="article-byline"),
        *body,
        _footer(article, strings),
        cls="hb-article",
        lang=article.language,
        data_article=article.id,
    )


def byline(metadata: Metadata, language: Language) -> Markup:
    """Return "outlet · reporter · date"; what is unknown is a dash or left out."""
    strings = strings_for(language)
    updated = metadata.updated_at
    parts = (
        tag("b", text(metadata.outlet or strings.unknown)),
        text(_reporters(metadata.reporters, strings)),
        text(show_date(metadata.published_at, language)),
        text(strings.updated.format(date=show_date(updated, language))) if updated else NOTHING,
    )
    return join(*parts, by=" · ")


def pieces_html(pieces: Sequence[Piece], strings: Strings) -> Markup:
    """Return pieces that are not cited, with a small mark for hidden advertising."""
    return join(*(_piece(piece, strings) for piece in pieces))


def original_link(metadata: Metadata, strings: Strings) -> Markup:
    """Return a link to the page at its outlet, where its address is a web address."""
    url = metadata.url or ""
    if not url.startswith(("https://", "http://")):
        return NOTHING
    return tag("a", text(strings.open_original), href=url, target="_blank", rel="noopener")


def _heading(article: Article, strings: Strings) -> Markup:
    if any(sentence.kind == "title" for sentence in article.sentences):
        return NOTHING
    return tag("h2", text(article.metadata.title or strings.no_title))


def _reporters(names: Sequence[str], strings: Strings) -> str:
    if not names:
        return ""
    shown = strings.reporter.format(name="·".join(names))
    return shown.replace("기자 기자", "기자").replace("특파원 기자", "특파원")


def _paragraph(paragraph: Paragraph, strings: Strings) -> Markup:
    cited = [i for i, piece in enumerate(paragraph.pieces) if piece.kind == "cited"]
    name = _TAG_OF_KIND[paragraph.kind]
    if not cited:
        return tag(name, pieces_html(paragraph.pieces, strings))
    first, last = cited[0], cited[-1] + 1
    mark = tag(
        "mark",
        pieces_html(paragraph.pieces[first:last], strings),
        data_testid="cited-sentence",
        tabindex="-1",
    )
    before = pieces_html(paragraph.pieces[:first], strings)
    after = pieces_html(paragraph.pieces[last:], strings)
    return tag(name, before, mark, after)


def _piece(piece: Piece, strings: Strings) -> Markup:
    match piece.kind:
        case "mask":
            return tag("span", text("[…]"), cls="hb-mask", title=strings.mask_hint)
        case "aside":
            return tag("span", text(piece.text), cls="hb-aside")
        case _:
            return text(piece.text)


def _footer(article: Article, strings: Strings) -> Markup:
    hidden = text(strings.hidden_chrome) if has_hidden_text(article) else NOTHING
    link = original_link(article.metadata, strings)
    return tag("footer", join(hidden, link, by=" ")) if hidden or link else NOTHING
