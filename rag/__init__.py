"""Hwabaek: answers from the news, each sentence checked against the place it cites."""

__version__ = "0.1.0"
