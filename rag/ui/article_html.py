"""An article as HTML: its heading, its byline and its text with the cited sentence marked."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Article, Citation, Language, Metadata
from rag.ui.dates import show_date
from rag.ui.markup import NOTHING, Markup, join, tag, text
from rag.ui.reading import Paragraph, Piece, has_hidden_text, paragraphs
from rag.ui.strings import Strings, strings_for

_TAG_OF_KIND = {"title": "h3", "body": "p", "caption": "figcaption"}


def article_html(
    article: Article, cited: Citation | None, language: Language, address: str = ""
) -> Markup:
    """Return the whole reading view; `cited` is marked by the test id `cited-sentence`.

    `address` is the permanent link to show at its end.
    """
    strings = strings_for(language)
    body = paragraphs(article, cited)
    titled = bool(body) and body[0].kind == "title"
    title = _content(body[0], strings) if titled else text(_title(article, strings))
    return tag(
        "article",
        tag("h2", title),
        tag("p", byline(article.metadata, language), cls="hb-byline", data_testid="article-byline"),
        *(_paragraph(paragraph, strings) for paragraph in body[titled:]),
        _footer(article, address, strings),
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


def _title(article: Article, strings: Strings) -> str:
    return article.metadata.title or strings.no_title


def _reporters(names: Sequence[str], strings: Strings) -> str:
    if not names:
        return ""
    shown = strings.reporter.format(name="·".join(names))
    return shown.replace("기자 기자", "기자").replace("특파원 기자", "특파원")


def _paragraph(paragraph: Paragraph, strings: Strings) -> Markup:
    return tag(_TAG_OF_KIND[paragraph.kind], _content(paragraph, strings))


def _content(paragraph: Paragraph, strings: Strings) -> Markup:
    """Return a paragraph's text; its cited pieces, with the masks between them, are one mark."""
    cited = [i for i, piece in enumerate(paragraph.pieces) if piece.kind == "cited"]
    if not cited:
        return pieces_html(paragraph.pieces, strings)
    first, last = cited[0], cited[-1] + 1
    marked = pieces_html(paragraph.pieces[first:last], strings)
    return join(
        pieces_html(paragraph.pieces[:first], strings),
        tag("mark", marked, data_testid="cited-sentence", tabindex="-1"),
        pieces_html(paragraph.pieces[last:], strings),
    )


def _piece(piece: Piece, strings: Strings) -> Markup:
    match piece.kind:
        case "mask":
            # The stored letters stay, so that what is marked is exact; the style draws "[…]".
            return tag("span", text(piece.text), cls="hb-mask", title=strings.mask_hint)
        case "aside":
            return tag("span", text(piece.text), cls="hb-aside")
        case _:
            return text(piece.text)


def _footer(article: Article, address: str, strings: Strings) -> Markup:
    label = text(strings.permalink)
    parts = (
        tag("span", text(strings.hidden_chrome)) if has_hidden_text(article) else NOTHING,
        original_link(article.metadata, strings),
        tag("a", label, href=address, target="_blank") if address else NOTHING,
    )
    return tag("footer", *parts) if any(parts) else NOTHING
