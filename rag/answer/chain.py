"""The retrieval chain: a LangChain `Runnable` over our `BaseRetriever`.

    {"question"} → {"question", "documents", "draft"}

with invoke, stream and batch.  A stream gives the documents first, then the draft as it is
written.  Where the evidence can't answer, no model is asked and the draft stays empty; it is empty
too for the quote composer, which needs no draft.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda, RunnablePassthrough

from rag.answer import prompts
from rag.answer.evidence import evidence_line, pack
from rag.retrieve.question import language_of
from rag.retrieve.retriever import as_evidence
from rag.retrieve.sufficiency import sufficient

Chained = Runnable[dict[str, Any], dict[str, Any]]


def drafting_chain(
    retriever: BaseRetriever, model: BaseChatModel | None, name: str, budget: int
) -> Chained:
    """Return the chain; `model` None is the quote composer.

    `name` is the model's name, by which its tokens are counted, `budget` the most tokens that the
    evidence may take of its context.
    """
    nothing: Runnable[dict[str, Any], BaseMessage] = RunnableLambda(lambda _: AIMessage(""))
    if model is None:
        writer = nothing
    else:
        prompt = RunnableLambda[dict[str, Any], list[BaseMessage]](
            lambda state: _messages(state, name, budget)
        )
        writer = RunnableBranch[dict[str, Any], BaseMessage]((_can_answer, prompt | model), nothing)
    found = RunnablePassthrough.assign(documents=itemgetter("question") | retriever)
    return found | RunnablePassthrough.assign(draft=writer)


def _can_answer(state: dict[str, Any]) -> bool:
    evidence = [as_evidence(document) for document in state["documents"]]
    return sufficient(evidence, language_of(state["question"]))


def _messages(state: dict[str, Any], name: str, budget: int) -> list[BaseMessage]:
    evidence = pack([as_evidence(document) for document in state["documents"]], budget, name)
    prompt = prompts.load("answer", language_of(state["question"]))
    lines = "\n".join(evidence_line(piece) for piece in evidence)
    return prompt.messages(evidence=lines, question=state["question"])
