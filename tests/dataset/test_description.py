"""The description of the dataset: its counts are what SPARQL counts, and each source and vocabulary has its terms."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

from anakinra_kg.dataset.build import Build, build, write
from anakinra_kg.dataset.consistency import check_consistency
from anakinra_kg.dataset.description import describe
from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.mapping.identifiers import MATCHES, vocabularies
from anakinra_kg.mapping.mapper import DATASET
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD, BASE, PREFIXES, TERM_PREFIXES, term
from anakinra_kg.resources import resource
from anakinra_kg.validation.engine import check

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.mapping.identifiers import Vocabulary

NAMES = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in TERM_PREFIXES.items())
_TRIPLES = "(COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)"


def rows(store: Store, query: str) -> set[tuple[str, ...]]:
    """Return the answer to a query as text."""
    found = store.query(f"{NAMES}\n{query}")
    assert isinstance(found, QuerySolutions)
    return {tuple(value.value if value else "" for value in row) for row in found}


@pytest.fixture(scope="module")
def graph() -> Store:
    """Return the committed graph; do not change it."""
    store = Store()
    store.load(path=str(resource("data", "anakinra.ttl")), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def description() -> Store:
    """Return the committed description; do not change it."""
    store = Store()
    store.load(path=str(resource("data", "dataset.ttl")), format=RdfFormat.TURTLE)
    return store


# --- counts ----------------------------------------------------------------------------------------------------------


def test_the_whole_is_counted_as_sparql_counts_it(graph: Store, description: Store) -> None:
    """Triples, subjects, objects, entities, classes and properties are those of `anakinra.ttl`."""
    counted = rows(
        graph,
        f"""SELECT {_TRIPLES} ?entities ?classes ?properties WHERE {{
              ?s ?p ?o
              {{ SELECT (COUNT(DISTINCT ?e) AS ?entities) WHERE {{ ?e ?q ?v FILTER STRSTARTS(STR(?e), "{AKD}") }} }}
              {{ SELECT (COUNT(DISTINCT ?c) AS ?classes) WHERE {{ ?m a ?c }} }}
              {{ SELECT (COUNT(DISTINCT ?r) AS ?properties) WHERE {{ ?n ?r ?w }} }}
            }} GROUP BY ?entities ?classes ?properties""",
    )
    said = rows(
        description,
        """SELECT ?triples ?subjects ?objects ?entities ?classes ?properties WHERE {
             akd:dataset void:triples ?triples ; void:distinctSubjects ?subjects ; void:distinctObjects ?objects ;
               void:entities ?entities ; void:classes ?classes ; void:properties ?properties }""",
    )

    assert said == counted
    assert len(said) == 1


def test_every_class_is_counted_as_sparql_counts_it(graph: Store, description: Store) -> None:
    """Each class of the graph has its partition, with the number of its members and of their triples."""
    counted = rows(
        graph,
        """SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) (COUNT(*) AS ?triples)
           WHERE { ?s a ?class ; ?p ?o } GROUP BY ?class""",
    )
    said = rows(
        description,
        """SELECT ?class ?entities ?triples WHERE { akd:dataset void:classPartition
             [ void:class ?class ; void:entities ?entities ; void:triples ?triples ] }""",
    )

    assert said == counted
    assert len(said) > 60


def test_every_property_is_counted_as_sparql_counts_it(graph: Store, description: Store) -> None:
    """Each property of the graph has its partition."""
    counted = rows(graph, f"SELECT ?p {_TRIPLES} WHERE {{ ?s ?p ?o }} GROUP BY ?p")
    said = rows(
        description,
        """SELECT ?p ?triples ?subjects ?objects WHERE { akd:dataset void:propertyPartition [ void:property ?p ;
             void:triples ?triples ; void:distinctSubjects ?subjects ; void:distinctObjects ?objects ] }""",
    )

    assert said == counted
    assert len(said) > 150


def test_every_property_of_every_class_is_counted_as_sparql_counts_it(graph: Store, description: Store) -> None:
    """Each property that members of a class have has its partition of that class."""
    counted = rows(graph, f"SELECT ?class ?p {_TRIPLES} WHERE {{ ?s a ?class ; ?p ?o }} GROUP BY ?class ?p")
    said = rows(
        description,
        """SELECT ?class ?p ?triples ?subjects ?objects WHERE { akd:dataset void:classPartition
             [ void:class ?class ; void:propertyPartition [ void:property ?p ; void:triples ?triples ;
               void:distinctSubjects ?subjects ; void:distinctObjects ?objects ] ] }""",
    )

    assert said == counted
    assert len(said) > 500


@pytest.mark.parametrize("vocabulary", vocabularies(), ids=lambda vocabulary: vocabulary.prefix)
def test_every_linkset_is_counted_as_sparql_counts_it(vocabulary: Vocabulary, graph: Store, description: Store) -> None:
    """The links to a vocabulary, relation by relation, are those of the graph, and there are some."""
    relations = " ".join(MATCHES)
    counted = rows(
        graph,
        f"""SELECT ?p {_TRIPLES} WHERE {{ VALUES ?p {{ {relations} }} ?s ?p ?o
            FILTER STRSTARTS(STR(?o), "{vocabulary.iri_space}") }}
            GROUP BY ?p""",
    )
    said = rows(
        description,
        f"""SELECT ?p ?triples ?subjects ?objects WHERE {{ akd:dataset void:subset ?links .
              ?links a void:Linkset ; void:subjectsTarget akd:dataset ; void:linkPredicate ?p ; void:triples ?triples ;
                void:distinctSubjects ?subjects ; void:distinctObjects ?objects ;
                void:objectsTarget [ void:uriSpace "{vocabulary.iri_space}" ] }}""",
    )

    assert said == counted
    assert said


def test_linksets_hold_every_mapping_once(graph: Store, description: Store) -> None:
    """No mapping is left out, and none is counted twice."""
    relations = " ".join(MATCHES)
    counted = rows(graph, f"SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?p {{ {relations} }} ?s ?p ?o }}")
    said = rows(description, "SELECT (SUM(?triples) AS ?n) WHERE { ?links a void:Linkset ; void:triples ?triples }")

    assert said == counted


def test_the_part_of_a_page_is_counted_as_sparql_counts_it(graph: Store, description: Store) -> None:
    """Each page has a subset with its claims."""
    counted = rows(
        graph,
        """SELECT ?page (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(*) AS ?triples)
           WHERE { ?claim dcterms:source ?page ; akg:assertionMethod ?m ; ?p ?o } GROUP BY ?page""",
    )
    said = rows(
        description,
        """SELECT ?page ?claims ?triples WHERE { akd:dataset void:subset ?part ; dcterms:hasPart ?part .
             ?part dcterms:source ?page ; void:entities ?claims ; void:triples ?triples }""",
    )

    assert said == counted
    assert len(said) == 2


def test_a_damaged_graph_has_other_counts(built: Build) -> None:
    """One triple less changes the whole, its property and the class of its subject; a copy of a count would not."""
    target = NamedNode(AKD + "protein/interleukin-1-receptor-type-1")
    lost = Triple(NamedNode(AKD + "drug/anakinra"), term("akg:hasTarget"), target)
    assert lost in built.triples
    damaged = describe(built.triples - {lost}, {})
    changed, gone = (
        {str(t.subject)[1:-1].removeprefix(DATASET.value) for t in some if not re.search("/file-|/queries/", str(t))}
        for some in (damaged - built.description, built.description - damaged)
    )

    assert changed == {"", "/class-akg-drug"}
    assert gone == changed | {"/property-akg-hastarget", "/class-akg-drug-property-akg-hastarget"}


# --- sources, vocabularies, files ------------------------------------------------------------------------------------


def test_every_page_has_its_terms(graph: Store, description: Store) -> None:
    """Title, publisher, terms, address and checksum of each page are the same in the description and the graph."""
    query = """SELECT ?page ?title ?publisher ?rights ?address ?sha256 WHERE { akd:dataset dcterms:source ?page .
      ?page dcterms:title ?title ; dcterms:publisher/rdfs:label ?publisher ; dcterms:rights ?rights ;
        dcat:landingPage ?address ; akg:sha256 ?sha256 }"""
    terms = rows(
        description,
        """SELECT ?rights ?licence WHERE { akd:dataset dcterms:hasPart ?part . ?part dcterms:rights ?rights
             OPTIONAL { ?part dcterms:license ?licence } }""",
    )

    assert rows(description, query) == rows(graph, query)
    assert terms == {
        ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ("Merative US L.P., for the end user's use only", ""),
    }


def test_every_vocabulary_used_is_named(built: Build, description: Store) -> None:
    """The vocabulary of each term in the graph is listed in the description."""
    named = {iri for (iri,) in rows(description, "SELECT ?v WHERE { akd:dataset void:vocabulary ?v }")}
    links = {term(relation) for relation in MATCHES}
    nodes = {n for t in built.triples for n in (t.predicate, *(() if t.predicate in links else (t.object,)))}
    used = {node.value for node in nodes if isinstance(node, NamedNode)}
    spaces = {iri if iri != BASE + "ontology" else iri + "#" for iri in named if not iri.endswith(".owl")}
    spaces |= {f"{PREFIXES['obo']}{iri[len(PREFIXES['obo']) : -4].upper()}_" for iri in named if iri.endswith(".owl")}
    terms = {
        iri for iri in used if any(iri.startswith(ns) for p, ns in TERM_PREFIXES.items() if p not in {"akd", "shape"})
    }

    assert {iri for iri in terms if not any(iri.startswith(space) for space in spaces)} == set()
    assert {space for space in spaces if not any(iri.startswith(space) for iri in terms)} == set()


def test_vocabularies_linked_to_are_those_of_the_tables(description: Store) -> None:
    """Each vocabulary is named with address, version and terms; a licence is given only where a page states it."""
    said = rows(
        description,
        """SELECT ?space ?title ?page ?version ?terms ?licence ?stated WHERE {
             ?v void:uriSpace ?space ; dcterms:title ?title ; dcat:landingPage ?page ; dcterms:rights ?terms
             FILTER(?v != akd:dataset) OPTIONAL { ?v dcat:version ?version }
             OPTIONAL { ?v dcterms:license ?licence } OPTIONAL { ?v rdfs:seeAlso ?stated } }""",
    )

    assert said == {
        (v.iri_space, v.title, v.homepage, v.version, v.terms, v.licence, v.stated_at) for v in vocabularies()
    }
    assert not [v for v in vocabularies() if v.licence and not v.stated_at]
    assert {v.prefix for v in vocabularies() if not v.stated_at} == {
        v.prefix for v in vocabularies() if v.terms.startswith("not verified")
    }


def test_readers_of_the_tables_see_the_same_terms() -> None:
    """The table of terms for people says what the description says."""
    text = resource("data", "mappings", "README.md").read_text(encoding="utf-8")
    for v in vocabularies():
        assert f"| {v.title} | {v.version or '–'} | {v.terms} | {f'<{v.stated_at}>' if v.stated_at else '–'} |" in text


def test_prefixes_of_the_tables_are_those_of_the_vocabularies() -> None:
    """A table gives a prefix the IRIs of its vocabulary, and no vocabulary's IRIs are among those of another."""
    spaces = {v.prefix: v.iri_space for v in vocabularies()}
    for path in resource("data", "mappings").glob("*.sssom.tsv"):
        for prefix, space in re.findall(r'^#  ([\w.]+): "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE):
            assert prefix in {"akd", "semapv", "skos"} or spaces[prefix] == space

    assert not [(a, b) for a in spaces.values() for b in spaces.values() if a != b and a.startswith(b)]


def test_an_identifier_of_no_known_vocabulary_is_refused(built: Build) -> None:
    """A link without a known vocabulary would be missing from all linksets."""
    link = Triple(NamedNode(AKD + "drug/anakinra"), term("skos:exactMatch"), NamedNode("https://example.org/1"))

    with pytest.raises(AnakinraKGError, match=r"https://example.org/1: belongs to no vocabulary of .*; add a row"):
        describe([*built.triples, link], {})


def test_files_are_known_by_length_and_checksum(built: Build, tmp_path: Path, description: Store) -> None:
    """Both files that hold the graph are described as they are written."""
    write(built, tmp_path)
    said = rows(
        description,
        """SELECT ?name ?size ?sum WHERE { akd:dataset dcat:distribution
             [ dcterms:title ?name ; dcat:byteSize ?size ; spdx:checksum [ spdx:checksumValue ?sum ] ] }""",
    )
    contents = {name: (tmp_path / name).read_bytes() for name in ("anakinra.nq", "anakinra.ttl")}

    assert said == {(n, str(len(c)), hashlib.sha256(c).hexdigest()) for n, c in contents.items()}


# --- examples --------------------------------------------------------------------------------------------------------


def test_every_canned_query_is_an_example_that_runs(graph: Store, description: Store) -> None:
    """The text of each example is a query that the graph answers."""
    said = rows(
        description,
        """SELECT ?example ?text WHERE { akd:dataset dcterms:isReferencedBy ?example .
             ?example a sh:SPARQLExecutable ; rdfs:comment ?asked ; sh:select|sh:ask|sh:construct ?text }""",
    )

    assert len(said) == len(list(resource("queries").glob("*.rq")))
    for _, text in said:
        graph.query(text)


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_file_holds_the_description_and_no_blank_node(built: Build, tmp_path: Path) -> None:
    """Every partition, linkset and checksum has a name, so that the bytes are the same everywhere."""
    write(built, tmp_path)
    written = {quad.triple for quad in parse(path=str(tmp_path / "dataset.ttl"), format=RdfFormat.TURTLE)}

    assert written == built.description
    assert not any(isinstance(node, BlankNode) for t in written for node in (t.subject, t.object))


def test_what_the_graph_says_of_itself_is_said_again(built: Build) -> None:
    """The node of the dataset in the graph and in the description is one."""
    assert {t for t in built.triples if t.subject == DATASET} <= built.description


def test_the_description_meets_the_shapes_of_the_graph_too() -> None:
    """Both files conform to the shapes of the graph, alone and together, and neither says more than it may."""
    graph, description = resource("data", "anakinra.ttl"), resource("data", "dataset.ttl")

    assert check([description]).findings == ()
    assert check([graph, description]).findings == ()
    assert list(check_consistency([*read_triples(graph), *read_triples(description)])) == []


def test_a_build_from_one_page_describes_that_page(documents: Path) -> None:
    """The description is one of what was built, not of what is committed."""
    built = build([documents / "mayoclinic-anakinra.txt"], check=False)
    pages = {t.object for t in built.description if t.subject == DATASET and t.predicate == term("dcterms:source")}

    assert pages == {NamedNode(AKD + "document/mayoclinic-anakinra")}
    assert Triple(DATASET, term("void:triples"), Literal(str(len(built.triples)), datatype=term("xsd:integer"))) in (
        built.description
    )
