"""The chat: `streamlit run app.py`."""

from __future__ import annotations

from pathlib import Path

from streamlit.starlette import App

from rag.ui.server import security

app = App(Path(__file__).parent / "rag" / "ui" / "page.py", middleware=security())
