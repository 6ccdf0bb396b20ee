"""What is inferred, what is not, and how a contradiction is explained."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyowl2_profiles import detect_profiles
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from anakinra_kg import resources
from anakinra_kg.cli import main
from anakinra_kg.dataset.build import check_triples
from anakinra_kg.errors import ReasonerError
from anakinra_kg.rdf.names import AKD, TERM_PREFIXES, entity, term
from anakinra_kg.rdf.turtle import nquads, turtle
from anakinra_kg.reasoning import ontology_objects, reason
from anakinra_kg.reasoning.hermit import java

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.dataset.build import Build
    from anakinra_kg.reasoning.inference import Reasoning

A = term("rdf:type")
SHORTCUTS = {
    term(name)
    for name in (
        *("akg:affectsOrganism", "akg:hasAdverseEffect", "akg:hasBrandName", "akg:hasClassification"),
        *("akg:hasDosageForm", "akg:hasProduct", "akg:hasSupplier", "akg:hasTarget", "akg:interactsWithProtein"),
        *("akg:investigatedFor", "akg:isContraindicatedIn", "akg:isIndicatedFor", "obo:RO_0018029"),
        "biolink:pharmacologically_interacts_with",
    )
}
ON_THE_CLAIMS = pytest.mark.xdist_group("what follows from the claims")
"""Tests on one long inference, made once, in one process."""

RULES = sorted(resources.resource("ontology", "rules").glob("*.rq"))


def triple(subject: NamedNode, predicate: str, value: NamedNode | Literal | str) -> Triple:
    """Return a triple from prefixed names."""
    return Triple(subject, term(predicate), term(value) if isinstance(value, str) else value)


def names(nodes: Iterable[object]) -> set[str]:
    """Return the last parts of the IRIs of entities."""
    return {str(node)[1:-1].removeprefix(AKD) for node in nodes}


def members(found: Reasoning, cls: str) -> set[str]:
    """Return what was inferred to be of a class."""
    return names(t.subject for t in found.inferred if (t.predicate, t.object) == (A, term(cls)))


@pytest.fixture(scope="module")
def claims(built: Build) -> frozenset[Triple]:
    """Return the dataset without the shortcuts of the drugs it has claims on: what the pages say, on claims alone."""
    drugs = {t.object for t in built.triples if t.predicate == term("akg:aboutDrug")}
    return frozenset(t for t in built.triples if t.predicate not in SHORTCUTS or t.subject not in drugs)


@pytest.fixture(scope="module")
def found(claims: frozenset[Triple]) -> Reasoning:
    """Return what follows from the claims."""
    return reason(claims)


# --- what follows ----------------------------------------------------------------------------------------------------


@ON_THE_CLAIMS
def test_the_dataset_is_consistent_and_no_class_is_empty_by_definition(found: Reasoning) -> None:
    """Neither data nor ontology contradicts itself."""
    assert found.consistent
    assert found.explanations == ()


@ON_THE_CLAIMS
def test_the_shortcuts_are_what_follows_from_the_claims(
    found: Reasoning, built: Build, claims: frozenset[Triple]
) -> None:
    """Chains and rules give exactly the shortcuts of the mapping, and the inverse direction of interactions."""
    stated = built.triples - claims
    inferred = {t for t in found.inferred if t.predicate in SHORTCUTS}
    interactions = {t for t in stated if t.predicate == term("biolink:pharmacologically_interacts_with")}
    backwards = {Triple(t.object, t.predicate, t.subject) for t in interactions if isinstance(t.object, NamedNode)}

    assert len(stated) > 150
    assert inferred == stated | backwards


@ON_THE_CLAIMS
def test_nothing_stated_is_called_inferred(found: Reasoning, claims: frozenset[Triple]) -> None:
    """Inferred triples are separate from stated ones."""
    assert found.inferred
    assert not found.inferred & claims


@ON_THE_CLAIMS
def test_an_antagonist_of_il1r1_is_an_interleukin_1_receptor_antagonist(found: Reasoning) -> None:
    """The class follows from the mechanism that the page states."""
    assert members(found, "akg:Interleukin1ReceptorAntagonist") == {"drug/anakinra"}


@ON_THE_CLAIMS
def test_the_strongest_advice_makes_a_contraindicated_combination(found: Reasoning, built: Build) -> None:
    """Just the interactions that a page forbids are of the class."""
    advice = entity("interaction-advice", "do not combine")
    forbidden = {
        t.subject for t in built.triples if t.object == advice and t.predicate == term("akg:interactionAdvice")
    }

    assert len(forbidden) == 6
    assert members(found, "akg:ContraindicatedCombination") == names(forbidden)


@ON_THE_CLAIMS
def test_conditions_in_phase_3_or_4_are_late_phase(found: Reasoning, built: Build) -> None:
    """Combined phases count: trials of phases 2 and 3 are also of phase 3; a condition of earlier ones only is not."""
    late = {entity("phase", "3"), entity("phase", "4")}
    groups = {t.subject for t in built.triples if t.predicate == term("akg:phase") and t.object in late}
    conditions = {
        t.object for t in built.triples if t.predicate == term("akg:studiedCondition") and t.subject in groups
    }

    assert entity("condition", "rheumatoid arthritis") in conditions
    assert members(found, "akg:LatePhaseTrialGroup") == names(groups)
    assert members(found, "akg:LatePhaseCondition") == names(conditions)


def test_a_drug_of_atc_class_l04ab_is_a_tnf_inhibitor() -> None:
    """The class L04AB and all under it count, in the scheme of the ATC only, whether a page or a table says so."""
    graph = []
    for name, predicate, scheme, code in (
        ("etanercept", "akg:hasClassification", "atc", "L04AB01"),
        ("any TNF inhibitor", "akg:inDrugClass", "atc", "L04AB"),
        ("anakinra", "akg:hasClassification", "atc", "L04AC03"),
        ("madeupine", "akg:inDrugClass", "ahfs", "L04AB01"),
        ("madeupinol", "akg:inDrugClass", "atc", "L04ABX1"),
    ):
        drug, cls = entity("drug", name), entity("class", scheme, code)
        graph += [
            triple(drug, "rdf:type", "akg:Drug"),
            triple(drug, predicate, cls),
            triple(cls, "skos:inScheme", entity("scheme", scheme)),
            triple(cls, "skos:notation", Literal(code)),
        ]

    assert members(reason(graph), "akg:TumorNecrosisFactorInhibitor") == {"drug/any-tnf-inhibitor", "drug/etanercept"}


@ON_THE_CLAIMS
def test_the_classification_gives_what_no_axiom_states(found: Reasoning) -> None:
    """Each defined class is inferred to be a subclass of its broader class."""
    assert found.subclasses == (
        ("akg:ContraindicatedCombination", "akg:Interaction"),
        ("akg:Interleukin1ReceptorAntagonist", "akg:Drug"),
        ("akg:LatePhaseCondition", "akg:Condition"),
        ("akg:LatePhaseTrialGroup", "akg:TrialGroup"),
        ("akg:TumorNecrosisFactorInhibitor", "akg:Drug"),
    )


@ON_THE_CLAIMS
def test_what_is_inferred_keeps_to_the_shapes(found: Reasoning, built: Build) -> None:
    """Both files together conform, without any finding."""
    assert check_triples(built.triples | found.inferred) == []


def test_iris_of_any_script_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names with accents and parentheses are the same after reasoning, in whatever locale Java runs."""
    monkeypatch.setenv("LC_ALL", "C")
    first, second = entity("drug", "(R)-médicament, 薬 (a)(b)"), entity("drug", "β-Madeupine")
    graph = [triple(first, "biolink:pharmacologically_interacts_with", second), triple(first, "rdf:type", "akg:Drug")]
    graph.append(triple(second, "rdf:type", "akg:Drug"))

    assert triple(second, "biolink:pharmacologically_interacts_with", first) in reason(graph).inferred


