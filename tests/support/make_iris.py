"""Makes `data/iris.tsv`, the record of the IRIs and names that users rely on.

`python -m tests.support.make_iris` writes it anew. A change of the file is a change of the contract: a row that goes or
changes breaks somebody's query, and belongs in the CHANGELOG's breaking entry. `anakinra-kg diff` finds the IRIs of an
earlier record that went without a replacement; CI gives it the one of the last version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.dataset.changes.contract import is_promised
from anakinra_kg.query import questions
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, AKG, SHAPES, compress, term
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COMMAND = "python -m tests.support.make_iris"
_HEAD = f"# Made by `{COMMAND}`. Places in the pages (#char=) and selectors follow from the pages and are left out.\n"
_TYPE, _LABEL = term("rdf:type"), term("rdfs:label")
_KINDS: dict[object, str] = {
    term("owl:Class"): "class",
    term("owl:ObjectProperty"): "property",
    term("owl:DatatypeProperty"): "property",
    term("owl:AnnotationProperty"): "property",
    term("sh:NodeShape"): "shape",
    term("sh:PropertyShape"): "shape",
}


def iris() -> str:
    """Return the text of `data/iris.tsv`: kind, name and label of each; for a question its parameters and columns."""
    rows = [*_entities(), *_declared(resource("ontology", "anakinra.ttl"), AKG)]
    for path in (resource("ontology", "shapes.ttl"), resource("ontology", "dataset", "shapes.ttl")):
        rows += _declared(path, SHAPES)
    rows += _questions()
    lines = sorted("\t".join(row) for row in rows)
    return _HEAD + "".join(f"{line}\n" for line in ("kind\tname\tmeaning", *lines))


def _entities() -> Iterator[tuple[str, str, str]]:
    triples = list(read_triples(resource("data", "anakinra.ttl")))
    labels = _labels(triples)
    for node in {t.subject for t in triples}:
        assert isinstance(node, NamedNode)
        iri = node.value
        if is_promised(iri, (AKD,)):
            yield "entity", compress(iri), labels[node]


def _declared(path: Path, namespace: str) -> Iterator[tuple[str, str, str]]:
    triples = list(read_triples(path))
    labels = _labels(triples)
    for t in triples:
        if t.predicate == _TYPE and t.object in _KINDS and isinstance(t.subject, NamedNode):
            iri = t.subject.value
            if iri.startswith(namespace):
                yield _KINDS[t.object], compress(iri), labels.get(t.subject, "")


def _labels(triples: Iterable[Triple]) -> dict[object, str]:
    names = (_LABEL, term("sh:name"))
    return {t.subject: t.object.value for t in triples if t.predicate in names and isinstance(t.object, Literal)}


def _questions() -> Iterator[tuple[str, str, str]]:
    for name in questions.names():
        question = questions.question(name)
        options = [f"--{parameter.name}" for parameter in question.parameters]
        yield "question", name, " ".join([*options, *(column.name for column in question.columns)])


if __name__ == "__main__":
    resource("data", "iris.tsv").write_text(iris(), encoding="utf-8")
