"""Faults of what follows from claims: shortcuts of the drug, comparisons of claims and their relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import AKD, term
from tests.support.adversary.world import COMPARISONS, EVIDENCE, LABEL, TYPE, World, chosen, iri, named, short, text

if TYPE_CHECKING:
    from collections.abc import Iterable

_RELATION = {
    term("akg:Agreement"): term("akg:agreesWith"),
    term("akg:Contradiction"): term("akg:contradicts"),
    term("akg:Overlap"): term("akg:overlapsWith"),
    term("akg:Refinement"): term("akg:refines"),
    term("akg:SameEffect"): term("akg:namesSameEffectAs"),
}
_FIRST, _SECOND, _DIFFERS = term("akg:firstClaim"), term("akg:secondClaim"), term("akg:differsIn")
_ENTITY = term("akg:comparedEntity")
_DRUG = term("akg:Drug")
_OWN = {LABEL, TYPE, *(term(f"skos:{n}") for n in ("altLabel", "exactMatch", "closeMatch", "broadMatch"))}


def make(world: World) -> None:
    """Make the faults of each shortcut property and each class of comparisons."""
    drug = named("drug/anakinra")
    for predicate in sorted({t.predicate for t in world.about[drug]} - _OWN, key=str):
        _shortcut(world, drug, predicate)
    for cls in COMPARISONS:
        for node in chosen(world.members[cls], f"comparison {cls}", 2):
            _comparison(world, cls, node)
        _invented(world, cls)


def _shortcut(world: World, drug: NamedNode, predicate: NamedNode) -> None:
    place = f"shortcut/akg:Drug/{short(predicate)}"
    mine = [t for t in world.about[drug] if t.predicate == predicate]
    values = {t.object for t in mine}
    for triple in chosen(mine, place, 3):
        world.fault(f"{place}/left out", [triple])
        for other in chosen([n for n in world.members[_DRUG] if n != drug], f"other {place}", 1):
            world.fault(f"{place}/at another drug", [triple], [Triple(other, predicate, triple.object)])
            world.fault(f"{place}/at another drug too", [], [Triple(other, predicate, triple.object)])
        claims = [c for c in world.claims if triple.object in {t.object for t in world.about[c]}]
        world.fault(
            f"{place}/its claims gone",
            (t for c in claims for t in [*world.about[c], *world.pointing[c]] if t != triple),
        )
        if isinstance(triple.object, NamedNode):
            free = [n for n in world.members[world.class_of(triple.object)] if n not in values and n != drug]
            for other in chosen(free, f"free {place} {triple.object}"):
                world.fault(f"{place}/of no claim", [], [Triple(drug, predicate, other)])
                world.replaced(f"{place}/another", triple, other)
        else:
            world.fault(f"{place}/of no claim", [], [Triple(drug, predicate, Literal("X1234"))])
    used = sorted({t.predicate for t in world.about[drug]} - _OWN - {predicate}, key=str)
    for other_property in chosen(used, place, 2):
        for triple in chosen(mine, f"{other_property}"):
            world.fault(f"{place}/as {short(other_property)}", [triple], [Triple(drug, other_property, triple.object)])
            world.fault(f"{place}/as {short(other_property)} too", [], [Triple(drug, other_property, triple.object)])


def _comparison(world: World, cls: NamedNode, node: NamedNode) -> None:
    place, relation = short(cls), _RELATION[cls]
    first, second = (world.link(node, p) for p in (_FIRST, _SECOND))
    mine, there, back = world.about[node], Triple(first, relation, second), Triple(second, relation, first)
    both = [t for t in (there, back) if t in world.triples]
    for change, one in (("there", there), ("back", back)):
        world.fault(f"comparison/{place}/{short(relation)}/{change} left out", [one])
    world.fault(f"comparison/{place}/{short(relation)}/all left out", both)
    world.fault(
        f"comparison/{place}/{short(relation)}/turned round",
        both,
        [Triple(iri(t.object), relation, t.subject) for t in both],
    )
    world.fault(f"comparison/{place}/node/left out", mine)
    for other, its_relation in _RELATION.items():
        if other != cls:
            changed = [Triple(t.subject, its_relation, t.object) for t in both]
            types = [Triple(node, TYPE, cls)], [Triple(node, TYPE, other)]
            world.fault(f"comparison/{place}/{short(relation)}/is {short(its_relation)}", both, changed)
            world.fault(f"comparison/{place}/rdf:type/is {short(other)}", *types)
            world.fault(f"comparison/{place}/everywhere/is {short(other)}", [*both, *types[0]], [*changed, *types[1]])
            names = [t for t in mine if t.predicate == LABEL]
            words = {t: short(t).removeprefix("akg:") for t in (cls, other)}
            labels = [
                Triple(node, LABEL, Literal(text(t.object).replace(words[cls], words[other]), language="en"))
                for t in names
            ]
            world.fault(
                f"comparison/{place}/everywhere/is {short(other)} by its label too",
                [*both, *types[0], *names],
                [*changed, *types[1], *labels],
            )
    exchanged = [Triple(node, _FIRST, second), Triple(node, _SECOND, first)]
    world.fault(
        f"comparison/{place}/akg:firstClaim/exchanged with second",
        [t for t in mine if t.predicate in {_FIRST, _SECOND}],
        exchanged,
    )
    copy = NamedNode(f"{node.value}-2")
    world.fault(
        f"comparison/{place}/node/turned round too",
        [],
        [
            *(Triple(copy, p, o) for _, p, o in mine if p not in {_FIRST, _SECOND}),
            Triple(copy, _FIRST, second),
            Triple(copy, _SECOND, first),
        ],
    )
    world.replaced(f"comparison/{place}/akg:secondClaim/is the first", Triple(node, _SECOND, second), first)
    world.fault(f"comparison/{place}/{short(relation)}/with itself", [], [Triple(first, relation, first)])
    others = [c for c in world.members[world.class_of(second)] if c not in {first, second}]
    for other in chosen(others, f"third {node}"):
        third = [Triple(node, _SECOND, other), Triple(first, relation, other)]
        inverse = [Triple(other, relation, first)] if back in world.triples else []
        old = [Triple(node, _SECOND, second), *both]
        world.fault(f"comparison/{place}/{short(relation)}/with a third too", [], [*third[1:], *inverse])
        world.fault(f"comparison/{place}/everywhere/with a third", old, [*third, *inverse])
        evidence = [t for t in mine if t.predicate == EVIDENCE]
        new = [Triple(node, EVIDENCE, world.value(c, EVIDENCE)) for c in (first, other)]
        world.fault(
            f"comparison/{place}/everywhere/with a third and its evidence", [*old, *evidence], [*third, *inverse, *new]
        )
    for claim in (first, second):
        world.fault(f"comparison/{place}/node/claim gone", [*world.about[claim], *world.pointing[claim]])
    _differences(world, place, node)


def _differences(world: World, place: str, node: NamedNode) -> None:
    properties = [
        term(f"akg:{n}") for n in ("frequency", "attention", "interactionAdvice", "seriousness", "population")
    ]
    for predicate in chosen([p for p in properties if p not in world.values(node, _DIFFERS)], f"differs {node}", 2):
        world.fault(f"comparison/{place}/akg:differsIn/also", [], [Triple(node, _DIFFERS, predicate)])


def _invented(world: World, cls: NamedNode) -> None:
    """Make the faults that two claims are compared that do not compare."""
    place, relation = short(cls), _RELATION[cls]
    model = world.members[cls][0]
    kind = world.class_of(world.link(model, _FIRST))
    symmetric = Triple(world.link(model, _SECOND), relation, world.link(model, _FIRST)) in world.triples
    for number, other_kind in enumerate((kind, kind, term("akg:Precaution"), term("akg:TrialGroup"))):
        free = [c for c in world.members[other_kind] if not _compared(world, c)]
        pair = chosen(free, f"pair {cls} {number}", 2)
        if len(pair) < 2:
            continue
        first, second = pair
        node = NamedNode(f"{AKD}comparison/invented-{number}")
        says = Triple(first, relation, second)
        inverse = [Triple(second, relation, first)] * symmetric
        label = "; ".join(world.value(c, LABEL).value for c in pair)
        whole = [
            Triple(node, TYPE, cls),
            Triple(node, _FIRST, first),
            Triple(node, _SECOND, second),
            Triple(node, LABEL, Literal(f"{short(cls).removeprefix('akg:')}: {label}", language="en")),
            *(Triple(node, EVIDENCE, world.value(c, EVIDENCE)) for c in pair),
            *([Triple(node, _DIFFERS, term("akg:frequency"))] if cls == term("akg:Contradiction") else []),
            *_entities(world, node, first),
        ]
        change = f"of two {short(other_kind)}"
        world.fault(f"comparison/{place}/everywhere/invented {change}", [], [*whole, says, *inverse])
        world.fault(f"comparison/{place}/{short(relation)}/invented {change}", [], [says, *inverse])
        world.fault(f"comparison/{place}/node/invented {change}", [], whole)


def _compared(world: World, claim: NamedNode) -> bool:
    return any(t.predicate in {_FIRST, _SECOND} for t in world.pointing[claim])


def _entities(world: World, node: NamedNode, claim: NamedNode) -> Iterable[Triple]:
    roles = {
        term(f"akg:{n}") for n in ("adverseEffect", "indicatedCondition", "dosageForm", "interactsWith", "reaction")
    }
    return [Triple(node, _ENTITY, t.object) for t in world.about[claim] if t.predicate in roles][:1]
