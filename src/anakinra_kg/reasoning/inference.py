"""Infers triples from the ontology, the rules and a graph with HermiT, and explains contradictions.

Does not change the graph: inferred triples are returned separately. Needs Java, but no network.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg import __version__
from anakinra_kg.errors import ReasonerError
from anakinra_kg.rdf.files import write_file
from anakinra_kg.rdf.names import BASE, PREFIXES, term
from anakinra_kg.rdf.turtle import turtle
from anakinra_kg.reasoning.contradictions import Explanation, explanation, short_name
from anakinra_kg.reasoning.hermit import Classification, Hermit, java
from anakinra_kg.reasoning.ontology import ontology_triples
from anakinra_kg.reasoning.rules import infer

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPE, _SUBCLASS = term("rdf:type"), term("rdfs:subClassOf")
_THING, _NOTHING, _TOP = term("owl:Thing"), term("owl:Nothing"), term("owl:topObjectProperty")
_IMPORTS = term("owl:imports")
_BUILT_IN_ANNOTATIONS = {term(f"rdfs:{name}") for name in ("comment", "isDefinedBy", "label", "seeAlso")}
# The OWL 2 datatypes that occur in these graphs; the reasoner stops at dates and years.
_DATATYPES = {
    *(PREFIXES["xsd"] + name for name in ("anyURI", "boolean", "decimal", "double", "float", "int", "integer")),
    *(PREFIXES["xsd"] + name for name in ("long", "nonNegativeInteger", "positiveInteger", "string")),
    PREFIXES["rdf"] + "langString",
}
_PROBE = NamedNode(BASE + "probe")


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The result of the reasoner.

    Attributes:
        explanations: Explanations of the contradictions; empty if there are none.
        subclasses: Inferred pairs of class and superclass that are not stated as axioms.
        inferred: Inferred triples that are not stated.
        left_out: Number of triples that were not given to the reasoner: those with dates, years or times, which OWL 2
            reasoners do not support, and imports, which it must not fetch.
        seconds: Duration of the run.
    """

    explanations: tuple[Explanation, ...]
    subclasses: tuple[tuple[str, str], ...]
    inferred: frozenset[Triple]
    left_out: int
    seconds: float

    @property
    def consistent(self) -> bool:
        """Whether graph and ontology have no contradiction, and every class can have members."""
        return not self.explanations

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Numbers of inferred triples, by class for types and by property for all others."""
        kinds = Counter(
            f"a {short_name(t.object)}" if t.predicate == _TYPE else short_name(t.predicate) for t in self.inferred
        )
        return sorted(kinds.items())


def reason(graph: Iterable[Triple], *, alignments: bool = False) -> Reasoning:
    """Infer what follows from a graph, the ontology, the code lists and the rules.

    Args:
        graph: The graph; shortcuts may be missing.
        alignments: Whether to infer terms of other vocabularies too, with `alignments.ttl`.

    Raises:
        ReasonerError: Java is not found, or the reasoner rejects the graph.

    Example:
        >>> from pyoxigraph import Triple
        >>> from anakinra_kg.rdf.names import entity, term
        >>> from anakinra_kg.reasoning import reason
        >>> drug, protein = entity("drug", "Vormekin"), entity("protein", "Zyl receptor")
        >>> found = reason([Triple(drug, term("akg:hasTarget"), protein)])
        >>> found.consistent
        True
        >>> Triple(drug, term("rdf:type"), term("akg:Drug")) in found.inferred
        True
    """
    begin = time.perf_counter()
    machine = java()
    axioms = set(ontology_triples(alignments=alignments))
    facts = set(graph) - axioms
    by_rule = frozenset(infer(axioms | facts))
    shown = {triple for triple in facts | by_rule if _understood(triple)}
    annotations = _annotations(axioms | facts)
    reasons = {t.subject for t in axioms if t.object == term("owl:Axiom")}
    logical = {t for t in axioms | shown if t.predicate not in annotations and t.subject not in reasons}
    with tempfile.TemporaryDirectory(prefix="anakinra-kg-") as folder:
        hermit = Hermit(machine, Path(folder))
        output = hermit.classify(logical)
        found = Classification(output)
        explanations = []
        if output is None:
            explanations = [explanation("the graph", hermit, axioms & logical, logical - axioms)]
        for cls in found.unsatisfiable:
            probe = {Triple(_PROBE, _TYPE, cls)}
            explanations.append(explanation(short_name(cls), hermit, axioms & logical, logical - axioms, probe))
    stated_classes = {(t.subject, t.object) for t in axioms | facts if t.predicate == _SUBCLASS}
    subclasses = sorted((short_name(a), short_name(b)) for a, b in found.direct - stated_classes if b != _THING)
    ours = set(ontology_triples(alignments=False))
    inferred = by_rule | found.triples(ours, facts) if output is not None else frozenset()
    return Reasoning(
        tuple(explanations),
        tuple(subclasses),
        frozenset(inferred - facts - axioms),
        len(facts | by_rule) - len(shown),
        time.perf_counter() - begin,
    )


def write(found: Reasoning, out: Path) -> None:
    """Write the inferred triples as Turtle; the same triples give the same bytes.

    Raises:
        FileError: The file cannot be written.
        ReasonerError: An inferred triple has a blank node.
    """
    header = f"# Made by `anakinra-kg reason`: inferred triples that are not stated. anakinra-kg {__version__}\n"
    try:
        text = header + turtle(found.inferred)
    except TypeError:
        raise ReasonerError(str(out), "would contain blank nodes, which have no order", "give them IRIs") from None
    write_file(out, text)


def _understood(triple: Triple) -> bool:
    # An import would make the reasoner fetch a file from the network.
    if triple.predicate == _IMPORTS:
        return False
    return not isinstance(triple.object, Literal) or triple.object.datatype.value in _DATATYPES


def _annotations(triples: Iterable[Triple]) -> set[NamedNode]:
    declared = {t.subject for t in triples if t.predicate == _TYPE and t.object == term("owl:AnnotationProperty")}
    return {node for node in declared if isinstance(node, NamedNode)} | _BUILT_IN_ANNOTATIONS
