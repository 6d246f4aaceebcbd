"""The page that Streamlit runs: the chat over one assistant shared by every reader."""

from __future__ import annotations

import threading

import streamlit as st

from rag.assistant import open_assistant
from rag.evaluate.candidates import CandidateStore
from rag.settings import Settings
from rag.ui.chat import show
from rag.ui.protocol import ChatBackend


@st.cache_resource(show_spinner="화백 Hwabaek…")
def _assistant() -> ChatBackend:
    assistant = open_assistant(Settings())
    # Loading the analyser and the embedder takes seconds: while the first question is typed.
    threading.Thread(target=assistant.warm_up, daemon=True).start()
    return assistant


show(_assistant, lambda: CandidateStore(Settings().home))
