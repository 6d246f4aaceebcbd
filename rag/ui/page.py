"""The page that Streamlit runs: the chat over one assistant shared by every reader."""

from __future__ import annotations

import streamlit as st

from rag.assistant import open_assistant
from rag.settings import Settings
from rag.ui.chat import show
from rag.ui.protocol import ChatBackend


@st.cache_resource(show_spinner="화백 Hwabaek…")
def _assistant() -> ChatBackend:
    return open_assistant(Settings())


show(_assistant)
