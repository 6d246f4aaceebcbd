"""The JSON that the command line prints: a contract that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rag.domain import Answer, Article, Evidence
from rag.ingest.intake import IngestReport

Json = dict[str, Any]


def ingest_json(report: IngestReport) -> Json:
    """Return `{"added","updated","unchanged","removed","articles","rejected":[…]}`."""
    return {**asdict(report), "rejected": [asdict(r) for r in report.rejected]}


def search_json(evidence: Sequence[Evidence]) -> list[Json]:
    """Return the rows of `rag search`, best first; `text` is the exact place start to end."""
    return [
        {
            "rank": piece.n,
            "score": piece.score,
            "article_id": piece.sentence.article_id,
            "title": piece.metadata.title,
            "outlet": piece.metadata.outlet,
            "published_at": piece.metadata.published_at,
            "start": piece.sentence.start,
            "end": piece.sentence.end,
            "text": piece.sentence.text,
        }
        for piece in evidence
    ]


def answer_json(answer: Answer) -> Json:
    """Return what `rag ask` prints; `quote` is the exact place start to end of its article."""
    return {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "text": answer.text,
        "claims": [
            {
                "text": claim.text,
                "citations": list(claim.citations),
                "verdict": claim.verdict,
                "problems": list(claim.problems),
            }
            for claim in answer.claims
        ],
        "sources": [_source_json(piece) for piece in answer.sources],
        "as_of": answer.as_of,
        "model": answer.model,
        "timings_ms": dict(answer.timings_ms),
        "tokens": asdict(answer.tokens),
        "note": answer.note,
        "disagreements": [asdict(each) for each in answer.disagreements],
    }


def _source_json(piece: Evidence) -> Json:
    return {
        "n": piece.n,
        "article_id": piece.sentence.article_id,
        "title": piece.metadata.title,
        "outlet": piece.metadata.outlet,
        "reporter": ", ".join(piece.metadata.reporters) or None,
        "published_at": piece.metadata.published_at,
        "url": piece.metadata.url,
        "quote": piece.sentence.text,
        "start": piece.sentence.start,
        "end": piece.sentence.end,
        "text_hash": piece.citation.text_hash,
        "also_in": list(piece.also_in),
    }


def article_json(article: Article) -> Json:
    """Return one line of `rag export`: the whole text, what is known of it, what may be cited."""
    return {
        "id": article.id,
        "story_id": article.story_id,
        "source": article.source,
        **asdict(article.metadata),
        "text": article.text,
        "sentences": [
            {"start": s.start, "end": s.end, "kind": s.kind, "text": s.text}
            for s in article.sentences
        ],
        "masks": [{"start": m.start, "end": m.end} for m in article.masks],
    }
