"""A graph that contradicts itself is found out, whatever it contradicts; one that others add to is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from anakinra_kg.cli import main
from anakinra_kg.dataset.consistency import check_consistency
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, term
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

DRUG = NamedNode(AKD + "drug/anakinra")
ETANERCEPT = NamedNode(AKD + "interaction/mayoclinic-anakinra-etanercept")


@pytest.fixture(scope="module")
def sound() -> frozenset[Triple]:
    """Return the committed graph."""
    return frozenset(read_triples(resource("data", "anakinra.ttl")))


def changed(sound: frozenset[Triple], old: tuple[str, str, str], new: str) -> set[Triple]:
    """Return the graph with another value of one statement."""
    subject, predicate = NamedNode(AKD + old[0]), term(old[1])
    value = NamedNode(AKD + old[2])
    assert Triple(subject, predicate, value) in sound
    return {*sound - {Triple(subject, predicate, value)}, Triple(subject, predicate, NamedNode(AKD + new))}


def test_the_committed_graph_is_consistent(sound: frozenset[Triple]) -> None:
    """Every statement follows from the others."""
    assert list(check_consistency(sound)) == []


def test_every_direction_turned_round_is_found(sound: frozenset[Triple]) -> None:
    """The labels of the claims still have the old one."""
    up, down = NamedNode(AKD + "direction/increased"), NamedNode(AKD + "direction/decreased")
    turned = {
        Triple(t.subject, t.predicate, down) if t.predicate == term("akg:direction") and t.object == up else t
        for t in sound
    }
    found = {finding.focus for finding in check_consistency(turned) if finding.path.endswith("#label")}

    assert found == {t.subject.value for t in sound if t.predicate == term("akg:direction") and t.object == up}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            ("trial-group/drugbank-DB00026-3-completed-treatment-rheumatoid-arthritis", "akg:phase", "phase/3"),
            "phase/4",
        ),
        (
            (
                "interaction/mayoclinic-anakinra-etanercept",
                "akg:interactionAdvice",
                "interaction-advice/usually-not-recommended",
            ),
            "interaction-advice/increased-risk",
        ),
        (
            (
                "dosing-regimen/mayoclinic-anakinra-injection-dosage-form-solution-rheumatoid-arthritis-adults",
                "akg:treatedCondition",
                "condition/rheumatoid-arthritis",
            ),
            "condition/gout",
        ),
    ],
)
def test_a_code_that_does_not_fit_the_words_beside_it_is_found(
    old: tuple[str, str, str], new: str, sound: frozenset[Triple]
) -> None:
    """Phases, advice, conditions."""
    subject = AKD + old[0]
    if Triple(NamedNode(subject), term(old[1]), NamedNode(AKD + old[2])) not in sound:
        pytest.fail(f"{subject} has changed; take another statement")

    assert any(finding.focus == subject for finding in check_consistency(changed(sound, old, new)))


def test_a_dose_is_for_the_conditions_that_its_words_name(sound: frozenset[Triple]) -> None:
    """Also where they name several in one phrase."""
    treated = term("akg:treatedCondition")
    several = next(t for t in sorted(sound, key=str) if t.predicate == treated and str(t.object).endswith("nomid>"))
    wrong = Triple(several.subject, treated, NamedNode(AKD + "condition/rheumatoid-arthritis"))

    assert wrong.object.value in {f.value for f in check_consistency({*sound - {several}, wrong})}  # type: ignore[union-attr]


def test_a_shortcut_without_a_claim_and_a_claim_without_its_shortcut_are_found(sound: frozenset[Triple]) -> None:
    """Both ways, and for every such property."""
    invented = Triple(DRUG, term("akg:isContraindicatedIn"), NamedNode(AKD + "condition/arthritis"))
    shortcuts = [
        next(t for t in sorted(sound, key=str) if t.subject == DRUG and t.predicate == term(f"akg:{name}"))
        for name in ("hasAdverseEffect", "hasBrandName", "hasProduct", "hasTarget", "isIndicatedFor")
    ]

    assert [f.value for f in check_consistency({*sound, invented})] == [AKD + "condition/arthritis"]
    for lost in shortcuts:
        assert [f.path for f in check_consistency(sound - {lost})] == [lost.predicate.value]


def test_identifiers_are_those_of_the_tables(sound: frozenset[Triple]) -> None:
    """A wrong number, another relation, http for https; without the tables being named."""
    match = next(t for t in sorted(sound, key=str) if t.predicate == term("skos:exactMatch") and t.subject == DRUG)
    for wrong in (
        Triple(match.subject, match.predicate, NamedNode(match.object.value + "0")),  # type: ignore[union-attr]
        Triple(match.subject, term("skos:broadMatch"), match.object),
    ):
        found = list(check_consistency({*sound - {match}, wrong}))
        assert {finding.focus for finding in found} == {DRUG.value}


def test_the_place_of_a_claim_is_one_place(sound: frozenset[Triple]) -> None:
    """Line, characters and label of the evidence agree, by the starts of the lines that the graph has."""
    line = next(t for t in sorted(sound, key=str) if t.predicate == term("akg:line"))
    other = Literal("1" if line.object.value != "1" else "2", datatype=term("xsd:integer"))  # type: ignore[union-attr]
    found = list(check_consistency({*sound - {line}, Triple(line.subject, line.predicate, other)}))

    assert [(f.focus, f.path) for f in found] == [(line.subject.value, term("akg:line").value)]  # type: ignore[union-attr]


def test_comparisons_follow_from_the_claims(sound: frozenset[Triple]) -> None:
    """One that is left out is missing, one that is turned round or invented follows from nothing."""
    relation = next(t for t in sorted(sound, key=str) if t.predicate == term("akg:contradicts"))
    back = Triple(relation.object, relation.predicate, relation.subject)  # type: ignore[arg-type]

    assert len(list(check_consistency(sound - {relation}))) == 1
    assert [f.focus for f in check_consistency({*sound, back} - {relation})] != []


def test_a_claim_said_twice_is_found(sound: frozenset[Triple]) -> None:
    """Alike but for its IRI."""
    copy = NamedNode(f"{ETANERCEPT.value}-2")
    twice = {Triple(copy, t.predicate, t.object) for t in sound if t.subject == ETANERCEPT}

    assert any("remove one of them" in finding.message for finding in check_consistency({*sound, *twice}))


def test_a_passage_states_one_claim_of_a_kind(sound: frozenset[Triple]) -> None:
    """The evidence of another row is the evidence of one claim too many; a row may be shared by claims of two kinds."""
    derived = term("prov:wasDerivedFrom")
    first, second = [t for t in sorted(sound, key=str) if t.predicate == derived and "id/gap/" in str(t.subject)][:2]
    moved = Triple(second.subject, derived, first.object)

    assert any("a passage states one such claim" in f.message for f in check_consistency({*sound, moved} - {second}))


def test_what_others_add_is_theirs(sound: frozenset[Triple]) -> None:
    """Statements in other terms, nodes of other namespaces, comments."""
    theirs = NamedNode("https://example.org/rating")
    more = {
        Triple(DRUG, theirs, Literal("good")),
        Triple(DRUG, term("rdfs:comment"), Literal("looked at by hand", language="en")),
        Triple(NamedNode("https://example.org/drug"), term("rdfs:label"), Literal("another drug")),
    }

    assert list(check_consistency({*sound, *more})) == []


def test_a_graph_without_pages_is_not_checked() -> None:
    """Nothing can be mapped without a page; the shapes say what is missing."""
    assert list(check_consistency([Triple(DRUG, term("rdfs:label"), Literal("anakinra"))])) == []


@pytest.mark.parametrize(
    ("predicate", "new", "message"),
    [
        ("akg:maximumDose", "80", "akg:maximumDose is `80`; rdfs:label says `8`. Correct the one that is wrong."),
        ("akg:maximumDose", "81", "akg:maximumDose is `81`; rdfs:label says `8`. Correct the one that is wrong."),
        ("akg:maximumDose", "8.1", "akg:maximumDose is `8.1`; rdfs:label says `8`. Correct the one that is wrong."),
        ("akg:trialCount", "7", "akg:trialCount is `7`; rdfs:label says `1`. Correct the one that is wrong."),
    ],
)
def test_a_number_that_the_label_has_otherwise_is_told_at_its_own_line_too(
    predicate: str, new: str, message: str, sound: frozenset[Triple]
) -> None:
    """Either may be wrong, and who changed the number looks at its line."""
    old = min((t for t in sound if t.predicate == term(predicate)), key=str)
    assert isinstance(old.object, Literal)
    wrong = Triple(old.subject, old.predicate, Literal(new, datatype=old.object.datatype))
    found = list(check_consistency({*sound - {old}, wrong}))

    assert [f.message for f in found if f.path == old.predicate.value] == [message]
    assert {f.path for f in found} == {old.predicate.value, term("rdfs:label").value}  # a part of a number is none
    assert [f.value for f in found if f.path == old.predicate.value] == [new]


def test_a_long_label_is_told_by_the_words_that_differ(sound: frozenset[Triple]) -> None:
    """Nobody compares two texts of three lines by eye."""
    old = max((t for t in sound if t.predicate == term("rdfs:label")), key=lambda t: len(str(t.object)))
    assert isinstance(old.object, Literal)
    text = old.object.value
    wrong = Triple(old.subject, old.predicate, Literal(text[:-1] + "}", language="en"))
    (found,) = check_consistency({*sound - {old}, wrong})

    assert len(found.message) < len(text)
    assert found.message.endswith(f"{text[-10:]}`. Correct the one that is wrong.")


def test_a_missing_value_names_its_field_once(sound: frozenset[Triple]) -> None:
    """A claim cannot say that the page has no value, and give one."""
    group = next(t for t in sorted(sound, key=str) if t.predicate == term("akg:trialPurpose")).subject
    both = Triple(group, term("akg:notAvailable"), Literal("purpose"))
    nothing = Triple(group, term("akg:notAvailable"), Literal("colour"))

    assert "remove one of them" in next(iter(check_consistency({*sound, both}))).message
    assert "no field of such a claim" in next(iter(check_consistency({*sound, nothing}))).message


def test_validate_reads_the_tables_without_being_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command runs the check; with the shapes of others it does not."""
    text = resource("data", "anakinra.ttl").read_text(encoding="utf-8")
    bad = tmp_path / "bad.ttl"
    bad.write_text(text.replace('akg:phasesAsWritten "3"', 'akg:phasesAsWritten "4"', 1), encoding="utf-8")

    assert main(["validate", str(bad)]) == 1
    assert "shape:Consistency" in capsys.readouterr().out
    shapes = str(resource("ontology", "shapes.ttl"))
    main(["validate", str(bad), "--shapes", shapes])
    assert "shape:Consistency" not in capsys.readouterr().out
