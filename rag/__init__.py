"""Hwabaek: answers from the news, each sentence checked against the place it cites."""

from rag.quiet import quiet_libraries

quiet_libraries()

__version__ = "0.1.0"
