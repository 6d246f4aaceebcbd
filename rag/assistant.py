"""The composition root: puts the rooms together and answers questions.

The chat, the command line and the evaluation call `open_assistant` and nothing deeper.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableLambda

from rag.answer import wording
from rag.answer.chain import Chained, Writer, drafting_chain
from rag.answer.discover import ModelChoice, choices, embedded_is_here
from rag.answer.limits import limits_of
from rag.answer.models import EMBEDDED, QUOTE, as_model_error, open_chat_model
from rag.answer.tokens import make_encodings_available
from rag.domain import (
    Answer,
    Article,
    CorpusSummary,
    Event,
    Evidence,
    EvidenceFound,
    Finished,
    Token,
    TokenUse,
    Verdict,
)
from rag.errors import StoreError
from rag.index.embedders import open_embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.question import checked, language_of, standalone
from rag.retrieve.retriever import EvidenceRetriever, Retriever, as_evidence
from rag.settings import Settings
from rag.verify.check import Checker, Source, embedded_similarity
from rag.verify.compose import Draft, compose


class Assistant:
    """Answers questions from one home's articles; threads may share it."""

    def __init__(self, settings: Settings) -> None:
        """Open the catalogue and indexes that `settings` name.

        Raises:
            StoreError: they can't be opened; EmbedderMismatch if another embedder made them.
        """
        self._settings = settings
        self._catalogue = Catalogue(settings.home / "catalogue.sqlite")
        self._embedder = open_embedder(settings)
        self._retriever = Retriever(settings.home, self._catalogue, self._embedder)
        self._chains: dict[str, Chained] = {}
        self._lock = threading.Lock()
        make_encodings_available(settings.models_dir / "encodings")

    @property
    def default_model(self) -> str:
        """The model that answers when none is named: as set, as chosen, embedded, or quotes."""
        named = self._settings.model or self._catalogue.meta("model")
        if named:
            return named
        return EMBEDDED if embedded_is_here(self._settings) else QUOTE

    @cached_property
    def notice(self) -> str:
        """What the person should know before asking, or nothing."""
        if not self._settings.model and self.default_model == QUOTE:
            return f"{EMBEDDED} is not on this machine; answers are verified quotes"
        return ""

    def models(self) -> Sequence[ModelChoice]:
        """Return the models that can be chosen."""
        return choices(self._settings)

    def use(self, model: str) -> None:
        """Make `model` the default of this home from now on."""
        if model != QUOTE:
            open_chat_model(model, self._settings)
        self._catalogue.set_meta("model", model)

    def warm_up(self) -> None:
        """Load what the first question needs (about 4 s), so that it need not wait."""
        self.search("준비", 1)
        _ = self._checker

    def corpus(self) -> CorpusSummary:
        """Return what the articles cover."""
        return self._catalogue.summary()

    def corpus_hash(self) -> str:
        """Return a hash of the articles held: two runs with the same one asked the same corpus."""
        return self._catalogue.content_hash()

    def article(self, article_id: str) -> Article:
        """Return one article.

        Raises:
            StoreError: no article has that id.
        """
        try:
            return self._catalogue.articles([article_id])[article_id]
        except KeyError:
            raise StoreError(
                f"no article has the id {article_id!r}; it may have been removed since, ask again"
            ) from None

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """Return the `k` best evidence sentences for a question, best first.

        Raises:
            QuestionError: the question is empty or too long.
        """
        return self._retriever.retrieve(self._standalone(question, history), k)

    def check(self, claim: str, evidence: Evidence) -> Verdict:
        """Return how a sentence fares against the one place that it cites."""
        source = Source(evidence.text, evidence.context, evidence.metadata.published_on)
        return self._checker.check(claim, source).verdict

    def _standalone(self, question: str, history: Sequence[str]) -> str:
        return standalone(checked(question), history)

    def chain(self, model: str | None = None) -> Runnable[dict[str, Any], Answer]:
        """Return the whole chain, {"question": str} → `Answer`, to be traced or built upon.

        Raises:
            ModelError: the model can't be opened.
        """
        name = model or self.default_model
        finished: Runnable[dict[str, Any], Answer] = RunnableLambda(
            lambda state: self._compose(_Run(state["question"], name), state)
        )
        return self._drafting(name) | finished

    def _drafting(self, name: str) -> Chained:
        with self._lock:
            if name not in self._chains:
                retriever = EvidenceRetriever(
                    retriever=self._retriever, k=self._settings.evidence_sentences
                )
                self._chains[name] = drafting_chain(retriever, self._writer(name))
            return self._chains[name]

    def _writer(self, name: str) -> Writer | None:
        if name == QUOTE:
            return None
        model, limits = open_chat_model(name, self._settings), limits_of(name, self._settings)
        return Writer(name, model, limits, self._settings.prompts_dir)

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        """Return the checked answer to a question.

        `history` alternates earlier questions and answers, oldest first.

        Raises:
            QuestionError: the question is empty or too long.
            ModelError: the model's name, key or weights are wrong; one that merely fails to
                answer ends in verified quotes with a note.
        """
        *_, last = self.stream(question, history, model)
        if not isinstance(last, Finished):
            raise AssertionError("a stream always ends with Finished")
        return last.answer

    def stream(
        self, question: str, history: Sequence[str] = (), model: str | None = None
    ) -> Iterator[Event]:
        """Yield the evidence, then the model's draft as it comes, then the checked answer.

        Raises:
            QuestionError, ModelError: as `ask` does.
        """
        run = _Run(checked(question), model or self.default_model)
        asked = self._standalone(question, history)
        chain = self._drafting(run.model)
        state: dict[str, Any] = {"question": asked, "documents": []}
        try:
            for chunk in chain.stream({"question": asked}):
                yield from self._events(run, state, chunk)
        except Exception as error:
            # Providers share no base class of errors. Whatever failed in a model, the evidence
            # is here and its quotes are verified; what failed before that is ours to raise.
            if "draft" not in state and not state["documents"]:
                raise
            run.note = str(as_model_error(run.model, error))
            state["draft"] = None
        yield Finished(self._finished(run, state))

    def _finished(self, run: _Run, state: dict[str, Any]) -> Answer:
        answer = self._compose(run, state)
        message: BaseMessage | None = state.get("draft")
        answered_by_quotes = answer.status != "not_found" and not answer.note
        if run.model != QUOTE and answered_by_quotes and message and not message.text.strip():
            return replace(answer, note=wording.silent(answer.language))
        return answer

    def _events(self, run: _Run, state: dict[str, Any], chunk: dict[str, Any]) -> Iterator[Event]:
        """Add a chunk of the chain's stream to `state` and yield what it means for a reader."""
        if "documents" in chunk:
            state["documents"] = chunk["documents"]
            run.mark("retrieve")
            quoted = self._compose(run, state)
            yield EvidenceFound(tuple(map(as_evidence, state["documents"])), quoted)
        if "draft" in chunk:
            piece: BaseMessage = chunk["draft"]
            state["draft"] = state["draft"] + piece if state.get("draft") else piece
            if piece.text:
                run.mark("first_token")
                yield Token(piece.text)

    def _compose(self, run: _Run, state: dict[str, Any]) -> Answer:
        message: BaseMessage | None = state.get("draft")
        usage = getattr(message, "usage_metadata", None) or {}
        draft = Draft(
            question=run.question,
            language=language_of(run.question),
            model=run.model,
            text=message.text if message else "",
            note=run.note,
            tokens=TokenUse(usage.get("input_tokens", 0), usage.get("output_tokens", 0)),
            timings_ms=run.timings(),
        )
        evidence = tuple(map(as_evidence, state["documents"]))
        return compose(draft, evidence, self._catalogue.summary(), self._checker)

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self._retriever.aliases, embedded_similarity(self._embedder))


class _Run:
    """One question under way: its model, its clock and what to tell the reader."""

    def __init__(self, question: str, model: str) -> None:
        self.question = question
        self.model = model
        self.note = ""
        self._started = time.perf_counter()
        self._marks: dict[str, float] = {}

    def mark(self, name: str) -> None:
        """Note the milliseconds since the start under a name, the first time only."""
        self._marks.setdefault(name, self._elapsed_ms())

    def timings(self) -> dict[str, float]:
        """Return the marks so far and the total, in milliseconds."""
        return {**self._marks, "total": self._elapsed_ms()}

    def _elapsed_ms(self) -> float:
        return round(1000 * (time.perf_counter() - self._started), 1)


def open_assistant(settings: Settings) -> Assistant:
    """Return the assistant for a home directory.

    Raises:
        StoreError: its catalogue or indexes can't be opened.
    """
    return Assistant(settings)
