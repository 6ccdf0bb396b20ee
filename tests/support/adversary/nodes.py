"""Faults of whole nodes: their types, their names, their copies, and what becomes of them altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from anakinra_kg.rdf.names import AKD, AKG, term
from tests.support.adversary.world import ABOUT, CLAIM, EVIDENCE, LABEL, SOURCE, TYPE, World, chosen, iri, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNTYPED = {term("qudt:Unit"), term("rdfs:Resource")}


def make(world: World) -> None:
    """Make the faults of some members of each class."""
    for cls in sorted(world.members, key=str):
        for node in chosen(world.members[cls], f"node {cls}", 2 if len(world.members[cls]) > 20 else 1):
            if cls not in _UNTYPED:
                _types(world, cls, node)
            _names(world, cls, node)
            _copies(world, cls, node)
            _strange_statements(world, cls, node)
        if world.is_claim_class(cls):
            for claim in chosen(world.members[cls], f"claim {cls}"):
                _claims(world, cls, claim)


def _types(world: World, cls: NamedNode, node: NamedNode) -> None:
    place = f"{short(cls)}/rdf:type"
    mine = [t for t in world.about[node] if t.predicate == TYPE]
    special = Triple(node, TYPE, cls)
    world.fault(f"type/{place}/lost", mine)
    if len(mine) > 1:
        world.fault(f"type/{place}/special type lost", [special])
        world.fault(f"type/{place}/general type lost", [t for t in mine if t != special])
    others = [c for c in world.members if c != cls and c not in _UNTYPED]
    siblings = [c for c in others if world.is_claim_class(c) == world.is_claim_class(cls)]
    for other in chosen(siblings, f"sibling {node}", 2):
        world.replaced(f"type/{place}/sibling", special, other)
        world.fault(f"type/{place}/sibling too", [], [Triple(node, TYPE, other)])
    for other in chosen([c for c in others if c not in siblings], f"other {node}"):
        world.fault(f"type/{place}/of another sort too", [], [Triple(node, TYPE, other)])
        world.fault(f"type/{place}/of another sort", mine, [Triple(node, TYPE, other)])
    world.replaced(f"type/{place}/unknown", special, NamedNode(f"{cls.value}s"))
    world.replaced(f"type/{place}/as text", special, Literal(cls.value.removeprefix(AKG)))
    world.replaced(f"type/{place}/foreign", special, term("schema:Thing"))
    world.fault(f"type/{place}/a class", [], [Triple(node, TYPE, term("owl:Class"))])


def _around(world: World, node: NamedNode) -> list[Triple]:
    return [*world.about[node], *(t for t in world.pointing[node] if t.subject != node)]


def _names(world: World, cls: NamedNode, node: NamedNode) -> None:
    """Make the faults that a node has another IRI, everywhere."""
    place = f"{short(cls)}/IRI"
    old = _around(world, node)
    for change, name in _other_names(node.value):
        world.fault(f"name/{place}/{change}", old, world.renamed(old, node, NamedNode(name)))
    blank = BlankNode("b0")
    world.fault(f"name/{place}/none", old, (_with_blank(t, node, blank) for t in old))
    other = world.other(node, f"merged {node}")
    if other is not None:
        world.fault(f"name/{place}/that of another", old, world.renamed(old, node, other))
        swapped = [*world.about[node], *world.about[other]]
        back = [
            *(Triple(other, p, o) for _, p, o in world.about[node]),
            *(Triple(node, p, o) for _, p, o in world.about[other]),
        ]
        world.fault(f"name/{place}/exchanged with another", swapped, back)


def _with_blank(triple: Triple, node: NamedNode, blank: BlankNode) -> Triple:
    s, p, o = triple
    return Triple(blank if s == node else s, p, blank if o == node else o)


def _other_names(iri: str) -> Iterator[tuple[str, str]]:
    path, _, fragment = iri.partition("#")
    after = f"#{fragment}" * bool(fragment)
    yield "with an ending", f"{path}-2{after}"
    yield "without its last letter", f"{path[:-1]}{after}"
    yield "of another namespace", iri.replace(AKD, "https://example.org/id/").replace("http://", "http://x.")
    yield "with a capital", f"{path[:-1]}{path[-1].upper()}X{after}"
    kind, _, key = path.removeprefix(AKD).partition("/")
    if path.startswith(AKD):
        yield "of another kind", f"{AKD}{'finding' if kind != 'finding' else 'condition'}/{key}{after}"
        yield "with nothing known", f"{AKD}{kind}/something-else{after}"


def _copies(world: World, cls: NamedNode, node: NamedNode) -> None:
    place = f"{short(cls)}/node"
    mine, path = world.about[node], node.value.partition("#")[0]
    copy = NamedNode(node.value.replace(path, f"{path}-copy", 1))
    own = [Triple(copy, p, o) for _, p, o in mine]
    world.fault(f"copy/{place}/all it says", [], own)
    world.fault(f"copy/{place}/and all that points at it", [], world.renamed(_around(world, node), node, copy))
    world.fault(f"copy/{place}/its type only", [], [t for t in own if t.predicate == TYPE])
    world.fault(f"gone/{place}/it says nothing", mine)
    world.fault(f"gone/{place}/nothing points at it", [t for t in world.pointing[node] if t.subject != node])
    world.fault(f"gone/{place}/no label", [t for t in mine if t.predicate in {LABEL, term("skos:prefLabel")}])
    other = world.other(node, f"content {node}")
    if other is not None:
        world.fault(
            f"copy/{place}/says what another says", mine, (Triple(node, p, o) for _, p, o in world.about[other])
        )


def _strange_statements(world: World, cls: NamedNode, node: NamedNode) -> None:
    """Make the faults that a node says what only other nodes say, or nobody."""
    place = f"{short(cls)}/statement"
    mine = {t.predicate for t in world.about[node]}
    strange = [
        (c, p)
        for (c, p) in world.used
        if p not in mine and c != cls and world.is_claim_class(c) != world.is_claim_class(cls)
    ]
    nearby = [
        (c, p)
        for (c, p) in world.used
        if (cls, p) not in world.used and world.is_claim_class(c) == world.is_claim_class(cls)
    ]
    for change, properties in (("of another sort of node", strange), ("of a class nearby", nearby)):
        for c, predicate in chosen(properties, f"{change} {node}", 2):
            for example in chosen(world.used[c, predicate], f"example {node}"):
                world.fault(f"strange/{place}/{change}", [], [Triple(node, predicate, example.object)])
    other = world.other(node, f"same {node}")
    if other is not None:
        world.fault(f"strange/{place}/same as another", [], [Triple(node, term("owl:sameAs"), other)])
    world.fault(f"strange/{place}/unknown property", [], [Triple(node, NamedNode(f"{AKG}remark"), Literal("checked"))])
    world.fault(f"strange/{place}/comment", [], [Triple(node, term("rdfs:comment"), Literal("to be checked"))])
    for example in chosen([t for t in world.about[node] if t.predicate.value.startswith(AKG)], f"misspelt {node}"):
        misspelt = NamedNode(f"{example.predicate.value[:-1]}")
        world.fault(f"strange/{place}/misspelt property", [example], [Triple(node, misspelt, example.object)])


# --- claims ----------------------------------------------------------------------------------------------------------


def _claims(world: World, cls: NamedNode, claim: NamedNode) -> None:
    place = f"{short(cls)}/node"
    mine = world.about[claim]
    drugs = [n for n in world.members[term("akg:Drug")] if n not in world.values(claim, ABOUT)]
    for drug in chosen(drugs, f"drug {claim}"):
        abouts = [t for t in mine if t.predicate == ABOUT]
        if abouts:
            world.fault(f"claim/{place}/about another drug", abouts, [Triple(claim, ABOUT, drug)])
            shortcuts = _shortcuts(world, abouts[0].object, mine)
            moved = [Triple(drug, p, o) for _, p, o in shortcuts]
            world.fault(
                f"claim/{place}/about another drug with its shortcuts",
                [*abouts, *shortcuts],
                [Triple(claim, ABOUT, drug), *moved],
            )
    (source,) = (t for t in mine if t.predicate == SOURCE)
    (document,) = (d for d in world.members[term("akg:SourceDocument")] if d != source.object)
    elsewhere = [t for t in world.triples if t.predicate == term("oa:hasSource") and t.object == document]
    for evidence in chosen(elsewhere, f"elsewhere {claim}"):
        derived = [t for t in mine if t.predicate == EVIDENCE]
        moved = [Triple(claim, SOURCE, document), Triple(claim, EVIDENCE, evidence.subject)]
        world.fault(f"claim/{place}/from the other document", [source, *derived], moved)
        again = NamedNode(claim.value.replace(*_documents(claim.value)))
        world.fault(
            f"claim/{place}/also from the other document",
            [],
            [
                *(Triple(again, p, o) for _, p, o in mine if p not in {SOURCE, EVIDENCE}),
                Triple(again, SOURCE, document),
                Triple(again, EVIDENCE, evidence.subject),
            ],
        )
    gone = [*mine, *world.pointing[claim]]
    world.fault(f"gone/{place}/with what points at it", gone)
    other = world.other(claim, f"evidence {claim}")
    if other is not None:
        again = NamedNode(f"{claim.value}-2")
        at = [t.object for t in world.about[other] if t.predicate == EVIDENCE][:1]
        copy = [Triple(again, p, o) for _, p, o in mine if p != EVIDENCE]
        world.fault(
            f"copy/{place}/with the evidence of another", [], [*copy, *(Triple(again, EVIDENCE, e) for e in at)]
        )
        content = [t for t in mine if t.predicate not in {TYPE, SOURCE, ABOUT, EVIDENCE, LABEL}]
        theirs = [
            Triple(claim, p, o) for _, p, o in world.about[other] if p not in {TYPE, SOURCE, ABOUT, EVIDENCE, LABEL}
        ]
        world.fault(f"claim/{place}/content of another", content, theirs)
        label = [t for t in mine if t.predicate == LABEL]
        world.fault(
            f"claim/{place}/content and label of another",
            [*content, *label],
            [*theirs, *(Triple(claim, p, o) for _, p, o in world.about[other] if p == LABEL)],
        )


def _documents(iri: str) -> tuple[str, str]:
    first, second = "drugbank-DB00026", "mayoclinic-anakinra"
    return (first, second) if first in iri else (second, first)


def _shortcuts(world: World, drug: object, mine: Iterable[Triple]) -> list[Triple]:
    values = {t.object for t in mine if t.predicate.value.startswith(AKG) and t.predicate != ABOUT} - {CLAIM}
    return [t for t in world.about[iri(drug)] if t.object in values and t.predicate.value.startswith(AKG)]