# --- what cannot be --------------------------------------------------------------------------------------------------

DRUG, OTHER, CLAIM = entity("drug", "madeupine"), entity("drug", "madeupinol"), entity("target", "a claim")
CONTRADICTIONS = {
    "an organism as target": (
        [triple(DRUG, "akg:hasTarget", OTHER), triple(OTHER, "rdf:type", "akg:Organism")],
        {
            "akg:BiologicalEntity owl:disjointWith akg:Organism",
            "akg:Protein rdfs:subClassOf akg:BiologicalEntity",
            "akg:hasTarget rdfs:range akg:Protein",
        },
        {"akd:drug/madeupine akg:hasTarget akd:drug/madeupinol", "akd:drug/madeupinol a akg:Organism"},
    ),
    "a claim of two kinds": (
        [triple(CLAIM, "rdf:type", "akg:Gap"), triple(CLAIM, "rdf:type", "akg:Download")],
        {"akg:Download owl:disjointWith akg:Gap"},
        {"akd:target/a-claim a akg:Download", "akd:target/a-claim a akg:Gap"},
    ),
    "words for a number": (
        [triple(CLAIM, "akg:trialCount", Literal("two"))],
        {"akg:trialCount rdfs:range xsd:integer"},
        {'akd:target/a-claim akg:trialCount "two"'},
    ),
    "by way of a definition": (
        [triple(CLAIM, "rdf:type", "akg:LatePhaseTrialGroup"), triple(CLAIM, "rdf:type", "akg:Drug")],
        None,
        {"akd:target/a-claim a akg:Drug", "akd:target/a-claim a akg:LatePhaseTrialGroup"},
    ),
}


