"""Faults of single values: for every property of every class that the data has, every kind of change of its value."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.rdf.names import AKD, PREFIXES, term
from tests.support.adversary.world import (
    ABOUT,
    CODE,
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

_XSD = PREFIXES["xsd"]
_STRING, _DECIMAL, _INTEGER, _DOUBLE = (NamedNode(_XSD + name) for name in ("string", "decimal", "integer", "double"))
_DATES = {NamedNode(_XSD + name) for name in ("date", "dateTime", "gYear", "gYearMonth")}
_SHARED = {ABOUT, EVIDENCE, LABEL, RESTS_ON, SOURCE, TYPE, term("akg:assertionMethod")}
_IN_SCHEME = term("skos:inScheme")


def make(world: World) -> None:
    """Make the faults of each property of each class; properties of all claims at three claims of all kinds."""
    for (cls, predicate), triples in sorted(world.used.items(), key=lambda item: str(item[0])):
        if predicate == TYPE:
            continue
        if world.is_claim_class(cls) and predicate in _SHARED:
            world.fault(f"removed/{short(cls)}/{short(predicate)}/one value", chosen(triples, f"shared {cls}"))
            continue
        _changes(world, f"{short(cls)}/{short(predicate)}", triples, 2 if len(triples) > 20 else 1)
    for predicate in sorted(_SHARED - {TYPE}, key=str):
        triples = [t for claim in world.claims for t in world.about[claim] if t.predicate == predicate]
        _changes(world, f"akg:Claim/{short(predicate)}", triples, 3)
    _exchanges(world)


def _changes(world: World, place: str, triples: list[Triple], count: int) -> None:
    for triple in chosen(triples, place, count):
        _any_value(world, place, triple, triples)
        if isinstance(triple.object, Literal):
            for name, value in chain(_literal(triple.object), _noise(triple.object, place)):
                kind, _, change = name.partition("/")
                world.replaced(f"{kind}/{place}/{change}", triple, value)
        else:
            _link(world, place, triple)


def _any_value(world: World, place: str, triple: Triple, triples: list[Triple]) -> None:
    """Make the faults that any value can have: lost, doubled, another's, at another node."""
    node, predicate, value = triple
    assert isinstance(node, NamedNode)
    world.fault(f"removed/{place}/one value", [triple])
    mine = [t for t in world.about[node] if t.predicate == predicate]
    if len(mine) > 1:
        world.fault(f"removed/{place}/all values", mine)
    others = [t for t in triples if t.object not in world.values(node, predicate) and t.subject != node]
    for other in chosen(others, f"{place} other {node}", 1):
        world.replaced(f"swapped/{place}/value of another", triple, value_of(other.object))
        world.fault(f"doubled/{place}/value of another", [], [Triple(node, predicate, other.object)])
        crossed = [Triple(node, predicate, other.object), Triple(other.subject, predicate, value)]
        world.fault(f"swapped/{place}/with another", [triple, other], crossed)
    without = world.other(node, place)
    if without is not None:
        world.fault(f"moved/{place}/to another", [triple], [Triple(without, predicate, value)])
        world.fault(f"moved/{place}/also at another", [], [Triple(without, predicate, value)])
    for stranger in chosen(world.about, f"stranger {place}", 1):
        world.fault(f"moved/{place}/to a node of another class", [triple], [Triple(stranger, predicate, value)])
    for sibling in chosen(_siblings(world, triple), f"sibling {place}", 1):
        world.fault(f"predicate/{place}/sibling", [triple], [Triple(node, sibling, value)])


def _siblings(world: World, triple: Triple) -> set[NamedNode]:
    """Return the properties with the same kind of values, those of the same class if there are any."""
    node, predicate, value = triple
    assert isinstance(node, NamedNode)
    cls, kind = world.class_of(node), _kind(world, value)
    alike = {(c, p) for (c, p), found in world.used.items() if p != predicate and _kind(world, found[0].object) == kind}
    return {p for c, p in alike if c == cls} or {p for _, p in alike}


