"""Made-up facts of every kind, each value that a field may take at least once, and the triples they are mapped to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from anakinra_kg.dataset.labels import united
from anakinra_kg.facts.records import KINDS, fields_of
from anakinra_kg.facts.text import Span
from anakinra_kg.mapping import AUTOMATIC, MANUAL, map_document
from anakinra_kg.mapping.identifiers import identifiers
from anakinra_kg.mapping.study_topics import STUDY_TOPICS
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKG, TERM_PREFIXES
from anakinra_kg.resources import resource
from anakinra_kg.sources.drugbank import vocabulary
from tests.support.graphs import DOCUMENT, graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from anakinra_kg.facts.records import Fact, Field

_PAGE = replace(DOCUMENT, title="Madeupine", drug="Madeupine", characters=10**6, lines=1, date="2001-01-01")
_DATES = {
    "date": "2001-01-01",
    "approved": "2001-01-01",
    "expires": "2021-01-01",
    "marketing_start": "2001-01-01",
    "marketing_end": "2001-01-02",
    "first_year": "2001",
    "last_year": "2002",
}
_CODES = {
    "affected": _PAGE.drug,
    "cas": "100-00-1",
    "currency": "USD",
    "dosage_form": "Solution",
    "dpd_id": "00000001",
    "drug_id": "DB99998",
    "ema_authorisation": "EU/1/00/001/001",
    "ema_product_code": "EMEA/H/C/000001",
    "form": "Tablet",
    "gene": "MADE1",
    "inchi_key": "MADEUPINEXXXXX-UHFFFAOYSA-N",
    "metabolite_id": "DBMET00001",
    "ndc_product_code": "0001-0001",
    "pmid": "1",
    "population": "adults",
    "route": "Oral",
    "rs_id": "rs1",
    "splash_key": "splash10-0000-0000000000-00000000000000000000",
    "substrate_id": "DB99999",
    "unii": "MADEUP0001",
    "uniprot": "P00000",
}
_TEXTS = {"value": "1.5", "unit": "mg", "dose_unit": "mg"} | _DATES | _CODES
_ACCESSIONS = ("P00000", "Q00000")
_LISTS = {"components": _ACCESSIONS, "enzymes": _ACCESSIONS, "routes": ("Oral", "Nasal")}

# A fact with only the required fields is incomplete for the shapes: these fields are added.
_CONTENT = {
    "dosing_regimen": "basis",
    "interaction": "effect",
    "medical_problem": "advice",
    "pharmacokinetic": "finding",
    "reference": "title",
    "trial_group": "conditions",
}
_SCHEMES = {
    "atc": ("classification", "code", "A00AA00"),
    "ahfs": ("classification", "code", "00:00.00"),
    "cas": ("identifier", "value", "100-00-1"),
    "drugbank": ("identifier", "value", "DB99999"),
    "unii": ("identifier", "value", "MADEUP0001"),
}


def _printed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word != vocabulary.NOT_AVAILABLE)


# Fields whose words a reader takes from a closed list of its source or in several forms, though their type is open.
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("brand_name", "country"): ("US", "Canada"),
    ("product", "category"): tuple(vocabulary.PRODUCT_CATEGORIES.values()),
    ("product", "region"): ("Us", "Canada", "Eu"),
    ("record_date", "date_time"): ("2001-01-01T00:00:00", "2001-01-01"),
    ("trial_group", "phases"): ("0", "1", "2", "3", "4"),
    ("trial_group", "purpose"): _printed(vocabulary.PURPOSES),
    ("trial_group", "status"): _printed(vocabulary.STATUSES),
    ("trial_group", "conditions"): ("a made-up disease", *STUDY_TOPICS),
}


def _words(kind: str, field: Field) -> tuple[str, ...]:
    return field.values or _WORDS.get((kind, field.name), ())


def _value(kind: str, field: Field) -> Any:  # noqa: ANN401 - of the field's type
    words = _words(kind, field)
    if field.type is tuple:
        most = 2 if field.name == "phases" else None
        return words[:most] or _LISTS.get(field.name, (f"a {field.name}",))
    if field.type is Decimal:
        return Decimal("0.5")
    if field.type is int:
        return 1
    return words[0] if words else _TEXTS.get(field.name, f"a {field.name}")


def full(kind: str) -> Fact:
    """Return a fact of a kind with a value in every field."""
    return KINDS[kind](span=Span(1, 0, 1), **{field.name: _value(kind, field) for field in fields_of(kind)})


def other(kind: str, field: Field) -> Any:  # noqa: ANN401 - of the field's type
    """Return a value of a field that `full` does not have there."""
    value, words = _value(kind, field), _words(kind, field)
    if isinstance(value, str):
        return words[1] if words else f"{value} or other"
    return two(kind, field) if isinstance(value, tuple) else value + 1


def two(kind: str, field: Field) -> tuple[str, ...]:
    """Return two values of a list field."""
    words = _words(kind, field) or _LISTS.get(field.name) or (f"a {field.name}", f"another {field.name}")
    return words[:2]


def facts() -> Iterator[Fact]:
    """Yield facts of every kind: with all fields, with the needed ones only, and one more for each allowed value."""
    start = 0
    for kind, record in KINDS.items():
        full = {field.name: _value(kind, field) for field in fields_of(kind)}
        needed = {f.name: full[f.name] for f in fields_of(kind) if f.required or f.name == _CONTENT.get(kind)}
        variants = [full, needed]
        for field in fields_of(kind):
            one = (lambda word: (word,)) if field.type is tuple else str
            variants += [full | {field.name: one(word)} for word in _words(kind, field)[1:]]
        variants += [full | {"scheme": s, f: code} for s, (of, f, code) in _SCHEMES.items() if of == kind]
        for variant in variants:
            start += 2
            span, heading = Span(1, start, start + 1), Span(1, start + 1, start + 2)
            yield record(span=span, also=(heading,), **variant)


@cache
def triples() -> frozenset[Triple]:
    """Return what the made-up facts and their page are mapped to."""
    return frozenset(united([map_document(_PAGE, zip(facts(), cycle((AUTOMATIC, MANUAL))))]))


def triples_of(fact: Fact) -> set[Triple]:
    """Return what the page says with this one fact."""
    return graph_of((_PAGE, [fact]))


@cache
def _named() -> frozenset[str]:
    """Return the public identifiers of entities and codes, some of which share their namespace with terms."""
    codes = (t.subject for t in read_triples(resource("ontology", "vocabularies.ttl")))
    return frozenset(
        {match.iri.value for known in identifiers() for match in known.matches}
        | {code.value for code in codes if isinstance(code, NamedNode)}
    )


def is_term(iri: str) -> bool:
    """Return whether an IRI is a term of a vocabulary that the project uses, not an entity, a code or a unit."""
    return iri not in _named() and any(
        iri.startswith(namespace) and iri[len(namespace) :].replace("_", "").replace("-", "").isalnum()
        for prefix, namespace in TERM_PREFIXES.items()
        if prefix not in {"akd", "owl", "rdf", "rdfs", "sh", "shape", "unit", "xsd"}
    )


def is_ours(iri: str) -> bool:
    """Return whether an IRI is a term of the project's own ontology."""
    return iri.startswith(AKG) and len(iri) > len(AKG)


@cache
def one_a_line() -> tuple[dict[int, Fact], frozenset[Triple]]:
    """Return the made-up facts, each on a line of its own, by line, and their triples."""
    numbered = [replace(fact, span=Span(n, 10 * n, 10 * n + 1), also=()) for n, fact in enumerate(facts(), start=1)]
    return {fact.span.line: fact for fact in numbered}, frozenset(graph_of((_PAGE, numbered)))