def test_a_drug_may_be_a_protein() -> None:
    """Anakinra is one, and albumin is both a medicine and a carrier: nothing forbids to say so."""
    assert reason([triple(DRUG, "rdf:type", "akg:Drug"), triple(DRUG, "rdf:type", "akg:Protein")]).consistent


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_names_its_axioms_and_facts_and_no_others(name: str) -> None:
    """The explanation is a smallest one: without any of its statements nothing would contradict."""
    wrong, axioms, facts = CONTRADICTIONS[name]
    sound = [triple(DRUG, "rdf:type", "akg:Drug"), triple(CLAIM, "akg:aboutDrug", DRUG)] * ("two kinds" in name)
    found = reason([*wrong, *sound])

    (explanation,) = found.explanations
    assert not found.consistent
    assert not found.inferred
    assert explanation.subject == "the graph"
    assert set(explanation.facts) == facts
    assert axioms is None or set(explanation.axioms) == axioms


def test_a_class_that_can_have_no_member_is_told_with_the_reason() -> None:
    """An ontology may be consistent and yet hold a class that nothing can be of."""
    impossible = term("akg:Impossible")
    graph = [triple(impossible, "rdf:type", "owl:Class")]
    graph += [triple(impossible, "rdfs:subClassOf", cls) for cls in ("akg:Drug", "akg:Route")]
    (explanation,) = reason(graph).explanations

    assert explanation.subject == "akg:Impossible"
    assert explanation.axioms == ("akg:Drug owl:disjointWith akg:Route",)
    assert explanation.facts == (
        "akg:Impossible rdfs:subClassOf akg:Drug",
        "akg:Impossible rdfs:subClassOf akg:Route",
    )


# --- how it runs -----------------------------------------------------------------------------------------------------


def test_it_says_what_to_install_where_there_is_no_java(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Java the command ends with status 2 and names both ways to one."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    assert main(["reason"]) == 2
    message = capsys.readouterr().err
    assert "needs Java" in message
    assert "pip install 'anakinra-kg[reason]'" in message


def test_java_comes_from_its_home_the_path_or_the_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """JAVA_HOME is asked first, the wheel last."""
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java() == str(program)

    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(program.parent))
    assert java() == str(program)

    monkeypatch.setenv("PATH", "")
    assert Path(java()).parts[-3:-1] == ("java-runtime", "bin")


