"""README's commands for other people's SHACL engines, as they stand there: shapes and data alone, and no finding."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkout import CHECKOUT


def command(name: str) -> str:
    """Return what README has under the name of an engine."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", readme, re.DOTALL)
    assert found, name
    return found[1]


def output(*arguments: str) -> str:
    """Return what a process prints in the checkout."""
    return subprocess.run(arguments, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


def test_pyshacl() -> None:
    """The command of pySHACL stands beside Python, where it is installed."""
    program, *arguments = command("pyshacl").split()

    assert "Conforms: True" in output(str(Path(sys.executable).with_name(program)), *arguments)


def test_rudof() -> None:
    """The lines of Python that rudof takes."""
    pytest.importorskip("pyrudof", reason="pyrudof is not installed: pip install pyrudof")

    assert output(sys.executable, "-c", command("rudof")) == "True\n"


def test_jena() -> None:
    """Jena's script `shacl` starts the class `shacl.shacl`."""
    java, jars = shutil.which("java"), os.environ.get("ANAKINRA_KG_JENA")
    if java is None or jars is None or not (Path(jars) / "jena-shacl.jar").exists():
        pytest.skip("no SHACL of Apache Jena: set ANAKINRA_KG_JENA to the folder of its jars, beside a JDK")
    program, *arguments = command("jena").split()
    report = output(java, "-cp", f"{Path(jars).resolve()}/*", f"shacl.{program}", *arguments)

    assert re.search(r"sh:conforms\s+true", report)


def test_shacl_engine(tmp_path: Path) -> None:
    """The script finds its packages beside itself."""
    node, modules = shutil.which("node"), os.environ.get("ANAKINRA_KG_NODE_MODULES")
    if node is None or modules is None or not (Path(modules) / "shacl-engine").exists():
        pytest.skip("no shacl-engine: npm install shacl-engine n3, and set ANAKINRA_KG_NODE_MODULES to its folder")
    (tmp_path / "node_modules").symlink_to(Path(modules).resolve())
    (tmp_path / "validate.mjs").write_text(command("shacl-engine"), encoding="utf-8")

    assert output(node, str(tmp_path / "validate.mjs")) == "true\n"
