"""The retrieval chain as LangChain users meet it."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable

from rag.answer import prompts
from rag.answer.chain import Writer, drafting_chain
from rag.answer.limits import Limits
from rag.assistant import Assistant
from rag.domain import Answer
from rag.errors import ModelUnavailable
from rag.index.embedders import open_embedder
from rag.ingest.catalogue import Catalogue
from rag.retrieve.retriever import EvidenceRetriever, Retriever, as_document, as_evidence
from tests.asking import ENGLISH_GPU, KOREAN_GPU
from tests.conftest import settings_for
from tests.fakes_chat import QueuedChat, Reply, says

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


def words(text: str) -> int:
    """A tokenizer whose counts can be checked by eye."""
    return len(text.split())


def writing(model: QueuedChat, evidence: int = 900, context: int = 4096) -> Writer:
    """The model under limits that are counted in words."""
    return Writer("queued", model, Limits(words, evidence, context, answer=100, seconds=20))


def test_our_retriever_is_langchains(retriever: EvidenceRetriever) -> None:
    """It is a BaseRetriever whose documents name the exact place and hold the evidence."""
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke(KOREAN_GPU)
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
    state = drafting_chain(retriever, writing(model)).invoke({"question": ENGLISH_GPU})
    assert state["question"] == ENGLISH_GPU
    assert len(state["documents"]) == 5
    assert state["draft"].text == "Nvidia will supply 260,000 GPUs [1]."
    [[system, user]] = model.asked
    assert isinstance(system, SystemMessage)
    assert isinstance(user, HumanMessage)
    assert ENGLISH_GPU in user.text
    assert "[1] (한빛통신, 2025-10-31)" in user.text
    assert "(= 260,000" in user.text


def test_a_stream_gives_the_documents_before_the_first_word(retriever: EvidenceRetriever) -> None:
    """The evidence can be shown while the model writes, and the draft comes in pieces."""
    model = queued(says("260,000 GPUs [1]."))
    order = []
    for chunk in drafting_chain(retriever, writing(model)).stream({"question": ENGLISH_GPU}):
        order += [key for key in chunk if key != "question"]
        if "documents" in chunk:
            assert not model.asked
    assert order[0] == "documents"
    assert order.count("draft") >= 3


def test_a_batch_answers_each_question(retriever: EvidenceRetriever) -> None:
    """Several questions at once give as many states, in their order."""
    model = queued(says("draft"), says("draft"))
    chain = drafting_chain(retriever, writing(model))
    states = chain.batch([{"question": KOREAN_GPU}, {"question": ENGLISH_GPU}])
    assert [state["question"] for state in states] == [KOREAN_GPU, ENGLISH_GPU]
    assert [state["draft"].text for state in states] == ["draft", "draft"]


def test_no_model_is_asked_where_the_evidence_can_not_answer(retriever: EvidenceRetriever) -> None:
    """A question about another firm and country ends with an empty draft and an idle model."""
    model = queued()
    state = drafting_chain(retriever, writing(model)).invoke({"question": ABSENT})
    assert state["documents"]
    assert state["draft"].text == ""
    assert not model.asked


def test_the_quote_composer_needs_no_model(retriever: EvidenceRetriever) -> None:
    """Without a model the draft is empty and the documents are all there."""
    state = drafting_chain(retriever, None).invoke({"question": KOREAN_GPU})
    assert state["draft"].text == ""
    assert state["documents"]


def test_evidence_keeps_to_its_budget(retriever: EvidenceRetriever) -> None:
    """With hardly any budget the best sentence alone is sent, whole."""
    model = queued(says("draft"))
    state = drafting_chain(retriever, writing(model, evidence=10)).invoke({"question": KOREAN_GPU})
    sent = model.asked[0][1].text
    assert "[1]" in sent
    assert "[2]" not in sent
    assert len(state["documents"]) == 5


def test_evidence_fits_the_context_beside_the_question_and_the_answer(
    retriever: EvidenceRetriever,
) -> None:
    """A small context takes fewer sentences, best first and whole; none is cut."""
    enough = 4096
    users: list[str] = []
    for less in (0, 10, 60):
        model, context = queued(says("draft")), enough - less
        drafting_chain(retriever, writing(model, context=context)).invoke({"question": ENGLISH_GPU})
        [[system, user]] = model.asked
        users.append(user.text)
        sent = words(system.text) + words(user.text)
        assert sent + 100 <= context
        enough = min(enough, sent + 140)
    lines = [[line for line in user.splitlines() if line[:1] == "["] for user in users]
    assert len(lines[0]) > len(lines[1]) > len(lines[2]) >= 1
    for fewer in lines[1:]:
        assert fewer == lines[0][: len(fewer)]


def test_a_context_too_small_for_any_evidence_is_told(retriever: EvidenceRetriever) -> None:
    """Nothing is cut in silence: the model is not asked and the error says what is too small."""
    model = queued()
    chain = drafting_chain(retriever, writing(model, context=200))
    with pytest.raises(ModelUnavailable, match="context of queued, 200 tokens, is too small"):
        chain.invoke({"question": ENGLISH_GPU})
    assert not model.asked


def test_prompts_of_ones_own_come_before_ours(retriever: EvidenceRetriever, tmp_path: Path) -> None:
    """A prompt in the writer's folder is used in its language, ours in the other."""
    (tmp_path / "answer.en.txt").write_text("Be terse.\n---\n{evidence}\n{question}")
    model = queued(says("draft"), says("draft"))
    chain = drafting_chain(retriever, replace(writing(model), prompts_dir=tmp_path))
    chain.batch([{"question": ENGLISH_GPU}, {"question": KOREAN_GPU}], {"max_concurrency": 1})
    systems = [system.text for system, _ in model.asked]
    assert systems[0] == "Be terse."
    assert systems[1] == prompts.load("answer", "ko").system


def test_a_failing_model_fails_the_chain(retriever: EvidenceRetriever) -> None:
    """The chain hides no error of a model: the assistant decides what a reader sees."""
    chain = drafting_chain(retriever, writing(queued(Reply(status=500))))
    with pytest.raises(RuntimeError, match="HTTP 500"):
        chain.invoke({"question": KOREAN_GPU})


def test_the_assistants_chain_ends_in_a_checked_answer(assistant: Assistant) -> None:
    """`Assistant.chain` is a Runnable from a question to an Answer, also in a batch."""
    chain = assistant.chain("quote")
    assert isinstance(chain, Runnable)
    answers = chain.batch([{"question": KOREAN_GPU}, {"question": ENGLISH_GPU}])
    assert all(isinstance(answer, Answer) for answer in answers)
    assert [answer.language for answer in answers] == ["ko", "en"]
    assert all("26만" in answer.text for answer in answers)
