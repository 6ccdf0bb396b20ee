"""SHACL engines to compare with pySHACL: pyrudof (Rust, on PyPI) and rdf-validate-shacl (JavaScript, on npm).

They are for tests only, and each test is skipped, saying so, where its engine is not installed.

Known differences:

- To both, `2020-02-30` is an xsd:date, for it looks like one; to pySHACL it is ill-typed. SHACL sides with pySHACL: an
  ill-typed literal does not have its datatype.
- pySHACL by itself stops with an error where it is to put years in order that are not, or values of two datatypes; both
  others have a result, and so has `anakinra_kg.validation`.
- Blank nodes have other names in each engine, so they are compared as `_:`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from anakinra_kg import resources
from anakinra_kg.rdf.names import PREFIXES, SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

Found = list[tuple[str, str, str, str]]
"""Focus node, shape, constraint component and value of each result."""


class Find(Protocol):
    """Asks an engine what is wrong with a graph, by shapes of the ontology folder."""

    def __call__(self, data: Graph, shapes: str = "shapes.ttl") -> Found:
        """Return the results."""


_SH = PREFIXES["sh"]
_NODE_MODULES = "ANAKINRA_KG_NODE_MODULES"
_SCRIPT = """
import fs from 'node:fs'
import { createRequire } from 'node:module'
const load = createRequire(process.argv[2] + '/')
const { Parser, Store } = load('n3')
const { default: Validator } = await import(load.resolve('rdf-validate-shacl'))
const read = (file) => new Store(new Parser().parse(fs.readFileSync(file, 'utf8')))
const report = await new Validator(read(process.argv[3])).validate(read(process.argv[4]))
const found = report.results.map((r) => [r.focusNode, r.sourceShape, r.sourceConstraintComponent, r.value])
console.log(JSON.stringify(found.map((terms) => terms.map((term) => [term?.termType, term?.value ?? '']))))
"""


def _rudof() -> Find:
    pyrudof = pytest.importorskip("pyrudof", reason="pyrudof is not installed: pip install pyrudof")

    def find(data: Graph, shapes: str = "shapes.ttl") -> Found:
        rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        rudof.read_data(data.serialize(format="nt"), pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(str(resources.resource("ontology", shapes)), pyrudof.ShaclFormat.Turtle)
        results = [(e.focus_node, e.source_shape, e.constraint_component, e.value) for e in rudof.validate_shacl()]
        return [_result(*("_:" if str(term).startswith("_:") else term or "" for term in terms)) for terms in results]

    return find


def _javascript() -> Find:
    node = shutil.which("node")
    modules = os.environ.get(_NODE_MODULES)
    if node is None or modules is None:
        pytest.skip(f"no JavaScript engine: npm install rdf-validate-shacl n3, and set {_NODE_MODULES} to its folder")

    def find(data: Graph, shapes: str = "shapes.ttl") -> Found:
        with tempfile.TemporaryDirectory() as folder:
            script, graph = Path(folder) / "validate.mjs", Path(folder) / "data.nt"
            script.write_text(_SCRIPT, encoding="utf-8")
            graph.write_text(data.serialize(format="nt"), encoding="utf-8")
            rules = resources.resource("ontology", shapes)
            command = [node, str(script), str(Path(modules).resolve()), str(rules), str(graph)]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [
            _result(*("_:" if kind == "BlankNode" else value for kind, value in terms)) for terms in json.loads(out)
        ]

    return find


def _result(focus: str, shape: str, component: str, value: str) -> tuple[str, str, str, str]:
    return focus, shape.removeprefix(SHAPES), component.removeprefix(_SH).removesuffix("ConstraintComponent"), value


ENGINES: dict[str, Callable[[], Find]] = {
    "pyrudof": _rudof,
    "rdf-validate-shacl": _javascript,
}
"""Name of an engine, and what makes the function that asks it, or skips the test."""
