"""The first screen: what this is, what it covers and four things to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

import streamlit as st

from rag.domain import CorpusSummary, Language
from rag.ui.dates import show_outlets, show_period
from rag.ui.markup import NOTHING, Markup, join, label, tag, text
from rag.ui.protocol import ChatBackend
from rag.ui.strings import Strings, strings_for

_KEY = "example"
_MOST: Final = 4
# The invented outlets whose articles answer the examples written for the starter news.
_STARTER: Final = frozenset(("한빛통신", "다온데일리", "해돋이경제", "누리국제뉴스"))


def welcome(backend: ChatBackend, language: Language, ask: Callable[[str], None]) -> None:
    """Draw the first screen; a click on an example asks it."""
    strings, corpus = strings_for(language), backend.corpus()
    st.html(_hero(corpus, language))
    if not corpus.articles:
        return

    def ask_chosen() -> None:
        """Ask the example that was clicked."""
        chosen = st.session_state.get(_KEY)
        if chosen:
            ask(str(chosen))

    with st.container(key="hb-examples"):
        offered = examples(backend, language)
        st.pills(strings.try_asking, offered, format_func=label, key=_KEY, on_change=ask_chosen)


def examples(backend: ChatBackend, language: Language) -> Sequence[str]:
    """Return what may be asked: of the starter news as written, else about the newest headlines."""
    strings = strings_for(language)
    if _STARTER.issubset(backend.corpus().outlets):
        return strings.starter_examples
    headlines = islice(filter(label, backend.headlines(language)), _MOST)
    return [strings.example.format(headline=headline) for headline in headlines]


def _hero(corpus: CorpusSummary, language: Language) -> Markup:
    strings = strings_for(language)
    return tag(
        "div",
        tag("h1", text("화백"), tag("span", text("Hwabaek"))),
        tag("p", text(strings.tagline), cls="hb-tagline"),
        _covers(corpus, language, strings),
        cls="hb-hero",
    )


def _covers(corpus: CorpusSummary, language: Language, strings: Strings) -> Markup:
    if not corpus.articles:
        return tag("p", text(strings.empty_corpus), cls="hb-note")
    count = strings.covers.format(articles=f"{corpus.articles:,}", outlets=len(corpus.outlets))
    dates = text(show_period(corpus, language)) if corpus.first else NOTHING
    outlets = text(show_outlets(corpus.outlets, language)) if corpus.outlets else NOTHING
    line = tag("p", join(text(count), dates, by=" · "))
    return tag("div", line, tag("p", outlets) if outlets else NOTHING, cls="hb-covers")
