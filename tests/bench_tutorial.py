"""Ask the same questions of ours and of the pipeline of most tutorials, with the same model.

    python -m tests.bench_tutorial [--questions N] [--model NAME]

The plain pipeline: chunks of 1,000 characters with 200 of overlap, the same embedder's vectors in
Chroma, the 4 nearest chunks, "Use the following context", the same weights in the same engine.  It
gets the articles' text as our reader found it, without the pages' chrome, which is more than a
tutorial would have.  N answerable questions of `seeds/gold.jsonl`, half of them in each language,
by lot (seed 6).  Evidence is counted by the model's own tokenizer; an answer is right by the gold
row's rule, whose limit of 400 characters holds for both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

import chromadb
from langchain_core.language_models import BaseChatModel
from langchain_text_splitters import RecursiveCharacterTextSplitter

from rag.answer import prompts
from rag.answer.evidence import evidence_line, pack
from rag.answer.limits import Limits, limits_of
from rag.answer.models import EMBEDDED, open_chat_model
from rag.assistant import Assistant, open_assistant
from rag.domain import Answer
from rag.evaluate.gold import GoldRow, read_gold
from rag.evaluate.judge import judge
from rag.index.embedders import Embedder, open_embedder
from rag.ingest.catalogue import Catalogue
from rag.settings import Settings
from tests.bench_prompts import LANGUAGES, drawn, say
from tests.conftest import SEEDS, ingest

PROMPT = (
    "Use the following pieces of context to answer the question at the end. If you don't know the "
    "answer, just say that you don't know, don't try to make up an answer.\n\n"
    "{context}\n\nQuestion: {question}\nHelpful Answer:"
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one pipeline made of one question."""

    right: bool
    evidence_tokens: int
    first_token_s: float
    seconds: float
    text: str


class Plain:
    """The pipeline of most tutorials."""

    def __init__(self, texts: Sequence[str], embedder: Embedder, model: BaseChatModel) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
        self._store = chromadb.EphemeralClient().create_collection("plain")
        ids = [str(n) for n in range(len(chunks))]
        self._store.add(ids, embeddings=list(embedder.passages(chunks)), documents=chunks)
        self._embedder, self._model = embedder, model

    def ask(self, row: GoldRow, limits: Limits) -> Result:
        """Answer one question."""
        began = time.perf_counter()
        found = self._store.query([self._embedder.query(row.question)], n_results=4)
        context = "\n\n".join((found["documents"] or [[]])[0])
        text, first = "", 0.0
        for piece in self._model.stream(PROMPT.format(context=context, question=row.question)):
            if piece.text and not text:
                first = time.perf_counter() - began
            text += piece.text
        seconds = time.perf_counter() - began
        answer = Answer(row.question, row.lang, "answered", text, (), (), None, "plain")
        return Result(judge(row, answer).right, limits.count(context), first, seconds, text)


def ours(assistant: Assistant, row: GoldRow, model: str, settings: Settings) -> Result:
    """Answer one question by the assistant."""
    answer = assistant.ask(row.question, model=model)
    limits = limits_of(model, settings)
    prompt = prompts.load("answer", row.lang)
    found = assistant.search(row.question, settings.evidence_sentences)
    sent = pack(found, limits.room(f"{prompt.bare}\n{row.question}"), limits.count)
    tokens = sum(limits.count(evidence_line(piece)) for piece in sent)
    total = answer.timings_ms["total"] / 1000
    first = answer.timings_ms.get("first_token", answer.timings_ms["total"]) / 1000
    return Result(judge(row, answer).right, tokens, first, total, answer.text)


def told(name: str, results: Sequence[Result]) -> str:
    """Return one pipeline's line of the table."""
    right = sum(result.right for result in results)
    evidence = fmean(result.evidence_tokens for result in results)
    first, whole = (
        median(getattr(result, key) for result in results) for key in ("first_token_s", "seconds")
    )
    return f"| {name} | {right}/{len(results)} | {evidence:.0f} | {first:.1f} | {whole:.1f} |"


def main() -> None:
    """Print both lines and the ratios ours / plain."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=8)
    parser.add_argument("--model", default=EMBEDDED)
    parser.add_argument("--show", action="store_true", help="print every answer")
    options = parser.parse_args()
    rows = read_gold(SEEDS / "gold.jsonl")
    asked = [r for lang in LANGUAGES for r in drawn(rows, lang, options.questions // 2)]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        ingest(settings.home, SEEDS / "pages")
        assistant = open_assistant(settings)
        assistant.warm_up()
        texts = [a.text for a in Catalogue(settings.home / "catalogue.sqlite").every_article()]
        model = open_chat_model(options.model, settings)
        model.invoke("Hello")  # the engine is loaded for both before either is timed
        limits = limits_of(options.model, settings)
        plain = Plain(texts, open_embedder(settings), model)
        pairs = []
        for row in asked:
            pairs.append((ours(assistant, row, options.model, settings), plain.ask(row, limits)))
            if options.show:
                mine, other = pairs[-1]
                say(f"{row.question}\n  ours {mine}\n  plain {other}")
    mine, other = zip(*pairs, strict=True)
    say("| pipeline | right | evidence tokens | first token s | answer s |\n|---|---|---|---|---|")
    say(f"{told('ours', mine)}\n{told('plain', other)}")
    for name in ("evidence_tokens", "first_token_s", "right"):
        ratio = [sum(getattr(r, name) for r in results) for results in (mine, other)]
        say(f"{name}: ours / plain = {ratio[0] / ratio[1]:.2f}" if ratio[1] else f"{name}: n/a")


if __name__ == "__main__":
    main()
