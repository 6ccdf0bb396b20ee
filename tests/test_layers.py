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
    {"resources", "text", "iris", "tables"},
    {"facts", "yamlfile", "turtle", "comparison", "linking", "graph_files", "findings", "questions", "answers", "rows"},
    {"sources"},
    {"documents", "fact_files", "coverage", "corpus", "mapping", "lookup", "examples"},
    {"asking"},
    {"graph", "shape_lint", "validation", "reasoning", "reference"},
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


@pytest.mark.parametrize("statement", ["import anakinra_kg", "import anakinra_kg.answers", "import anakinra_kg.cli"])
def test_asking_imports_nothing_heavy(statement: str) -> None:
    """Whoever only asks a question does not wait for rdflib, pySHACL, owlready2 or PyYAML."""
    code = f"import sys; {statement}; print(*sorted({{'rdflib', 'pyshacl', 'owlready2', 'yaml'}} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
