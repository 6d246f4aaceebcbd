"""The error tree: drawn as it is, and left by no exception of ours."""

from __future__ import annotations

import importlib
import pkgutil
import re

import rag
from rag import errors
from rag.errors import HwabaekError


def _drawn() -> list[tuple[str, str]]:
    """(class, parent) in the order of the drawing in the docstring of rag.errors."""
    pairs: list[tuple[str, str]] = []
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"( {4}[│ ├└─]*)([A-Z]\w+)", line)
        if match is None:
            continue
        depth = (len(match[1]) - 4) // 4
        del path[depth:]
        pairs.append((match[2], path[-1] if path else "Exception"))
        path.append(match[2])
    return pairs


def test_the_drawing_of_the_error_tree_is_the_tree() -> None:
    """The docstring of rag.errors names every class once, below the class it derives from."""
    classes = [v for v in vars(errors).values() if isinstance(v, type)]
    tree = [(c.__name__, c.__base__.__name__) for c in classes if c.__base__ is not None]
    drawn = _drawn()
    assert len(drawn) == len({name for name, _ in drawn})
    assert sorted(drawn) == sorted(tree)


def test_every_exception_is_of_the_tree() -> None:
    """No module defines an exception that a caller of HwabaekError would miss."""
    strangers = []
    for info in pkgutil.walk_packages(rag.__path__, "rag."):
        if info.name == "rag.ui.page":  # it runs the chat when it is imported
            continue
        module = importlib.import_module(info.name)
        strangers += [
            f"{info.name}.{name}"
            for name, value in vars(module).items()
            if isinstance(value, type)
            and issubclass(value, Exception)
            and value.__module__ == info.name
            and not issubclass(value, HwabaekError)
        ]
    assert not strangers
