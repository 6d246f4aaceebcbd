"""The chat page: earlier turns, the question being answered, and the article drawer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Final

import streamlit as st

from rag.domain import Article, Citation, Language
from rag.errors import HwabaekError
from rag.ui.answer_html import answer_html, draft_html, question_html, remark_html
from rag.ui.browser import ICON_FILE, clicked_citation, scroll_to_question, style
from rag.ui.conversation import Conversation, Turn, current_conversation
from rag.ui.feedback import Candidates, review_button, thumbs_down
from rag.ui.generation import Generation, Progress
from rag.ui.links import from_query
from rag.ui.protocol import ChatBackend
from rag.ui.reader import article_page, open_drawer
from rag.ui.sidebar import chosen_language, sidebar
from rag.ui.strings import strings_for
from rag.ui.welcome import welcome

_REDRAW_S: Final = 0.15
_AVATAR = ":material/fact_check:"


def show(
    open_backend: Callable[[], ChatBackend],
    open_candidates: Callable[[], Candidates] | None = None,
) -> None:
    """Draw the page for this reader; if the backend can't open, show the error in a box.

    With candidates, a reader can say that an answer is wrong.
    """
    st.set_page_config(page_title="화백 Hwabaek", page_icon=ICON_FILE, layout="centered")
    style()
    language = chosen_language()
    try:
        _page(open_backend(), open_candidates() if open_candidates else None, language)
    except HwabaekError as error:
        st.html(remark_html(str(error), strings_for(language).error_title))


def _page(backend: ChatBackend, candidates: Candidates | None, language: Language) -> None:
    linked = from_query(st.query_params.to_dict())
    if linked:
        article_page(backend, linked, language)
    else:
        _chat(backend, candidates, language)


def _chat(backend: ChatBackend, candidates: Candidates | None, language: Language) -> None:
    conversation = current_conversation()
    model = sidebar(backend, conversation, language)
    ask = partial(_ask, backend, conversation, model)
    if backend.notice:
        st.html(remark_html(backend.notice))
    typed = st.chat_input(strings_for(language).placeholder, key="question")
    if typed:
        ask(typed)
    if not conversation.started:
        welcome(backend, language, ask)
    for number, turn in enumerate(conversation.turns):
        _draw_turn(turn, backend, language)
        _draw_feedback(turn, number, candidates, language)
    _open_clicked(backend, clicked_citation(), language)
    if conversation.running:
        number = len(conversation.turns)
        ended = _follow(conversation, conversation.running, number, backend, language)
        if ended:
            _draw_feedback(ended, number, candidates, language)
    if candidates:
        review_button(candidates, language)


def _ask(backend: ChatBackend, conversation: Conversation, model: str, question: str) -> None:
    conversation.ask(question, lambda text, history: backend.stream(text, history, model))


def _open_clicked(backend: ChatBackend, citation: Citation | None, language: Language) -> None:
    if citation:
        open_drawer(backend, citation, language)


def _follow(
    conversation: Conversation,
    running: Generation,
    number: int,
    backend: ChatBackend,
    language: Language,
) -> Turn | None:
    """Draw a running answer as it grows, in its place the finished one, and return that.

    Nothing is drawn of an answer that was stopped or cleared meanwhile: another run draws the page.
    """
    box, stop = st.empty(), st.empty()
    stop.button(
        strings_for(language).stop,
        key="stop",
        icon=":material/stop_circle:",
        on_click=conversation.stop,
    )
    scroll_to_question(number, "asked")
    progress = running.progress()
    while not progress.done:
        with box.container():
            _draw_question(running.question)
            _draw_draft(progress, monotonic() - running.started_at, language)
        progress = running.wait(progress.version, _REDRAW_S)
    turn = conversation.finish(running, progress)
    if turn is None:
        return None
    stop.empty()
    with box.container():
        _draw_turn(turn, backend, language)
    scroll_to_question(number, "answered")
    return turn


def _draw_turn(turn: Turn, backend: ChatBackend, language: Language) -> None:
    strings = strings_for(language)
    _draw_question(turn.question)
    with st.chat_message("assistant", avatar=_AVATAR):
        if turn.stopped:
            st.html(remark_html(strings.stopped))
        if turn.error is not None:
            st.html(remark_html(turn.error or strings.unexpected, strings.error_title))
        if turn.answer:
            find = partial(_find, backend)
            st.html(answer_html(turn.answer, backend.corpus(), find, language))


def _draw_feedback(
    turn: Turn, number: int, candidates: Candidates | None, language: Language
) -> None:
    if candidates and turn.answer and not turn.stopped:
        thumbs_down(candidates, turn.answer, number, language)


def _draw_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(question_html(question))


def _draw_draft(progress: Progress, seconds: float, language: Language) -> None:
    with st.chat_message("assistant", avatar=_AVATAR):
        st.html(
            draft_html(
                progress.preview, progress.draft, int(seconds), language, again=progress.again
            )
        )


def _find(backend: ChatBackend, article_id: str) -> Article | None:
    try:
        return backend.article(article_id)
    except HwabaekError:
        return None
