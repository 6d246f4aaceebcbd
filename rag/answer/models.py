"""Chat models by name, all as LangChain chat models.

quote              no model: the verified sentences themselves are the answer
llamacpp:NAME|PATH a GGUF model in this process
ollama:NAME        a model of a running Ollama
lmstudio:NAME      a model of a running LM Studio
openai:NAME        OpenAI, or with a base URL any server that speaks its protocol
PROVIDER:NAME      any other LangChain provider whose package is installed
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from langchain_core.language_models import BaseChatModel

from rag.answer.gguf import read_gguf
from rag.answer.local import LOCAL_URL, local_client
from rag.answer.weights import is_here, known_weights
from rag.domain import QUOTE
from rag.errors import MissingKey, MissingWeights, ModelError, ModelUnavailable, UnknownModel
from rag.settings import OPENAI_URL, Settings

EMBEDDED = "llamacpp:qwen2.5-coder-1.5b-instruct"
_FORMS = "quote, llamacpp:NAME|PATH, ollama:NAME, lmstudio:NAME, openai:NAME"


def open_chat_model(name: str, settings: Settings) -> BaseChatModel:
    """Return the chat model called `name`; nothing is sent to it yet.

    Raises:
        UnknownModel: no backend knows the name, or its package is not installed.
        MissingKey: a hosted model without its key in the environment.
        MissingWeights: a local model whose file is not here.
    """
    kind, _, rest = name.partition(":")
    if not rest:
        raise UnknownModel(f"no model is called {name!r}; write one of {_FORMS}")
    match kind:
        case "llamacpp":
            return _llamacpp(rest, settings)
        case "openai":
            return _openai(rest, settings)
        case "lmstudio":
            return _served(rest, settings.lmstudio_url, "none", settings)
        case "ollama":
            return _ollama(rest, settings)
        case _:
            return _other(kind, rest, settings)


def local_file(name: str, settings: Settings) -> Path:
    """Return the file of a local model: a path as it stands, or a name in the models folder.

    Raises:
        UnknownModel: it is neither a pinned name nor a file.
        MissingWeights: it is pinned, but not pulled yet.
    """
    if (pinned := known_weights().get(name)) is not None:
        if not is_here(pinned, settings.models_dir):
            raise MissingWeights(
                f"the weights of {name} are not in {settings.models_dir}; "
                f"run 'rag models pull {name}' (about {pinned.size / 1e9:.1f} GB)"
            )
        return settings.models_dir / pinned.file
    for path in (Path(name).expanduser(), settings.models_dir / name):
        if path.is_file():
            return path
    raise UnknownModel(
        f"{name!r} is neither a model that can be pulled ({', '.join(known_weights())}) "
        "nor a GGUF file on this machine; give the path of one"
    )


def local_context(path: Path, settings: Settings) -> int:
    """Return the context in tokens that a local model is given: as set, or as it was trained."""
    told = read_gguf(path)
    trained = told.context if told else 0
    return min(settings.context_tokens, trained) if trained else settings.context_tokens


def _llamacpp(name: str, settings: Settings) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    path = local_file(name, settings)
    client = local_client(path, local_context(path, settings), settings.threads)
    return ChatOpenAI(
        model=path.stem,
        base_url=f"{LOCAL_URL}/v1",
        http_client=client,
        api_key=lambda: "none",  # the client has the engine's
        temperature=0,
        seed=0,
        timeout=settings.timeout_s,
        max_retries=0,
        stream_usage=True,
        # `max_tokens` is the name that llama.cpp reads; the prefix of a prompt is kept between
        # questions, which saves reading the instructions again.
        extra_body={"max_tokens": settings.answer_tokens, "cache_prompt": True},
    )


def _openai(name: str, settings: Settings) -> BaseChatModel:
    if settings.base_url:
        own = settings.api_key.get_secret_value() if settings.api_key else "none"
        return _served(name, settings.base_url, own, settings)
    if settings.openai_api_key is None:
        raise MissingKey(
            f"openai:{name} needs OPENAI_API_KEY in the environment; set it, give --base-url for "
            f"a server of your own, or use {QUOTE}, which needs no key"
        )
    return _served(name, OPENAI_URL, settings.openai_api_key.get_secret_value(), settings)


def _served(name: str, base_url: str, key: str, settings: Settings) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=name,
        base_url=base_url,
        api_key=lambda: key,
        timeout=settings.timeout_s,
        max_retries=2,
        stream_usage=True,
        max_completion_tokens=settings.answer_tokens,
    )


def _ollama(name: str, settings: Settings) -> BaseChatModel:
    try:
        from langchain_ollama import ChatOllama
    except ImportError as error:
        raise UnknownModel(
            f"ollama:{name} needs the extra 'ollama'; pip install 'hwabaek[ollama]'"
        ) from error
    return ChatOllama(
        model=name,
        base_url=settings.ollama_host,
        temperature=0,
        num_ctx=settings.context_tokens,
        num_predict=settings.answer_tokens,
        client_kwargs={"timeout": settings.timeout_s},
    )


def _other(provider: str, name: str, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        model = init_chat_model(name, model_provider=provider, timeout=settings.timeout_s)
    except Exception as error:  # every provider checks its own key, with errors of its own
        # Only the words for a missing package are surely without a key.
        known = isinstance(error, ImportError)
        told = str(error).strip().partition("\n")[0] if known else type(error).__name__
        raise UnknownModel(
            f"no backend answers to {provider}:{name} ({told}); write one of {_FORMS}, or for "
            f"PROVIDER:NAME one of LangChain's that are installed: {', '.join(_installed())}"
        ) from error
    if not isinstance(model, BaseChatModel):
        raise UnknownModel(f"{provider}:{name} is no chat model; write one of {_FORMS}")
    return model


def _installed() -> list[str]:
    """Return the providers that LangChain knows and whose packages are on this machine."""
    from langchain.chat_models import base

    # LangChain tells these only in the words of an error, and not which are installed.
    known: Mapping[str, tuple[str, ...]] = getattr(base, "_BUILTIN_PROVIDERS", {})
    return [p for p, (module, *_) in known.items() if find_spec(module.partition(".")[0])]


def as_model_error(name: str, error: Exception) -> ModelError:
    """Map what a provider's library raised to our tree; keys and addresses are not repeated."""
    if isinstance(error, ModelError):
        return error
    kind = type(error).__name__
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return MissingKey(f"{name} refused the key; check the key in the environment")
    if status == 404:
        return UnknownModel(f"the server does not know {name}; check the name and the base URL")
    if status == 429:
        return ModelUnavailable(
            f"{name} takes no more questions now (HTTP 429); try again in a minute, or choose "
            "another model"
        )
    told = f"HTTP {status}" if status else kind
    return ModelUnavailable(
        f"{name} did not answer ({told}); check that its server runs, or choose another model"
    )
