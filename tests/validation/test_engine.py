"""Validation of any graph: findings, messages and exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

from anakinra_kg import cli, resources
from anakinra_kg.errors import FileError, GraphSyntaxError, ShapeError
from anakinra_kg.rdf import files
from anakinra_kg.rdf.names import AKD, AKG, SHAPES
from anakinra_kg.validation import formats
from anakinra_kg.validation.engine import ENGINES, check, targets, validate
from anakinra_kg.validation.findings import Finding, Report
from anakinra_kg.validation.formats.json import as_json
from anakinra_kg.validation.formats.text import as_text
from tests.support.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

A = Namespace(AKG)
HEAD = f"@prefix akg: <{AKG}> . @prefix akd: <{AKD}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
SOUND = resources.resource("data", "anakinra.ttl")


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    """Return a file with one claim and little else."""
    path = tmp_path / "gap.ttl"
    path.write_text(HEAD + 'akd:gap a akg:Gap ; akg:missingField "half-life" .\n', encoding="utf-8")
    return path


# --- what is found ---------------------------------------------------------------------------------------------------


def test_a_finding_says_what_where_and_why() -> None:
    """A finding has its node, shape, property, value, constraint and datatype."""
    graph = Graph().parse(data=HEAD + 'akd:x a akg:TrialGroup ; akg:trialCount "2" .', format="turtle")
    (finding,) = (f for f in validate(graph) if f.shape.endswith("-trialCount") and f.constraint == "Datatype")

    assert (finding.severity, finding.focus, finding.path) == ("Violation", AKD + "x", AKG + "trialCount")
    assert (finding.value, finding.datatype) == ("2", str(XSD.string))
    assert "xsd:integer" in finding.message


def test_a_path_of_several_properties_is_told_as_sparql_writes_it() -> None:
    """Findings read alike on each run: no name of a blank node is in them."""
    graph = Graph().parse(data=HEAD + "akd:x a akg:Work .", format="turtle")
    found = {finding.path for finding in validate(graph)}

    assert found == {"^akg:citedWork", str(RDFS.label), "(akg:pmid|dcterms:bibliographicCitation|dcterms:title)"}


def test_a_shape_without_a_name_is_told_by_the_one_it_belongs_to() -> None:
    """A finding on an unnamed shape of others still says where to look."""
    shapes = Graph().parse(
        data="@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> ."
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
        format="turtle",
    )
    data = Graph().parse(data="@prefix ex: <https://example.org/> . ex:x a ex:C .", format="turtle")
    (finding,) = validate(data, shapes, Graph())

    assert (finding.shape, finding.path) == ("https://example.org/S", "https://example.org/p")


def test_findings_come_in_one_order() -> None:
    """Most severe first, then by node: the same on every run."""
    graph = Graph().parse(SOUND)
    for node in sorted(graph.subjects(RDF.type, A.TrialGroup), key=str)[:3]:
        graph.remove((node, A.studiedCondition, None))
        graph.remove((node, A.studyTopic, None))
    for node in sorted(graph.subjects(RDF.type, A.Gap), key=str)[:3]:
        graph.remove((node, A.missingField, None))
    found = validate(graph)

    assert [f.severity for f in found] == ["Violation"] * 3 + ["Warning"] * 3
    assert found == sorted(found, key=Finding.order)


def test_the_graph_is_left_as_it_is() -> None:
    """Validating changes nothing."""
    graph = Graph().parse(data=HEAD + 'akd:x akg:firstYear "x"^^xsd:gYear ; akg:lastYear _:b .', format="turtle")
    before = set(graph)
    validate(graph)

    assert set(graph) == before


WEIRD: tuple[Node, ...] = (
    URIRef("https://example.org/x"),
    BNode("b"),
    Literal(""),
    Literal("ein Wort", lang="de"),
    *(Literal(text, datatype=XSD.date) for text in ("2001-01-01", "2001-13-45", "2001", "", "12001-01-01", "-1-1-1")),
    *(Literal(text, datatype=XSD.dateTime) for text in ("2001-01-01T00:00:00", "2001-01-01T00:00:00Z", "noon")),
    *(Literal(text, datatype=XSD.gYear) for text in ("2001", "2001Z", "-0044", "MMI")),
    *(Literal(text, datatype=XSD.decimal) for text in ("1", "x", "1e5", "NaN", "9" * 400)),
    *(Literal(text, datatype=XSD.double) for text in ("1", "NaN", "INF", "-INF", "1e999")),
    *(Literal(text, datatype=XSD.integer) for text in ("1", "1.5", "-0")),
    Literal("true", datatype=XSD.boolean),
    Literal("P1D", datatype=XSD.duration),
    Literal("x", datatype=URIRef("https://example.org/datatype")),
    Literal("<a>", datatype=RDF.XMLLiteral),
)


COMPARING = """
@prefix akg: <https://w3id.org/anakinra-kg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
akg:DateShape sh:targetSubjectsOf akg:marketingStart ; sh:property
    [ sh:path akg:marketingStart ; sh:datatype xsd:date ; sh:lessThan akg:marketingEnd ; sh:maxCount 0 ] ,
    [ sh:path akg:marketingEnd ; sh:datatype xsd:date ; sh:pattern "^[0-9]" ; sh:minLength 1 ; sh:nodeKind sh:IRI ] .
