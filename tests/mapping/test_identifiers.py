"""The tables of identifiers: valid, used as they are, and enough for the questions that stand on them."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple

from anakinra_kg.dataset.link_counts import LINKED, NEARNESS, count_links
from anakinra_kg.errors import FactFileError
from anakinra_kg.facts.records import AdverseEffect, Indication, Interaction, Relation, TrialGroup, WarningSymptom
from anakinra_kg.mapping.identifiers import MATCHES, Identifiers, identifiers
from anakinra_kg.rdf.names import AKD, TERM_PREFIXES, entity, key, term
from anakinra_kg.resources import resource
from tests.support.graphs import SPAN, objects, store_of, triples_of

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.build import Build

TABLES = sorted(resource("data", "mappings").glob("*.sssom.tsv"))
NAMES = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in TERM_PREFIXES.items())


@pytest.fixture(scope="module")
def store(built: Build) -> Store:
    """Return the dataset as a store."""
    return store_of(built.triples)


def rows(store: Store, query: str) -> set[tuple[str, ...]]:
    """Return the answer to a query as text."""
    found = store.query(f"{NAMES}\n{query}")
    assert isinstance(found, QuerySolutions)
    return {tuple(str(value.value) if value else "" for value in row) for row in found}


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


# --- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_is_valid_sssom(path: Path) -> None:
    """The validator of the SSSOM project finds nothing wrong."""
    command = shutil.which("sssom")
    if command is None:
        pytest.skip("the SSSOM validator is not installed: `pip install sssom` in an environment on the PATH")

    assert subprocess.run([command, "validate", str(path)], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_mapping_says_why_how_sure_and_from_which_version(path: Path) -> None:
    """Justification, confidence and source version stand in every row, a licence over every table."""
    text = path.read_text(encoding="utf-8")

    assert re.search(r"^#license: https://", text, re.MULTILINE)
    for row in table(path):
        assert row["mapping_justification"].startswith("semapv:")
        assert 0 < float(row["confidence"]) < 1
        assert row["object_source_version"], row


def test_one_public_concept_means_one_entity_of_a_kind() -> None:
    """Two entities of a kind that mean exactly the same would be one entity."""
    exact = [
        (known.kind, match.curie) for known in identifiers() for match in known.matches if match.relation == MATCHES[0]
    ]

    assert len(exact) == len(set(exact))


def test_nothing_is_broader_than_itself() -> None:
    """The ways up end."""
    above = {(known.kind, known.label): set(known.broader) for known in identifiers()}
    for known in identifiers():
        for part in known.parts:
            above[known.kind, part].add(known.label)
    for (kind, label), broader in above.items():
        seen: set[str] = set()
        ways = broader
        while ways:
            assert label not in ways, label
            seen |= ways
            ways = {name for way in ways for name in above[kind, way]} - seen


def test_nothing_unverified_is_used(documents: Path) -> None:
    """What the makers of the tables could not verify has no row."""
    unverified = documents.parent / "mappings" / "unverified.tsv"
    if not unverified.is_file():
        pytest.skip("the list of what could not be verified is not at hand")
    used = {(known.label, match.curie) for known in identifiers() for match in known.matches}

    for row in table(unverified):
        names = {name.strip() for name in row["subject_label"].split(";")}
        assert not {(name, curie) for name, curie in used if key(name) in map(key, names) and curie == row["object_id"]}
    assert not {curie for _, curie in used if curie.startswith(("meddra:", "umls:", "drugcentral:", "wikidata:"))}
    assert not {(name, c) for name, c in used if c in {"rxnorm:2047232", "rxnorm:2565265", "rxnorm:848161"}}


@pytest.mark.parametrize(
    ("name", "line", "wrong"),
    [
        ("conditions.sssom.tsv", "akd:condition/gout\tGout\tskos:exactMatch\tNIX:1\tgout", "no prefix `NIX`"),
        ("conditions.sssom.tsv", "akd:condition/gout\tGout\tskos:sameMatch\tHP:1\tgout", "unknown relation"),
        ("conditions.sssom.tsv", "akd:condition/gut\tGout\tskos:exactMatch\tHP:1\tgout", "is not the IRI"),
        ("conditions.sssom.tsv", "akd:condition/gout\tGout\tskos:exactMatch\tHP:1", "4 cells under 5 columns"),
        ("conditions.sssom.tsv", "akd:condition/ague\tAgue\tskos:closeMatch\tHP:2\tague", "is mapped twice"),
        ("synonyms.tsv", "condition\t\tThe shakes\tShakes\tnone", "no other table has the condition `Shakes`"),
        ("synonyms.tsv", "condition\t\tague\tAgue\tnone", "already has a meaning"),
        ("labels.tsv", "condition\tSH\tShakes\tnone", "no other table has the condition `Shakes`"),
    ],
)
def test_a_malformed_table_is_named_with_its_line(name: str, line: str, wrong: str, tmp_path: Path) -> None:
    """Whoever edits a table learns where it went wrong."""
    contents = {
        "conditions.sssom.tsv": '#curie_map:\n#  HP: "http://example.org/HP_"\nsubject_id\tsubject_label\tpredicate_id\t'
        "object_id\tobject_label\nakd:condition/ague\tAgue\tskos:exactMatch\tHP:2\tague\n",
        "parts.tsv": "kind\twhole\tpart\n",
        "broader.tsv": "kind\tnarrower\tbroader\tbasis\n",
        "synonyms.tsv": "kind\tcontext\tname\tentity\tbasis\n",
        "labels.tsv": "kind\tname\tentity\tbasis\n",
        "classification.tsv": "scheme\tcode\tname\tparent\tiri\n",
        "unmapped.tsv": "kind\tname\treason\n",
    }
    contents[name] += line + "\n"
    for file, content in contents.items():
        (tmp_path / file).write_text(content, encoding="utf-8")

    with pytest.raises(FactFileError, match=wrong) as raised:
        Identifiers(tmp_path)
    assert raised.value.place == f"{tmp_path / name}:{contents[name].count(chr(10))}"


def test_a_name_of_two_entries_is_refused(tmp_path: Path) -> None:
    """Words that mean two entries of a list mean neither."""
    lists = tmp_path / "lists.ttl"
    text = resource("ontology", "vocabularies.ttl").read_text(encoding="utf-8")
    lists.write_text(text.replace('"nasal route"', '"taken by mouth"'), encoding="utf-8")

    with pytest.raises(FactFileError, match=r"lists\.ttl: `taken by mouth` already has a meaning"):
        Identifiers(resource("data", "mappings"), lists)


def test_a_missing_table_or_column_is_named(tmp_path: Path) -> None:
    """A folder that is not whole gives no half knowledge."""
    with pytest.raises(FactFileError, match=r"parts\.tsv: no such file"):
        Identifiers(tmp_path)
    (tmp_path / "parts.tsv").write_text("kind\twhole\n", encoding="utf-8")
    with pytest.raises(FactFileError, match=r"parts\.tsv:1: no column `part`"):
        Identifiers(tmp_path)


# --- the graph -------------------------------------------------------------------------------------------------------


def test_every_public_identifier_of_the_graph_is_a_row_of_a_table(built: Build) -> None:
    """No link comes from anywhere else, and no row of a table is idle."""
    relations = {term(name) for name in MATCHES}
    found = {(t.subject, t.predicate, t.object) for t in built.triples if t.predicate in relations}
    expected = {
        (entity(known.kind, known.label), term(match.relation), match.iri)
        for known in identifiers()
        for match in known.matches
    } | {
        (entity("class", scheme, code), term("skos:exactMatch"), NamedNode(cls.iri))
        for (scheme, code), cls in identifiers().classes.items()
        if cls.iri
    }

    assert found == expected


def test_every_linked_entity_has_an_identifier_or_a_reason(built: Build) -> None:
    """What has no public identifier is listed with the reason; nothing else is."""
    counts = {count.cls: count.counts for count in built.links}
    labelled = {t.subject for t in built.triples}

    assert {cls: sum(counts[cls].values()) for cls in LINKED} == {
        cls: sum(t.predicate == term("rdf:type") and t.object == term(f"akg:{cls}") for t in built.triples)
        for cls in LINKED
    }
    assert sum(count["none"] for count in counts.values()) == len(identifiers().unmapped)
    for kind, name in identifiers().unmapped:
        assert NamedNode(f"{AKD}{kind}/{name}") in labelled
        assert not any(
            t.subject == NamedNode(f"{AKD}{kind}/{name}") and t.predicate.value.endswith("Match") for t in built.triples
        )


def test_the_coverage_of_linking_counts_the_nearest_match() -> None:
    """An entity counts once, by its nearest match; an item of several things by any of these."""
    a, b, whole, part, bare = (NamedNode(f"{AKD}finding/{name}") for name in ("a", "b", "whole", "part", "bare"))
    public = NamedNode("http://example.org/1")
    found = [Triple(node, term("rdf:type"), term("akg:ClinicalFinding")) for node in (a, b, whole, bare)]
    found += [
        Triple(a, term("skos:broadMatch"), public),
        Triple(a, term("skos:exactMatch"), public),
        Triple(b, term("skos:relatedMatch"), public),
        Triple(part, term("skos:closeMatch"), public),
        Triple(part, term("skos:broader"), whole),
        Triple(a, term("rdfs:label"), Literal("a")),
    ]
    (count,) = [count for count in count_links(found) if count.cls == "ClinicalFinding"]

    expected = {"exact": 1, "related": 1, "by parts": 1, "none": 1}
    assert count.counts == {near: expected.get(near, 0) for near in NEARNESS}


def test_names_that_mean_the_same_are_one_entity() -> None:
    """Three spellings of a disease give one concept; each stays on its trial group and as a label."""
    names = ("End Stage Renal Disease (ESRD)", "Renal Disease, End Stage", "End-Stage Renal Disease (ESRD)")
    found = triples_of(*(TrialGroup(span=SPAN, status="Completed", conditions=(name,), count=1) for name in names))
    node = entity("condition", names[2])

    assert {t.object for t in found if t.predicate == term("akg:studiedCondition")} == {node}
    assert {t.object.value for t in found if t.predicate == term("akg:conditionAsWritten")} == set(names)  # type: ignore[union-attr]
    assert objects(found, node, "skos:prefLabel") == {names[2]}
    assert objects(found, node, "skos:altLabel") == set(names[:2])
    assert "http://purl.obolibrary.org/obo/MONDO_0004375" in objects(found, node, "skos:exactMatch")


def test_a_word_means_what_its_context_makes_it_mean() -> None:
    """Itching that announces a reaction at the injection site is itching there, else itching anywhere."""
    found = triples_of(
        WarningSymptom(span=SPAN, reaction="injection site reaction", symptom="itching"),
        WarningSymptom(span=SPAN, reaction="serious allergic reaction", symptom="itching"),
    )

    assert {t.object for t in found if t.predicate == term("akg:symptom")} == {
        entity("finding", "itching at the injection site"),
        entity("finding", "itching"),
    }
    assert not objects(found, entity("finding", "itching at the injection site"), "skos:altLabel")


def test_an_item_of_several_things_is_broader_than_each() -> None:
    """Nausea is narrower than nausea or vomiting, and the item itself claims no public identifier."""
    found = triples_of(AdverseEffect(span=SPAN, effect="nausea or vomiting"))
    whole = entity("finding", "nausea or vomiting")

    narrower = {t.subject for t in found if t.predicate == term("skos:broader") and t.object == whole}
    assert narrower == {entity("finding", "nausea"), entity("finding", "vomiting")}
    assert not objects(found, whole, "skos:exactMatch")


def test_a_relation_names_proteins_and_conditions_that_the_tables_know() -> None:
    """Gene symbols and other names of the target's partners are proteins, though no other fact names them."""
    found = triples_of(
        Relation(
            span=SPAN,
            subject="IL1A",
            subject_kind="protein",
            relation="leads to",
            object="cryopyrin-associated periodic syndrome (CAPS)",
            object_kind="condition",
        ),
        Relation(
            span=SPAN,
            subject="interleukin-1 receptor antagonist",
            subject_kind="protein",
            relation="reduces",
            object="swelling-ness",
            object_kind="biological entity",
        ),
    )

    assert {t.object for t in found if t.predicate == term("akg:relationSubject")} == {
        entity("protein", "IL1A"),
        entity("protein", "IL1RN"),
    }
    assert {t.object for t in found if t.predicate == term("akg:relationObject")} == {
        entity("condition", "Cryopyrin-associated Periodic Syndromes (CAPS)"),
        entity("biological-entity", "swelling-ness"),
    }


