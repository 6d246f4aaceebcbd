"""A model made ready to answer from one home's articles: its limits, its retriever, its chain."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer.chain import Chained, Writer, drafting_chain
from rag.answer.limits import limits_of
from rag.answer.models import QUOTE, open_chat_model
from rag.answer.translation import Translator
from rag.domain import Evidence
from rag.retrieve.retriever import EvidenceRetriever, Retriever
from rag.retrieve.translation import worth_translating
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """A model that writes, or None for quotes, its retriever, and the chain that ends in its draft.

    The retriever asks the model for translations of questions, if it is one that helps by them.
    """

    writer: Writer | None
    retriever: EvidenceRetriever
    chain: Chained

    @classmethod
    def named(cls, name: str, retriever: Retriever, settings: Settings) -> Opened:
        """Return the model called `name`, ready to answer with what `retriever` finds.

        Raises:
            ModelError: the model can't be opened.
        """
        writer = None
        if name != QUOTE:
            model, limits = open_chat_model(name, settings), limits_of(name, settings)
            writer = Writer(name, model, limits, settings.prompts_dir)
        finder = EvidenceRetriever(
            retriever=retriever,
            k=settings.evidence_sentences,
            translate=Translator(writer) if writer and writer.limits.capable else None,
        )
        return cls(writer, finder, drafting_chain(finder, writer))

    def found_at_once(self, question: str) -> tuple[Evidence, ...]:
        """Return what is found before the model translates; nothing where it need not.

        Raises:
            QuestionError: the question is empty or too long.
        """
        if self.retriever.translate is None:
            return ()
        found = self.retriever.retriever.retrieve(question, self.retriever.k)  # and remembered
        return found if worth_translating(question, found) else ()
