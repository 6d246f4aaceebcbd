"""The retrieval chain: a LangChain `Runnable` over our `BaseRetriever`.

    {"question"} → {"question", "documents", "draft"}

with invoke, stream and batch.  Of a question of several lines the last asks; those before it are
its conversation.  A stream gives the documents first, then the draft as it is
written.  Where the evidence can't answer, no model is asked and the draft stays empty; it is empty
too for the quote composer, which needs no draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import (
    Runnable,
    RunnableBranch,
    RunnableGenerator,
    RunnableLambda,
    RunnablePassthrough,
)

from rag.answer import prompts
from rag.answer.evidence import evidence_line, pack
from rag.answer.limits import Limits
from rag.answer.patience import patient
from rag.domain import Evidence
from rag.errors import ModelUnavailable
from rag.retrieve.question import asked_in, language_of
from rag.retrieve.retriever import as_evidence
from rag.retrieve.sufficiency import sufficient

State = dict[str, Any]
Chained = Runnable[State, State]
Messages = list[BaseMessage]


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model with its name, its limits and the folder of its own prompts, if it has one."""

    name: str
    model: BaseChatModel
    limits: Limits
    prompts_dir: Path | None = None

    def messages(self, state: State) -> Messages:
        """Return the prompt with the question and as much evidence as there is room for.

        Raises:
            ModelUnavailable: the model's context can't hold the question and its best evidence.
        """
        question: str = state["question"]
        prompt = prompts.load("answer", language_of(asked_in(question)), self.prompts_dir)
        room = self.limits.room(f"{prompt.bare}\n{question}")
        found = [as_evidence(document) for document in state["documents"]]
        evidence = pack(found, room, self.limits.count)
        lines = "\n".join(evidence_line(piece) for piece in evidence)
        if len(evidence) == 1 and room < min(self.limits.evidence, self.limits.count(lines)):
            raise ModelUnavailable(
                f"the context of {self.name}, {self.limits.context} tokens, is too small for the "
                "question and its evidence; ask more briefly or choose another model"
            )
        return prompt.messages(evidence=lines, question=question)

    def again(
        self,
        question: str,
        sentence: str,
        problems: Sequence[str],
        evidence: Sequence[Evidence],
        seconds: float,
    ) -> Iterator[AIMessageChunk]:
        """Yield a sentence anew that has these problems, within so many seconds.

        Raises:
            ModelUnavailable: it took longer, or the model's context can't hold what it needs.
        """
        language = language_of(asked_in(question))
        prompt = prompts.load("repair", language, self.prompts_dir)
        wrong, lines = "; ".join(problems), "\n".join(map(evidence_line, evidence))
        rest = f"{prompt.bare}\n{question}\n{sentence}\n{wrong}"
        if self.limits.room(rest) < self.limits.count(lines):
            raise ModelUnavailable(f"the context of {self.name} is too small to correct a sentence")
        messages = prompt.messages(
            evidence=lines, question=question, sentence=sentence, problems=wrong
        )
        characters = self.limits.characters
        yield from patient(self.name, lambda: self.model.stream(messages), seconds, characters)

    def stream(self, inputs: Iterator[Messages]) -> Iterator[AIMessageChunk]:
        """Yield the draft as the model writes it, within its limits."""
        (messages,) = inputs
        seconds, characters = self.limits.seconds, self.limits.characters
        yield from patient(self.name, lambda: self.model.stream(messages), seconds, characters)


def drafting_chain(retriever: BaseRetriever, writer: Writer | None) -> Chained:
    """Return the chain; `writer` None is the quote composer."""
    nothing: Runnable[State, BaseMessage] = RunnableLambda(lambda _: AIMessageChunk(content=""))
    draft = nothing
    if writer is not None:
        prompt = RunnableLambda[State, Messages](writer.messages)
        written = prompt | RunnableGenerator[Messages, AIMessageChunk](writer.stream)
        draft = RunnableBranch[State, BaseMessage]((_can_answer, written), nothing)
    found = RunnablePassthrough.assign(documents=itemgetter("question") | retriever)
    return found | RunnablePassthrough.assign(draft=draft)


def _can_answer(state: State) -> bool:
    evidence = [as_evidence(document) for document in state["documents"]]
    return sufficient(evidence, asked_in(state["question"]))
