"""Faults of many nodes at once: a code, a type, a property or a document changed wherever it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import PREFIXES, term
from tests.support.adversary.world import (
    CLAIM,
    CODE,
    EVIDENCE,
    LABEL,
    RESTS_ON,
    SOURCE,
    TYPE,
    World,
    like,
    named,
    short,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_IN_SCHEME = term("skos:inScheme")
_NUMBERS = {NamedNode(PREFIXES["xsd"] + name) for name in ("decimal", "integer")}
_PAGES = (named("document/drugbank-DB00026"), named("document/mayoclinic-anakinra"))


def make(world: World) -> None:
    """Make the faults of each class, property and code, and of the whole graph."""
    _properties(world)
    _codes(world)
    _classes(world)
    _documents(world)
    _whole(world)


def _properties(world: World) -> None:
    for (cls, predicate), triples in sorted(world.used.items(), key=str):
        place = f"bulk/{short(cls)}/{short(predicate)}"
        if predicate == TYPE or len(triples) < 3:
            continue
        world.fault(f"{place}/all left out", triples)
        values = sorted({t.object for t in triples}, key=str)
        if len(values) > 1:
            following = dict(zip(values, [*values[1:], values[0]], strict=True))
            world.fault(f"{place}/each the next value", triples, [Triple(s, p, following[o]) for s, p, o in triples])
            world.fault(f"{place}/all the same", triples, [Triple(s, p, values[0]) for s, p, _ in triples])
        if isinstance(values[0], Literal) and values[0].datatype in _NUMBERS:
            _scaled(world, place, triples)
        if isinstance(values[0], Literal) and values[0].value.isascii() and values[0].datatype not in _NUMBERS:
            _rewritten(world, f"{place}/all in small letters", triples, str.lower)
            _rewritten(world, f"{place}/all in capitals", triples, str.upper)


def _scaled(world: World, place: str, triples: list[Triple]) -> None:
    for change, factor in (("all thousandfold", 1000), ("all negative", -1), ("all zero", 0)):
        _rewritten(world, f"{place}/{change}", triples, lambda text, by=factor: f"{Decimal(text) * by:f}")  # type: ignore[misc]


def _rewritten(world: World, name: str, triples: list[Triple], change: Callable[[str], str]) -> None:
    new = []
    for s, p, o in triples:
        assert isinstance(o, Literal)
        new.append(Triple(s, p, like(o, change(o.value))))
    world.fault(name, triples, new)


def _codes(world: World) -> None:
    """Make the faults that a code has become another of its list, everywhere."""
    for code in world.members[CODE]:
        uses = [t for t in world.pointing[code] if t.predicate != term("skos:topConceptOf")]
        (scheme,) = world.values(code, _IN_SCHEME)
        fellows = [c for c in world.members[CODE] if c != code and world.values(c, _IN_SCHEME) == [scheme]]
        place = f"bulk/akg:Code/{_words(scheme)}"
        for other in fellows[:1] if uses else []:
            world.fault(
                f"{place}/{_words(code)} is {_words(other)}",
                uses,
                [Triple(t.subject, t.predicate, other) for t in uses],
            )
        world.fault(f"{place}/{_words(code)} left out", uses)


def _words(node: object) -> str:
    """Return the key of an entity, in which there is no slash."""
    return short(node).rpartition("/")[2]


def _classes(world: World) -> None:
    for cls, nodes in sorted(world.members.items(), key=str):
        types = [Triple(node, TYPE, cls) for node in nodes]
        place = f"bulk/{short(cls)}/rdf:type"
        world.fault(f"{place}/all left out", types)
        all_types = [t for node in nodes for t in world.about[node] if t.predicate == TYPE]
        world.fault(f"{place}/all types left out", all_types)
        if world.is_claim_class(cls):
            world.fault(f"{place}/all a gap", types, [Triple(node, TYPE, term("akg:Gap")) for node in nodes])
        gone = [t for node in nodes for t in [*world.about[node], *world.pointing[node]]]
        if cls != term("rdfs:Resource"):
            world.fault(f"bulk/{short(cls)}/node/all left out", gone)
            world.fault(
                f"bulk/{short(cls)}/node/all left out but pointed at", [t for n in nodes for t in world.about[n]]
            )
    world.fault("bulk/akg:Claim/rdf:type/general type left out", [Triple(c, TYPE, CLAIM) for c in world.claims])


def _documents(world: World) -> None:
    for page, other in (_PAGES, _PAGES[::-1]):
        place = f"bulk/{_words(page)}"
        sources = [t for t in world.pointing[page] if t.predicate == SOURCE and t.subject in world.claims]
        ranges = [t for t in world.pointing[page] if t.predicate == term("oa:hasSource")]
        moved = [Triple(s, p, other) for s, p, _ in sources]
        world.fault(f"{place}/dcterms:source/all from the other page", sources, moved)
        world.fault(
            f"{place}/oa:hasSource/all from the other page", ranges, [Triple(s, p, other) for s, p, _ in ranges]
        )
        both = [Triple(s, p, other) for s, p, _ in [*sources, *ranges]]
        world.fault(f"{place}/everywhere/all from the other page", [*sources, *ranges], both)
        claims = {t.subject for t in sources}
        world.fault(
            f"{place}/claims/all left out", (t for t in world.triples if t.subject in claims or t.object in claims)
        )
        evidence = [t for t in world.triples if t.predicate in {EVIDENCE, RESTS_ON} and t.subject in claims]
        for predicate in (EVIDENCE, RESTS_ON):
            all_of_it = [t for t in evidence if t.predicate == predicate]
            targets = [t.object for t in all_of_it]
            turned = [
                Triple(t.subject, predicate, o) for t, o in zip(all_of_it, [*targets[1:], *targets[:1]], strict=True)
            ]
            world.fault(f"{place}/{short(predicate)}/each the next", all_of_it, turned)
            world.fault(f"{place}/{short(predicate)}/all left out", all_of_it)


def _whole(world: World) -> None:
    labels = [t for t in world.triples if t.predicate == LABEL]
    world.fault("bulk/graph/rdfs:label/all left out", labels)
    world.fault("bulk/graph/rdfs:label/no language", labels, [Triple(s, p, Literal(text(o))) for s, p, o in labels])
    lines = [t for t in world.triples if t.predicate == term("akg:line")]
    _rewritten(world, "bulk/graph/akg:line/all one more", lines, lambda text: str(int(text) + 1))
    places = [t for t in world.triples if t.predicate in {term("oa:start"), term("oa:end")}]
    _rewritten(world, "bulk/graph/oa:start/all one more", places, lambda text: str(int(text) + 1))
    for prefix in ("atc", "CHEBI", "DOID", "drugbank", "HP", "mesh", "MONDO", "rxnorm", "unii", "uniprot"):
        matches = [
            t for t in world.triples if "Match" in t.predicate.value and text(t.object).startswith(PREFIXES[prefix])
        ]
        world.fault(f"bulk/graph/{prefix}/all left out", matches)
        for change, old, new in (("https", "http://", "https://"), ("http", "https://", "http://")):
            others = [Triple(s, p, NamedNode(text(o).replace(old, new))) for s, p, o in matches]
            world.fault(f"bulk/graph/{prefix}/all {change}", matches, others)
        for name in ("exactMatch", "closeMatch", "broadMatch"):
            relation = term(f"skos:{name}")
            world.fault(f"bulk/graph/{prefix}/all {name}", matches, [Triple(s, relation, o) for s, _, o in matches])
    drugs = [t for t in world.triples if t.object == named("drug/anakinra")]
    other = named("drug/etanercept")
    world.fault("bulk/graph/akg:aboutDrug/all about another drug", drugs, [Triple(s, p, other) for s, p, _ in drugs])
    world.fault("bulk/graph/everything/nothing", world.triples)
    empty = [t for t in world.triples if t.subject not in world.pointing]
    world.fault("bulk/graph/everything/what nothing points at", empty)
