"""What goes wrong at a provider, as an error of ours that repeats neither key nor address."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler

import openai
import pytest

from rag.answer.models import as_model_error
from rag.errors import MissingKey, ModelError, ModelUnavailable, UnknownModel, WeightsMismatch
from tests.conftest import NOBODY
from tests.fakes import answering, serving
from tests.model_settings import KEY


def raised_by(address: str, timeout: float = 5) -> Exception:
    """Return what OpenAI's own client raises when it asks the server at `address`."""
    with (
        openai.OpenAI(base_url=address, api_key=KEY, max_retries=0, timeout=timeout) as client,
        pytest.raises(openai.OpenAIError) as caught,
    ):
        client.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}])
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (401, MissingKey, "openai:m refused the key; check the key in the environment"),
        (403, MissingKey, "refused the key"),
        (404, UnknownModel, "the server does not know openai:m; check the name and the base URL"),
        (400, ModelUnavailable, "did not answer (HTTP 400)"),
        (429, ModelUnavailable, "takes no more questions now (HTTP 429); try again in a minute"),
        (500, ModelUnavailable, "did not answer (HTTP 500)"),
        (503, ModelUnavailable, "did not answer (HTTP 503)"),
        (0, ModelUnavailable, "did not answer (APIConnectionError)"),
    ],
)
def test_a_providers_errors_become_ours(status: int, kind: type[ModelError], told: str) -> None:
    """Each answer of a server has its place in the tree; neither key nor address is repeated."""
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}}).encode()
    with serving(answering(status, body)) as address:
        error = as_model_error("openai:m", raised_by(address))
    assert type(error) is kind
    assert told in str(error)
    assert KEY not in str(error)
    assert "127.0.0.1" not in str(error)


def test_a_silent_server_is_unavailable() -> None:
    """A server that does not answer in time, or is not there, is told as such."""

    class Silent(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(0.5)

    with serving(Silent) as address:
        error = as_model_error("openai:m", raised_by(address, timeout=0.1))
    assert type(error) is ModelUnavailable
    assert "APITimeoutError" in str(error)
    assert type(as_model_error("openai:m", raised_by(NOBODY))) is ModelUnavailable


def test_our_own_errors_pass_unchanged() -> None:
    """An error of our tree is returned as it is."""
    error = WeightsMismatch("the hash is another")
    assert as_model_error("llamacpp:m", error) is error