def _exchanges(world: World) -> None:
    """Make the faults that two properties of a node have each other's values, such as a low and a high one."""
    for cls in sorted(world.members, key=str):
        kinds = {p: _kind(world, t[0].object) for (c, p), t in world.used.items() if c == cls and p != TYPE}
        for one, two in combinations(sorted(kinds, key=str), 2):
            both = [n for n in world.members[cls] if world.values(n, one) and world.values(n, two)]
            if kinds[one] != kinds[two] or {one, two} & _SHARED:
                continue
            for node in chosen(both, f"exchange {one} {two}"):
                old = [t for t in world.about[node] if t.predicate in {one, two}]
                new = [Triple(node, two if t.predicate == one else one, t.object) for t in old]
                world.fault(f"exchanged/{short(cls)}/{short(one)}/with {short(two)}", old, new)


def _kind(world: World, node: object) -> NamedNode:
    value = value_of(node)
    return world.class_of(value) if isinstance(value, NamedNode) else value.datatype


# --- links -----------------------------------------------------------------------------------------------------------


def _link(world: World, place: str, triple: Triple) -> None:
    node, predicate, value = triple
    assert isinstance(node, NamedNode)
    assert isinstance(value, NamedNode)
    for change, other in _other_nodes(world, node, value, place):
        if other not in world.values(node, predicate) and other != node:
            world.replaced(f"link/{place}/{change}", triple, other)
    world.replaced(f"link/{place}/itself", triple, node)
    world.replaced(f"link/{place}/nowhere", triple, NamedNode(f"{value.value}-x"))
    world.replaced(f"form/{place}/IRI as text", triple, Literal(value.value))
    world.fault(f"link/{place}/turned round", [triple], [Triple(value, predicate, node)])


def _other_nodes(world: World, node: NamedNode, value: NamedNode, place: str) -> Iterator[tuple[str, NamedNode]]:
    cls = world.class_of(value)
    known = world.members[cls]
    if cls == CODE:
        (scheme,) = world.values(value, _IN_SCHEME)
        fellows = [t.subject for t in world.ontology if t.predicate == _IN_SCHEME and t.object == scheme]
        for other in chosen(sorted(fellows, key=str), f"code {place} {node}", 2):
            if isinstance(other, NamedNode) and other != value:
                yield "other code of the list", other
        known = [c for c in known if world.values(c, _IN_SCHEME) != [scheme]]
        yield from (("code of another list", c) for c in chosen(known, f"list {place}"))
    elif value in world.about:
        fellows = [n for n in known if n != value]
        count = 3 if cls == term("qudt:Unit") else 1
        yield from (("other of the class", iri(n)) for n in chosen(fellows, f"fellow {place} {node}", count))
        for step, change in ((term("skos:broader"), "broader"), (term("akg:combines"), "part")):
            yield from ((change, n) for n in world.values(value, step)[:1] if isinstance(n, NamedNode))
        narrower = [t.subject for t in world.pointing[value] if t.predicate == term("skos:broader")]
        yield from (("narrower", iri(n)) for n in chosen(narrower, place))
    strangers = [n for n in world.about if world.class_of(n) not in {cls, world.class_of(node)}]
    yield from (("node of another class", n) for n in chosen(strangers, f"stranger {place}"))


# --- literals --------------------------------------------------------------------------------------------------------


def _literal(value: Literal) -> Iterator[tuple[str, Term]]:
    """Yield the kind of each change, the change, and the wrong value."""
    text, kind = value.value, value.datatype
    if value.language:
        yield "form/no language", Literal(text)
        yield "form/another language", Literal(text, language="de")
    elif kind == _STRING:
        yield "form/language", Literal(text, language="en")
        yield "form/text as IRI", NamedNode(f"{AKD}{''.join(c for c in text if c.isascii() and c.isalnum())}")
    else:
        yield "form/text", Literal(text)
    if kind in {_DECIMAL, _INTEGER, _DOUBLE}:
        yield from _numbers(Decimal(text), kind)
    elif kind in _DATES:
        yield from ((change, Literal(other, datatype=kind)) for change, other in _dates(text))
    elif kind.value == _XSD + "boolean":
        yield "code/other truth", Literal("false" if text == "true" else "true", datatype=kind)
    else:
        for change, other in _texts(text):
            yield change, like(value, other)


