"""What a person's words mean in a graph."""

from __future__ import annotations

import pytest

from anakinra_kg.errors import QuestionError
from anakinra_kg.query import parameters
from anakinra_kg.query.graph import load
from anakinra_kg.query.questions import Parameter
from anakinra_kg.rdf.names import AKD
from anakinra_kg.resources import resource

KG = load(resource("data", "anakinra.ttl"))


def found(kind: str, scope: str, words: str) -> list[str]:
    """Return what words mean for a parameter, without our base."""
    parameter = Parameter("thing", kind, scope, "any", "x", "Those.", required=False)
    return [term.value.removeprefix(AKD) for term in parameters.terms(KG.sparql, "query q", parameter, words)]


@pytest.mark.parametrize(
    "words",
    [
        "Rheumatoid Arthritis",
        "  rheumatoid arthritis ",
        "condition/rheumatoid-arthritis",
        AKD + "condition/rheumatoid-arthritis",
        "MONDO:0008383",
        "mondo:0008383",
        "MONDO_0008383",
        "mesh:D001172",
        "http://purl.obolibrary.org/obo/MONDO_0008383",
    ],
)
def test_a_condition_is_found_by_label_iri_or_public_identifier(words: str) -> None:
    """Case, outer space and the way an identifier is written do not count."""
    assert found("entity", "akg:Condition", words) == ["condition/rheumatoid-arthritis"]


def test_a_condition_is_found_by_any_of_its_spellings() -> None:
    """The strings of the page that mean one disease find that disease."""
    spellings = ("End Stage Renal Disease (ESRD)", "End-Stage Renal Disease", "End Stage Renal Failure on Dialysis")
    known = [words for words in spellings if _known(words)]

    assert len({tuple(found("entity", "akg:Condition", words)) for words in known}) == 1


def _known(words: str) -> bool:
    try:
        return bool(found("entity", "akg:Condition", words))
    except QuestionError:
        return False


def test_a_drug_is_found_by_its_drugbank_identifier() -> None:
    """Pharmacists know drugs by their codes."""
    assert found("entity", "akg:Drug", "db01281") == ["drug/abatacept"]


def test_a_bare_number_is_no_identifier() -> None:
    """A number is a code of several vocabularies; taking it for one of them would be a guess."""
    with pytest.raises(QuestionError):
        found("entity", "akg:Drug", "614391")


def test_a_code_is_of_its_own_list_only() -> None:
    """`completed` is a status and no purpose."""
    assert found("code", "trial-status", "completed") == ["trial-status/completed"]
    with pytest.raises(QuestionError, match=r"query q: no thing `completed` in this graph; "):
        found("code", "trial-purpose", "completed")


def test_a_value_is_one_that_the_property_has() -> None:
    """A literal is taken if the graph has it."""
    assert found("value", "akg:sourceKind", "DrugBank") == ["drugbank"]


@pytest.mark.parametrize("words", ["akd:drug/anakinra", "drug/anakinra", AKD + "drug/anakinra"])
def test_anything_is_found_by_its_iri(words: str) -> None:
    """An IRI is accepted in full, without the base IRI, or as a CURIE, if it is a subject in the graph."""
    assert found("node", "", words) == ["drug/anakinra"]


@pytest.mark.parametrize("words", ["'\"} DELETE WHERE { ?s ?p ?o }", "", "<>", "a b:c", "akd:nothing", "http://"])
def test_what_means_nothing_is_an_error_of_ours(words: str) -> None:
    """Whatever the words hold, they are compared and never run."""
    with pytest.raises(QuestionError, match="in this graph"):
        found("node", "", words)
