"""Checks a graph against SHACL shapes with pySHACL, the ontology given, and returns the findings as records.

Loads rdflib and pySHACL: keep it off any path that only answers a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyshacl
from rdflib import RDF, SH, Graph, Literal

from anakinra_kg import resources

if TYPE_CHECKING:
    from rdflib.term import Node

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of a validation.

    Attributes:
        severity: `Violation`, `Warning` or `Info`.
        focus: The node that was checked.
        shape: The shape that was not met.
        path: The property concerned; empty where the node itself is meant.
        value: The offending value; empty where one is missing.
        message: What to do.
    """

    severity: str
    focus: str
    shape: str
    path: str
    value: str
    message: str


def ontology_graph() -> Graph:
    """Return the ontology and the code lists as one rdflib graph."""
    graph = Graph()
    for name in ("anakinra.ttl", "vocabularies.ttl"):
        graph.parse(resources.resource("ontology", name), format="turtle")
    return graph


def shapes_graph() -> Graph:
    """Return the project's shapes."""
    return Graph().parse(resources.resource("ontology", "shapes.ttl"), format="turtle")


def validate(data: Graph, shapes: Graph | None = None, ontology: Graph | None = None) -> list[Finding]:
    """Return what is wrong with a graph, gravest first; an empty list means that it conforms.

    Args:
        data: The graph to check; it is left as it is.
        shapes: The shapes; the project's own unless told.
        ontology: The ontology, without which members of subclasses go unchecked; the project's own unless told.
    """
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=shapes if shapes is not None else shapes_graph(),
        ont_graph=ontology if ontology is not None else ontology_graph(),
        inference="none",
        inplace=False,
        advanced=False,
    )
    findings = [_finding(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)]
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.focus, f.shape, f.value))


def _finding(report: Graph, result: Node) -> Finding:
    def value(predicate: Node) -> str:
        found = report.value(result, predicate)
        return "" if found is None else str(found)

    messages = [str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    return Finding(
        severity=value(SH.resultSeverity).removeprefix(str(SH)),
        focus=value(SH.focusNode),
        shape=value(SH.sourceShape),
        path=value(SH.resultPath),
        value=value(SH.value),
        message=" ".join(sorted(messages)),
    )
