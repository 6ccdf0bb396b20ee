"""Data flows one way: text, facts, triples, store, answers; imports do too."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.conftest import CHECKOUT

PACKAGE = CHECKOUT / "src" / "anakinra_kg"
LAYERS = (
    {"errors"},
    {"resources", "text", "yamlfile", "facts", "iris", "tables", "syntaxes", "endpoint"},
    {"documents", "turtle", "comparison", "linking", "graph_files", "findings", "questions", "answers", "rows"},
    {"sources"},
    {"labels", "fact_files", "coverage", "corpus", "mapping", "lookup", "examples"},
    {"asking", "explaining"},
    {"description", "graph", "shape_lint", "validation", "reasoning", "reference"},
    {"build"},
    {"cli"},
)
"""From the bottom up: a module imports from its own layer and those below."""


def top(module: str) -> str:
    """Return the module or subpackage right under the package."""
    return module.split(".")[1] if "." in module else module


def imports() -> list[tuple[str, str]]:
    """Return every import between parts of the package, at the top or inside a function, but not for types only."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts == ("__init__",):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_types = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if id(node) in for_types or not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            if node.module == "anakinra_kg":
                found += [(parts[0], alias.name) for alias in node.names if alias.name != "__version__"]
            elif node.module.startswith("anakinra_kg."):
                found.append((parts[0], top(node.module)))
    return found


def test_every_module_has_its_layer() -> None:
    """A new module is put in a layer before it is used."""
    modules = {path.stem if path.suffix else path.name for path in PACKAGE.iterdir() if not path.name.startswith("_")}

    assert set().union(*LAYERS) == modules - {"py.typed", "py"}


def test_imports_point_down() -> None:
    """No module imports from a layer above its own."""
    height = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    edges = imports()

    assert edges
    assert [f"{a} imports {b}" for a, b in edges if height[b] > height[a]] == []


HEAVY = {"rdflib", "pyshacl", "owlready2", "yaml", "dataclasses", "inspect"}
"""What takes long to import: the libraries of validation and reasoning, and two that come with Python (6 ms)."""

ASKING = ("", ".answers", ".asking", ".cli", ".errors", ".graph", ".iris", ".lookup", ".questions", ".rows", ".tables")


def imported(code: str, *arguments: str) -> list[str]:
    """Return the heavy modules that a program has imported when it ends."""
    code = f"import sys\n{code}\nprint(*sorted({HEAVY} & set(sys.modules)), file=sys.stderr)"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    ).stderr.split()


@pytest.mark.parametrize("module", ASKING)
def test_asking_imports_nothing_heavy(module: str) -> None:
    """Whoever only asks a question does not wait for rdflib, pySHACL, owlready2, PyYAML, dataclasses or inspect."""
    assert imported(f"import anakinra_kg{module}") == []


def test_a_question_in_python_imports_nothing_heavy() -> None:
    """An answer with named, typed fields needs the store and no more."""
    assert imported("import anakinra_kg\nanakinra_kg.load().query('trials', phase='3')") == []


COMMAND = """
from anakinra_kg.cli import main
try:
    assert main(sys.argv[1:]) == 0
except SystemExit as end:
    assert not end.code
"""


@pytest.mark.parametrize(
    "arguments",
    [["query", "trials-by-phase"], ["query", "trials", "--phase", "3"], ["queries"], ["--version"]],
    ids=" ".join,
)
def test_a_question_on_the_command_line_imports_nothing_heavy(arguments: list[str]) -> None:
    """The whole way from the words to the table is short."""
    assert imported(COMMAND, *arguments) == []
