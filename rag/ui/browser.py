"""The two things that need a script in the browser: clicks on citations, and scrolling to one.

Both scripts are constants of ours; what is passed to them never comes from a page or a model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from rag.domain import Citation
from rag.ui.links import from_token, to_token

_ASSETS = Path(__file__).parent / "assets"
# A file of ours: Streamlit fetches an icon given by name from a font host.
ICON_FILE = _ASSETS / "icon.svg"
_links = st.components.v2.component("hwabaek_links", js=(_ASSETS / "links.js").read_text("utf-8"))
_scroll = st.components.v2.component(
    "hwabaek_scroll", js=(_ASSETS / "scroll.js").read_text("utf-8")
)


def style() -> None:
    """Apply the chat's style sheet."""
    st.html(_ASSETS / "chat.css")


def clicked_citation() -> Citation | None:
    """Return the citation that the reader has just clicked, for this one run of the page."""
    with st.container(key="hb-links"):
        result = _links(key="links", on_open_change=_noted)
    token = result.get("open")
    return from_token(token) if isinstance(token, str) else None


def scroll_to_citation(citation: Citation) -> None:
    """Scroll to the marked sentence, once for each opening."""
    _scroll_to('mark[data-testid="cited-sentence"]', "center", f"scroll-{to_token(citation)}")


def scroll_to_question(turn: int, when: Literal["asked", "answered"]) -> None:
    """Scroll to the last question, once for each of both times.

    When it is asked, a reader may be far above it; when the answer stands, Streamlit has scrolled
    to its end, and one reads from the beginning.
    """
    _scroll_to(".hb-question", "start", f"scroll-{turn}-{when}")


def _scroll_to(selector: str, block: str, key: str) -> None:
    with st.container(key=f"hb-{key}"):
        _scroll(key=key, data={"selector": selector, "block": block})


def _noted() -> None:
    """Do nothing: naming a callback is what makes the component report a click."""
