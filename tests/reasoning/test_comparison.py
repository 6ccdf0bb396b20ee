"""Claims compared with each other: the rules one by one on made-up facts, and what they find on the two pages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from anakinra_kg.facts.records import AdverseEffect, DosageForm, DosingRegimen, Indication, Interaction, MedicalProblem
from anakinra_kg.query.graph import KnowledgeGraph
from anakinra_kg.query.questions import ask
from anakinra_kg.rdf.names import AKD, entity, term
from anakinra_kg.reasoning.rules import compare
from anakinra_kg.resources import resource
from tests.support.graphs import DOCUMENT, SPAN, graph_of, store_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.dataset.build import Build
    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.records import Fact

OTHER = replace(DOCUMENT, source="mayoclinic", id="zorbin")
RELATIONS = ("agreesWith", "namesSameEffectAs", "refines", "overlapsWith", "contradicts")
CODES = {q.triple for q in parse(path=str(resource("ontology", "vocabularies.ttl")), format=RdfFormat.TURTLE)}


def relations(*pages: tuple[Document, tuple[Fact, ...]]) -> set[tuple[str, str, str]]:
    """Return the relations between the claims of pages: the relation and the two claims, without kind of claim."""
    return found(compare(graph_of(*pages) | CODES))


def found(triples: Iterable[Triple]) -> set[tuple[str, str, str]]:
    """Return relation, first and second claim of triples that relate claims."""
    names = {term(f"akg:{name}"): name for name in RELATIONS}
    return {(names[t.predicate], _short(t.subject), _short(t.object)) for t in triples if t.predicate in names}


def _short(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value.removeprefix(AKD).partition("/")[2]


def values(built: Build, subject: object, predicate: str) -> set[NamedNode]:
    """Return the nodes that a property of a node points at."""
    return {
        t.object
        for t in built.triples
        if t.subject == subject and t.predicate == term(predicate) and isinstance(t.object, NamedNode)
    }


def indication(condition: str = "Gout", **fields: object) -> Indication:
    """Return an indication."""
    return Indication(span=SPAN, condition=condition, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mine", "yours", "expected"),
    [
        (indication(), indication(), {"agreesWith"}),
        (indication(severity="mild"), indication(severity="mild"), {"agreesWith"}),
        (indication(severity="mild"), indication(), {"refines"}),
        (indication("Type 2 Diabetes Mellitus"), indication("Diabetes Mellitus (DM)"), {"refines"}),
        (indication("Type 2 Diabetes Mellitus"), indication("Diabetes Mellitus (DM)", severity="mild"), set()),
        (indication(severity="mild"), indication(population="adults"), {"overlapsWith"}),
        (indication(), indication("Ague"), set()),
        (
            indication("Type 2 Diabetes Mellitus"),
            MedicalProblem(span=SPAN, problem="Diabetes Mellitus (DM)", advice="should not be used"),
            {"contradicts"},
        ),
        (indication(), MedicalProblem(span=SPAN, problem="Gout", advice="use with caution"), set()),
        (Interaction(span=SPAN, drug="Q", advice="not recommended"), Interaction(span=SPAN, drug="Q"), set()),
        (
            Interaction(span=SPAN, drug="Q", advice="not recommended"),
            Interaction(span=SPAN, drug="Q", advice="not recommended"),
            {"agreesWith"},
        ),
        (
            Interaction(span=SPAN, drug="Q", advice="not recommended"),
            Interaction(span=SPAN, drug="Q", advice="increased risk"),
            {"contradicts"},
        ),
        (
            Interaction(span=SPAN, drug="Q", advice="do not combine"),
            Interaction(span=SPAN, drug="Q", advice="not recommended"),
            set(),
        ),
        (
            Interaction(span=SPAN, drug="Q", effect="metabolism", direction="increased", affected="Q"),
            Interaction(span=SPAN, drug="Q", effect="metabolism", direction="decreased", affected="Q"),
            {"contradicts"},
        ),
        (AdverseEffect(span=SPAN, effect="joint pain"), AdverseEffect(span=SPAN, effect="arthralgia"), {"agreesWith"}),
        (
            AdverseEffect(span=SPAN, effect="nausea", frequency="rare"),
            AdverseEffect(span=SPAN, effect="nausea"),
            {"namesSameEffectAs"},
        ),
        (
            AdverseEffect(span=SPAN, effect="nausea", frequency="rare"),
            AdverseEffect(span=SPAN, effect="nausea", frequency="more common"),
            {"contradicts"},
        ),
        (
            AdverseEffect(span=SPAN, effect="nausea", frequency="rare", population="adults"),
            AdverseEffect(span=SPAN, effect="nausea", frequency="more common", population="children"),
            {"namesSameEffectAs"},
        ),
        (
            AdverseEffect(span=SPAN, effect="nausea", frequency="rare", population="adults"),
            AdverseEffect(span=SPAN, effect="nausea", frequency="rare", population="adults"),
            {"agreesWith"},
        ),
        (
            AdverseEffect(span=SPAN, effect="hives, itching, or rash", frequency="rare"),
            AdverseEffect(span=SPAN, effect="itching", frequency="more common"),
            {"contradicts", "refines"},
        ),
        (
            AdverseEffect(span=SPAN, effect="vomiting"),
            AdverseEffect(span=SPAN, effect="nausea or vomiting"),
            {"refines"},
        ),
        (DosageForm(span=SPAN, form="Solution"), DosageForm(span=SPAN, form="solution"), {"agreesWith"}),
        (DosageForm(span=SPAN, form="Injection, solution"), DosageForm(span=SPAN, form="Solution"), {"refines"}),
        (DosageForm(span=SPAN, form="Gel", strength="1 mg"), DosageForm(span=SPAN, form="Gel"), {"refines"}),
        (
            DosageForm(span=SPAN, form="Gel", strength="1 mg"),
            DosageForm(span=SPAN, form="Gel", strength="2 mg"),
            set(),
        ),
    ],
)
def test_two_claims_stand_to_each_other_as_the_rules_say(mine: Fact, yours: Fact, expected: set[str]) -> None:
    """One pair for each rule, and the nearest pair that the rule must leave alone."""
    assert {relation for relation, _, _ in relations((DOCUMENT, (mine,)), (OTHER, (yours,)))} == expected


def test_what_two_pages_say_of_each_other_is_compared() -> None:
    """Either drug of a pair may be the subject of the page."""
    partner = replace(OTHER, id="quexol", drug="Quexol")
    forbids = Interaction(span=SPAN, drug="Quexol", advice="do not combine")
    allows = Interaction(span=SPAN, drug="Zorbin", advice="usually not recommended")

    assert {relation for relation, *_ in relations((DOCUMENT, (forbids,)), (partner, (allows,)))} == {"contradicts"}


def test_what_goes_both_ways_is_said_both_ways_and_a_refinement_one_way() -> None:
    """Each claim links to the other; the narrower claim is first."""
    nausea, item = AdverseEffect(span=SPAN, effect="nausea"), AdverseEffect(span=SPAN, effect="nausea or vomiting")

    assert relations((DOCUMENT, (nausea,)), (OTHER, (nausea, item))) == {
        ("agreesWith", "drugbank-DB99999-nausea", "mayoclinic-zorbin-nausea"),
        ("agreesWith", "mayoclinic-zorbin-nausea", "drugbank-DB99999-nausea"),
        ("refines", "drugbank-DB99999-nausea", "mayoclinic-zorbin-nausea-or-vomiting"),
    }


def test_a_comparison_is_a_node_with_both_claims_and_both_evidences(built: Build) -> None:
    """Its IRI consists of its kind and the two claims, so a rebuild gives the same IRI."""
    kinds = {term(f"akg:{name}"): name.lower() for name in ("Agreement", "Refinement", "Overlap", "Contradiction")}
    kinds[term("akg:SameEffect")] = "same-effect"
    nodes = [(t.subject, kinds[t.object]) for t in built.triples if t.object in kinds]  # type: ignore[index]

    assert len(nodes) > 20
    for node, word in nodes:
        (first,), (second,) = (values(built, node, f"akg:{name}Claim") for name in ("first", "second"))
        assert node == entity("comparison", word, *(claim.value.removeprefix(AKD) for claim in (first, second)))
        assert values(built, node, "prov:wasDerivedFrom") == {
            evidence for claim in (first, second) for evidence in values(built, claim, "prov:wasDerivedFrom")
        }


def test_every_rule_says_what_it_asks() -> None:
    """A rule begins with its question and how it is meant."""
    paths = [*resource("ontology", "comparison").glob("*.rq"), resource("ontology", "comparison-nodes.rq")]

    assert len(paths) == 13
    for path in paths:
        assert re.match(r"#\+ summary: .+\?\n#\+ description: .+\.\n\n", path.read_text(encoding="utf-8")), path.name


# --- the two pages: each of these was compared by eye with both places ----------------------------------------------

MAYO, DRUGBANK = "mayoclinic-anakinra-", "drugbank-DB00026-"
NOMID = "neonatal-onset-multisystem-inflammatory-disease-nomid"


@pytest.mark.parametrize(
    ("relation", "first", "second", "places"),
    [
        ("agreesWith", DRUGBANK + NOMID, MAYO + NOMID, {"drugbank 49", "mayoclinic 10"}),
        (
            "namesSameEffectAs",
            DRUGBANK + "arthralgia-rheumatoid-arthritis-patients",
            MAYO + "joint-pain-more-common-immediate",
            {"drugbank 95", "mayoclinic 158"},
        ),
        (
            "namesSameEffectAs",
            DRUGBANK + "abdominal-pain-rheumatoid-arthritis-patients",
            MAYO + "stomach-pain-more-common-immediate",
            {"drugbank 95", "mayoclinic 168"},
        ),
        (
            "contradicts",
            MAYO + "etanercept-do-not-combine",
            MAYO + "etanercept",
            {"mayoclinic 52", "mayoclinic 125"},
        ),
        (
            "contradicts",
            MAYO + "headache-more-common-immediate",
            MAYO + "headache-routine",
            {"mayoclinic 155", "mayoclinic 200"},
        ),
        (
            "contradicts",
            MAYO + "sore-throat-incidence-not-known-immediate",
            MAYO + "sore-throat-more-common-immediate",
            {"mayoclinic 167", "mayoclinic 194"},
        ),
        (
            "refines",
            DRUGBANK + "nausea-rheumatoid-arthritis-patients",
            MAYO + "nausea-or-vomiting-more-common-immediate",
            {"drugbank 95", "mayoclinic 161"},
        ),
        ("refines", DRUGBANK + "solution-subcutaneous-150-mg", MAYO + "solution", {"drugbank 261", "mayoclinic 20"}),
        (
            "overlapsWith",
            DRUGBANK + "rheumatoid-arthritis-adults",
            MAYO + "rheumatoid-arthritis",
            {"drugbank 49", "mayoclinic 8"},
        ),
    ],
)
def test_the_pages_stand_to_each_other_as_read(
    relation: str, first: str, second: str, places: set[str], built: Build
) -> None:
    """Relation, claims and the lines of both."""
    assert (relation, first, second) in found(built.triples)
    lines = {t.subject.value: t.object.value for t in built.triples if t.predicate == term("akg:line")}  # type: ignore[union-attr]
    evidence = {
        f"{t.object.value.removeprefix(AKD + 'document/').partition('-')[0]} {lines[t.object.value]}"  # type: ignore[union-attr]
        for t in built.triples
        if t.predicate == term("prov:wasDerivedFrom") and _short(t.subject) in {first, second}
    }
    assert places <= evidence


def test_five_drugs_are_forbidden_and_allowed_on_one_page(built: Build) -> None:
    """The page advises against nine drugs in most cases and forbids five of them elsewhere."""
    drugs = ("adalimumab", "certolizumab-pegol", "etanercept", "golimumab", "infliximab")

    assert {(a, b) for relation, a, b in found(built.triples) if relation == "contradicts" and "combine" in a} == {
        (f"{MAYO}{drug}-do-not-combine", f"{MAYO}{drug}") for drug in drugs
    }


@pytest.mark.parametrize(
    ("mine", "yours", "property_"),
    [
        (
            Interaction(span=SPAN, drug="Q", advice="do not combine"),
            Interaction(span=SPAN, drug="Q", advice="increased risk"),
            "interactionAdvice",
        ),
        (
            Interaction(span=SPAN, drug="Q", effect="metabolism", direction="increased", affected="Q"),
            Interaction(span=SPAN, drug="Q", effect="metabolism", direction="decreased", affected="Q"),
            "direction",
        ),
        (
            AdverseEffect(span=SPAN, effect="nausea", frequency="rare"),
            AdverseEffect(span=SPAN, effect="nausea", frequency="more common"),
            "frequency",
        ),
        (
            indication(),
            MedicalProblem(span=SPAN, problem="Gout", advice="should not be used"),
            "problemAdvice",
        ),
    ],
)
def test_a_contradiction_says_what_its_claims_differ_in(mine: Fact, yours: Fact, property_: str) -> None:
    """The rule that finds it knows; a query need not guess again."""
    made = compare(graph_of((DOCUMENT, (mine,)), (OTHER, (yours,))) | CODES)

    assert {t.object for t in made if t.predicate == term("akg:differsIn")} == {term(f"akg:{property_}")}


def test_claims_that_differ_in_two_ways_are_one_contradiction() -> None:
    """Frequency and urgency differ: one node, with both properties."""
    effects = [
        AdverseEffect(span=SPAN, effect="nausea", frequency="rare", attention="routine"),
        AdverseEffect(span=SPAN, effect="nausea", frequency="more common", attention="immediate"),
    ]
    made = compare(graph_of((DOCUMENT, effects[:1]), (OTHER, effects[1:])) | CODES)
    nodes = {t.subject for t in made if t.object == term("akg:Contradiction")}

    assert len(nodes) == 1
    assert {t.object for t in made if t.subject in nodes and t.predicate == term("akg:differsIn")} == {
        term("akg:frequency"),
        term("akg:attention"),
    }


def test_the_question_shows_every_contradiction_whatever_its_claims() -> None:
    """Also a contradiction of two regimens, which a user's rule may find."""
    doses = [DosingRegimen(span=SPAN, condition="Gout", maximum=Decimal(n), unit="mg", per="day") for n in (4, 8)]
    made = graph_of((DOCUMENT, doses[:1]), (OTHER, doses[1:])) | CODES
    first, second = sorted((t.subject for t in made if t.object == term("akg:DosingRegimen")), key=str)
    node = NamedNode(AKD + "comparison/contradiction-doses")
    made |= {
        Triple(node, term("rdf:type"), term("akg:Contradiction")),
        Triple(node, term("akg:firstClaim"), first),
        Triple(node, term("akg:secondClaim"), second),
        Triple(node, term("akg:comparedEntity"), NamedNode(AKD + "condition/gout")),
        Triple(node, term("akg:differsIn"), term("akg:maximumDose")),
    }
    (row,) = ask(KnowledgeGraph(store_of(made), []).evaluate, "contradictions", {}).rows()

    assert (row.about, row.differ_in, row.first_says, row.second_says) == ("Gout", "maximum dose", "Gout: 4", "Gout: 8")