def test_the_wheel_s_java_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Java of the extra runs HermiT as well as that of a machine."""
    graph = [triple(DRUG, "biolink:pharmacologically_interacts_with", OTHER), triple(OTHER, "rdf:type", "akg:Drug")]
    graph.append(triple(DRUG, "rdf:type", "akg:Drug"))
    expected = reason(graph).inferred
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")

    assert reason(graph).inferred == expected


def test_what_the_reasoner_does_not_take_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When Java ends badly the error says so in a sentence."""
    program = tmp_path / "java"
    program.write_text(
        "#!/bin/sh\necho 'Exception in thread: a.b.SomeException: no room' >&2\nexit 3\n", encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(ReasonerError, match="HermiT stopped: no room"):
        reason([])


def test_java_that_does_not_run_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is not executable is an error that says what to set."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "java"
    program.write_text("no program", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(ReasonerError, match=r"java does not run: .*; set JAVA_HOME"):
        reason([])


def test_no_import_is_fetched() -> None:
    """Nothing is looked for on the network: an import is left out, and counted."""
    graph = NamedNode("https://example.org/graph")
    there = NamedNode("http://nowhere.invalid/")
    found = reason([triple(graph, "rdf:type", term("owl:Ontology")), triple(graph, "owl:imports", there)])

    assert (found.consistent, found.left_out) == (True, 1)


def test_no_file_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a good nor a bad end leaves anything in the folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reason([triple(CLAIM, "rdf:type", "akg:Gap"), triple(CLAIM, "rdf:type", "akg:Download")])
    reason([])

    assert not list(tmp_path.iterdir())


def test_the_command_tells_verdict_classes_and_counts_and_writes_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twice the same question gives twice the same file, which holds nothing of the graph itself."""
    graph = tmp_path / "own.ttl"
    stated = [triple(DRUG, "biolink:pharmacologically_interacts_with", OTHER)]
    stated += [triple(drug, "rdf:type", "akg:Drug") for drug in (DRUG, OTHER)]
    graph.write_text(turtle(stated), encoding="utf-8")
    outputs = [tmp_path / "one" / "inferred.ttl", tmp_path / "two" / "inferred.ttl"]
    statuses = [main(["reason", str(graph), "--out", str(out)]) for out in outputs]
    printed = capsys.readouterr().out

    assert statuses == [0, 0]
    assert re.search(r"^consistent: 3 triples stated, 6 inferred, \d+\.\d seconds$", printed, re.MULTILINE)
    assert re.search(r"^akg:LatePhaseCondition +akg:Condition$", printed, re.MULTILINE)
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    written = {quad.triple for quad in parse(path=str(outputs[0]), format=RdfFormat.TURTLE)}
    assert triple(OTHER, "biolink:pharmacologically_interacts_with", DRUG) in written
    assert not written & set(stated)


def test_the_command_ends_with_status_1_where_something_contradicts_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The axioms and facts are on stdout, and no result file is written."""
    graph, out = tmp_path / "own.nt", tmp_path / "inferred.ttl"
    wrong = [triple(CLAIM, "rdf:type", "akg:Gap"), triple(CLAIM, "rdf:type", "akg:Download")]
    graph.write_text(nquads(wrong), encoding="utf-8")

    assert main(["reason", str(graph), "--out", str(out)]) == 1
    printed = capsys.readouterr().out
    assert "  axiom  akg:Download owl:disjointWith akg:Gap\n" in printed
    assert "  fact   akd:target/a-claim a akg:Gap\n" in printed
    assert "not consistent: " in printed
    assert not out.exists()


# --- the ontology as objects, its rules and its profile --------------------------------------------------------------


def test_the_ontology_comes_as_objects_in_one_call() -> None:
    """Classes, definitions and codes are there as owlready2 has them, in a world that others do not share."""
    ontology = ontology_objects()

    assert ontology.TargetClaim in ontology.ProteinClaim.subclasses()
    assert [str(label) for label in ontology.Drug.label] == ["drug"]
    assert ontology.LatePhaseTrialGroup.equivalent_to
    assert "None" not in str([cls.equivalent_to for cls in ontology.classes()])
    assert len(list(ontology.individuals())) > 100
    assert ontology_objects().world is not ontology.world


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_says_what_it_does_with_the_prefixes_it_uses(path: Path) -> None:
    """A rule opens with its question and what gives nothing; its prefixes are those of the code, A-Z, and in use."""
    text = path.read_text(encoding="utf-8")
    prefixes = re.findall(r"^PREFIX (\w+): +<(.*)>$", text, re.MULTILINE)
    body = text[text.index("CONSTRUCT") :]

    assert re.match(r"#\+ summary: .*\?\n#\+ description: .*\.\n\n", text)
    assert prefixes == sorted(prefixes)
    assert dict(prefixes).items() <= TERM_PREFIXES.items()
    assert all(f"{prefix}:" in body for prefix, _ in prefixes)


def test_every_shortcut_follows_by_a_chain_or_a_rule() -> None:
    """A property whose definition calls it the shortcut of a claim can be had from the claims."""
    ontology = {
        quad.triple for quad in parse(path=str(resources.resource("ontology", "anakinra.ttl")), format=RdfFormat.TURTLE)
    }
    defined = {t.subject for t in ontology if t.predicate == term("skos:definition") and "shortcut of" in str(t.object)}
    chained = {t.subject for t in ontology if t.predicate == term("owl:propertyChainAxiom")}
    rules = " ".join(path.read_text(encoding="utf-8").partition("CONSTRUCT")[2].partition("}")[0] for path in RULES)
    constructed = {term(name) for name in re.findall(r"\w+:\w+", rules)}

    assert defined <= chained | constructed
    assert chained | constructed >= SHORTCUTS
    assert not chained & constructed


def _profile(extra: str = "") -> bool:
    store = Store()
    for name in ("anakinra.ttl", "vocabularies.ttl", "alignments.ttl"):
        store.load(path=str(resources.resource("ontology", name)), format=RdfFormat.TURTLE)
    store.load(extra.encode(), format=RdfFormat.TURTLE)
    return bool(detect_profiles(store, graph_iri=None)["dl"]["in_profile"])


def test_the_ontology_is_owl_2_dl() -> None:
    """Ontology, code lists and alignments together keep to OWL 2 DL; `tests/profiles/owl_api.py` is a second judge."""
    assert _profile()


def test_no_heavy_library_is_loaded_to_reason() -> None:
    """The command waits for Java alone: HermiT is run as a program, not by way of owlready2's or rdflib's objects."""
    code = (
        "import sys, anakinra_kg.reasoning.hermit as r; r.java()\n"
        "print(*sorted({'rdflib', 'owlready2'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_java_is_at_hand() -> None:
    """The tests of this module need Java; the development extra brings one."""
    assert shutil.which(java())
