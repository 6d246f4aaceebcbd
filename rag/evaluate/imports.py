"""Read public question sets: SQuAD and KorQuAD files, and BEIR folders.

They become what the rest of this room reads: gold rows for a run, a bench for a search.  A
question is Korean if it holds a syllable of Hangul.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from rag.domain import Language, content_hash
from rag.errors import GoldError
from rag.evaluate.gold import UNANSWERABLE, GoldRow
from rag.evaluate.jsonl import read_lines, unique
from rag.evaluate.retrieval_bench import Bench, BenchPassage, BenchQuestion
from rag.text.sentences import split_sentences

EXTRACTIVE: Final = "extractive"
RELEVANCE: Final = "relevance"
_HANGUL: Final = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A public set: its bench, and the same questions as gold rows."""

    bench: Bench
    rows: tuple[GoldRow, ...]


class _Answer(BaseModel):
    text: str
    answer_start: int


class _Question(BaseModel):
    id: str
    question: str
    answers: list[_Answer] = []
    is_impossible: bool = False


class _Paragraph(BaseModel):
    context: str
    qas: list[_Question]


class _Entry(BaseModel):
    title: str = ""
    paragraphs: list[_Paragraph]


class _Squad(BaseModel):
    data: list[_Entry]


def read_set(path: Path) -> QuestionSet | None:
    """Read a public set: a `.json` file in SQuAD's format or a folder in BEIR's, else None.

    Raises GoldError as `read_squad` and `read_beir` do.
    """
    if path.is_dir():
        return read_beir(path)
    return read_squad(path) if path.suffix.lower() == ".json" else None


def read_squad(path: Path) -> QuestionSet:
    """Read a file in SQuAD's format, such as KorQuAD 1.0; equal contexts become one passage.

    A row's evidence is the sentence around the first answer.  Impossible questions become
    unanswerable rows and no bench questions.  Raises GoldError for a file in another format, or an
    answer that doesn't stand where the file says.
    """
    entries = _squad(path).data
    passages: dict[str, BenchPassage] = {}
    rows: list[GoldRow] = []
    for entry in entries:
        for paragraph in entry.paragraphs:
            key = content_hash(paragraph.context)
            passages.setdefault(key, BenchPassage(key, entry.title, paragraph.context))
            rows.extend(_row(path, paragraph, key, question) for question in paragraph.qas)
    return _question_set(tuple(passages.values()), tuple(rows))


def read_beir(folder: Path, split: str = "test") -> QuestionSet:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`; only judged questions are kept.

    Such a set names passages and no answers: a row's evidence is its passages' whole text.
    Raises GoldError for a file that is missing or broken, or a judgement of an unknown id.
    """
    corpus = {
        line.text("_id"): BenchPassage(line.text("_id"), line.optional("title"), line.text("text"))
        for line in unique(read_lines(folder / "corpus.jsonl"), "_id")
    }
    queries = {
        line.text("_id"): line.text("text")
        for line in unique(read_lines(folder / "queries.jsonl"), "_id")
    }
    path = folder / "qrels" / f"{split}.tsv"
    wanted: dict[str, list[str]] = {}
    for query, passage in _judged(path):
        if query not in queries or passage not in corpus:
            raise GoldError(
                f"{path}: wanted ids of the corpus and the queries; got {query!r} and {passage!r}."
            )
        wanted.setdefault(query, []).append(passage)
    rows = (
        _relevance(query, queries[query], [corpus[key] for key in dict.fromkeys(keys)])
        for query, keys in wanted.items()
    )
    return _question_set(tuple(corpus.values()), tuple(rows))


def write_set(found: QuestionSet, folder: Path) -> None:
    """Write `passages.jsonl`, `questions.jsonl` and `gold.jsonl` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, Sequence[GoldRow | BenchPassage | BenchQuestion]] = {
        "passages": found.bench.passages,
        "questions": found.bench.questions,
        "gold": found.rows,
    }
    for name, values in tables.items():
        lines = (json.dumps(asdict(value), ensure_ascii=False) + "\n" for value in values)
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def _squad(path: Path) -> _Squad:
    try:
        return TypeAdapter(_Squad).validate_json(path.read_bytes())
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror}).") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise GoldError(f"{path}: wanted SQuAD's format; {where}: {first['msg']}.") from error


def _question_set(passages: tuple[BenchPassage, ...], rows: tuple[GoldRow, ...]) -> QuestionSet:
    questions = (BenchQuestion(r.id, r.lang, r.question, r.doc) for r in rows if r.answerable)
    return QuestionSet(Bench(passages, tuple(questions)), rows)


def _language(question: str) -> Language:
    return "ko" if _HANGUL.search(question) else "en"


def _relevance(query: str, question: str, passages: Sequence[BenchPassage]) -> GoldRow:
    return GoldRow(
        id=query,
        lang=_language(question),
        question=question,
        doc=tuple(passage.id for passage in passages),
        evidence=tuple(passage.text for passage in passages),
        type=RELEVANCE,
    )


def _row(path: Path, paragraph: _Paragraph, passage: str, question: _Question) -> GoldRow:
    lang = _language(question.question)
    if question.is_impossible or not question.answers:
        return GoldRow(question.id, lang, question.question, type=UNANSWERABLE)
    first = question.answers[0]
    end = first.answer_start + len(first.text)
    if paragraph.context[first.answer_start : end] != first.text or not first.text:
        raise GoldError(
            f"{path}: wanted the answer of {question.id!r} at {first.answer_start}; "
            f"got {paragraph.context[first.answer_start : end]!r}, not {first.text!r}."
        )
    return GoldRow(
        id=question.id,
        lang=lang,
        question=question.question,
        answer=first.text,
        accept=tuple(dict.fromkeys(answer.text for answer in question.answers)),
        doc=(passage,),
        evidence=(_sentence(paragraph.context, first.answer_start, end),),
        type=EXTRACTIVE,
    )


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence, or the sentences, that the characters stand in."""
    around = [s for s in split_sentences(text) if s.start < end and start < s.end]
    if not around:
        return text[start:end]
    return text[min(start, around[0].start) : max(end, around[-1].end)]


def _judged(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs of query and passage that were judged relevant."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter="\t"):
                if int(line["score"]) > 0:
                    yield line["query-id"], line["corpus-id"]
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror}).") from error
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: wanted query-id, corpus-id and score; {error!r}.") from error
