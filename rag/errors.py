"""One tree of errors; every message says what came, what was wanted and what to do.

    HwabaekError
    ├── SettingsError        an option or a variable of the environment that can't be used
    ├── QuestionError        an empty or overlong question
    ├── PageError            a page that can't be read; ingest reports it and goes on
    │   └── PageUnreached    the server of a page is not found or does not answer
    ├── PromptError          a prompt file with an unknown or a missing placeholder
    ├── GoldError            a gold or benchmark file that breaks its format
    ├── StoreError           the catalogue or an index can't be used
    │   ├── EmbedderMismatch the index was made by another embedder
    │   ├── IndexDamaged     an index has lost something that the catalogue still holds
    │   └── StoreBusy        another process holds the writer's lock
    └── ModelError           no answer can be had from a chat model or an embedder
        ├── UnknownModel     a name that no backend knows
        ├── MissingKey       a hosted model without its key in the environment
        ├── MissingWeights   weights that are not on this machine
        ├── WeightsMismatch  weights whose hash is not the pinned one
        └── ModelUnavailable a server that is down, slow, over quota or talking nonsense

Errors of libraries are mapped to this tree where the library is called; none of them passes
between rooms.
"""

from __future__ import annotations


class HwabaekError(Exception):
    """Anything this project refuses or can't do; its message is one sentence for a person."""


class SettingsError(HwabaekError):
    """An option or a variable of the environment can't be used."""


class QuestionError(HwabaekError):
    """The question is empty or too long."""


class PageError(HwabaekError):
    """A page can't be read as news."""


class PageUnreached(PageError):
    """The server of a page is not found or does not answer."""


class PromptError(HwabaekError):
    """A prompt file has an unknown or a missing placeholder."""


class GoldError(HwabaekError):
    """A gold or benchmark file breaks its format."""


class StoreError(HwabaekError):
    """The catalogue or an index can't be used."""


class EmbedderMismatch(StoreError):
    """The index was made by another embedder than the one now configured."""


class IndexDamaged(StoreError):
    """An index can't be read or has lost something; it can be made again from the catalogue."""


class StoreBusy(StoreError):
    """Another process holds the writer's lock."""


class ModelError(HwabaekError):
    """No answer can be had from a chat model or an embedder."""


class UnknownModel(ModelError):
    """No backend knows the name."""


class MissingKey(ModelError):
    """A hosted model needs a key that the environment does not hold."""


class MissingWeights(ModelError):
    """The model's weights are not on this machine."""


class WeightsMismatch(ModelError):
    """The weights' hash is not the pinned one, so they are refused."""


class ModelUnavailable(ModelError):
    """The model's server is down, slow, over quota or answers nonsense."""
