"""A model made ready to answer from one home's articles: its limits, its retriever, its chain."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import prompts
from rag.answer.chain import Chained, Writer, drafting_chain
from rag.answer.limits import limits_of
from rag.answer.models import open_chat_model
from rag.answer.reading import ModelReader
from rag.answer.translation import Translator
from rag.domain import QUOTE, Evidence
from rag.retrieve.retriever import EvidenceRetriever, Retriever
from rag.retrieve.translation import worth_translating
from rag.settings import Settings


def open_writer(name: str, settings: Settings) -> Writer:
    """Return the chat model called `name` with its limits and prompts.

    Raises:
        ModelError: it can't be opened.
        PromptError: a prompt is malformed.
    """
    prompts.check_all(settings.prompts_dir)
    model, limits = open_chat_model(name, settings), limits_of(name, settings)
    return Writer(name, model, limits, settings.prompts_dir)


@dataclass(frozen=True, slots=True)
class Opened:
    """A model that writes, or None for quotes, its retriever, and the chain that ends in its draft.

    If the model is capable, the retriever asks it to translate questions, and `reader` has it
    reread its sentences beside what they cite.
    """

    writer: Writer | None
    retriever: EvidenceRetriever
    chain: Chained
    reader: ModelReader | None = None

    @classmethod
    def named(cls, name: str, retriever: Retriever, settings: Settings) -> Opened:
        """Return the model called `name`, ready to answer with what `retriever` finds.

        Raises:
            ModelError, PromptError: as `open_writer` does.
        """
        writer = None if name == QUOTE else open_writer(name, settings)
        helper = writer if writer and writer.limits.capable else None
        finder = EvidenceRetriever(
            retriever=retriever,
            k=settings.evidence_sentences,
            translate=Translator(helper) if helper else None,
        )
        reader = ModelReader(helper) if helper else None
        return cls(writer, finder, drafting_chain(finder, writer), reader)

    def found_at_once(self, question: str) -> tuple[Evidence, ...]:
        """Return what is found before the model translates; nothing where it need not.

        Raises:
            QuestionError: the question is empty or too long.
        """
        if self.retriever.translate is None:
            return ()
        found = self.retriever.retriever.retrieve(question, self.retriever.k)  # and remembered
        return found if worth_translating(question, found) else ()
