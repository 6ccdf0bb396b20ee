"""Small graphs to be compared, and their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from anakinra_kg.dataset.changes.graphs import named_by_content
from anakinra_kg.dataset.changes.report import report

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.changes.graphs import Graph
    from anakinra_kg.dataset.changes.report import Report

PREFIXES = """
@prefix akd: <https://w3id.org/anakinra-kg/id/> . @prefix akg: <https://w3id.org/anakinra-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix e: <urn:x:> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def graph(turtle: str) -> Graph:
    """Return the graph of a text in Turtle; the prefixes are declared."""
    quads = parse(PREFIXES + turtle, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    return named_by_content(quad.triple for quad in quads)


def reported(folder: Path, old: str, new: str, *, ontology: str = "", contract: tuple[str, ...] = ()) -> Report:
    """Return the report of two texts in Turtle.

    Args:
        folder: A folder to write them to.
        old: The old graph.
        new: The new graph.
        ontology: What stands beside the new graph; it replaces what is there by default.
        contract: The namespaces of the contract.
    """
    files = {"old.ttl": old, "new.ttl": new, "ontology.ttl": ontology}
    for name, text in files.items():
        (folder / name).write_text(PREFIXES + text, encoding="utf-8")
    return report(folder / "old.ttl", folder / "new.ttl", [folder / "ontology.ttl"], contract=contract)
