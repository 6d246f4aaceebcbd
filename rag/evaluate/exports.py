"""Write the rows of a run as other tools read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from rag.evaluate.records import RowRecord

Form = Literal["ragas", "langsmith"]


def export_rows(records: Sequence[RowRecord], form: Form) -> Iterator[str]:
    """Yield one line of JSON for each row: a Ragas sample, or a LangSmith example with its run."""
    for record in records:
        values = _ragas(record) if form == "ragas" else _langsmith(record)
        yield json.dumps(values, ensure_ascii=False)


def _ragas(record: RowRecord) -> dict[str, object]:
    return {
        "user_input": record.question,
        "retrieved_contexts": [piece.text for piece in record.retrieved],
        "reference_contexts": list(record.evidence),
        "response": record.text,
        "reference": record.expected,
    }


def _langsmith(record: RowRecord) -> dict[str, object]:
    return {
        "inputs": {"question": record.question, "history": list(record.history)},
        "reference_outputs": {"answer": record.expected, "accept": list(record.wanted)},
        "outputs": {
            "answer": record.text,
            "status": record.status,
            "sources": [piece.text for piece in record.cited],
        },
        "metadata": {
            "id": record.id,
            "lang": record.lang,
            "type": record.type,
            "model": record.model,
            "right": record.judgement.right,
        },
    }
