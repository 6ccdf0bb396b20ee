"""The names that entities, properties and values have in a report for people."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.errors import in_a_line
from anakinra_kg.rdf.names import PREFIXES, compress, term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anakinra_kg.dataset.changes.difference import Difference, Property

    Term = NamedNode | BlankNode | Literal | Triple  # as pyoxigraph declares it; none is a triple

_LABELS = ("rdfs:label", "skos:prefLabel", "sh:name", "dcterms:title", "schema:name")
_RANKS = {term(name): rank for rank, name in enumerate(_LABELS)}
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")
_STRING = PREFIXES["xsd"] + "string"
_BARE = frozenset(
    PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float", "boolean", "date", "dateTime", "gYear")
)
_PLAIN = re.compile(r"[\w:.+-]+", re.ASCII)
_LONGEST = 160
_SHARED = 40
_DEEPEST = 4
MOST_VALUES = 8
"""Values of a property that are shown when they came or went."""


def labels_of(nodes: Iterable[Term], *sources: Iterable[Triple]) -> dict[str, str]:
    """Return the label of each IRI that has one: from the first source with one, preferably English.

    Args:
        nodes: The nodes to be named.
        sources: Triples with labels, those that count more first.
    """
    wanted: set[Term] = {node for node in nodes if isinstance(node, NamedNode)}
    found: dict[Term, tuple[int, int, bool, str, str]] = {}
    for number, triples in enumerate(sources):
        for t in triples:
            if t.predicate in _RANKS and t.subject in wanted and isinstance(t.object, Literal):
                language = t.object.language or ""
                foreign = not (language == "" or language.split("-")[0] == "en")
                order = (number, _RANKS[t.predicate], foreign, language, t.object.value)
                found[t.subject] = min(order, found.get(t.subject, order))
    return {node.value: order[-1] for node, order in found.items() if isinstance(node, NamedNode)}


def mentioned(difference: Difference) -> set[Term]:
    """Return the nodes that a report of a difference names."""
    nodes: set[Term] = set()
    for entity in difference.entities:
        nodes |= {entity.node, *entity.renamed_from} | ({entity.kind} if entity.kind else set())
        for each in entity.properties:
            nodes |= {each.predicate, *(t.object for t in (*each.removed, *each.added))}
    return nodes


class Name(NamedTuple):
    """A label, if there is one, and a short IRI or a literal."""

    label: str
    short: str


class Words:
    """Names for people; each is one line without control characters.

    Args:
        labels: Label of each IRI.
        triples: What is said of blank nodes.
    """

    def __init__(self, labels: Mapping[str, str], triples: Iterable[Triple] = ()) -> None:
        self.labels = labels
        self._said: dict[BlankNode, list[Triple]] = {}
        for t in triples:
            if isinstance(t.subject, BlankNode):
                self._said.setdefault(t.subject, []).append(t)

    def iri(self, iri: str, label: str = "") -> Name:
        """Return the name of an IRI; `label` counts if the graphs have none."""
        return Name(in_a_line(self.labels.get(iri, label)), in_a_line(compress(iri)))

    def name(self, node: Term) -> Name:
        """Return the name of a node."""
        if isinstance(node, NamedNode):
            return self.iri(node.value)
        return Name("", _cut(in_a_line(self._written(node))))

    def changed(self, change: Property) -> tuple[list[Name], list[Name]]:
        """Return the names of the values that went and of those that came; different values look different."""
        sides = [list(dict.fromkeys(t.object for t in triples)) for triples in (change.removed, change.added)]
        old, new = ([self.name(value) for value in values] for values in sides)
        if set(old) & set(new):
            old, new = ([Name("", in_a_line(_exact(value))) for value in values] for values in sides)
        if change.single and isinstance(sides[0][0], Literal) and isinstance(sides[1][0], Literal):
            texts = [self._written(values[0]) for values in sides]
            if texts[0][:_LONGEST] == texts[1][:_LONGEST] and texts[0] != texts[1]:
                start = next(i for i, pair in enumerate(zip_longest(*texts)) if len(set(pair)) > 1) - _SHARED
                old, new = ([Name("", "…" + in_a_line(_cut(text[start:])))] for text in texts)
        return old, new

    def _written(self, node: Term, depth: int = 0) -> str:
        """Return a term as Turtle has it, a blank node with what is said of it."""
        if isinstance(node, NamedNode):
            return compress(node.value)
        if isinstance(node, Literal):
            return _literal(node)
        said = sorted(self._said.get(node, ()) if isinstance(node, BlankNode) else (), key=str)
        if depth == _DEEPEST:
            return "[ … ]"
        values = {t.predicate: t.object for t in said}
        if len(said) == len(values) and values.keys() == {_FIRST, _REST}:
            return self._list(values, depth)
        parts = [f"{compress(t.predicate.value)} {self._written(t.object, depth + 1)}" for t in said]
        return f"[ {' ; '.join(parts)} ]" if parts else "[]"

    def _list(self, values: Mapping[NamedNode, Term], depth: int) -> str:
        parts: list[str] = []
        rest: Term
        while True:
            parts.append(self._written(values[_FIRST], depth + 1))
            rest = values[_REST]
            said = self._said.get(rest, ()) if isinstance(rest, BlankNode) else ()
            values = {t.predicate: t.object for t in said}
            if len(said) != len(values) or values.keys() != {_FIRST, _REST} or sum(map(len, parts)) > _LONGEST:
                return f"( {' '.join(parts)} {'' if rest == _NIL else '… '})"


def _literal(value: Literal) -> str:
    datatype = value.datatype.value
    if value.language:
        return f'"{value.value}"@{value.language}'
    if datatype in _BARE and _PLAIN.fullmatch(value.value):
        return value.value
    return f'"{value.value}"' + ("" if datatype == _STRING else f" ({compress(datatype)})")


def _exact(node: Term) -> str:
    """Return a term in such a way that no other one has the same text."""
    return f'"{node.value}" ({compress(node.datatype.value)})' if isinstance(node, Literal) else str(node)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def shares(sizes: Sequence[int], most: int) -> list[int]:
    """Return how many of each group are shown if so many are shown in all; small groups are shown whole first.

    Args:
        sizes: Sizes of the groups.
        most: How many are shown of all groups together; 0: all.

    Example:
        >>> shares([100, 2, 9], 20)
        [9, 2, 9]
    """
    if not most:
        return list(sizes)
    shown = [0] * len(sizes)
    left = most
    for place, index in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__)):
        shown[index] = min(sizes[index], left // (len(sizes) - place))
        left -= shown[index]
    return shown


def many(count: int, noun: str) -> str:
    """Return a number and its noun.

    Example:
        >>> many(1, "entity"), many(2, "entity"), many(0, "IRI")
        ('1 entity', '2 entities', '0 IRIs')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"
