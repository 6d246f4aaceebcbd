"""The composition root: puts the rooms together and answers questions.

The chat, the command line and the evaluation call `open_assistant` and nothing deeper.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessageChunk
from langchain_core.runnables import Runnable, RunnableLambda

from rag.answer import wording
from rag.answer.discover import ModelChoice, choices, embedded_is_here
from rag.answer.models import EMBEDDED, as_model_error, open_chat_model
from rag.answer.opened import Opened
from rag.answer.reception import Reception
from rag.answer.run import Run
from rag.answer.small_talk import short_headlines
from rag.domain import (
    QUOTE,
    Answer,
    Article,
    CorpusSummary,
    Event,
    Evidence,
    EvidenceFound,
    Finished,
    Language,
    Repairing,
    Token,
    Verdict,
)
from rag.errors import HwabaekError, ModelError, StoreError
from rag.index.embedders import open_embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.question import checked, language_of, standalone
from rag.retrieve.retriever import Retriever, as_evidence
from rag.settings import Settings
from rag.verify.check import Checker, Source, embedded_similarity
from rag.verify.compose import Draft, compose
from rag.verify.repair import mended, weak_sentence

_NEWEST = 20  # articles among which headlines to ask about are chosen


class Assistant:
    """Answers questions from one home's articles; threads may share it."""

    def __init__(self, settings: Settings, today: Callable[[], date] = date.today) -> None:
        """Open the catalogue and indexes that `settings` name.

        "Now" and "last month" in a question are read from `today()`.

        Raises:
            StoreError: they can't be opened; EmbedderMismatch if another embedder made them.
        """
        self._settings = settings
        self._catalogue = Catalogue(settings.home / "catalogue.sqlite")
        self._embedder = open_embedder(settings)
        self._retriever = Retriever(settings.home, self._catalogue, self._embedder, today)
        self._reception = Reception(self._catalogue, self._retriever, today)
        self._opened: dict[str, Opened] = {}
        self._lock = threading.Lock()
        self._similarity = embedded_similarity(self._embedder)

    @property
    def default_model(self) -> str:
        """The model that answers when none is named: as set, as chosen, embedded, or quotes."""
        named = self._settings.model or self._catalogue.meta("model")
        if named:
            return named
        return EMBEDDED if embedded_is_here(self._settings) else QUOTE

    @property
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
        # What is loaded now stays: looked through for garbage again and again, it held up single
        # questions by 100 ms at 100,000 passages.
        gc.collect()
        gc.freeze()

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

    def headlines(self, language: Language) -> Sequence[str]:
        """Return new headlines to ask about, those in `language` first."""
        return short_headlines(self._catalogue.newest(_NEWEST), language)

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
        """Return `ask` as a runnable, {"question": str, "history"?: [str]} → `Answer`.

        LangChain's tracing sees the retriever, the prompt and the model inside it.

        Raises:
            ModelError: the model can't be opened.
        """
        name = model or self.default_model
        self._open(name)
        return RunnableLambda(
            lambda asked: self.ask(asked["question"], asked.get("history", ()), name)
        )

    def _open(self, name: str) -> Opened:
        with self._lock:
            if name not in self._opened:
                self._opened[name] = Opened.named(name, self._retriever, self._settings)
            return self._opened[name]

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
        run = Run(
            checked(question), self._standalone(question, history), model or self.default_model
        )
        if (welcomed := self._reception.answer(run.question, history, run.model)) is not None:
            run.mark("retrieve")
            yield Finished(replace(welcomed, timings_ms=run.timings()))
            return
        opened = self._open(run.model)
        if found := opened.found_at_once(run.standalone):
            yield self._found(run, found)
        try:
            for chunk in opened.chain.stream({"question": run.standalone}):
                yield from self._events(run, chunk)
        except Exception as error:
            # Providers share no base class of errors. Whatever failed in a model, the evidence
            # is here and its quotes are verified; what failed before or beside it is ours to raise.
            ours = isinstance(error, HwabaekError) and not isinstance(error, ModelError)
            if ours or not run.evidence:
                raise
            told = as_model_error(run.model, error)
            run.note = wording.failed(told, run.model, language_of(run.question))
            run.draft = None
        yield from self._repaired(run)
        yield Finished(self._finished(run))

    def _found(self, run: Run, evidence: tuple[Evidence, ...]) -> EvidenceFound:
        run.mark("retrieve")
        run.evidence = evidence
        return EvidenceFound(evidence, self._compose(run))

    def _finished(self, run: Run) -> Answer:
        answer = self._compose(run)
        answered_by_quotes = answer.status != "not_found" and not answer.note
        if run.model != QUOTE and answered_by_quotes and run.draft and not run.draft.text.strip():
            return replace(answer, note=wording.silent(answer.language))
        return answer

    def _events(self, run: Run, chunk: dict[str, Any]) -> Iterator[Event]:
        """Add a chunk of the chain's stream to a run and yield what it means for a reader."""
        if "documents" in chunk:
            evidence = tuple(map(as_evidence, chunk["documents"]))
            if evidence != run.evidence or not evidence:
                yield self._found(run, evidence)
        if "draft" in chunk:
            piece: BaseMessageChunk = chunk["draft"]
            run.draft = run.draft + piece if run.draft else piece
            if piece.text:
                run.mark("first_token")
                yield Token(piece.text)

    def _repaired(self, run: Run) -> Iterator[Event]:
        """Ask once more for a sentence that failed the check, and mend the draft of a run."""
        writer, draft = self._open(run.model).writer, run.draft
        if writer is None or draft is None or not writer.limits.capable:
            return
        checker, reader = self._checker_of(run), language_of(run.question)
        weak = weak_sentence(draft.text, run.evidence, checker, run.question, reader)
        seconds = writer.limits.seconds - run.seconds
        if weak is None or seconds <= 0:
            return
        yield Repairing(weak.sentence, weak.problems)
        again = AIMessageChunk(content="")
        try:
            for piece in writer.again(
                run.standalone, weak.sentence, weak.problems, weak.evidence, seconds
            ):
                again += piece
                yield Token(piece.text)
        except Exception:  # noqa: BLE001 - providers share no base class; the first draft stands
            return
        text = mended(draft.text, weak, again.text, run.evidence, checker, run.question, reader)
        run.draft = (draft + again).model_copy(update={"content": text})

    def _compose(self, run: Run) -> Answer:
        writer = self._open(run.model).writer
        draft = Draft(
            question=run.question,
            language=language_of(run.question),
            model=run.model,
            text=run.draft.text if run.draft else "",
            note=run.note,
            tokens=run.tokens,
            timings_ms=run.timings(),
            capable=writer is None or writer.limits.capable,
        )
        return compose(draft, run.evidence, self._catalogue.summary(), self._checker_of(run))

    def _checker_of(self, run: Run) -> Checker:
        opened = self._open(run.model)
        if opened.writer is None or opened.reader is None:
            return self._checker
        left = opened.writer.limits.seconds - run.seconds
        return self._checker.reading_by(opened.reader.within(left))

    @property
    def _checker(self) -> Checker:
        # The names that articles explain change with the articles.
        return Checker(self._retriever.aliases, self._similarity)


def open_assistant(settings: Settings, today: Callable[[], date] = date.today) -> Assistant:
    """Return the assistant for a home directory, which asks `today()` for the day of a question.

    Raises:
        StoreError: its catalogue or indexes can't be opened.
    """
    return Assistant(settings, today)