def test_a_drug_of_the_tables_brings_its_class_and_those_above() -> None:
    """The way from a drug to the top of the classification is in the graph as soon as the drug is."""
    found = store_of(triples_of(Interaction(span=SPAN, drug="Etanercept")))

    assert rows(
        found,
        "SELECT ?code { <https://w3id.org/anakinra-kg/id/drug/etanercept> akg:inDrugClass/skos:broader* ?c ."
        " ?c skos:notation ?code }",
    ) == {("L04AB01",), ("L04AB",), ("L04A",), ("L04",), ("L",)}


def test_a_drug_with_a_broader_code_is_not_in_its_class() -> None:
    """ATC classifies warfarin: the class is in the graph, and neither form of warfarin is in it."""
    found = store_of(triples_of(Interaction(span=SPAN, drug="(R)-warfarin")))
    warfarin = "<https://w3id.org/anakinra-kg/id/drug/r-warfarin>"

    assert rows(
        found,
        f"SELECT ?code {{ {warfarin} skos:broadMatch/^skos:exactMatch/skos:broader* ?c . ?c skos:notation ?code }}",
    ) == {("B01AA03",), ("B01AA",), ("B01A",), ("B01",), ("B",)}
    assert not rows(found, f"SELECT ?class {{ {warfarin} akg:inDrugClass ?class }}")


