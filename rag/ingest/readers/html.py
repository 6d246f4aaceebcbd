"""HTML to the text a reader sees, in paragraphs, and what its meta tags declare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from rag.domain import Page
from rag.errors import PageError
from rag.ingest.bylines import is_byline, is_copyright
from rag.ingest.clock import has_label, is_stamp
from rag.ingest.readers.clean import clean, refuse_oversize
from rag.ingest.readers.decode import decode
from rag.ingest.readers.fields import metadata_of, people
from rag.ingest.readers.hidden import drop_hidden

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|"
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
# The parser ends a doctype at its first ">", which may be that of an entity declared inside it.
_DOCTYPE_WITH_SUBSET = re.compile(
    r"""
    <!doctype \s (?: "[^"]*" | '[^']*' | [^\[>"'] )*+
    \[ (?: <!--(?:(?!-->).)*+--> | "[^"]*" | '[^']*' | [^\]"'] )*+ \] \s* >
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_MOST_TAGS = 60_000  # large news pages have 20,000; trees of millions take minutes and gigabytes
_BLOCK_NAMES = """p div section article main header footer aside nav ul ol li dl dt dd table tr
td th h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption address br hr body"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CHROME_BLOCKS = frozenset(("nav", "footer", "aside"))
_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Blog|Tech|Scholarly)?Article$|BlogPosting$"
)
_SHORTEST = 200
_LONGEST_CAPTION = 300
_META_NAMES = {
    "title": ("og:title", "twitter:title", "headline"),
    "outlet": ("og:site_name", "article:publisher:name", "application-name", "publisher"),
    "reporters": ("article:author:name", "dable:author", "byl", "author", "dc.creator"),
    "published_at": (
        *("article:published_time", "og:article:published_time", "article:published"),
        *("datepublished", "dc.date.issued", "parsely-pub-date", "pubdate", "sailthru.date"),
    ),
    "updated_at": ("article:modified_time", "og:updated_time", "datemodified", "lastmod"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language"),
}


def read_html(source: str, data: bytes, *, charset: str | None = None) -> Iterator[Page]:
    """Yield the page of an HTML document; raises `PageError` where it holds no readable text."""
    yield html_page(source, decode(data, declared=charset, markup=True))


def html_page(source: str, markup: str) -> Page:
    """Return the page of an HTML document given as text."""
    tree = _parsed(markup)
    declared = _declared(tree)
    try:
        drop_hidden(tree)
        text = _main_text(tree, str(declared.get("title") or ""))
    except ValueError:  # lxml refuses control characters that a character reference let in
        raise PageError("HTML with control characters came; save the page again") from None
    if not text.strip():
        raise PageError(
            "HTML without visible text came (made by a script?); save the page as shown"
        )
    return Page(source, text, metadata_of(declared, text))


def _parsed(markup: str) -> lxml_html.HtmlElement:
    tags = markup.count("<")
    if tags > _MOST_TAGS:
        raise PageError(f"HTML of {tags:,} tags came; at most {_MOST_TAGS:,} are read")
    markup = _CONTROL.sub("", markup)
    markup = re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup)
    markup = _DOCTYPE_WITH_SUBSET.sub("", markup, count=1)
    try:
        tree = lxml_html.document_fromstring(markup)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        raise PageError(
            "HTML that can't be parsed came; save the page again from a browser"
        ) from None
    return tree


def _main_text(tree: lxml_html.HtmlElement, title: str) -> str:
    """Return the blocks of the main text in the document's order: headline, captions, paragraphs.

    trafilatura judges which blocks are the article; their text is ours, so that paragraphs stay
    apart. Times, bylines and copyright lines are kept for splitting the page to read. Captions
    are marked "▲", the sign Korean papers print before them.
    """
    captions = set(_captions(tree))
    blocks = list(_blocks(tree))
    refuse_oversize("\n".join(blocks))
    main = _key(_extracted(tree))
    heading = next((words for h1 in tree.iter("h1") if (words := _words(h1))), "") or title
    wanted = [_is_wanted(block, main, heading, captions) for block in blocks]
    length = sum(len(block) for block, keep in zip(blocks, wanted, strict=True) if keep)
    if length < min(_SHORTEST, sum(map(len, blocks)) // 4):
        wanted = [True] * len(blocks)
    kept = [block for block, keep in zip(blocks, wanted, strict=True) if keep]
    opening = [heading] if heading and heading not in kept else []
    return "\n\n".join([*opening, *(f"▲ {b}" if b in captions else b for b in kept)])


def _captions(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield the words of every element that its tag, or class and length, call a caption."""
    for element in tree.iter():
        figure = element.tag == "figcaption"
        if figure or "caption" in (element.get("class") or "").lower():
            words = _words(element)
            if words and (figure or len(words) <= _LONGEST_CAPTION):
                yield words


def _is_wanted(block: str, main: str, heading: str, captions: set[str]) -> bool:
    if block == heading or block in captions or _key(block) in main:
        return True
    if len(block) > 160:
        return False
    return (is_stamp(block) and has_label(block)) or is_byline(block) or is_copyright(block)


def _extracted(tree: lxml_html.HtmlElement) -> str:
    """Return what trafilatura takes for the main text; nothing where it finds none."""
    try:
        text = trafilatura.extract(deepcopy(tree), include_comments=False, favor_recall=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return text or ""


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _words(element: lxml_html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", clean(str(element.text_content()))).strip()


def _blocks(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield the text of each block of the document but its navigation and footers."""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block and parts:
            text = re.sub(r"\s+", " ", clean("".join(parts))).strip()
            parts.clear()
            if text:
                yield text
        if _inside_chrome(element):
            if event == "end" and element.tag in _CHROME_BLOCKS and element.tail:
                parts.append(element.tail)
            continue
        if event == "start" and element.text and element.tag not in ("head", "title", "meta"):
            parts.append(element.text)
        elif event == "end" and element.tail:
            parts.append(element.tail)
    text = re.sub(r"\s+", " ", clean("".join(parts))).strip()
    if text:
        yield text


def _inside_chrome(element: lxml_html.HtmlElement) -> bool:
    if element.tag in _CHROME_BLOCKS or element.tag in ("head", "title"):
        return True
    return any(
        parent.tag in _CHROME_BLOCKS or parent.tag == "head" for parent in element.iterancestors()
    )


def _declared(tree: lxml_html.HtmlElement) -> dict[str, object]:
    """Return what JSON-LD and meta tags declare, under our names; JSON-LD wins."""
    fields = _from_meta(tree)
    for name, value in _from_json_ld(tree).items():
        if value:
            fields[name] = value
    return {name: value for name, value in fields.items() if value}


def _from_meta(tree: lxml_html.HtmlElement) -> dict[str, object]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.lower(), content)
    link = next((e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical"), None)
    title = next((words for e in tree.iter("title") if (words := _words(e))), None)
    found: dict[str, object] = {
        name: next((meta[key] for key in keys if key in meta), None)
        for name, keys in _META_NAMES.items()
    }
    found["title"] = found["title"] or title
    found["url"] = found["url"] or link
    found["language"] = tree.get("lang") or found["language"]
    return found


def _from_json_ld(tree: lxml_html.HtmlElement) -> dict[str, object]:
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if _is_article(item):
                return _ld_fields(item)
    return {}


def _items(data: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if isinstance(data, list) and depth < 4:
        for entry in data:
            yield from _items(entry, depth + 1)
    elif isinstance(data, dict) and depth < 4:
        yield data
        yield from _items(data.get("@graph", []), depth + 1)


def _is_article(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names)


def _ld_fields(item: Mapping[str, object]) -> dict[str, object]:
    publisher = item.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    author = item.get("author")
    url = item.get("url") or item.get("mainEntityOfPage")
    return {
        "title": item.get("headline"),
        "outlet": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "reporters": people([author] if isinstance(author, dict) else author),
        "published_at": item.get("datePublished"),
        "updated_at": item.get("dateModified"),
        "url": url.get("@id") if isinstance(url, dict) else url,
        "language": item.get("inLanguage"),
    }
