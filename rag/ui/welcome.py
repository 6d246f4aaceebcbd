"""The first screen: what this is, what it covers and four things to ask."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from rag.domain import CorpusSummary, Language
from rag.ui.dates import show_outlets, show_period
from rag.ui.markup import NOTHING, Markup, join, tag, text
from rag.ui.strings import Strings, strings_for

_KEY = "example"


def welcome(corpus: CorpusSummary, language: Language, ask: Callable[[str], None]) -> None:
    """Draw the first screen; a click on an example asks it."""
    strings = strings_for(language)
    st.html(_hero(corpus, language))
    if not corpus.articles:
        return

    def ask_chosen() -> None:
        """Ask the example that was clicked."""
        chosen = st.session_state.get(_KEY)
        if chosen:
            ask(str(chosen))

    with st.container(key="hb-examples"):
        st.pills(strings.try_asking, strings.examples, key=_KEY, on_change=ask_chosen)


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
    outlets = text(show_outlets(corpus.outlets, language)) if corpus.outlets else NOTHING
    dates = text(show_period(corpus, language))
    return tag("p", join(text(count), dates, outlets, by=" · "), cls="hb-covers")
