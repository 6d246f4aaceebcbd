"""What SQLite refuses, told as an error of ours in one sentence that says what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rag.domain import Page
from rag.errors import StoreError
from rag.ingest.catalogue import Catalogue
from tests.fakes import an_article

GPU = an_article("엔비디아는 한국에 26만 장을 공급한다.", "가격은 밝히지 않았다.")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A catalogue of one page."""
    made = Catalogue(tmp_path / "catalogue.sqlite", wait_s=0.1)
    made.add(Page("a", "본문"), [GPU], [("band",)])
    return made


def add(catalogue: Catalogue, text: str = "다른 본문") -> str:
    """Add a page."""
    return catalogue.add(Page("b", text), [an_article(text)], [("other",)])


def test_another_schema_version_is_refused(catalogue: Catalogue) -> None:
    """A catalogue of another version gives both versions and the way out, and is left alone."""
    catalogue.set_meta("schema", "99")
    with pytest.raises(StoreError, match=r"version 99.*version 1; ingest into another --home"):
        Catalogue(catalogue.path)
    assert catalogue.meta("schema") == "99"


def test_a_file_that_is_no_catalogue_is_refused_and_kept(tmp_path: Path) -> None:
    """A foreign file under the catalogue's name is named in the error and not touched."""
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"this is a letter, not a database" * 40)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"can't be opened.*not a database.*--home"):
        Catalogue(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    """A home below a file can't exist: the error names the path and what to do."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(
        StoreError, match=r"file/home/catalogue\.sqlite.*folder that can be written"
    ):
        Catalogue(tmp_path / "file" / "home" / "catalogue.sqlite")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_rights_is_a_clear_error(tmp_path: Path) -> None:
    """A read-only folder is refused with what to do."""
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="folder that can be written"):
        Catalogue(tmp_path / "closed" / "catalogue.sqlite")


def test_a_database_that_fails_later_is_an_error_of_ours(catalogue: Catalogue) -> None:
    """When the file breaks while it is in use, no error of SQLite's passes out of a write."""
    with sqlite3.connect(catalogue.path) as other:
        other.execute("DROP TABLE page_articles")
    other.close()
    with pytest.raises(StoreError, match=r"can't be written \(no such table.*ingest again"):
        add(catalogue)
    assert catalogue.count() == 1


def test_another_programs_database_is_refused_and_kept(tmp_path: Path) -> None:
    """An SQLite file without our tables gets none of them."""
    path = tmp_path / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match=r"another program's database; give --home"):
        Catalogue(path)
    with closing(sqlite3.connect(path)) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["recipes"]


def test_a_catalogue_that_is_being_written_says_to_wait(catalogue: Catalogue) -> None:
    """A writer that holds the file longer than we wait is named; afterwards all goes well."""
    with closing(sqlite3.connect(catalogue.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"locked\); another program is writing it; wait"):
            add(catalogue)
        assert catalogue.count() == 1  # readers do not wait
    assert add(catalogue) == "added"


def test_a_full_disk_changes_nothing_and_says_so(catalogue: Catalogue) -> None:
    """A page that does not fit leaves no trace; with space made it goes in."""
    db = catalogue._db._connection()
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own stand-in for a full disk
    with pytest.raises(StoreError, match=r"full\); free some space .* nothing was changed"):
        add(catalogue, "긴 본문이다. " * 5000)
    assert catalogue.sources() == ["a"]
    assert catalogue.count() == 1
    db.execute("PRAGMA max_page_count = 1000000")
    assert add(catalogue, "긴 본문이다. " * 5000) == "added"


READS: dict[str, Callable[[Catalogue], object]] = {
    "count": lambda c: c.count(),
    "articles": lambda c: c.articles([GPU.id]),
    "every_article": lambda c: list(c.every_article()),
    "in_state": lambda c: list(c.in_state("pending")),
    "pending_sentences": lambda c: c.pending_sentences(),
    "summary": lambda c: c.summary(),
    "sources": lambda c: c.sources(),
    "page_id": lambda c: c.page_id("a"),
    "outlets": lambda c: c.outlets_of_stories([GPU.id]),
    "aliases": lambda c: c.alias_pairs(),
    "reporters": lambda c: c.reporters(),
    "hash": lambda c: c.content_hash(),
    "meta": lambda c: c.meta("generation"),
}


@pytest.mark.parametrize("read", READS)
def test_a_damaged_file_is_an_error_of_ours_at_every_read(catalogue: Catalogue, read: str) -> None:
    """Bytes overwritten on the disk are told by whatever reads them, with the way out."""
    catalogue._db._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    catalogue._db._connection().close()
    damaged = bytearray(catalogue.path.read_bytes())
    damaged[100:] = os.urandom(len(damaged) - 100)  # the header of the file stays
    catalogue.path.write_bytes(damaged)
    del catalogue._db._local.db
    with pytest.raises(StoreError, match=r"can't be read \(.*\); restore the file from a copy"):
        READS[read](catalogue)
    with pytest.raises(StoreError, match=r"can't be opened \(.*\); restore the file"):
        Catalogue(catalogue.path)


def test_a_folder_that_has_become_read_only_is_told(catalogue: Catalogue) -> None:
    """A file that can be read but not written keeps what it holds."""
    catalogue._db._connection().execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match=r"readonly database\); give --home a folder that can be"):
        add(catalogue)
    assert catalogue.count() == 1
