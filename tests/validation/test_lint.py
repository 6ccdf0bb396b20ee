"""The lint of shapes: unknown terms and targets that match nothing are errors with file and line."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from rdflib import SH

from anakinra_kg import cli, resources
from anakinra_kg.errors import ShapeError
from anakinra_kg.rdf.names import TERM_PREFIXES
from anakinra_kg.validation.engine import ontology_files
from anakinra_kg.validation.lint import lint
from anakinra_kg.validation.shapes import CONSTRAINTS

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = resources.resource("ontology", "shapes.ttl")
SOUND = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in TERM_PREFIXES.items() if name != "akd") + (
    "@prefix ex: <https://example.org/> .\n"
    "shape:Gap a sh:NodeShape ;\n"
    "    sh:targetClass akg:Gap ;\n"
    "    sh:closed true ; sh:ignoredProperties ( rdf:type akg:aboutDrug ) ;\n"
    "    sh:property shape:Gap-missingField .\n"
    "shape:Gap-missingField a sh:PropertyShape ;\n"
    "    sh:path [ sh:alternativePath ( akg:missingField akg:name ) ] ;\n"
    "    sh:datatype xsd:string ; sh:minCount 1 ;\n"
    '    sh:pattern "^[a-z]+$" .\n'
)
FIRST = SOUND[: SOUND.index("shape:Gap a")].count("\n") + 1


def linted(text: str, folder: Path, *, own: bool = True) -> str:
    """Return what is said of shapes, after the name of their file."""
    path = folder / "shapes.ttl"
    path.write_text(text, encoding="utf-8")
    try:
        warnings = lint(path, ontology_files(), own=own)
    except ShapeError as error:
        return str(error).removeprefix(f"{path}:")
    return "\n".join(str(warning).removeprefix(f"{path}:") for warning in warnings)


def test_the_projects_shapes_pass_fast() -> None:
    """The lint is run at each build."""
    begin = time.process_time()
    lint(SHAPES, ontology_files())

    assert time.process_time() - begin < 2


def test_sound_shapes_pass(tmp_path: Path) -> None:
    """The shapes that the faults below break pass the lint."""
    assert linted(SOUND, tmp_path) == ""


CIRCLES = {
    "a list": ("( rdf:type akg:aboutDrug )", "_:l", "_:l rdf:first rdf:type ; rdf:rest _:l .", "shape:Gap"),
    "a path": (
        "[ sh:alternativePath ( akg:missingField akg:name ) ]",
        "_:p",
        "_:p sh:inversePath _:p .",
        "shape:Gap-mi",
    ),
    "a shape": ("sh:closed true", "sh:node shape:Gap ; sh:closed true", "", "shape:Gap"),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_what_leads_back_to_itself_is_refused(name: str, tmp_path: Path) -> None:
    """A circular reference would not terminate, and SHACL does not define recursive shapes."""
    old, new, more, shape = CIRCLES[name]
    told = linted(SOUND.replace(old, new, 1) + more, tmp_path)

    assert re.fullmatch(rf"\d+: {shape}\S* refers to itself; remove the circular reference", told)


FAULTS = {
    "a parameter is misspelt": ("sh:minCount", "sh:minCont", 6, "sh:minCont is not a SHACL term"),
    "a kind of shape is misspelt": (
        "sh:PropertyShape",
        "sh:PropertieShape",
        4,
        "sh:PropertieShape is not a SHACL term",
    ),
    "a datatype is misspelt": ("xsd:string", "xsd:sting", 6, "xsd:sting is not an XML Schema datatype"),
    "a target class is misspelt": ("sh:targetClass akg:Gap", "sh:targetClass akg:Gapp", 1, "akg:Gapp is not a class"),
    "a path is misspelt": (
        "akg:missingField akg:name",
        "akg:missingFeld akg:name",
        5,
        "did you mean `akg:missingField`?",
    ),
    "an ignored property is misspelt": ("akg:aboutDrug", "akg:aboutDrugs", 2, "akg:aboutDrugs is not a property"),
    "a property shape is not there": (
        "sh:property shape:Gap-missingField",
        "sh:property shape:Gap-name",
        3,
        "is not a shape",
    ),
    "a shape has no target": ("    sh:targetClass akg:Gap ;\n", "", 0, "shape:Gap has no target and no shape uses it"),
    "a shape has no path": (
        "    sh:path [ sh:alternativePath ( akg:missingField akg:name ) ] ;\n",
        "",
        4,
        "has no path",
    ),
    "a pattern is none": ("^[a-z]+$", "^[a-z+$", 7, "is not a regular expression"),
    "a list is none": ("sh:ignoredProperties ( rdf:type akg:aboutDrug )", "sh:ignoredProperties rdf:type", 2, "a list"),
    "a term of others is unknown": ("sh:targetClass akg:Gap", "sh:targetClass ex:Gap", 1, "is not a class"),
    "a class is used as a parameter's value": (
        "sh:datatype xsd:string",
        "sh:class akg:Sting",
        6,
        "akg:Sting is not a class",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_shape_that_passes_in_silence_is_refused(fault: str, tmp_path: Path) -> None:
    """A misspelt term, or a shape without target or constraint, is an error with its line and a fix."""
    old, new, line, words = FAULTS[fault]
    said = linted(SOUND.replace(old, new, 1), tmp_path)

    assert said.startswith(f"{FIRST + line}: ")
    assert words in said
    assert "; " in said


def test_a_shape_that_limits_nothing_is_refused(tmp_path: Path) -> None:
    """A shape without a constraint is met by all."""
    said = linted(SOUND + "shape:Idle a sh:NodeShape ; sh:targetClass akg:Gap .\n", tmp_path)

    assert f"{FIRST + 8}: shape:Idle has no constraint; add one of: sh:and, " in said


def test_a_code_that_is_in_no_list_is_refused(tmp_path: Path) -> None:
    """A shape takes the codes that there are."""
    code = "https://w3id.org/anakinra-kg/id/attention/"
    said = linted(SOUND.replace('sh:pattern "^[a-z]+$"', f"sh:in ( <{code}soon> <{code}sooon> )"), tmp_path)

    assert said == f"{FIRST + 7}: akd:attention/sooon is not a code of the ontology; did you mean `akd:attention/soon`?"


def test_shapes_of_others_may_use_terms_of_others(tmp_path: Path) -> None:
    """Only terms of this project must be in its ontology."""
    foreign = SOUND.replace("akg:Gap", "ex:Gap").replace("akg:missingField", "ex:missingField")

    assert linted(foreign, tmp_path, own=False) == ""
    assert "akg:nme is not a property" in linted(foreign.replace("akg:name", "akg:nme"), tmp_path, own=False)


FOREIGN = {
    "a report": "[] a sh:ValidationReport ; sh:result [ a sh:ValidationResult ; sh:resultSeverity sh:Warning ] .",
    "a shape of a list, without a class": "ex:A sh:targetClass ex:C ; sh:xone ( ex:B ) . ex:B sh:nodeKind sh:IRI .",
    "a constraint component": "ex:Component a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] . "
    "ex:A a sh:NodeShape ; sh:targetClass ex:C ; ex:most 3 .",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_legal_shacl_of_others_is_not_odd(name: str, tmp_path: Path) -> None:
    """Reports beside shapes, shapes without a class, and components of their own are all SHACL."""
    assert linted(SOUND[: SOUND.index("shape:Gap a")] + FOREIGN[name], tmp_path, own=False) == ""


ODD = {
    "ex:A a sh:NodeShape ; sh:targetClass ex:C .": "has no constraint",
    "ex:A a sh:NodeShape ; sh:targetClass ex:C ; sh:js [ sh:jsFunctionName 'f' ] .": "sh:js is not supported",
    "ex:A a sh:NodeShape ; sh:targetClass ex:C ; sh:node ex:A .": "refers to itself",
    "ex:A a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCont 1 ] .": "not a SHACL term",
}


@pytest.mark.parametrize("text", ODD)
def test_what_is_odd_in_shapes_of_others_is_a_warning(text: str, tmp_path: Path) -> None:
    """Others may write what this project does not; they are told with file and line, and their shapes run."""
    path = tmp_path / "shapes.ttl"
    path.write_text(SOUND[: SOUND.index("shape:Gap a")] + text, encoding="utf-8")
    warnings = [str(warning) for warning in lint(path, ontology_files(), own=False)]

    assert any(f"{path}:{FIRST}: " in warning and ODD[text] in warning for warning in warnings)
    with pytest.raises(ShapeError):
        lint(path, ontology_files())


def test_every_constraint_is_a_term_of_shacl() -> None:
    """The lint itself misspells none."""
    assert {name for name in CONSTRAINTS if SH[name] not in SH} == set()


@pytest.mark.parametrize("term", ["NodeShape", "targetClass", "minCount", "property", "message", "Warning"])
def test_a_letter_lost_anywhere_in_the_shapes_is_found(term: str, tmp_path: Path) -> None:
    """The lint finds a misspelt SHACL term anywhere in the shapes of the project."""
    text = SHAPES.read_text(encoding="utf-8")
    at = text.rindex(f"sh:{term}")
    broken = text[:at] + f"sh:{term[:-1]}" + text[at + len(f"sh:{term}") :]

    assert f"sh:{term[:-1]} is not a SHACL term; did you mean `sh:{term}`?" in linted(broken, tmp_path)


def test_a_build_with_such_a_shape_fails_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build ends with status 2 and names file and line."""
    broken = tmp_path / "shapes.ttl"
    broken.write_text(SHAPES.read_text(encoding="utf-8").replace("sh:minCount", "sh:minCont", 1), encoding="utf-8")
    real = resources.resource
    monkeypatch.setattr(resources, "resource", lambda *parts: broken if parts[-1] == "shapes.ttl" else real(*parts))
    status = cli.main(["build", "--out", str(tmp_path / "dist")])
    captured = capsys.readouterr()

    assert (status, captured.out) == (2, "")
    assert re.match(rf"anakinra-kg: {re.escape(str(broken))}:\d+: sh:minCont is not a SHACL term; ", captured.err)
    assert not (tmp_path / "dist").exists()


SENDING = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:x:S> a sh:NodeShape ;
    sh:targetNode <urn:x:a> ;
    sh:sparql [ a sh:SPARQLConstraint ; sh:select '''%s''' ] .
"""


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("SELECT $this { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", True),
        ("SELECT $this { service silent ?x { ?s ?p ?o } }", True),
        ('SELECT $this { $this ?p "SERVICE <http://127.0.0.1:9/> {}" } # SERVICE', False),
        ("SELECT $this { $this <urn:x:service> ?service }", False),
    ],
)
def test_shapes_that_would_send_a_request_are_refused(query: str, refused: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Rdflib answers SERVICE by a request: the shapes of a stranger must not send the graph anywhere."""
    path = tmp_path / "shapes.ttl"
    path.write_text(SENDING % query, encoding="utf-8")
    if not refused:
        lint(path, (), own=False)
        return

    with pytest.raises(ShapeError, match="its query would send a request; leave SERVICE out"):
        lint(path, (), own=False)