akg:DoseShape sh:targetSubjectsOf akg:lowDose ; sh:property
    [ sh:path akg:lowDose ; sh:datatype xsd:decimal ; sh:minExclusive 0 ; sh:lessThanOrEquals akg:highDose ] ,
    [ sh:path akg:highDose ; sh:datatype xsd:decimal ; sh:maxInclusive 9 ; sh:class akg:Drug ; sh:equals akg:lowDose ] .
akg:YearShape sh:targetSubjectsOf akg:firstYear ; sh:property
    [ sh:path akg:firstYear ; sh:datatype xsd:gYear ; sh:lessThanOrEquals akg:lastYear ; sh:languageIn ( "en" ) ] ,
    [ sh:path akg:lastYear ; sh:datatype xsd:gYear ; sh:in ( 5 "x" ) ; sh:disjoint akg:firstYear ] .
"""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("value", WEIRD, ids=lambda value: f"{value}-{getattr(value, 'datatype', '')}"[:50])
def test_no_value_stops_the_engine(value: Node) -> None:
    """Any invalid value gives a finding, also where pySHACL alone would raise an exception."""
    graph = Graph()
    for number, other in enumerate(WEIRD):
        for path in (A.marketingStart, A.lowDose, A.firstYear):
            graph.add((URIRef(f"{AKD}{number}"), path, value))
        for path in (A.marketingEnd, A.highDose, A.lastYear):
            graph.add((URIRef(f"{AKD}{number}"), path, other))

    assert validate(graph, Graph().parse(data=COMPARING, format="turtle"), Graph())


@pytest.mark.parametrize(
    ("first", "last", "is_wrong"), [("2001", "2002", False), ("2001", "2001", False), ("2002", "2001", True)]
)
def test_years_are_put_in_order(first: str, last: str, *, is_wrong: bool) -> None:
    """Years, of which rdflib knows no order, are compared as numbers."""
    data = f'akd:x a akg:RightsStatement ; akg:firstYear "{first}"^^xsd:gYear ; akg:lastYear "{last}"^^xsd:gYear .'
    found = validate(Graph().parse(data=HEAD + data, format="turtle"))

    assert is_wrong == ("LessThanOrEquals" in {finding.constraint for finding in found})


def test_targets_are_counted_in_the_data_only() -> None:
    """Classes, subclasses, subjects, objects and nodes are targets; a node that the data does not have is none."""
    shapes = Graph().parse(
        data="@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> . @prefix rdfs: "
        "<http://www.w3.org/2000/01/rdf-schema#> . ex:A sh:targetClass ex:C . ex:B sh:targetSubjectsOf ex:p . "
        "ex:D sh:targetObjectsOf ex:p . ex:E sh:targetNode ex:x , ex:absent . ex:F a sh:NodeShape , rdfs:Class .",
        format="turtle",
    )
    ontology = Graph().parse(
        data="@prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "ex:Sub rdfs:subClassOf ex:C . ex:only a ex:C .",
        format="turtle",
    )
    data = Graph().parse(
        data="@prefix ex: <https://example.org/> . ex:x a ex:Sub ; ex:p ex:y . ex:z a ex:F .", format="turtle"
    )
    found = {str(s)[-1]: {str(n)[-1] for n in nodes} for s, nodes in targets(shapes, ontology, data).items()}

    assert found == {"A": {"x"}, "B": {"x"}, "D": {"y"}, "E": {"x"}, "F": {"z"}}


# --- files -----------------------------------------------------------------------------------------------------------

QUADS = {
    "turtle": "ttl",
    "ntriples": "nt",
    "nquads": "nq",
    "trig": "trig",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
}


@pytest.mark.parametrize("syntax", QUADS)
def test_any_syntax_gives_the_same_findings(syntax: str, gap: Path, tmp_path: Path) -> None:
    """Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML are recognised by the file ending, or by name."""
    quads = [Quad(q.subject, q.predicate, q.object) for q in parse(path=str(gap), format=RdfFormat.TURTLE)]
    content = serialize(quads, format=files.SYNTAXES[syntax]) or b""
    for name, told in ((f"graph.{QUADS[syntax]}", None), ("graph.dump", syntax)):
        (tmp_path / name).write_bytes(content)

        assert check([tmp_path / name], syntax=told).findings == check([gap]).findings


def test_several_files_are_one_graph(tmp_path: Path) -> None:
    """A claim of one file and the drug of another are checked together; blank nodes of two files stay two."""
    (tmp_path / "a.ttl").write_text(HEAD + "akd:gap a akg:Gap ; akg:aboutDrug akd:drug . _:a a akg:Gap .", "utf-8")
    (tmp_path / "b.ttl").write_text(HEAD + "akd:drug a akg:Drug . _:a a akg:Gap .", "utf-8")
    report = check([tmp_path / "a.ttl", tmp_path / "b.ttl"])

    assert report.nodes == 4
    assert not [f for f in report.findings if f.focus == AKD + "gap" and f.path == AKG + "aboutDrug"]


def test_named_graphs_are_read_as_one(tmp_path: Path) -> None:
    """No quad is overlooked for standing in a named graph."""
    path = tmp_path / "graph.trig"
    path.write_text(HEAD + "akd:g { akd:gap a akg:Gap }", encoding="utf-8")

    assert check([path]).nodes == 1


def test_literals_stay_as_they_are_spelt(tmp_path: Path) -> None:
    """Findings keep the spelling of the file: `007`, not `7`."""
    path = tmp_path / "graph.ttl"
    path.write_text(HEAD + 'akd:x akg:trialCount "007"^^xsd:integer .', encoding="utf-8")
    graph = files.rdflib_graph(files.read_triples(path))

    assert [str(value) for value in graph.objects()] == ["007"]


def test_misspelt_classes_and_properties_are_found(tmp_path: Path) -> None:
    """No shape checks a node of an unknown class, so an unknown class is a finding."""
    path = tmp_path / "graph.ttl"
    path.write_text(HEAD + 'akd:x a akg:Gapp ; akg:missingFeld "x" . akd:y a akg:Gap .', encoding="utf-8")
    found = {(f.focus, f.message) for f in check([path]).findings if f.constraint == "UnknownTerm"}

    assert found == {
        (AKD + "x", "akg:Gapp is not a class of the ontology; did you mean `akg:Gap`?"),
        (AKD + "x", "akg:missingFeld is not a property of the ontology; did you mean `akg:missingField`?"),
    }


BAD = {
    "absent.ttl": (None, ": no such file; give an RDF file"),
    "broken.ttl": (HEAD + "akd:x akg:y .", ":2:13: "),
    "latin.ttl": (b"<a:a> <b:b> '\xff' .", ":1:"),
    "letter.txt": ("Dear diary", ": `.txt` is not a known ending; use .ttl, .nt"),
    "elsewhere.jsonld": (
        '{"@context": "https://example.org/c.jsonld", "a": 1}',
        ": its @context is in another document; include",
    ),
    "broken.json": ('{"@context": {}, ', ":1:"),
    "broken.rdf": ("<rdf:RDF", ":1:1: "),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    """File, line and column, what is wrong and what would be right."""
    content, words = BAD[name]
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises((FileError, GraphSyntaxError)) as raised:
        check([tmp_path / name])

    assert str(raised.value).startswith(f"{tmp_path / name}{words}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("part", ["sh:minCount 'x'", "sh:path 5", "sh:in 5", "sh:languageIn 'en'"])
def test_shapes_that_the_engine_cannot_run_are_refused(part: str, gap: Path, tmp_path: Path) -> None:
    """Well-formed but meaningless shapes are an error in the shapes, not a finding in the data."""
    shapes = tmp_path / "shapes.ttl"
    path = "" if "sh:path" in part else "sh:path akg:missingField ; "
    shapes.write_text(
        HEAD + "@prefix sh: <http://www.w3.org/ns/shacl#> . "
        f"akd:S a sh:NodeShape ; sh:targetClass akg:Gap ; sh:property [ {path}{part} ; sh:maxCount 1 ] .",
        encoding="utf-8",
    )

    with pytest.raises(ShapeError):
        check([gap], [shapes])


# --- reports ---------------------------------------------------------------------------------------------------------

REPORT = Report(
    triples=12,
    shapes=3,
    nodes=5,
    findings=(
        Finding("Violation", AKD + "x", SHAPES + "Gap-y", AKG + "y", "5", "Fix it.", "Datatype", str(XSD.integer)),
        Finding("Warning", AKD + "z", SHAPES + "Gap-y", AKG + "y", "", "Say more.", "MinCount"),
        Finding("Warning", AKD + "x", SHAPES + "Gap-z", "^akg:z", AKD + "q", "Say less.", "MaxCount"),
    ),
    labels={AKD + "x": "the gap"},
)


def test_text_has_a_paragraph_for_each_entity() -> None:
    """People see at once which entity is wrong, and what to do about each of its faults."""
    assert as_text(REPORT).split("\n") == [
        "the gap (akd:x)",
        "    violation: Fix it.",
        "        path  akg:y",
        '        value "5" (xsd:integer)',
        "        shape shape:Gap-y",
        "    warning: Say less.",
        "        path  ^akg:z",
        "        value akd:q",
        "        shape shape:Gap-z",
        "",
        "akd:z",
        "    warning: Say more.",
        "        path  akg:y",
        "        shape shape:Gap-y",
        "",
        "12 triples, 5 nodes checked against 3 shapes: 1 violation, 2 warnings, at 2 nodes",
        "",
    ]


def test_json_has_all_that_a_finding_has() -> None:
    """Programs get each finding whole."""
    content = json.loads(as_json(REPORT))

    assert content["counts"] == {"Violation": 1, "Warning": 2, "Info": 0}
    assert content["conforms"] is False
    assert [finding.pop("fingerprint") for finding in content["findings"]] == [f.fingerprint() for f in REPORT.findings]
    assert [Finding(**finding) for finding in content["findings"]] == list(REPORT.findings)


@pytest.mark.parametrize(
    ("severity", "least", "fails"),
    [
        ("Warning", "Violation", False),
        ("Warning", "Warning", True),
        ("Violation", "Info", True),
        ("Info", "Info", True),
    ],
)
def test_the_least_grave_finding_that_fails_can_be_chosen(severity: str, least: str, *, fails: bool) -> None:
    """A maintainer decides whether warnings stop a release."""
    finding = Finding(severity, AKD + "x", SHAPES + "Gap", "", "", "Fix it.")

    assert Report(1, 1, 1, (finding,), {}).failing(least) == fails


def test_a_query_that_does_not_parse_is_an_error_of_ours(tmp_path: Path) -> None:
    """An error in external shapes is reported in one sentence."""
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        f"@prefix sh: <{SH}> . @prefix akg: <{AKG}> .\n"
        "akg:S a sh:NodeShape ; sh:targetClass akg:Drug ; sh:sparql [ sh:select 'SELEKT' ] .\n",
        encoding="utf-8",
    )

    with pytest.raises(ShapeError, match=r"pySHACL stopped: .*SELEKT.*; fix the shapes"):
        check([SOUND], [shapes])


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_built_graph_is_good() -> None:
    """Status 0, nothing on stderr, one line on stdout."""
    done = run("validate", SOUND, "--fail-on", "info")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" shapes: no findings\n")
    assert done.stdout.count("\n") == 1


def test_a_violation_ends_with_status_1(gap: Path) -> None:
    """Findings are results: they go to stdout."""
    done = run("validate", gap, "--format", "json")

    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["counts"]["Violation"] >= 4


def test_warnings_fail_where_asked(tmp_path: Path) -> None:
    """By default, a graph with warnings only passes."""
    graph = Graph().parse(SOUND)
    node = min(graph.subjects(RDF.type, A.TrialGroup), key=str)
    graph.remove((node, A.studiedCondition, None))
    graph.remove((node, A.studyTopic, None))
    graph.serialize(tmp_path / "thin.nt", format="nt", encoding="utf-8")

    shapes_alone = ("validate", tmp_path / "thin.nt", "--shapes", resources.resource("ontology", "shapes.ttl"))

    assert run(*shapes_alone).returncode == 0
    assert run(*shapes_alone, "--fail-on", "warning").returncode == 1


def test_a_route_that_no_list_has_is_a_hint(tmp_path: Path) -> None:
    """A value outside an open list is valid data; on request, an info says where to add it."""
    graph = Graph().parse(SOUND)
    route = URIRef(AKD + "route/into-the-ear-canal")
    for predicate, value in (
        (RDF.type, A.Route),
        (RDFS.label, Literal("into the ear canal")),
        (SKOS.prefLabel, Literal("into the ear canal")),
    ):
        graph.add((route, predicate, value))
    graph.serialize(tmp_path / "new.nt", format="nt", encoding="utf-8")
    shapes_alone = ("validate", tmp_path / "new.nt", "--shapes", resources.resource("ontology", "shapes.ttl"))
    hinted = run(*shapes_alone, "--fail-on", "info")

    assert run(*shapes_alone).returncode == 0
    assert hinted.returncode == 1
    assert "vocabularies.ttl" in hinted.stdout
    assert ": 1 info, at 1 node" in hinted.stdout


def test_nothing_checked_ends_with_status_3(tmp_path: Path) -> None:
    """A graph without target nodes does not pass."""
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    (tmp_path / "other.nt").write_text("<a:a> <b:b> <c:c> .\n", encoding="utf-8")
    for name in ("empty.ttl", "other.nt"):
        done = run("validate", tmp_path / name)

        assert done.returncode == 3
        assert done.stdout.endswith("nothing was checked\n")
        assert "nothing was checked" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["absent.ttl"], [SOUND, "--shapes", "absent.ttl"], [SOUND, "--data-format", "rdfxml"], []]
)
def test_what_cannot_run_ends_with_status_2(arguments: list[object]) -> None:
    """The message goes to stderr; nothing is printed as a result, nothing is traced."""
    done = run("validate", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_what_is_odd_about_shapes_of_others_is_told_beside_the_findings(gap: Path, tmp_path: Path) -> None:
    """A warning goes to stderr, with file and line; the shapes run."""
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"<urn:x:S> a sh:NodeShape ; sh:targetNode <{AKD}gap> ; sh:nodeKind sh:Literal ; sh:severity <urn:x:Grave> .\n"
        "<urn:x:T> a sh:NodeShape ; sh:targetNode <urn:x:absent> .\n",
        encoding="utf-8",
    )
    done = run("validate", gap, "--shapes", shapes)

    assert done.returncode == 1
    assert done.stderr.startswith(f"anakinra-kg: warning: {shapes}:3: urn:x:T has no constraint; add one of: ")
    assert "    urn:x:Grave: does not meet sh:nodeKind sh:Literal\n" in done.stdout
    assert done.stdout.endswith(": 1 urn:x:Grave, at 1 node\n")


def test_own_shapes_and_ontology_can_be_given(gap: Path, tmp_path: Path) -> None:
    """Anybody's graph can be checked against anybody's shapes, subclasses by anybody's ontology."""
    shapes, ontology = tmp_path / "shapes.ttl", tmp_path / "ontology.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> . "
        "ex:S a sh:NodeShape ; sh:targetClass ex:Any ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
        encoding="utf-8",
    )
    ontology.write_text(
        HEAD
        + f"akg:Gap a <{OWL.Class}> ; <http://www.w3.org/2000/01/rdf-schema#subClassOf> <https://example.org/Any> .",
        encoding="utf-8",
    )

    assert run("validate", gap, "--shapes", shapes).returncode == 3
    assert run("validate", gap, "--shapes", shapes, "--ontology", ontology).returncode == 1


def test_choices_of_the_command_are_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line names the formats without loading what writes them."""
    with pytest.raises(SystemExit):
        cli.main(["validate", "--help"])
    out = capsys.readouterr().out

    assert "{" + ",".join(formats.WRITERS) + "}" in out
    assert "{" + ",".join(files.SYNTAXES) + "}" in out
    assert "{" + ",".join(ENGINES) + "}" in out
