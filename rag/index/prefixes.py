"""What an embedding model wants written before a question and before a text to be found.

Models learned with such words find worse without them; their cards say which.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Prefixes(NamedTuple):
    """What goes before a question, and before a text that is to be found."""

    query: str = ""
    passage: str = ""


NO_PREFIXES = Prefixes()
_TASK = "Instruct: Given a question, retrieve passages that answer it\nQuery: "
_SEARCHING = "Represent this sentence for searching relevant passages: "
# By the model's name without its publisher, the first that matches.
_KNOWN: tuple[tuple[str, Prefixes], ...] = (
    (r"e5-.*instruct|e5-mistral|qwen3-embedding", Prefixes(_TASK)),
    (r"(multilingual-)?e5-(small|base|large)", Prefixes("query: ", "passage: ")),
    (r"nomic-embed-text", Prefixes("search_query: ", "search_document: ")),
    (r"embeddinggemma", Prefixes("task: search result | query: ", "title: none | text: ")),
    (r"snowflake-arctic-embed2|snowflake-arctic-embed-.*v2", Prefixes("query: ")),
    (r"bge-(small|base|large)-en|mxbai-embed|snowflake-arctic-embed", Prefixes(_SEARCHING)),
)


def known_prefixes(model: str) -> Prefixes:
    """Return the prefixes of a model by its name, such as intfloat/multilingual-e5-small."""
    bare = model.lower().rpartition("/")[2]
    return next((p for pattern, p in _KNOWN if re.search(rf"(^|-){pattern}", bare)), NO_PREFIXES)