def test_a_group_of_proteins_brings_its_members() -> None:
    """Interleukin-1 is IL1A and IL1B, though a page says neither."""
    found = triples_of(
        Relation(
            span=SPAN,
            subject="anakinra",
            subject_kind="drug",
            relation="blocks",
            object="interleukin-1",
            object_kind="protein",
        )
    )

    members = {t.object for t in found if t.predicate == term("akg:hasMember")}
    assert members == {entity("protein", "IL1A"), entity("protein", "IL1B")}
    assert not objects(found, entity("protein", "IL1A"), "skos:broader")


def test_patients_have_their_condition() -> None:
    """What is said of NOMID patients is found under NOMID."""
    found = triples_of(
        AdverseEffect(span=SPAN, effect="ague", population="NOMID patients"),
        AdverseEffect(span=SPAN, effect="ague", population="adults"),
    )

    assert {(t.subject, t.object) for t in found if t.predicate == term("akg:populationCondition")} == {
        (
            entity("population", "NOMID patients"),
            entity("condition", "Neonatal-Onset Multisystem Inflammatory Disease (NOMID)"),
        )
    }


def test_a_study_topic_that_is_a_group_of_people_is_linked_to_it() -> None:
    """Trials in children and advice for children are about the same people."""
    topics = ("Children", "Biotherapy")
    found = triples_of(*(TrialGroup(span=SPAN, status="Completed", conditions=(name,), count=1) for name in topics))

    assert {(t.subject, t.object) for t in found if t.predicate == term("akg:samePopulation")} == {
        (entity("study-topic", "Children"), entity("population", "children"))
    }


