"""Collects everything that a graph states about a thing: its properties, and every claim with its places in the pages.

Uses SPARQL only, so that it also works with an endpoint; infers nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import Literal, NamedNode

from anakinra_kg import resources
from anakinra_kg.errors import visible
from anakinra_kg.query import parameters
from anakinra_kg.query.questions import Parameter
from anakinra_kg.query.results import shown
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import PREFIXES, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution, QuerySolutions

    from anakinra_kg.query.results import Sparql

_ANYTHING = Parameter("thing", "node", "", "anything", "anakinra", "What to explain.", required=True)
_TYPE, _LABEL, _PREFERRED = term("rdf:type"), term("rdfs:label"), term("skos:prefLabel")
_NAMES = (_LABEL, _PREFERRED)
_METHOD, _DRUG, _ABOUT = term("akg:assertionMethod"), term("akg:Drug"), term("akg:aboutDrug")
_NARROWER = term("skos:narrower")
_GENERAL = (term("akg:Claim"), term("skos:Concept"))
_TOLD_APART = {
    _TYPE,
    _LABEL,
    _PREFERRED,
    _METHOD,
    term("akg:restsOn"),
    term("dcterms:source"),
    term("prov:wasDerivedFrom"),
}
"""Properties that are not listed among the properties of a claim: they are shown separately or not at all."""

_CLAIMS = """{ VALUES ?thing { %s } ?claim ?pointing ?thing ; prov:wasDerivedFrom ?first }
  UNION { VALUES ?claim { %s } ?claim prov:wasDerivedFrom ?first }"""
_PREFIXES = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("akg", "dcterms", "oa", "prov", "rdf", "rdfs", "skos")
)


class Place(NamedTuple):
    """The place of a claim in a page.

    Attributes:
        role: `states` for the text that makes the claim, `context` for other evidence, such as the heading above it.
        source: Kind of the page, such as `drugbank`.
        document: Identifier of the page within the source.
        sha256: Checksum of the text of the page.
        line: Line number, from 1.
        start: Offset of the first character, from 0.
        end: Offset after the last character.
    """

    role: str
    source: str
    document: str
    sha256: str
    line: int
    start: int
    end: int


class Statement(NamedTuple):
    """A claim about a thing.

    Attributes:
        iri: Its IRI.
        kind: Label of its class.
        label: Its label; empty if it has none.
        says: Its other properties and all their values, in words.
        found: How it was found; empty for a claim that was inferred from other claims.
        places: Its places in the pages, and those of its context.
    """

    iri: str
    kind: str
    label: str
    says: tuple[tuple[str, str], ...]
    found: str
    places: tuple[Place, ...]


class Thing(NamedTuple):
    """A thing: its IRI, label, kind, and its properties in words."""

    iri: str
    label: str
    kind: str
    says: tuple[tuple[str, str], ...]


class Candidate(NamedTuple):
    """A thing that words may mean: its IRI, label and kind."""

    iri: str
    label: str
    kind: str


class Explanation(NamedTuple):
    """Everything stated about the things that the words mean.

    Attributes:
        things: The things, and the populations that they define.
        statements: The claims about them, by kind and place.
        candidates: The possible things, by label, if the words are ambiguous; then the other fields are empty.
    """

    things: tuple[Thing, ...]
    statements: tuple[Statement, ...]
    candidates: tuple[Candidate, ...] = ()


def explain(sparql: Sparql, words: str, *, every: bool = False) -> Explanation:
    """Return everything that a graph states about the things that the words mean, and the populations they define.

    Args:
        sparql: Function that answers a query.
        words: A label, synonym, abbreviation, identifier or IRI of a thing or claim, or part of a label.
        every: Whether ambiguous words mean all candidates; default: only the candidates are returned.

    Raises:
        QuestionError: The graph has no such name.
    """
    meaning = parameters.meaning(sparql, "explain", _ANYTHING, words)
    if meaning.candidates and not every:
        return Explanation((), (), _candidates(sparql, meaning.candidates))
    meant = (*meaning.terms, *meaning.below, *meaning.candidates)
    nodes = [node for node in meant if isinstance(node, NamedNode)]
    nodes += [people for people in _populations(sparql, nodes) if people not in nodes]
    listed = " ".join(map(str, nodes))
    claims = _CLAIMS % (listed, listed)
    said = _grouped(
        sparql,
        f"SELECT DISTINCT ?claim ?property ?value ?label WHERE {{ {claims} ?claim ?property ?value "
        "OPTIONAL { ?value rdfs:label ?label } }",
    )
    things = _things(sparql, nodes)
    places = _places(sparql, claims)
    statements = [_statement(claim, rows, places.get(claim, ())) for claim, rows in said.items()]
    return Explanation(
        tuple(_thing(node, things[node]) for node in nodes if node in things and node not in said),
        tuple(sorted(statements, key=_by_kind_and_place)),
    )


class _Said(NamedTuple):
    property: NamedNode
    value: NamedNode | Literal
    label: Literal | None


def _solutions(sparql: Sparql, query: str) -> QuerySolutions:
    return cast("QuerySolutions", sparql(_PREFIXES + query))


def _grouped(sparql: Sparql, query: str) -> dict[NamedNode, list[_Said]]:
    found: dict[NamedNode, list[_Said]] = {}
    for solution in _solutions(sparql, query):
        claim = cast("NamedNode", solution["claim"])
        found.setdefault(claim, []).append(_Said(solution["property"], solution["value"], solution["label"]))
    return found


def _things(sparql: Sparql, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[_Said]]:
    """Return the properties of things, and the narrower things, which may be all there is about a group."""
    return _grouped(
        sparql,
        f"SELECT DISTINCT ?claim ?property ?value ?label WHERE {{ VALUES ?claim {{ {' '.join(map(str, nodes))} }} "
        "{ ?claim ?property ?value } UNION { ?value skos:broader ?claim BIND(skos:narrower AS ?property) } "
        "OPTIONAL { ?value rdfs:label ?label } }",
    )


def _candidates(sparql: Sparql, nodes: Iterable[NamedNode]) -> tuple[Candidate, ...]:
    things = [_thing(node, rows) for node, rows in _things(sparql, nodes).items()]
    found = [Candidate(thing.iri, thing.label, thing.kind) for thing in things]
    return tuple(sorted(found, key=lambda candidate: (candidate.label.casefold(), candidate.kind, candidate.iri)))


def _populations(sparql: Sparql, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """Return the populations that things define, such as the patients with a condition, in order.

    Such a population has the thing as the value of any property, except those that order populations.
    """
    found = _solutions(
        sparql,
        f"SELECT DISTINCT ?population WHERE {{ VALUES ?thing {{ {' '.join(map(str, nodes))} }} "
        "?population ?pointing ?thing ; a akg:Population "
        "FILTER(?pointing NOT IN (rdf:type, skos:broader, skos:inScheme, skos:topConceptOf)) }",
    )
    return sorted((cast("NamedNode", solution["population"]) for solution in found), key=str)


def _places(sparql: Sparql, claims: str) -> dict[NamedNode, tuple[Place, ...]]:
    found: dict[NamedNode, set[Place]] = {}
    for solution in _solutions(
        sparql,
        f"SELECT DISTINCT ?claim ?role ?source ?id ?sha256 ?line ?start ?end WHERE {{ {claims} "
        "VALUES (?property ?role) { (prov:wasDerivedFrom 'states') (akg:restsOn 'context') } "
        "?claim ?property ?place . ?place akg:line ?line ; oa:hasSource ?document ; "
        "oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end . "
        "?document akg:sourceKind ?source ; dcterms:identifier ?id ; akg:sha256 ?sha256 }",
    ):
        found.setdefault(cast("NamedNode", solution["claim"]), set()).add(_place(solution))
    return {claim: tuple(sorted(places, key=_reading_order)) for claim, places in found.items()}


def _place(solution: QuerySolution) -> Place:
    role, source, document, sha256, *numbers = (
        cast("Literal", solution[name]).value for name in ("role", "source", "id", "sha256", "line", "start", "end")
    )
    return Place(role, source, document, sha256, *map(int, numbers))


def _reading_order(place: Place) -> tuple[str, str, str, int, int]:
    """Return the sort key of a place: places that state a claim come before its context."""
    return ("" if place.role == "states" else place.role, place.source, place.document, place.start, place.end)


def _by_kind_and_place(statement: Statement) -> tuple[str, list[tuple[str, str, str, int, int]], str]:
    return statement.kind, [_reading_order(place) for place in statement.places], statement.iri


def _statement(claim: NamedNode, rows: Iterable[_Said], places: tuple[Place, ...]) -> Statement:
    rows = sorted(rows, key=str)
    found = ", ".join(_in_words(row) for row in rows if row.property == _METHOD)
    label = next((_in_words(row) for row in rows if row.property in _NAMES), "")
    told = [row for row in rows if row.property not in _TOLD_APART]
    return Statement(claim.value, _kind(rows), label, tuple(_says(told)), found, places)


def _thing(node: NamedNode, rows: Iterable[_Said]) -> Thing:
    rows = sorted(rows, key=str)
    labels = [row.value.value for row in rows if row.property == _LABEL] or [shown(node)]
    is_drug = any(row.property == _TYPE and row.value == _DRUG for row in rows)
    told = [row for row in rows if row.property not in _TOLD_APART and not (is_drug and _is_shortcut(row.property))]
    return Thing(node.value, labels[0], _kind(rows), tuple(_says(told)))


def _is_shortcut(predicate: NamedNode) -> bool:
    """Return whether a property of a drug is a shortcut: a claim says the same and has its place."""
    return predicate.value.startswith(PREFIXES["akg"]) and predicate != term("akg:inDrugClass")


def _says(rows: Iterable[_Said]) -> Iterator[tuple[str, str]]:
    """Yield properties and values in words, each pair once; the subject of the claim comes first."""
    told = dict.fromkeys((row.property != _ABOUT, _name(row.property), _in_words(row)) for row in rows)
    for _, name, value in sorted(told):
        yield name, value


def _kind(rows: Iterable[_Said]) -> str:
    """Return the classes of a node, without `akg:Claim` and `skos:Concept` where it has others."""
    kinds = [row.value for row in rows if row.property == _TYPE and isinstance(row.value, NamedNode)]
    return ", ".join(_name(kind) for kind in [kind for kind in kinds if kind not in _GENERAL] or kinds)


def _in_words(row: _Said) -> str:
    return row.label.value if row.label is not None else shown(row.value)


def _name(node: NamedNode) -> str:
    """Return the display name of a class or property: its label in the ontology, or else its CURIE."""
    return _labels().get(node) or shown(node)


@cache
def _labels() -> dict[object, str]:
    triples = read_triples(resources.resource_name("ontology", "anakinra.ttl"))
    labels: dict[object, str] = {_NARROWER: "narrower"}
    labels.update(
        (t.subject, t.object.value) for t in triples if t.predicate == _LABEL and isinstance(t.object, Literal)
    )
    return labels


def text(explanation: Explanation, words: dict[str, list[str]] | None = None, width: int | None = None) -> str:
    """Return an explanation for people: the thing, then its claims by kind, each with its places.

    Args:
        explanation: The explanation.
        words: Lines of the pages by checksum of the page, shown with the places.
        width: Characters in a line; default: unlimited.
    """
    lines: list[str] = []
    if explanation.candidates:
        lines += ["The words have several meanings; explain one of them, or all with --all:"]
        lines += [f"  {line}" for line in _listed(explanation.candidates)] + [""]
    for thing in explanation.things:
        lines += [f"{thing.label} ({thing.kind})", f"  {thing.iri}"]
        lines += [f"  {name}: {value}" for name, value in _joined(thing.says)] + [""]
    kinds: dict[str, list[Statement]] = {}
    for statement in explanation.statements:
        kinds.setdefault(statement.kind, []).append(statement)
    for kind, statements in kinds.items():
        lines.append(f"{kind} ({len(statements)})")
        for statement in statements:
            said = [f"{name}: {value}" for name, value in _joined(statement.says)]
            first, *others = ([statement.label] if statement.label else []) + said or [shown(NamedNode(statement.iri))]
            lines.append(f"  - {first}")
            lines += [f"    {line}" for line in (*others, *_where(statement, words or {}))]
        lines.append("")
    return "".join(f"{visible(line)}\n" for long in lines[:-1] for line in _folded(long, width))


def _listed(candidates: Iterable[Candidate]) -> Iterator[str]:
    """Yield candidates by label; candidates with the same label have their IRI too, which `explain` accepts."""
    candidates = list(candidates)
    labels = [candidate.label.casefold() for candidate in candidates]
    for candidate in candidates:
        iri = f" {shown(NamedNode(candidate.iri))}" if labels.count(candidate.label.casefold()) > 1 else ""
        yield f"{candidate.label} ({candidate.kind}){iri}"


def _joined(says: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    values: dict[str, list[str]] = {}
    for name, value in says:
        values.setdefault(name, []).append(value)
    for name, several in values.items():
        yield name, "; ".join(several)


def _where(statement: Statement, words: dict[str, list[str]]) -> Iterator[str]:
    found = f", {statement.found}" if statement.found else ""
    for place in statement.places:
        at = f"{place.source}/{place.document} line {place.line}, characters {place.start}-{place.end}"
        yield at + (found if place.role == "states" else ", context")
        if place.sha256 in words:
            yield f"| {words[place.sha256][place.line - 1].strip()}"


def _folded(line: str, width: int | None) -> list[str]:
    if width is None or len(line) <= width:
        return [line]
    from textwrap import wrap  # noqa: PLC0415 - only long lines need it

    start = line[: len(line) - len(line.lstrip(" -|"))]
    hanging = start if start.endswith("| ") else " " * (len(start) + 2)
    return wrap(
        line.removeprefix(start),
        width,
        initial_indent=start,
        subsequent_indent=hanging,
        break_on_hyphens=False,
        break_long_words=False,
    )


def json_text(explanation: Explanation, words: dict[str, list[str]] | None = None) -> str:
    """Return an explanation as JSON, for programs; `words` as in `text`."""
    import json  # noqa: PLC0415 - only the JSON format needs it

    def said(says: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        return [{"property": name, "value": value} for name, value in says]

    def place(place: Place) -> dict[str, object]:
        lines = (words or {}).get(place.sha256)
        return {**place._asdict(), **({"words": lines[place.line - 1].strip()} if lines else {})}

    content = {
        "things": [{**thing._asdict(), "says": said(thing.says)} for thing in explanation.things],
        "statements": [
            {**made._asdict(), "says": said(made.says), "places": [place(at) for at in made.places]}
            for made in explanation.statements
        ],
        "candidates": [candidate._asdict() for candidate in explanation.candidates],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
