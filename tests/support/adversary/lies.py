"""Faults that agree with themselves: a value is changed, and the text, the label or the IRI that states it with it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import AKD, PREFIXES, term
from tests.support.adversary.world import (
    ABOUT,
    EVIDENCE,
    LABEL,
    RESTS_ON,
    SOURCE,
    TYPE,
    Term,
    World,
    chosen,
    iri,
    like,
    short,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = {NamedNode(PREFIXES["xsd"] + name) for name in ("decimal", "integer")}
_NOT_STATED = {ABOUT, EVIDENCE, LABEL, RESTS_ON, SOURCE, TYPE, term("akg:assertionMethod")}
_DRUG = term("akg:Drug")


def make(world: World) -> None:
    """Make the faults of each property of each class of claims that the label or a text of the claim states."""
    for (cls, predicate), triples in sorted(world.used.items(), key=lambda item: str(item[0])):
        if world.is_claim_class(cls) and predicate not in _NOT_STATED and not predicate.value.endswith("AsWritten"):
            place = f"{short(cls)}/{short(predicate)}"
            for triple in chosen(triples, f"lie {place}", 2 if len(triples) > 20 else 1):
                for value in _other_values(world, triple, triples, place):
                    _lie(world, place, triple, value)


def _other_values(world: World, triple: Triple, triples: list[Triple], place: str) -> Iterator[Term]:
    value = triple.object
    if isinstance(value, Literal) and value.datatype in _NUMBERS:
        yield Literal(f"{Decimal(value.value) * 10:f}", datatype=value.datatype)
        return
    others = {value_of(t.object) for t in triples} - {value}
    if isinstance(value, NamedNode):
        scheme = world.values(value, term("skos:inScheme"))
        known = [n for n in world.members[world.class_of(value)] if world.values(n, term("skos:inScheme")) == scheme]
        others |= set(known) - {value}
    yield from chosen(others, f"lie {place} {triple.subject}")


def _lie(world: World, place: str, triple: Triple, value: Term) -> None:
    node, predicate, old_value = triple
    node, old_value = iri(node), value_of(old_value)
    replacing = dict(zip(_texts(world, old_value), _texts(world, value) * 3, strict=False))
    others = [t for t in world.about[node] if t != triple and isinstance(t.object, Literal)]
    told = {t: new for t in others if (new := _retold(t, replacing)) != t}
    written = {t: new for t, new in told.items() if t.predicate != LABEL}
    changed = Triple(node, predicate, value)
    if written:
        world.fault(f"lie/{place}/and as written", [triple, *written], [changed, *written.values()])
    if len(told) > len(written):
        world.fault(f"lie/{place}/and in the label", [triple, *told], [changed, *told.values()])
    key = _key(old_value)
    if isinstance(old_value, NamedNode) and key in node.value:
        renamed = NamedNode(node.value.replace(key, _key(value) or "other"))
        around = [*world.about[node], *world.pointing[node]]
        again = [changed if t == triple else told.get(t, t) for t in around]
        shortcuts = [t for t in world.pointing.get(iri(old_value), ()) if t.subject in world.members[_DRUG]]
        also = [Triple(t.subject, t.predicate, value) for t in shortcuts]
        world.fault(f"lie/{place}/and in the IRI", around, [*world.renamed(again, node, renamed), *also])


def _texts(world: World, value: Term) -> list[str]:
    """Return the texts that state a value, the longest first."""
    if isinstance(value, Literal):
        return [value.value]
    names = [n.value for p in ("rdfs:label", "skos:altLabel", "qudt:ucumCode") for n in world.values(value, term(p))]
    return sorted(names or [value.value], key=lambda name: -len(name))


def _retold(triple: Triple, replacing: dict[str, str]) -> Triple:
    assert isinstance(triple.object, Literal)
    text = triple.object.value
    for old, new in replacing.items():
        found = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _, new=new: new, text, flags=re.IGNORECASE)  # type: ignore[misc]
        if found != text:
            text = found
            break
    return Triple(triple.subject, triple.predicate, like(triple.object, text))


def _key(value: Term) -> str:
    """Return the part of an IRI that states a value."""
    if isinstance(value, NamedNode):
        return value.value.rpartition("/")[2] if value.value.startswith(AKD) else ""
    return re.sub(r"[^a-z0-9]+", "-", value.value.casefold()).strip("-")
