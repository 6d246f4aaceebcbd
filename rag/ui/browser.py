"""The two things that need a script in the browser: clicks on citations, and scrolling to one.

Both scripts are constants of ours and receive no text.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from rag.domain import Citation
from rag.ui.links import from_token, to_token

_ASSETS = Path(__file__).parent / "assets"
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


def scroll_to(citation: Citation) -> None:
    """Scroll to the marked sentence, once for each opening."""
    with st.container(key="hb-scroll"):
        _scroll(key=f"scroll-{to_token(citation)}")


def _noted() -> None:
    """Do nothing: naming a callback is what makes the component report a click."""
