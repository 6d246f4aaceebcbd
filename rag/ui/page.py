"""The page that Streamlit runs: the chat over one assistant shared by every reader."""

from __future__ import annotations

import streamlit as st

from rag.assistant import Assistant, open_assistant
from rag.settings import Settings
from rag.ui.chat import show


@st.cache_resource(show_spinner=False)
def _assistant() -> Assistant:
    return open_assistant(Settings())


show(_assistant)
