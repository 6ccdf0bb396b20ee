"""Explains contradictions: finds a minimal set of statements that cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.rdf.names import compress, term
from anakinra_kg.reasoning.hermit import Hermit, closure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_TYPE, _SUBCLASS, _DISJOINT = term("rdf:type"), term("rdfs:subClassOf"), term("owl:disjointWith")
_DECLARATIONS = {
    term(f"owl:{kind}")
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual", "Ontology")
}
_OF_TERMS = {
    _SUBCLASS,
    _DISJOINT,
    *(term(f"owl:{name}") for name in ("equivalentClass", "inverseOf", "propertyChainAxiom")),
    *(term(f"rdfs:{name}") for name in ("domain", "range", "subPropertyOf")),
}
_BRANCHES = 16


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a contradiction: a minimal set of contradicting statements.

    Attributes:
        subject: `the graph`, or the class that cannot have members.
        axioms: Statements of the ontology.
        facts: Statements of the graph.
    """

    subject: str
    axioms: tuple[str, ...]
    facts: tuple[str, ...]


def explanation(
    subject: str, hermit: Hermit, axioms: set[Triple], facts: set[Triple], probe: Iterable[Triple] = ()
) -> Explanation:
    """Find a minimal contradicting set of statements.

    Each round finds the shortest inconsistent beginning of the list; its last statement belongs to the set, and the
    list is cut before it. A round takes one or a few runs of HermiT.
    """
    kept = {t for t in axioms | facts if t.predicate == _TYPE and t.object in _DECLARATIONS} | set(probe)
    of_axioms, of_facts = _statements(_pairwise(axioms) - kept), _statements(facts - kept)
    near = _suspects([*of_axioms, *of_facts], set(probe))
    if hermit.first_inconsistent([kept.union(*near)]) is None:
        near = [*of_axioms, *of_facts]
    needed: list[frozenset[Triple]] = []
    while end := _shortest(hermit, kept.union(*needed), near):
        needed.append(near[end - 1])
        near = near[: end - 1]
    stated = set(of_axioms)
    return Explanation(
        subject,
        tuple(sorted(_written(statement) for statement in needed if statement in stated)),
        tuple(sorted(_written(statement) for statement in needed if statement not in stated)),
    )


