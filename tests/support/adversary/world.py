"""A sound graph as the adversary sees it, its nodes by class, its values by property, and a fault as an edit of it.

Looks at the data and the ontology only, never at the shapes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from anakinra_kg import resources
from anakinra_kg.rdf.names import AKD, PREFIXES, compress, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Term = NamedNode | Literal
T = TypeVar("T")

TYPE = term("rdf:type")
LABEL = term("rdfs:label")
SOURCE = term("dcterms:source")
EVIDENCE = term("prov:wasDerivedFrom")
RESTS_ON = term("akg:restsOn")
ABOUT = term("akg:aboutDrug")
CLAIM, CODE = term("akg:Claim"), term("akg:Code")
_GENERAL = {CLAIM, term("skos:Concept")}
_SUBCLASS = term("rdfs:subClassOf")
COMPARISONS = tuple(term(f"akg:{n}") for n in ("Agreement", "Contradiction", "Overlap", "Refinement", "SameEffect"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong edit of a sound graph.

    Attributes:
        name: Stable name: `kind/class/property/change`, with a number where several members have the change.
        removed: Triples that are taken out.
        added: Triples that are put in.
    """

    name: str
    removed: frozenset[Triple]
    added: frozenset[Triple]

    @property
    def kind(self) -> str:
        """Return the kind of change, the first part of the name."""
        return self.name.partition("/")[0]

    def apply(self, triples: set[Triple]) -> set[Triple]:
        """Return the broken graph."""
        return (triples - self.removed) | self.added


def chosen(items: Iterable[T], key: str, count: int = 1) -> list[T]:
    """Return some of the items: not the first ones, but always the same ones."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{key} {item}".encode()).digest())[:count]


def named(iri: str) -> NamedNode:
    """Return the IRI of an entity by its path, such as `drug/anakinra`."""
    return NamedNode(AKD + iri)


def short(node: object) -> str:
    """Return the name of a term as people write it."""
    return compress(node.value).replace("akd:", "") if isinstance(node, NamedNode) else str(node)


@dataclass
class World:
    """A sound graph and its index.

    Attributes:
        triples: The sound graph.
        faults: The faults made so far, by name.
    """

    triples: set[Triple]
    faults: dict[str, Fault] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> list[Triple]:
        """Return the triples in the order of their text."""
        return sorted(self.triples, key=str)

    @cached_property
    def about(self) -> dict[NamedNode, list[Triple]]:
        """Return the triples of each subject."""
        found: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in self.ordered:
            found[iri(triple.subject)].append(triple)
        return found

    @cached_property
    def pointing(self) -> dict[NamedNode, list[Triple]]:
        """Return the triples of each object."""
        found: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in self.ordered:
            if isinstance(triple.object, NamedNode):
                found[triple.object].append(triple)
        return found

    @cached_property
    def members(self) -> dict[NamedNode, list[NamedNode]]:
        """Return the nodes of each class; claims and codes count as what they are in particular."""
        found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for node in self.about:
            found[self.class_of(node)].append(node)
        return found

    @cached_property
    def used(self) -> dict[tuple[NamedNode, NamedNode], list[Triple]]:
        """Return the triples of each class and property."""
        found: dict[tuple[NamedNode, NamedNode], list[Triple]] = defaultdict(list)
        for triple in self.ordered:
            found[self.class_of(iri(triple.subject)), triple.predicate].append(triple)
        return found

    @cached_property
    def ontology(self) -> set[Triple]:
        """Return the ontology and the code lists."""
        files = (resources.resource("ontology", name) for name in ("anakinra.ttl", "vocabularies.ttl"))
        return {t for t in chain.from_iterable(map(read, files)) if not isinstance(t.subject, BlankNode)}

    @cached_property
    def _classes(self) -> dict[NamedNode, NamedNode]:
        types: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for triple in self.ordered:
            if triple.predicate == TYPE:
                types[iri(triple.subject)].add(iri(triple.object))
        return {node: min(found - _GENERAL or found, key=str) for node, found in types.items()}

    def class_of(self, node: NamedNode) -> NamedNode:
        """Return what a node is in particular; nodes without a type are units or terms."""
        if node in self._classes:
            return self._classes[node]
        return term("qudt:Unit") if node.value.startswith(PREFIXES["unit"]) else term("rdfs:Resource")

    def values(self, node: NamedNode, predicate: NamedNode) -> list[Term]:
        """Return the values of a property."""
        return [value_of(t.object) for t in self.about.get(node, ()) if t.predicate == predicate]

    def value(self, node: NamedNode, predicate: NamedNode) -> Term:
        """Return the value of a property that the node surely has."""
        return self.values(node, predicate)[0]

    def link(self, node: NamedNode, predicate: NamedNode) -> NamedNode:
        """Return the node that a property surely leads to."""
        return iri(self.value(node, predicate))

    @cached_property
    def claims(self) -> list[NamedNode]:
        """Return all claims."""
        return [iri(t.subject) for t in self.ordered if t.predicate == TYPE and t.object == CLAIM]

    def is_claim_class(self, cls: NamedNode) -> bool:
        """Return whether the members of a class are claims."""
        return Triple(cls, _SUBCLASS, CLAIM) in self.ontology

    def other(self, node: NamedNode, key: str) -> NamedNode | None:
        """Return another node of the same class."""
        return next(iter(chosen((n for n in self.members[self.class_of(node)] if n != node), key)), None)

    def fault(self, name: str, removed: Iterable[Triple] = (), added: Iterable[Triple] = ()) -> None:
        """Keep an edit as a fault, unless it changes nothing."""
        out = frozenset(removed) & self.triples
        new = frozenset(added) - self.triples
        back = frozenset(added) & out
        if (out - back) or new:
            while name in self.faults:
                stem, _, number = name.rpartition("#")
                name = f"{stem}#{int(number) + 1}" if stem else f"{name}#2"
            self.faults[name] = Fault(name, out - back, new)

    def replaced(self, name: str, triple: Triple, value: Term) -> None:
        """Keep the fault that a value is another one."""
        self.fault(name, [triple], [Triple(triple.subject, triple.predicate, value)])

    def renamed(self, triples: Iterable[Triple], node: NamedNode, name: NamedNode) -> Iterator[Triple]:
        """Yield triples with a node under another IRI."""
        for s, p, o in triples:
            yield Triple(name if s == node else s, p, name if o == node else o)


def iri(node: object) -> NamedNode:
    """Return an end of a triple that surely is an IRI."""
    assert isinstance(node, NamedNode)
    return node


def value_of(node: object) -> Term:
    """Return an object of the sound graph, which has no blank nodes."""
    assert isinstance(node, NamedNode | Literal)
    return node


def text(node: object) -> str:
    """Return the text of a literal, or of an IRI."""
    return value_of(node).value


def like(literal: Literal, text: str) -> Literal:
    """Return another text with the language and the datatype of a literal."""
    if literal.language:
        return Literal(text, language=literal.language)
    return Literal(text, datatype=literal.datatype)


def read(path: object) -> Iterator[Triple]:
    """Yield the triples of a Turtle file."""
    for quad in parse(path=str(path)):
        yield quad.triple


def sound() -> World:
    """Return the committed graph."""
    return World(set(read(resources.resource("data", "anakinra.ttl"))))
