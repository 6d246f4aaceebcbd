"""The article beside the chat, or alone on a page of its own, at the cited sentence."""

from __future__ import annotations

import streamlit as st

from rag.domain import Citation, Language
from rag.errors import HwabaekError
from rag.ui.answer_html import remark_html
from rag.ui.article_html import article_html
from rag.ui.browser import scroll_to_citation
from rag.ui.links import still_there, to_address
from rag.ui.markup import tag, text
from rag.ui.protocol import ChatBackend
from rag.ui.strings import strings_for

_DRAWER_WIDTH = 680


def open_drawer(backend: ChatBackend, citation: Citation, language: Language) -> None:
    """Open a drawer with the article; it closes with Escape, a click outside or its cross."""
    title = strings_for(language).article

    @st.dialog(title, width=_DRAWER_WIDTH, position="right", icon=":material/article:")
    def drawer() -> None:
        """Draw the article."""
        _draw(backend, citation, language)

    drawer()


def article_page(backend: ChatBackend, citation: Citation, language: Language) -> None:
    """Draw the page that a permanent link leads to."""
    label = text(strings_for(language).back_to_chat)
    st.html(tag("a", label, href="./", target="_self", cls="hb-back"))
    _draw(backend, citation, language)


def _draw(backend: ChatBackend, citation: Citation, language: Language) -> None:
    strings = strings_for(language)
    try:
        article = backend.article(citation.article_id)
    except HwabaekError as error:
        st.html(remark_html(str(error), strings.error_title))
        return
    unchanged = still_there(citation, article)
    if not unchanged:
        st.html(remark_html(strings.changed_article))
    cited = citation if unchanged else None
    st.html(article_html(article, cited, language, to_address(citation, language)))
    scroll_to_citation(citation)
