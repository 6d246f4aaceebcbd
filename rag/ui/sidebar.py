"""The sidebar: a new chat, the language, the model, and what the articles cover."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Final, cast

import streamlit as st

from rag.domain import QUOTE, CorpusSummary, Language
from rag.ui.conversation import Conversation
from rag.ui.dates import show_period
from rag.ui.markup import NOTHING, Markup, tag, text
from rag.ui.protocol import ChatBackend, ModelOption
from rag.ui.strings import Strings, language_of_locale, strings_for

_MODELS = "known-models"
_MODELS_KEPT_S: Final = 20.0
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
        st.html(_brand())
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
    models = _known_models(backend)
    default = backend.default_model
    ready = {model.name: model.title for model in models if model.ready}
    if QUOTE in ready:
        ready[QUOTE] = strings.quote_model
    if default not in {model.name for model in models}:
        ready[default] = default  # named in the settings, such as a file of weights
    names = list(ready) or [default]
    picked = st.selectbox(
        strings.model,
        names,
        index=names.index(default) if default in names else 0,
        format_func=lambda name: ready.get(name, name),
        key="model",
    )
    _not_ready([model for model in models if not model.ready], strings)
    return picked


def _known_models(backend: ChatBackend) -> Sequence[ModelOption]:
    """Return the models as they were asked for a moment ago: a local server may have to answer."""
    asked_at, models = st.session_state.get(_MODELS, (0.0, ()))
    if not models or monotonic() - asked_at > _MODELS_KEPT_S:
        models = tuple(backend.models())
        st.session_state[_MODELS] = (monotonic(), models)
    return cast(Sequence[ModelOption], models)


def _not_ready(models: Sequence[ModelOption], strings: Strings) -> None:
    if not models:
        return
    rows = (
        tag("li", tag("b", text(model.title)), tag("small", text(model.reason))) for model in models
    )
    summary = tag("summary", text(strings.models_not_ready_count.format(n=len(models))))
    st.html(tag("details", summary, tag("ul", *rows), cls="hb-models"))


def _brand() -> Markup:
    return tag("div", tag("b", text("화백")), tag("span", text("Hwabaek")), cls="hb-brand")


def _coverage(corpus: CorpusSummary, language: Language) -> Markup:
    strings = strings_for(language)
    rows = (
        tag("p", text(strings.articles.format(n=f"{corpus.articles:,}"))),
        tag("p", text(show_period(corpus, language))) if corpus.first else NOTHING,
        tag("p", text(", ".join(corpus.outlets)), cls="hb-outlets"),
    )
    return tag("section", tag("h4", text(strings.about_corpus)), *rows, cls="hb-coverage")
