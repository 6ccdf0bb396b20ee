"""Data flows one way: text, facts, triples, store, answers; imports do too."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.support.checkout import CHECKOUT
from tests.support.rooms import MAY_IMPORT, PACKAGE


def rooms_below(room: str) -> set[str]:
    """Return every room that a room may import from."""
    return set().union({room}, *({below, *rooms_below(below)} for below in MAY_IMPORT[room]))


def imports() -> list[tuple[str, str]]:
    """Return every import between rooms of the package, at the top of a module or inside a function."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("anakinra_kg."):
                found.append((room, node.module.split(".")[1]))
            elif isinstance(node, ast.ImportFrom) and node.module == "anakinra_kg":
                found += [(room, alias.name) for alias in node.names if alias.name != "__version__"]
    return [(a, b) for a, b in found if a not in {b, "__init__"}]


def test_every_room_is_known() -> None:
    """A new room is given its place before it is used, and there are at most 14."""
    rooms = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_")} - {"py"}

    assert rooms == set(MAY_IMPORT)
    assert len(rooms) <= 14


def test_imports_point_down() -> None:
    """No room imports from one that does not lie below it, not even for types alone."""
    found = imports()

    assert found
    assert sorted({f"{a} imports {b}" for a, b in found if b not in rooms_below(a)}) == []


def test_no_test_module_imports_another() -> None:
    """What several test modules need stands in `tests/support/`, so that each can be read, moved and run alone."""
    tests = CHECKOUT / "tests"
    found = [
        f"{path.relative_to(tests)} imports {node.module}"
        for path in sorted(tests.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and re.match(r"tests\.(?!support(\.|$))", node.module or "")
    ]

    assert found == []


HEAVY = {"rdflib", "pyshacl", "owlready2", "yaml", "dataclasses", "inspect"}
"""What takes long to import: the libraries of validation and reasoning, and two that come with Python (6 ms)."""

ON_THE_HOT_PATH = (
    *("", ".cli", ".cli.query", ".errors", ".query.graph", ".query.parameters", ".query.questions"),
    *(".query.results", ".query.rows", ".query.tables", ".rdf.names", ".resources"),
)


def imported(code: str, *arguments: str) -> list[str]:
    """Return the heavy modules that a program has imported when it ends."""
    code = f"import sys\n{code}\nprint(*sorted({HEAVY} & set(sys.modules)), file=sys.stderr)"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    ).stderr.split()


@pytest.mark.parametrize("module", ON_THE_HOT_PATH)
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
