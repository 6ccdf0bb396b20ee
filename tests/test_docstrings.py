"""What the docstrings of public names show is what comes out."""

from __future__ import annotations

import doctest
import importlib
import inspect
from typing import TYPE_CHECKING

import pytest

from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = CHECKOUT / "src" / "anakinra_kg"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def module_name(path: Path) -> str:
    """Return the name by which a file of the package is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def public_names() -> dict[str, object]:
    """Return each function and class that an `__all__` shows, the methods of the graph, and the class of answers."""
    found: dict[str, object] = {}
    for path in sorted(PACKAGE.rglob("__init__.py")):
        module = importlib.import_module(module_name(path))
        shown = {name: getattr(module, name) for name in getattr(module, "__all__", ())}
        found |= {
            f"{module.__name__}.{name}": value
            for name, value in shown.items()
            if inspect.isfunction(value) or inspect.isclass(value)
        }
    for name in ("anakinra_kg.query.graph.KnowledgeGraph", "anakinra_kg.query.rows.Rows"):
        module_of_class, _, cls = name.rpartition(".")
        found[name] = getattr(importlib.import_module(module_of_class), cls)
        members = vars(found[name]).items()
        found |= {f"{name}.{member}": value for member, value in members if not member.startswith("_")}
    return found


PUBLIC = public_names()
EXAMPLES = sorted(module_name(path) for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_has_an_example(name: str) -> None:
    """Whoever asks Python for help on a public name sees a use of it."""
    assert ">>> " in (inspect.getdoc(PUBLIC[name]) or "")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_true(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example of a module gives what its docstring says; it runs in an empty folder."""
    monkeypatch.chdir(tmp_path)

    result = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)

    assert result.attempted
    assert result.failed == 0
