"""Facts to triples: claims, evidence, shortcuts, labels, and that no field is lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.facts.records import (
    KINDS,
    Classification,
    Dismissed,
    DosingRegimen,
    Interaction,
    Mechanism,
    Reaction,
    Relation,
    Synonym,
    Target,
    TrialGroup,
    fields_of,
)
from anakinra_kg.facts.text import Span
from anakinra_kg.mapping import AUTOMATIC, MANUAL, map_document
from anakinra_kg.mapping.claims import decimal_literal
from anakinra_kg.mapping.rules import RULES
from anakinra_kg.rdf.names import AKD, AKG, PREFIXES, term
from tests.support.graphs import DOCUMENT, SPAN, objects, triples_of

DRUG = NamedNode(AKD + "drug/zorbin")


def regimen(route: str) -> DosingRegimen:
    """Return a fact with the words of a page for a route."""
    return DosingRegimen(span=SPAN, population="Adults", route=route)


def test_words_for_one_route_are_one_route() -> None:
    """The other names in a list lead to its entry, whose label stays the one of the list."""
    made = triples_of(regimen("Injected under the skin"), regimen("subcutaneous"))
    route = NamedNode(AKD + "route/subcutaneous")

    assert {t.object for t in made if t.predicate == term("akg:route")} == {route}
    assert {t.object for t in made if t.subject == route and t.predicate == term("rdfs:label")} == {
        Literal("Subcutaneous")
    }


def test_a_route_that_no_list_has_is_kept_as_written() -> None:
    """A list is no reason to lose what a page says, nor to guess what it means."""
    made = triples_of(regimen("into the ear canal"))
    route = NamedNode(AKD + "route/into-the-ear-canal")

    assert Triple(route, term("rdfs:label"), Literal("into the ear canal")) in made
    assert not {t for t in made if t.subject == route and t.predicate == term("skos:inScheme")}


def claim(kind: str, key: str) -> NamedNode:
    """Return the IRI of a claim of the document."""
    return NamedNode(f"{AKD}{kind}/drugbank-DB99999-{key}")


def test_a_claim_points_at_its_document_and_the_exact_characters() -> None:
    """Evidence is a specific resource of the document with a position selector, its fragment as in RFC 5147."""
    found = triples_of(Synonym(span=SPAN, name="Zorb", also=(Span(1, 0, 4),)))
    node = claim("synonym", "zorb")
    document = AKD + "document/drugbank-DB99999"
    evidence = NamedNode(document + "#char=20,30")
    selector = NamedNode(AKD + "selector/20-30")

    assert objects(found, node, "prov:wasDerivedFrom") == {evidence.value}
    assert objects(found, node, "akg:restsOn") == {document + "#char=0,4"}
    assert objects(found, evidence, "oa:hasSource") == {document}
    assert objects(found, evidence, "oa:hasSelector") == {selector.value}
    assert objects(found, evidence, "akg:line") == {"3"}
    assert objects(found, selector, "oa:start") | objects(found, selector, "oa:end") == {"20", "30"}
    assert objects(found, node, "akg:assertionMethod") == {AUTOMATIC.value}


def test_a_fact_a_person_found_says_so() -> None:
    """The method of a curated claim is a manual assertion."""
    mapped = map_document(DOCUMENT, [(Synonym(span=SPAN, name="Zorb"), MANUAL)])

    assert objects(set(mapped.facts["synonym"]), claim("synonym", "zorb"), "akg:assertionMethod") == {MANUAL.value}


def test_equal_rows_stay_distinct_and_their_names_do_not_depend_on_other_rows() -> None:
    """Two rows with the same key are two claims, told apart by order among equals."""
    row = TrialGroup(span=SPAN, phases=("2",), status="Completed", purpose="Other", conditions=("Gout",), count=1)
    found = triples_of(row, replace(row, count=4, span=Span(4, 40, 50)))

    assert objects(found, claim("trial-group", "2-completed-other-gout"), "akg:trialCount") == {"1"}
    assert objects(found, claim("trial-group", "2-completed-other-gout-2"), "akg:trialCount") == {"4"}


def test_an_entity_has_one_label_however_often_and_variously_it_is_named() -> None:
    """The preferred spelling is the label, another one an alternative label."""
    found = triples_of(
        Interaction(span=SPAN, drug="Quexol"), Interaction(span=Span(4, 40, 50), drug="quexol", advice="do not combine")
    )
    other = NamedNode(AKD + "drug/quexol")

    assert objects(found, other, "rdfs:label") == {"Quexol"}
    assert objects(found, other, "skos:altLabel") == {"quexol"}
    assert Triple(DRUG, term("biolink:pharmacologically_interacts_with"), other) in found
    assert objects(found, claim("interaction", "quexol-do-not-combine"), "akg:interactionAdvice")


def test_a_string_that_is_no_condition_is_not_investigated() -> None:
    """Volunteers are whom a trial studies, not what: they stay with the group, typed, without the shortcut."""
    found = triples_of(TrialGroup(span=SPAN, status="Completed", conditions=("Healthy Volunteers", "Gout"), count=1))

    assert objects(found, DRUG, "akg:investigatedFor") == {AKD + "condition/gout"}
    assert objects(found, claim("trial-group", "unknown-completed-unknown-healthy-volunteers-gout"), "akg:studyTopic")


def test_a_relation_joins_the_kinds_of_thing_that_the_fact_names() -> None:
    """Words alone do not tell a protein from a process: the fact says what kind of thing each end is."""
    relation = Relation(
        span=Span(1, 0, 5),
        subject="Zorbin receptor",
        subject_kind="protein",
        relation="is elevated in",
        object="Gout",
        object_kind="condition",
    )
    node = claim("relation", "zorbin-receptor-is-elevated-in-gout")

    assert objects(triples_of(relation), node, "akg:relationSubject") == {AKD + "protein/zorbin-receptor"}
    assert objects(triples_of(relation), node, "akg:relationObject") == {AKD + "condition/gout"}
    assert objects(triples_of(replace(relation, object_kind="biological entity")), node, "akg:relationObject") == {
        AKD + "biological-entity/gout"
    }


def test_what_is_left_of_a_cut_text_is_no_entity() -> None:
    """The relation keeps the text and says that the page cuts it; it has no object."""
    relation = Relation(
        span=SPAN,
        subject="Zorbin receptor",
        subject_kind="protein",
        relation="mediates",
        object="zorbin-dep...",
        object_kind="biological entity",
        object_cut="yes",
    )
    made = triples_of(relation)
    node = claim("relation", "zorbin-receptor-mediates-cut")

    assert objects(made, node, "akg:objectAsWritten") == {"zorbin-dep..."}
    assert objects(made, node, "akg:objectCut") == {"true"}
    assert objects(made, node, "akg:relationObject") == set()


def test_a_reactant_is_a_drug_where_its_accession_number_is_that_of_one() -> None:
    """DrugBank numbers drugs and metabolites differently; what has no number is a substance."""
    reaction = Reaction(span=SPAN, substrate="Zorbin", substrate_id="DB99999", metabolite="Zorbic acid")
    made = triples_of(replace(reaction, metabolite_id="DBMET00001"))
    (node,) = {t.subject for t in made if t.predicate == term("akg:substrate") and isinstance(t.subject, NamedNode)}

    assert objects(made, node, "akg:substrate") == {DRUG.value}
    assert objects(made, node, "akg:metabolite") == {AKD + "substance/zorbic-acid"}


def test_only_a_stated_antagonist_is_an_antagonist() -> None:
    """The antagonist shortcut needs the role, which a badge or a target row does not give."""
    predicate = term("obo:RO_0018029")
    target = Target(span=SPAN, name="R", pharmacological_action="yes")
    mechanism = Mechanism(span=SPAN, action="binding", target="R")

    assert not any(t.predicate == predicate for t in triples_of(target, mechanism))
    assert any(t.predicate == predicate for t in triples_of(replace(mechanism, role="antagonist")))


@pytest.mark.parametrize(
    ("given", "written"), [("100", "100"), ("100.0", "100"), ("1E+2", "100"), ("0.50", "0.5"), ("-0.412", "-0.412")]
)
def test_amounts_are_canonical_decimals(given: str, written: str) -> None:
    """Equal amounts are equal terms, and a store that normalises has nothing to change."""
    assert decimal_literal(Decimal(given)) == Literal(written, datatype=term("xsd:decimal"))


def test_a_unit_that_is_not_known_stays_as_printed() -> None:
    """A known unit becomes its QUDT individual; an unknown one is kept in words and never guessed."""
    dose = DosingRegimen(span=SPAN, condition="Gout", low=Decimal(1), high=Decimal(2), unit="mg/kg", per="day")
    found = triples_of(dose)
    odd = triples_of(replace(dose, unit="drops"))
    node = claim("dosing-regimen", "gout")

    assert objects(found, node, "akg:doseUnit") == {PREFIXES["unit"] + "MilliGM-PER-KiloGM"}
    assert objects(odd, node, "akg:doseUnit") == set()
    assert objects(odd, node, "akg:doseUnitAsWritten") == {"drops"}


def test_a_class_carries_its_code_and_scheme() -> None:
    """A code of a scheme is a concept with the code as notation."""
    found = triples_of(Classification(span=SPAN, scheme="atc", code="X01AB02", name="Zorbin"))
    node = NamedNode(AKD + "class/atc-x01ab02")

    assert objects(found, node, "skos:notation") == {"X01AB02"}
    assert objects(found, node, "skos:inScheme") == {AKD + "scheme/atc"}
    assert Triple(DRUG, NamedNode(AKG + "hasClassification"), node) in found


def test_every_kind_of_fact_has_a_rule() -> None:
    """A kind that maps to nothing is a decision, and this is the list of them."""
    assert set(KINDS) - set(RULES) == {Dismissed.kind}


def sample(name: str, form: type, values: tuple[str, ...], round_: int) -> Any:  # noqa: ANN401 - any field value
    """Return a value for a field that no other field has."""
    if form is tuple:
        return (f"{name} {round_}",)
    if form is int:
        return 1000 + round_
    if form is Decimal:
        return Decimal(f"{round_}.25")
    if name in {"date", "marketing_start", "marketing_end"}:
        return f"200{round_}-01-01"
    return values[round_ % len(values)] if values else f"{name} {round_}"


# Fields that are absent while the others are changed: an object that the page cuts is no entity, so it has no kind.
ABSENT = {"relation": ("object_cut",)}


@pytest.mark.parametrize("kind", sorted(RULES))
def test_no_field_of_any_kind_is_lost_on_the_way(kind: str) -> None:
    """Changing any single field of a fact changes its triples: nothing a page says is dropped by the mapping."""
    fields = fields_of(kind)
    full = {f.name: sample(f.name, f.type, f.values, 1) for f in fields}
    full |= dict.fromkeys(ABSENT.get(kind, ()))
    before = triples_of(KINDS[kind](span=SPAN, **full))
    silent = []
    for field in fields:
        once = len(field.values) == 1 and full[field.name] is not None
        other = None if once else sample(field.name, field.type, field.values, 2)
        changed = KINDS[kind](span=SPAN, **{**full, field.name: other})
        if triples_of(changed) == before:
            silent.append(field.name)

    assert silent == []