def _shortest(hermit: Hermit, kept: set[Triple], candidates: Sequence[frozenset[Triple]]) -> int:
    """Return the length of the shortest beginning of the candidates that is inconsistent with the kept triples."""
    consistent, inconsistent = -1, len(candidates)
    while inconsistent - consistent > 1:
        width = inconsistent - consistent
        ends = sorted({consistent + max(1, width * i // _BRANCHES) for i in range(_BRANCHES)})
        first = hermit.first_inconsistent([kept.union(*candidates[:end]) for end in ends])
        if first is None:
            consistent = ends[-1]
        else:
            consistent, inconsistent = (ends[first - 1] if first else consistent), ends[first]
    return inconsistent


def _suspects(statements: Sequence[frozenset[Triple]], probe: set[Triple]) -> list[frozenset[Triple]]:
    """Return the statements that most likely contradict each other: those about nodes of two disjoint classes.

    A heuristic that saves time: the caller checks that these statements contradict each other.
    """
    terms = [statement for statement in statements if any(t.predicate in _OF_TERMS for t in statement)]
    single = {triple for statement in terms if len(statement) == 1 for triple in statement}
    above = closure(
        {(t.subject, t.object) for t in single if t.predicate == _SUBCLASS}
        | {pair for statement in terms if len(statement) > 1 for pair in _defined(statement)}
    )
    excluded = {frozenset((t.subject, t.object)) for t in single if t.predicate == _DISJOINT}
    domain: dict[Any, Any] = {t.subject: t.object for t in single if t.predicate == term("rdfs:domain")}
    range_: dict[Any, Any] = {t.subject: t.object for t in single if t.predicate == term("rdfs:range")}
    facts = [statement for statement in statements if not any(t.predicate in _OF_TERMS for t in statement)]
    types: dict[Any, set[Any]] = {}
    strange: set[Any] = set()
    for triple in {triple for fact in facts for triple in fact} | probe:
        ends = [(triple.subject, domain.get(triple.predicate)), (triple.object, range_.get(triple.predicate))]
        if triple.predicate == _TYPE:
            ends = [(triple.subject, triple.object)]
        elif isinstance(triple.object, Literal) and ends.pop()[1] not in (None, triple.object.datatype):
            strange.add(triple.subject)
        for node, cls in ends:
            types.setdefault(node, set()).update(() if cls is None else (cls, *above.get(cls, ())))
    strange |= {n for n, found in types.items() if any(frozenset(p) in excluded for p in combinations(found, 2))}
    near = [fact for fact in facts if any({t.subject, t.object} & strange for t in fact)]
    names = {node for fact in (*near, probe) for t in fact for node in (t.predicate, t.object)}
    names |= {cls for name in names for cls in (domain.get(name), range_.get(name)) if cls is not None}
    names |= {higher for name in names for higher in above.get(name, ())}
    about = [
        statement
        for statement in terms
        if len(statement) > 1
        or all(t.subject in names and (t.predicate != _DISJOINT or t.object in names) for t in statement)
    ]
    return [*about, *near]


def _defined(statement: frozenset[Triple]) -> Iterator[tuple[Any, Any]]:
    """Yield the class that a statement defines with each class in its list, as pairs of subclass and superclass."""
    listed = [t.object for t in statement if t.predicate == term("rdf:first") and isinstance(t.object, NamedNode)]
    for triple in statement:
        if triple.predicate == term("owl:equivalentClass"):
            yield from ((triple.subject, cls) for cls in listed)


def _pairwise(axioms: set[Triple]) -> set[Triple]:
    """Return axioms with each list of disjoint classes expanded to pairs, so that an explanation names only two."""
    by_subject: dict[Any, list[Triple]] = {}
    for triple in axioms:
        by_subject.setdefault(triple.subject, []).append(triple)
    taken: set[Triple] = set()
    pairs: set[Triple] = set()
    for triple in axioms:
        if triple.predicate == term("owl:members"):
            parts = set(by_subject[triple.subject])
            members, cell = [], triple.object
            while cell != term("rdf:nil"):
                values = {t.predicate: t.object for t in by_subject[cell]}
                parts |= set(by_subject[cell])
                members.append(values[term("rdf:first")])
                cell = values[term("rdf:rest")]
            if Triple(triple.subject, _TYPE, term("owl:AllDisjointClasses")) in parts:
                taken |= parts
                pairs |= {Triple(a, _DISJOINT, b) for a, b in combinations(members, 2)}  # type: ignore[arg-type] # classes
    return (axioms - taken) | pairs


def _statements(triples: set[Triple]) -> list[frozenset[Triple]]:
    """Return triples as statements in a fixed order; triples that share a blank node form one statement."""
    owner: dict[BlankNode, BlankNode] = {}

    def find(node: BlankNode) -> BlankNode:
        while owner.setdefault(node, node) != node:
            node = owner[node]
        return node

    for triple in triples:
        nodes = [node for node in (triple.subject, triple.object) if isinstance(node, BlankNode)]
        for node in nodes:
            owner[find(node)] = find(nodes[0])
    groups: dict[object, set[Triple]] = {}
    for triple in triples:
        blank = next((node for node in (triple.subject, triple.object) if isinstance(node, BlankNode)), None)
        groups.setdefault(triple if blank is None else find(blank), set()).add(triple)
    return sorted((frozenset(group) for group in groups.values()), key=_written)


def _written(statement: frozenset[Triple]) -> str:
    """Return a statement as Turtle with short names, and blank nodes in brackets."""
    by_subject: dict[Any, list[Triple]] = {}
    for triple in sorted(statement, key=lambda t: (t.predicate != _TYPE, str(t.predicate), str(t.object))):
        by_subject.setdefault(triple.subject, []).append(triple)

    def shown(node: Any) -> str:  # noqa: ANN401 - any term
        if isinstance(node, BlankNode) and node in by_subject:
            return f"[ {' ; '.join(f'{short_name(t.predicate)} {shown(t.object)}' for t in by_subject[node])} ]"
        return short_name(node)

    pointed = {triple.object for triple in statement}
    roots = [node for node in by_subject if node not in pointed]
    return " . ".join(
        sorted(f"{shown(n)} {short_name(t.predicate)} {shown(t.object)}" for n in roots for t in by_subject[n])
    )


def short_name(node: Any) -> str:  # noqa: ANN401 - any term
    """Return the short form of a term: `a` for rdf:type, a CURIE if the prefix is known, else the term itself."""
    if not isinstance(node, NamedNode):
        return str(node)
    return "a" if node == _TYPE else compress(node.value)
