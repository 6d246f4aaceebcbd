"""A reader's thumbs-down, and the drawer where a person decides what becomes a gold question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from rag.domain import Answer, Language, content_hash
from rag.errors import HwabaekError
from rag.ui.answer_html import remark_html
from rag.ui.markup import NOTHING, Markup, tag, text
from rag.ui.strings import Strings, strings_for

_DRAWER_WIDTH = 680
_MOST = 20
_REFUSED = "gold-refused"


class Candidate(Protocol):
    """A question that waits; `answer` is empty where a reader only said that one was wrong."""

    @property
    def id(self) -> str:
        """What `accept` and `reject` call it by."""

    @property
    def question(self) -> str:
        """What was asked."""

    @property
    def answer(self) -> str:
        """What is right, if it is known."""

    @property
    def evidence(self) -> Sequence[str]:
        """The places of articles that it rests on."""

    @property
    def shown(self) -> str:
        """The answer that a reader disliked, if it came from one."""


class Candidates(Protocol):
    """Where candidates are kept; what it refuses is a `HwabaekError` for a person."""

    def dislike(self, answer: Answer) -> None:
        """Keep a question whose answer a reader disliked."""

    def waiting(self) -> Sequence[Candidate]:
        """Return what nobody has decided on."""

    def accept(self, key: str, *, question: str = "", answer: str = "") -> object:
        """Make a candidate gold, with a better question or answer if given."""

    def reject(self, key: str) -> object:
        """Drop a candidate for good."""


def thumbs_down(candidates: Candidates, answer: Answer, turn: int, language: Language) -> None:
    """Draw the button below a turn's answer that keeps it for a person to look at."""
    strings = strings_for(language)
    key = f"disliked-{turn}-{content_hash(answer.question, answer.text)}"
    if st.session_state.get(key):
        st.html(tag("p", text(strings.disliked), cls="hb-caption", data_testid="disliked"))
        return
    refused = f"{key}-refused"
    _tell(refused)

    def dislike() -> None:
        """Keep the answer, and remember that it was kept."""
        candidates.dislike(answer)
        st.session_state[key] = True

    st.button(
        strings.dislike,
        key=f"{key}-button",
        icon=":material/thumb_down:",
        type="tertiary",
        on_click=_try,
        args=(dislike, refused),
    )


def review_button(candidates: Candidates, language: Language) -> None:
    """Draw the sidebar's button to what waits, if anything does, and the drawer it opens."""
    waiting = candidates.waiting()
    label = strings_for(language).review.format(n=len(waiting))
    with st.sidebar:
        clicked = waiting and st.button(label, key="review", icon=":material/rule:")
    if clicked:
        _open_drawer(candidates, language)


def _open_drawer(candidates: Candidates, language: Language) -> None:
    strings = strings_for(language)

    @st.dialog(strings.review_title, width=_DRAWER_WIDTH, position="right", icon=":material/rule:")
    def drawer() -> None:
        """Draw what waits, and why the last decision was refused if it was."""
        st.html(tag("p", text(strings.review_hint), cls="hb-caption"))
        _tell(_REFUSED)
        for candidate in candidates.waiting()[:_MOST]:
            with st.container(border=True):
                _candidate(candidates, candidate, strings)

    drawer()


def _candidate(candidates: Candidates, candidate: Candidate, strings: Strings) -> None:
    st.html(_html(candidate, strings))
    key = f"gold-{candidate.id}"
    st.text_input(strings.right_answer, value=candidate.answer, key=key)

    def accept() -> None:
        """Make gold of the candidate with the answer that was typed."""
        candidates.accept(candidate.id, answer=st.session_state[key])

    def reject() -> None:
        """Let the candidate go."""
        candidates.reject(candidate.id)

    with st.container(horizontal=True):
        st.button(
            strings.accept,
            key=f"{key}-accept",
            type="primary",
            on_click=_try,
            args=(accept, _REFUSED),
        )
        st.button(strings.reject, key=f"{key}-reject", on_click=_try, args=(reject, _REFUSED))


def _try(decide: Callable[[], None], refused: str) -> None:
    """Do what a reader decided; where it is refused, keep the reason under a key for `_tell`."""
    try:
        decide()
    except HwabaekError as error:
        st.session_state[refused] = str(error)


def _tell(refused: str) -> None:
    """Draw, once, why a decision was refused, if it was."""
    if told := st.session_state.pop(refused, ""):
        st.html(remark_html(told))


def _html(candidate: Candidate, strings: Strings) -> Markup:
    shown = tag("p", text(f"{strings.disliked_answer}: {candidate.shown}"), cls="hb-note")
    evidence = (tag("li", text(place)) for place in candidate.evidence)
    return tag(
        "div",
        tag("p", text(candidate.question), cls="hb-question"),
        shown if candidate.shown else NOTHING,
        tag("ul", *evidence),
        data_testid="candidate",
    )