# --- the questions: each answer was read on the page -----------------------------------------------------------------

TRIALS = """
SELECT ?line ?trials {{
  ?top skos:exactMatch obo:{} .
  ?group akg:studiedCondition/skos:broader* ?top ; akg:trialCount ?trials ; prov:wasDerivedFrom/akg:line ?line .
}}
"""

MEMBERS = """
SELECT DISTINCT ?name {{
  ?top skos:exactMatch obo:{iri} . ?condition skos:broader+ ?top ; rdfs:label ?name
}}
"""


@pytest.mark.parametrize(
    ("ancestor", "expected"),
    [
        (
            "MONDO_0005015",
            {180: 2, 183: 1, 198: 1, 215: 1, 216: 1, 218: 1, 225: 1, 239: 1, 243: 1, 250: 1, 252: 1},
        ),
        (
            "MONDO_0005578",
            {168: 1, 187: 1, 189: 1, 192: 1, 195: 1, 197: 1, 213: 1, 224: 1, 226: 1, 231: 1, 234: 1}
            | {238: 2, 239: 1, 241: 1, 242: 2, 246: 1, 249: 1},
        ),
        ("MONDO_0004992", {158: 1, 160: 1, 161: 1, 172: 1, 193: 1, 203: 1}),
        ("MONDO_0005070", {158: 1, 160: 1, 161: 1, 167: 1, 172: 1, 193: 1, 194: 1, 203: 1}),
    ],
    ids=["any diabetes", "any arthritis", "any cancer", "any neoplasm"],
)
def test_trials_in_any_kind_of_a_disease_can_be_asked_for(
    ancestor: str, expected: dict[int, int], store: Store
) -> None:
    """Lines and counts of the trials table, found by a public identifier of the whole group of diseases."""
    assert {(int(line), int(count)) for line, count in rows(store, TRIALS.format(ancestor))} == set(expected.items())


