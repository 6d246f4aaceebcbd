"""What the doctor asks of others while it looks at this machine."""

from __future__ import annotations

import json
from pathlib import Path

from rag.doctor import examine
from tests.conftest import settings_for
from tests.fakes import answering, serving


def test_a_hosted_embedder_is_asked_once_and_told_nothing(tmp_path: Path) -> None:
    """One made-up word tells its dimension; no article and no question is sent."""
    asked: list[bytes] = []
    body = json.dumps({"data": [{"embedding": [3.0, 4.0], "index": 0}], "model": "m"}).encode()
    with serving(answering(200, body, asked)) as address:
        (tmp_path / "catalogue.sqlite").touch()
        settings = settings_for(tmp_path, embedder="openai:m", base_url=address)
        found = {finding.what: finding for finding in examine(settings)}
    assert found["embedder"].told == "openai:m 1, 2 dimensions"
    assert found["catalogue and indexes"].ok
    assert [json.loads(each)["input"] for each in asked if each] == [["dimension"]]
