"""The sidebar: a new chat, the language, the model, and what the articles cover."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rag.domain import CorpusSummary, Language
from rag.ui.conversation import Conversation
from rag.ui.dates import show_period
from rag.ui.markup import Markup, tag, text
from rag.ui.protocol import ChatBackend, ModelOption
from rag.ui.strings import Strings, language_of_locale, strings_for

_LANGUAGES: dict[Language, str] = {"ko": "한국어", "en": "English"}


def chosen_language() -> Language:
    """Return the language the reader chose, else their link's, else their browser's."""
    chosen = st.session_state.get("language") or st.query_params.get("lang")
    if chosen == "ko" or chosen == "en":
        return "ko" if chosen == "ko" else "en"
    return language_of_locale(st.context.locale)


def sidebar(backend: ChatBackend, conversation: Conversation, language: Language) -> str:
    """Draw the sidebar and return the name of the model to answer with."""
    strings = strings_for(language)
    with st.sidebar:
        st.html(_brand(strings))
        st.button(
            strings.new_chat,
            key="new-chat",
            icon=":material/edit_square:",
            width="stretch",
            on_click=conversation.clear,
        )
        model = _model_picker(backend, strings)
        _language_switch(language, strings)
        st.html(_coverage(backend.corpus(), language))
    return model


def _language_switch(language: Language, strings: Strings) -> None:
    st.session_state.setdefault("language", language)
    st.segmented_control(
        strings.language,
        list(_LANGUAGES),
        key="language",
        format_func=lambda code: _LANGUAGES[code],
        required=True,
        width="stretch",
    )


def _model_picker(backend: ChatBackend, strings: Strings) -> str:
    models = backend.models()
    ready = {model.name: model.title for model in models if model.ready}
    names = list(ready) or [backend.default_model]
    default = backend.default_model if backend.default_model in ready else names[0]
    picked = st.selectbox(
        strings.model,
        names,
        index=names.index(default),
        format_func=lambda name: ready.get(name, name),
        key="model",
    )
    _not_ready([model for model in models if not model.ready], strings)
    return picked


def _not_ready(models: Sequence[ModelOption], strings: Strings) -> None:
    if not models:
        return
    rows = (
        tag("li", tag("b", text(model.title)), tag("small", text(model.reason))) for model in models
    )
    summary = tag("summary", text(strings.models_not_ready_count.format(n=len(models))))
    st.html(tag("details", summary, tag("ul", *rows), cls="hb-models"))


def _brand(strings: Strings) -> Markup:
    return tag("div", tag("b", text("화백")), tag("span", text("Hwabaek")), cls="hb-brand")


def _coverage(corpus: CorpusSummary, language: Language) -> Markup:
    strings = strings_for(language)
    rows = (
        tag("p", text(strings.articles.format(n=f"{corpus.articles:,}"))),
        tag("p", text(show_period(corpus, language))) if corpus.articles else Markup(""),
        tag("p", text(", ".join(corpus.outlets)), cls="hb-outlets"),
    )
    return tag("section", tag("h4", text(strings.about_corpus)), *rows, cls="hb-coverage")