def test_the_families_of_the_trials_can_be_asked_for(store: Store) -> None:
    """The public identifier of a family finds every condition of the trials table that belongs to it, and no other."""
    found = {
        family: {name for (name,) in rows(store, MEMBERS.format(iri=iri))}
        for family, iri in {
            "autoinflammatory": "MONDO_0019751",
            "autoimmune": "MONDO_0007179",
            "heart": "MONDO_0005267",
            "juvenile arthritis": "MONDO_0011429",
        }.items()
    }

    assert found == {
        "autoinflammatory": {
            "Adult-Onset Still's Disease",
            "Cryopyrin-associated Periodic Syndromes (CAPS)",
            "Familial Cold Autoinflammatory Syndrome (FCAS)",
            "Familial Mediterranean Fever (FMF )",
            "Idiopathic Recurrent Pericarditis",
            "Neonatal-Onset Multisystem Inflammatory Disease (NOMID)",
            "Systemic-Onset Juvenile Idiopathic Arthritis",
            "deficiency of interleukin-1 receptor antagonist (DIRA)",
        },
        "autoimmune": {
            "Autoimmune Inner Ear Disease",
            "Giant Cells Arteritis",
            "Polymyositis",
            "Primary Sjogren",
            "Psoriatic Arthritis",
            "Rheumatoid Arthritis",
            "Sneddon-Wilkinson",
            "Type 1 Insulin-Dependent Diabetes Mellitus",
        },
        "heart": {
            "Acute Myocardial Infarction (AMI)",
            "Acute Pericarditis",
            "Coronary Artery Disease",
            "Heart Failure",
            "Heart Failure With Normal Ejection Fraction",
            "Heart Failure, Systolic",
            "Idiopathic Recurrent Pericarditis",
            "Myocarditis Acute",
            "ST Segment Elevation Acute Myocardial Infarction",
        },
        "juvenile arthritis": {
            "Juvenile Chronic Arthritis",
            "Systemic-Onset Juvenile Idiopathic Arthritis",
            "juvenile rheumatoid arthritis",
        },
    }


def test_a_pair_of_broader_conditions_is_a_next_step() -> None:
    """A pair that follows from others is not written, so that a change is made in one place."""
    above = {known.label: set(known.broader) for known in identifiers() if known.kind == "condition"}

    def up(label: str) -> set[str]:
        return above.get(label, set()).union(*(up(name) for name in above.get(label, set())))

    found = [(label, name) for label, names in above.items() for name in names if any(name in up(o) for o in names)]
    assert found == []