def _numbers(number: Decimal, kind: NamedNode) -> Iterator[tuple[str, Term]]:
    for change, other in (
        ("number/tenfold", number * 10),
        ("number/thousandfold", number * 1000),
        ("number/one more", number + 1),
        ("number/one less", number - 1),
        ("number/negative", -number),
        ("number/zero", Decimal(0)),
        ("number/doubled", number * 2),
        ("number/huge", Decimal(10) ** 12),
    ):
        yield change, Literal(f"{other:f}", datatype=kind)
    if kind == _DECIMAL:
        yield "number/tenth", Literal(f"{number / 10:f}", datatype=kind)
        yield "number/rounded", Literal(f"{number.quantize(Decimal(1)):f}", datatype=kind)
        yield "form/double", Literal(f"{number:f}", datatype=_DOUBLE)
    else:
        yield "form/decimal", Literal(f"{number:f}", datatype=_DECIMAL)


def _dates(text: str) -> Iterator[tuple[str, str]]:
    year, rest = text[:4], text[4:]
    for change, other in (
        ("date/next year", str(int(year) + 1)),
        ("date/year before", str(int(year) - 1)),
        ("date/far future", "2199"),
        ("date/long ago", "1812"),
        ("date/year zero", "0001"),
    ):
        yield change, other + rest
    if len(text) >= len("2001-11-14"):
        day = date.fromisoformat(text[:10])
        yield "date/next day", f"{day + timedelta(days=1)}{text[10:]}"
        yield "date/first of the year", f"{year}-01-01{text[10:]}"
        if day.day <= 12 and day.day != day.month:
            yield "date/day and month exchanged", f"{year}-{day.day:02}-{day.month:02}{text[10:]}"


def _texts(text: str) -> Iterator[tuple[str, str]]:
    """Yield texts that mean something else."""
    middle = len(text) // 2
    yield "text/empty", ""
    yield "text/nothing meant", "N/A"
    yield "text/cut", text[: max(1, middle)]
    yield "text/slip of a letter", _slip(text)
    yield "text/negated", f"not {text}"
    yield "text/with more", f"{text} and others"
    yield "text/case", text.swapcase()


def _slip(text: str) -> str:
    """Return a text with two neighbours exchanged, or its last character changed."""
    for place in range(len(text) // 2, len(text) - 1):
        if text[place] != text[place + 1]:
            return f"{text[:place]}{text[place + 1]}{text[place]}{text[place + 2 :]}"
    return f"{text[:-1]}{'1' if text.endswith('0') else '0'}"


def _noise(value: Literal, place: str) -> Iterator[tuple[str, Term]]:
    """Yield four of the ways in which a text is spoiled by the machines that it went through."""
    text, kind = value.value, value.datatype
    if kind != _STRING and not value.language:
        return
    middle = len(text) // 2
    start, end = text[:middle], text[middle:]
    noises = {
        "control character": f"{start}\x07{end}",
        "C1 control character": f"{start}\x85{end}",
        "zero-width space": f"{start}\u200b{end}",
        "zero-width joiner": f"{start}\u200d{end}",
        "byte order mark": f"\ufeff{text}",
        "soft hyphen": f"{start}\xad{end}",
        "right-to-left mark": f"{start}\u202e{end}",
        "replacement character": f"{start}\ufffd{end}",
        "private use character": f"{start}\ue000{end}",
        "markup": f"<b>{text}</b>",
        "broken markup": f"{text}<br/>",
        "HTML entity": f"{text} &amp; more",
        "numeric entity": f"{text}&#39;s",
        "mojibake": f"{start}\xe2\u20ac\u2122{end}",
        "mojibake of a letter": f"{start}\xc3\xa9{end}",
        "decomposed letter": f"{start}{unicodedata.normalize('NFD', 'é')}{end}",
        "double space": f"{start}  {end}",
        "leading space": f" {text}",
        "trailing space": f"{text} ",
        "no-break space": f"{start}\xa0{end}",
        "new line": f"{start}\n{end}",
        "tabulator": f"{start}\t{end}",
        "escaped quote": f'{start}\\"{end}',
        "wide character": f"{start}\uff21{end}",
        "look-alike letter": text.replace("a", "\u0430", 1) if "a" in text else f"\u0430{text}",
        "percent escape": f"{start}%20{end}",
        "placeholder": "{{" + text + "}}",
    }
    for noise in chosen(noises, f"noise {place}", 4):
        yield f"noise/{noise}", like(value, noises[noise])
