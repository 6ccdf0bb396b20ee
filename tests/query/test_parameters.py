"""What a person's words mean in a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from anakinra_kg.errors import QuestionError
from anakinra_kg.query import parameters
from anakinra_kg.query.graph import KnowledgeGraph, load
from anakinra_kg.query.questions import Parameter, Question, query_text
from anakinra_kg.rdf.names import AKD
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

KG = load(resource("data", "anakinra.ttl"))

MADE_UP = """@prefix : <https://example.org/> .
@prefix akg: <https://w3id.org/anakinra-kg/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:fever rdfs:label "Fever of any kind" .
:hill-fever rdfs:label "Hill fever" ; skos:broader :fever .
:desert-fever rdfs:label "Desert fever" ; skos:broader :hill-fever .
:ague rdfs:label "Ague" ; skos:broader :fever .
:chronic rdfs:label "Infection (chronic)" .
:eye rdfs:label "Infection of the eye" .
:gout rdfs:label "gout" .
:gout-flare rdfs:label "flare of gout" .
:protein a akg:Protein ; rdfs:label "Testin receptor" ; skos:altLabel "TST1R" .
:claim a akg:TargetClaim ; rdfs:label "Fever seen with Testol" ; akg:target :protein ; akg:geneSymbol "TST1" ;
  prov:wasDerivedFrom :span .
"""


@pytest.fixture
def made_up(tmp_path: Path) -> KnowledgeGraph:
    """Return a graph of invented things."""
    file = tmp_path / "made-up.ttl"
    file.write_text(MADE_UP, encoding="utf-8")
    return load(file)


def meant(graph: KnowledgeGraph, words: str) -> parameters.Meaning:
    """Return what words mean for a parameter that takes anything."""
    thing = Parameter("thing", "node", "", "any", "x", "Those.", required=False)
    return parameters.meaning(graph.evaluate, "query q", thing, words)


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


@pytest.mark.parametrize(
    "words", ["HGNC:5993", "hgnc:5993", "ENSG00000115594", "ncbigene:3554", "P14778", "uniprot:P14778"]
)
def test_a_protein_is_found_by_the_identifiers_of_databases(words: str) -> None:
    """The identifier of its gene finds it too, and an accession needs no prefix."""
    assert found("entity", "akg:Protein", words) == ["protein/interleukin-1-receptor-type-1"]
    assert found("node", "", words) == ["protein/interleukin-1-receptor-type-1"]


def test_an_identifier_means_what_is_the_same_before_what_is_close() -> None:
    """The code of ATC is that of the class; it finds the drug where a drug is asked for."""
    assert found("node", "", "L04AA24") == ["class/atc-l04aa24"]
    assert found("entity", "akg:Drug", "L04AA24") == ["drug/abatacept"]


def test_a_drug_is_found_by_its_brand_name() -> None:
    """People know the drug by what stands on the box."""
    assert found("entity", "akg:Drug", "kineret") == ["drug/anakinra"]


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("NOMID", "neonatal-onset-multisystem-inflammatory-disease-nomid"),
        ("Neonatal-Onset Multisystem Inflammatory Disease", "neonatal-onset-multisystem-inflammatory-disease-nomid"),
        ("COVID-19", "coronavirus-disease-2019-covid-19"),
        ("caps", "cryopyrin-associated-periodic-syndromes-caps"),
        ("fmf", "familial-mediterranean-fever-fmf"),
    ],
)
def test_a_condition_is_found_by_its_abbreviation_or_without_it(words: str, condition: str) -> None:
    """A label that ends with an abbreviation gives two names."""
    assert found("entity", "akg:Condition", words) == [f"condition/{condition}"]


def test_parentheses_without_an_abbreviation_are_part_of_the_name(made_up: KnowledgeGraph) -> None:
    """`Infection (chronic)` is no other name of all infections, so both labels with the word are candidates."""
    assert [node.value for node in meant(made_up, "infection").candidates] == [
        "https://example.org/chronic",
        "https://example.org/eye",
    ]


def test_an_exact_name_comes_before_a_part_of_a_label(made_up: KnowledgeGraph) -> None:
    """`gout` is a condition of its own, though another label has the word too."""
    assert meant(made_up, "Gout") == parameters.Meaning((NamedNode("https://example.org/gout"),))


def test_a_broader_thing_answers_for_the_others_with_all_below(made_up: KnowledgeGraph) -> None:
    """What is below comes too, whatever it is called."""
    meaning = meant(made_up, "fever")

    assert [node.value for node in meaning.terms] == ["https://example.org/fever"]
    assert [node.value for node in meaning.below] == [
        "https://example.org/ague",
        "https://example.org/desert-fever",
        "https://example.org/hill-fever",
    ]
    assert meaning.candidates == ()


def test_only_whole_words_are_part_of_a_label(made_up: KnowledgeGraph) -> None:
    """`fev` is no word."""
    with pytest.raises(QuestionError, match=r"no thing `fev` in this graph; did you mean"):
        meant(made_up, "fev")


def test_the_symbol_of_a_gene_finds_the_protein_of_the_claim(made_up: KnowledgeGraph) -> None:
    """A claim on a protein may name the gene, or the protein may have the symbol as a label."""
    assert [node.value for node in meant(made_up, "tst1").terms] == ["https://example.org/protein"]
    assert [node.value for node in meant(made_up, "TST1R").terms] == ["https://example.org/protein"]


def test_a_claim_is_not_found_by_its_label(made_up: KnowledgeGraph) -> None:
    """Labels of claims hold the names of many things; they are no names."""
    with pytest.raises(QuestionError, match="no thing `seen`"):
        meant(made_up, "seen")


def test_a_question_does_not_guess() -> None:
    """Words that may mean several things are an error that lists them."""
    message = r"query q: thing `warfarin` can mean 2 things; give one of: `\(R\)-warfarin`, `\(S\)-Warfarin`"
    with pytest.raises(QuestionError, match=message):
        found("entity", "akg:Drug", "warfarin")


@pytest.mark.parametrize("name", ["trials", "trials-by-condition"])
def test_a_query_that_goes_to_what_is_narrower_gives_each_row_once(name: str) -> None:
    """The broader term alone is put into it."""
    by_word, by_label = (KG.query(name, condition=words) for words in ("diabetes", "Diabetes Mellitus (DM)"))

    assert len(by_word) > 0
    assert list(by_word) == list(by_label)


def test_a_query_that_compares_terms_gets_all_below(made_up: KnowledgeGraph) -> None:
    """Else what is said of a narrower thing would be missing."""
    query = "VALUES ?wanted_thing { UNDEF } FILTER(?node = ?wanted_thing)"
    thing = Parameter("thing", "node", "", "any", "x", "Those.", required=False)
    compared, walked = (
        Question("q", "Which?", "One.", (), parameters=(thing,), columns=(), sparql=text)
        for text in (query, query + " ?node skos:broader* ?wanted_thing")
    )

    assert query_text(made_up.evaluate, compared, {"thing": "fever"}).count("<https://example.org/") == 4
    assert query_text(made_up.evaluate, walked, {"thing": "fever"}).count("<https://example.org/") == 1


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


@pytest.mark.parametrize("name", ["IL1R1", "IL1RN", "interleukin-1 receptor antagonist"])
def test_names_that_only_the_tables_have_are_in_the_graph(name: str) -> None:
    """A gene symbol finds its protein, though no page prints it: the graph has all names, not only the tables."""
    assert all(thing.kind == "protein" for thing in KG.explain(name).things)
    assert KG.explain(name).things