def test_the_tnf_inhibitors_among_the_partners_are_found_by_their_class(store: Store) -> None:
    """Five of the nine drugs on lines 47 to 55 are of ATC class L04AB, each with the line that names it."""
    found = rows(
        store,
        "SELECT ?name ?line { ?claim a akg:Interaction ; akg:interactsWith ?drug ; prov:wasDerivedFrom/akg:line ?line ."
        " ?drug rdfs:label ?name ; akg:inDrugClass/skos:broader ?class . ?class skos:notation 'L04AB'"
        " FILTER(?line < 100) }",
    )

    assert found == {
        ("Adalimumab", "48"),
        ("Certolizumab Pegol", "51"),
        ("Etanercept", "52"),
        ("Golimumab", "53"),
        ("Infliximab", "54"),
    }


def test_the_drug_has_its_classes_up_to_the_top(store: Store) -> None:
    """L, L04, L04A, L04AC, L04AC03 of ATC, and 92:36.00 of AHFS."""
    assert rows(
        store,
        "SELECT ?code { <https://w3id.org/anakinra-kg/id/drug/anakinra> akg:inDrugClass/skos:broader* ?c ."
        " ?c skos:notation ?code }",
    ) == {("L",), ("L04",), ("L04A",), ("L04AC",), ("L04AC03",), ("92:36.00",)}


def test_the_way_from_the_drug_to_what_its_ligands_cause_can_be_walked(store: Store) -> None:
    """Drug, target, ligand, the group that the ligand is of, and what this leads to."""
    found = rows(
        store,
        "SELECT DISTINCT ?target ?ligand ?group ?effect {"
        " <https://w3id.org/anakinra-kg/id/drug/anakinra> akg:hasTarget ?t . ?t rdfs:label ?target ."
        " ?binds akg:relationSubject ?t ; akg:relation <https://w3id.org/anakinra-kg/id/relation/is-receptor-for> ;"
        "   akg:relationObject ?l . ?l rdfs:label ?ligand ."
        " ?g akg:hasMember ?l ; rdfs:label ?group ."
        " ?blocks akg:relationSubject <https://w3id.org/anakinra-kg/id/drug/anakinra> ; akg:relationObject ?g ;"
        "   akg:relation <https://w3id.org/anakinra-kg/id/relation/blocks> ."
        " ?causes akg:relationSubject ?g ; akg:relation <https://w3id.org/anakinra-kg/id/relation/leads-to> ;"
        "   akg:relationObject/rdfs:label ?effect }",
    )

    assert found == {
        ("Interleukin-1 receptor type 1", ligand, "interleukin-1", effect)
        for ligand in ("IL1A", "IL1B")
        for effect in ("bone resorption", "cartilage degradation")
    }


def test_the_target_and_its_partners_have_their_public_identifiers(store: Store) -> None:
    """Each of the five proteins has UniProt as the same thing and its gene as a near one."""
    found = rows(
        store,
        "SELECT ?protein ?uniprot ?gene { ?protein a akg:Protein ; skos:exactMatch ?uniprot ; skos:closeMatch ?gene"
        " FILTER(CONTAINS(STR(?uniprot), 'uniprot') && CONTAINS(STR(?gene), '/hgnc/')) }",
    )

    assert {(p.removeprefix(AKD), u.rpartition("/")[2], g.rpartition("/")[2]) for p, u, g in found} == {
        ("protein/interleukin-1-receptor-type-1", "P14778", "5993"),
        ("protein/il1a", "P01583", "5991"),
        ("protein/il1b", "P01584", "5992"),
        ("protein/il1rn", "P18510", "6000"),
        ("protein/il1rap", "Q9NPH3", "5995"),
    }


def test_a_label_to_look_up_by_makes_no_entity_of_a_page() -> None:
    """`RA` on some page may be another disease: people find rheumatoid arthritis by it, pages do not mean it."""
    named = triples_of(Indication(span=SPAN, condition="rheumatoid arthritis"))
    bare = triples_of(Indication(span=SPAN, condition="RA"))
    arthritis = entity("condition", "rheumatoid arthritis")

    assert Triple(arthritis, term("skos:altLabel"), Literal("RA")) in named
    assert arthritis not in {t.object for t in bare}
