"""The examples for newcomers run, and print what they show."""

from __future__ import annotations

import ast
import contextlib
import io
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = CHECKOUT / "examples"
SCRIPTS = sorted(path.name for path in EXAMPLES.glob("*.py"))
NOTEBOOKS = sorted(path.name for path in EXAMPLES.glob("*.ipynb"))


def shown(script: Path) -> str:
    """Return the output that the docstring of a script shows, the indented lines below `prints:`."""
    docstring = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8")))
    assert docstring
    return textwrap.dedent(docstring.partition(f"`python examples/{script.name}` prints:\n\n")[2]) + "\n"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_prints_what_its_docstring_shows(name: str, tmp_path: Path) -> None:
    """The output in the docstring is that of the committed graph, wherever the script is started."""
    script = EXAMPLES / name
    result = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert result.stdout == shown(script)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_well_formed(name: str) -> None:
    """Jupyter can open it: it keeps to the schema of notebook format 4."""
    notebook: Any = nbformat.read(EXAMPLES / name, as_version=nbformat.NO_CONVERT)

    assert notebook.nbformat == 4
    nbformat.validate(notebook)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_prints_what_it_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in order, each code cell prints the output that is stored below it, and no run is counted."""
    monkeypatch.chdir(tmp_path)
    notebook: Any = nbformat.read(EXAMPLES / name, as_version=4)
    names: dict[str, Any] = {}
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(cell.source, name, "exec"), names)  # noqa: S102 - it is our own text

        assert cell.execution_count is None
        assert printed.getvalue() == "".join(output.text for output in cell.outputs)


def test_the_folder_is_described() -> None:
    """README.md of the folder names every example."""
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")

    assert SCRIPTS
    assert NOTEBOOKS
    assert [name for name in (*SCRIPTS, *NOTEBOOKS) if f"[`{name}`]({name})" not in readme] == []
