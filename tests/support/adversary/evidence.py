"""Faults of the evidence: text ranges, their selectors, lines and documents."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import AKD, PREFIXES, term
from tests.support.adversary.world import EVIDENCE, LABEL, RESTS_ON, TYPE, World, chosen, named, text

_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_RANGE, _SELECTOR = term("oa:SpecificResource"), term("oa:TextPositionSelector")
_START, _END, _LINE = term("oa:start"), term("oa:end"), term("akg:line")
_HAS_SELECTOR, _HAS_SOURCE = term("oa:hasSelector"), term("oa:hasSource")
_SHIFTS = ((1, 1), (0, 1), (-1, 0), (40, 40), (0, 5000), (100_000, 100_000))


def make(world: World) -> None:
    """Make the faults of some text ranges."""
    for node in chosen(world.members[_RANGE], "range", 4):
        _lines(world, node)
        for start, end in _SHIFTS:
            _shift(world, node, start, end)
    _shared(world)
    _orphans(world)


def _lines(world: World, node: NamedNode) -> None:
    (line,) = (t for t in world.about[node] if t.predicate == _LINE)
    number = int(text(line.object))
    label = next(t for t in world.about[node] if t.predicate == LABEL)
    for change, other in (("next", number + 1), ("before", number - 1), ("far away", number + 60), ("beyond", 5000)):
        value = Literal(str(other), datatype=_INTEGER)
        world.replaced(f"evidence/oa:SpecificResource/akg:line/{change}", line, value)
        retold = text(label.object).replace(f"line {number},", f"line {other},")
        new = [Triple(node, _LINE, value), Triple(node, LABEL, Literal(retold, language="en"))]
        world.fault(f"evidence/oa:SpecificResource/akg:line/{change} and in the label", [line, label], new)


def _shift(world: World, node: NamedNode, by_start: int, by_end: int) -> None:
    """Make the faults that a text range is elsewhere: its numbers, its numbers and labels, or everything."""
    selector = world.link(node, _HAS_SELECTOR)
    place, change = "evidence/oa:TextPositionSelector", f"by {by_start} and {by_end}"
    start, end = (int(world.value(selector, p).value) for p in (_START, _END))
    first, last = start + by_start, end + by_end
    old = [t for t in world.about[selector] if t.predicate in {_START, _END}]
    numbers = {_START: first, _END: last}
    new = [Triple(selector, p, Literal(str(n), datatype=_INTEGER)) for p, n in numbers.items()]
    world.fault(f"{place}/oa:start/{change}", old, new)
    document = node.value.partition("#")[0]
    range_ = NamedNode(f"{document}#char={first},{last}")
    position = NamedNode(selector.value.replace(f"{start}-{end}", f"{first}-{last}"))
    old = [*world.about[node], *world.pointing[node], *world.about[selector]]
    new = list(world.renamed(world.renamed(old, node, range_), selector, position))
    new = [_relabelled(t, start, end, first, last) for t in new if t.predicate not in {_START, _END}]
    new += [Triple(position, p, Literal(str(n), datatype=_INTEGER)) for p, n in numbers.items()]
    world.fault(f"{place}/everywhere/{change}", old, new)
    replaced = Triple(node, _HAS_SELECTOR, position)
    unused = [t for t in world.about[selector] if len(world.pointing[selector]) == 1]
    own = [t for t in new if t.subject == position]
    world.fault(f"{place}/oa:hasSelector/{change}", [Triple(node, _HAS_SELECTOR, selector), *unused], [replaced, *own])


def _relabelled(triple: Triple, start: int, end: int, first: int, last: int) -> Triple:
    if triple.predicate != LABEL or not isinstance(triple.object, Literal):
        return triple
    text = triple.object.value.replace(f"{start} to {end}", f"{first} to {last}")
    return Triple(triple.subject, LABEL, Literal(text, language=triple.object.language))


def _shared(world: World) -> None:
    """Make the faults that a claim has the evidence of another claim, of a part of its own, or of the other page."""
    for number, claim in enumerate(chosen(world.claims, "shared", 8)):
        (derived,) = (t for t in world.about[claim] if t.predicate == EVIDENCE)
        place = "evidence/akg:Claim/prov:wasDerivedFrom"
        document = text(derived.object).partition("#")[0]
        others = [c for c in world.claims if c != claim]
        same = [c for c in others if document in world.value(c, EVIDENCE).value]
        for change, claims in (
            ("of the same class", [c for c in same if world.class_of(c) == world.class_of(claim)]),
            ("of another class", [c for c in same if world.class_of(c) != world.class_of(claim)]),
            ("of the other page", [c for c in others if c not in same]),
        ):
            for other in chosen(claims, f"{change} {claim}"):
                evidence = world.value(other, EVIDENCE)
                world.replaced(f"{place}/that {change}#{number}", derived, evidence)
                world.fault(f"{place}/also that {change}#{number}", [], [Triple(claim, EVIDENCE, evidence)])
                world.fault(
                    f"evidence/akg:Claim/akg:restsOn/also that {change}#{number}",
                    [],
                    [Triple(claim, RESTS_ON, evidence)],
                )
                theirs = Triple(other, EVIDENCE, evidence)
                crossed = [Triple(claim, EVIDENCE, evidence), Triple(other, EVIDENCE, derived.object)]
                world.fault(f"{place}/exchanged with that {change}#{number}", [derived, theirs], crossed)
        world.replaced(f"{place}/the document#{number}", derived, NamedNode(document))
        world.fault(
            f"evidence/akg:Claim/akg:restsOn/its own evidence#{number}", [], [Triple(claim, RESTS_ON, derived.object)]
        )


def _orphans(world: World) -> None:
    """Make the faults that evidence supports nothing, or is left behind."""
    for document, name in (("drugbank-DB00026", "DrugBank DB00026"), ("mayoclinic-anakinra", "Mayo Clinic anakinra")):
        page = named(f"document/{document}")
        range_, selector = NamedNode(f"{page.value}#char=11,23"), named("selector/11-23")
        world.fault(
            f"evidence/oa:SpecificResource/node/of nothing in {document}",
            [],
            [
                Triple(range_, TYPE, _RANGE),
                Triple(range_, _HAS_SOURCE, page),
                Triple(range_, _HAS_SELECTOR, selector),
                Triple(range_, _LINE, Literal("1", datatype=_INTEGER)),
                Triple(range_, LABEL, Literal(f"{name}, line 1, characters 11 to 23", language="en")),
                Triple(selector, TYPE, _SELECTOR),
                Triple(selector, _START, Literal("11", datatype=_INTEGER)),
                Triple(selector, _END, Literal("23", datatype=_INTEGER)),
                Triple(selector, LABEL, Literal("characters 11 to 23", language="en")),
            ],
        )
    for node in chosen(world.members[_RANGE], "left", 3):
        derived = [t for t in world.pointing[node] if t.predicate in {EVIDENCE, RESTS_ON}]
        world.fault("evidence/oa:SpecificResource/node/supports nothing any more", derived)
        (source,) = (t for t in world.about[node] if t.predicate == _HAS_SOURCE)
        (page,) = (d for d in world.members[term("akg:SourceDocument")] if d != source.object)
        world.replaced("evidence/oa:SpecificResource/oa:hasSource/other page", source, page)
        old = [*world.about[node], *world.pointing[node]]
        other = NamedNode(re.sub(r"^[^#]*", page.value, node.value))
        new = [
            t if t != Triple(other, _HAS_SOURCE, source.object) else Triple(other, _HAS_SOURCE, page)
            for t in world.renamed(old, node, other)
        ]
        world.fault("evidence/oa:SpecificResource/node/in the other page", old, new)
    selector = NamedNode(f"{AKD}selector/5-9")
    world.fault(
        "evidence/oa:TextPositionSelector/node/of nothing",
        [],
        [
            Triple(selector, TYPE, _SELECTOR),
            Triple(selector, _START, Literal("5", datatype=_INTEGER)),
            Triple(selector, _END, Literal("9", datatype=_INTEGER)),
            Triple(selector, LABEL, Literal("characters 5 to 9", language="en")),
        ],
    )
