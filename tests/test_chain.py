"""The retrieval chain as LangChain users meet it."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable

from rag.answer.chain import drafting_chain
from rag.assistant import Assistant
from rag.domain import Answer
from rag.index.embedders import open_embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import EvidenceRetriever, Retriever, as_document, as_evidence
from tests.conftest import settings_for
from tests.fakes_chat import QueuedChat, Reply, says

KOREAN = "엔비디아는 한국에 GPU를 몇 장 공급하나?"
ENGLISH = "How many GPUs will Nvidia supply to Korea?"
ABSENT = "How many GPUs will AMD supply to Brazil?"


@pytest.fixture(scope="module")
def retriever(seeds_home: Path, assistant: Assistant) -> EvidenceRetriever:
    """LangChain's retriever over the starter news; an assistant has laid out the encodings."""
    catalogue = Catalogue(seeds_home / "catalogue.sqlite")
    own = Retriever(seeds_home, catalogue, open_embedder(settings_for(seeds_home)))
    return EvidenceRetriever(retriever=own, k=5)


def queued(*replies: Reply) -> QueuedChat:
    """A model with its replies."""
    return QueuedChat(replies=deque(replies))


def test_our_retriever_is_langchains(retriever: EvidenceRetriever) -> None:
    """It is a BaseRetriever whose documents name the exact place and hold the evidence."""
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke(KOREAN)
    assert len(documents) == 5
    for n, document in enumerate(documents, start=1):
        evidence = as_evidence(document)
        assert evidence.n == n
        assert document.page_content == evidence.text
        assert document.metadata["start"] == evidence.sentence.start
        assert document.metadata["article_id"] == evidence.sentence.article_id
        assert as_evidence(as_document(evidence)) == evidence


def test_a_strangers_document_is_refused() -> None:
    """A document of another retriever is named as such instead of being misread."""
    from langchain_core.documents import Document

    with pytest.raises(TypeError, match="EvidenceRetriever"):
        as_evidence(Document(page_content="text", metadata={"evidence": "text"}))


def test_invoke_gives_the_question_the_documents_and_the_draft(
    retriever: EvidenceRetriever,
) -> None:
    """The model reads the numbered evidence and the question, and its words are the draft."""
    model = queued(says("Nvidia will supply 260,000 GPUs [1]."))
    state = drafting_chain(retriever, model, "queued", 900).invoke({"question": ENGLISH})
    assert state["question"] == ENGLISH
    assert len(state["documents"]) == 5
    assert state["draft"].text == "Nvidia will supply 260,000 GPUs [1]."
    [[system, user]] = model.asked
    assert isinstance(system, SystemMessage)
    assert isinstance(user, HumanMessage)
    assert ENGLISH in user.text
    assert "[1] (한빛통신, 2025-10-31)" in user.text
    assert "(= 260,000" in user.text


def test_a_stream_gives_the_documents_before_the_first_word(retriever: EvidenceRetriever) -> None:
    """The evidence can be shown while the model writes, and the draft comes in pieces."""
    model = queued(says("260,000 GPUs [1]."))
    order = []
    for chunk in drafting_chain(retriever, model, "queued", 900).stream({"question": ENGLISH}):
        order += [key for key in chunk if key != "question"]
        if "documents" in chunk:
            assert not model.asked
    assert order[0] == "documents"
    assert order.count("draft") >= 3


def test_a_batch_answers_each_question(retriever: EvidenceRetriever) -> None:
    """Several questions at once give as many states, in their order."""
    model = queued(says("draft"), says("draft"))
    chain = drafting_chain(retriever, model, "queued", 900)
    states = chain.batch([{"question": KOREAN}, {"question": ENGLISH}])
    assert [state["question"] for state in states] == [KOREAN, ENGLISH]
    assert [state["draft"].text for state in states] == ["draft", "draft"]


def test_no_model_is_asked_where_the_evidence_can_not_answer(retriever: EvidenceRetriever) -> None:
    """A question about another firm and country ends with an empty draft and an idle model."""
    model = queued()
    state = drafting_chain(retriever, model, "queued", 900).invoke({"question": ABSENT})
    assert state["documents"]
    assert state["draft"].text == ""
    assert not model.asked


def test_the_quote_composer_needs_no_model(retriever: EvidenceRetriever) -> None:
    """Without a model the draft is empty and the documents are all there."""
    state = drafting_chain(retriever, None, "quote", 900).invoke({"question": KOREAN})
    assert state["draft"].text == ""
    assert state["documents"]


def test_evidence_keeps_to_its_budget(retriever: EvidenceRetriever) -> None:
    """With hardly any budget the best sentence alone is sent, whole."""
    model = queued(says("draft"))
    state = drafting_chain(retriever, model, "queued", 10).invoke({"question": KOREAN})
    sent = model.asked[0][1].text
    assert "[1]" in sent
    assert "[2]" not in sent
    assert len(state["documents"]) == 5


def test_a_failing_model_fails_the_chain(retriever: EvidenceRetriever) -> None:
    """The chain hides no error of a model: the assistant decides what a reader sees."""
    chain = drafting_chain(retriever, queued(Reply(status=500)), "queued", 900)
    with pytest.raises(RuntimeError, match="HTTP 500"):
        chain.invoke({"question": KOREAN})


def test_the_assistants_chain_ends_in_a_checked_answer(assistant: Assistant) -> None:
    """`Assistant.chain` is a Runnable from a question to an Answer, also in a batch."""
    chain = assistant.chain("quote")
    assert isinstance(chain, Runnable)
    answers = chain.batch([{"question": KOREAN}, {"question": ENGLISH}])
    assert all(isinstance(answer, Answer) for answer in answers)
    assert [answer.language for answer in answers] == ["ko", "en"]
    assert all("26만" in answer.text for answer in answers)
