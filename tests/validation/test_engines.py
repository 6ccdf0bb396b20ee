"""The quick engines and pySHACL find the same: in the data, and in graphs with faults.

A finding has focus, shape, path, value, datatype, component, severity and message: they are compared whole.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import Graph

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.files import rdflib_graph
from anakinra_kg.rdf.names import PREFIXES
from anakinra_kg.validation.datatypes import is_ill_typed, original, stand_in
from anakinra_kg.validation.engine import check, validate
from anakinra_kg.validation.running import is_installed
from tests.support import made_up_facts as made_up
from tests.support.checkout import CHECKOUT
from tests.support.fault_runs import FaultRun, fault_name, run_of_faults
from tests.support.faults import FAULTS

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.build import Build
    from anakinra_kg.validation.findings import Finding

pytestmark = pytest.mark.xdist_group("faults of the graph")
QUICK = [
    pytest.param(name, marks=pytest.mark.skipif(not is_installed(name), reason=f"the engine {name} is not installed"))
    for name in ("shacl", "rudof")
]
PREFIX = (
    "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
)


@pytest.fixture(scope="module")
def run(built: Build, shapes: Graph, ontology: Graph) -> FaultRun:
    """Break copies of valid nodes in every way."""
    return run_of_faults(rdflib_graph({*built.triples, *made_up.triples()}), shapes, ontology, FAULTS)


def differences(data: Graph, shapes: Graph, ontology: Graph, engine: str) -> tuple[int, set[Finding]]:
    """Return how many findings there are, and those that an engine and pySHACL do not have alike."""
    quick, slow = (Counter(validate(data, shapes, ontology, each)) for each in (engine, "pyshacl"))
    return quick.total(), {*(quick - slow), *(slow - quick)}


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("seed", [1])
def test_fifty_faults_are_found_alike(seed: int, engine: str, run: FaultRun, shapes: Graph, ontology: Graph) -> None:
    """Fifty of all faults, in the whole graph."""
    chosen = set(Random(seed).sample(sorted({**run.by_hand, **run.derived}), 50))
    data = Graph()
    for triple in run.broken:
        if {name for node in triple if (name := fault_name(str(node)))} <= chosen:
            data.add(triple)
    count, different = differences(data, shapes, ontology, engine)

    assert count >= 50
    assert different == set()


@pytest.mark.slow
@pytest.mark.parametrize("engine", QUICK)
def test_all_faults_are_found_alike(engine: str, run: FaultRun, shapes: Graph, ontology: Graph) -> None:
    """Every fault by hand, and one for each limit of the shapes."""
    count, different = differences(run.broken, shapes, ontology, engine)

    assert count >= len(run.by_hand) + len(run.derived)
    assert different == set()


# --- shapes of others ------------------------------------------------------------------------------------------------

FOREIGN = {
    "messages": (
        "ex:S sh:property [ sh:path ex:p ; sh:maxCount 1 ; sh:datatype xsd:date ] , [ sh:path ex:q ; sh:class ex:D ] .",
        "ex:x ex:p 1 , 2 ; ex:q ex:y .",
        4,
    ),
    "a severity of their own": (
        "ex:S sh:severity ex:Grave ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity ex:Grave ] .",
        "ex:x ex:q 1 .",
        1,
    ),
    "an inner shape": (
        "ex:S sh:node ex:Inner ; sh:severity sh:Warning . ex:Inner sh:property [ sh:path ex:p ; sh:minCount 1 ] .",
        "ex:x ex:q 1 .",
        1,
    ),
    "a shape of two shapes": (
        "ex:S sh:property ex:P . ex:T sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 .",
        "ex:x ex:q 1 .",
        2,
    ),
    "blank nodes": (
        "ex:S sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:nodeKind sh:IRI ] .",
        "_:x a ex:C ; ex:p [ ] . ex:x ex:p ex:m . [ ex:q ex:m ; ex:r 1 ] .",
        1,
    ),
    "no such day": (
        "ex:S sh:property [ sh:path ex:p ; sh:datatype xsd:date ; sh:lessThan ex:q ] .",
        'ex:x ex:p "2020-02-30"^^xsd:date , "x"^^xsd:date , "2020-02-29"^^xsd:date ; ex:q "2020-03-01"^^xsd:date .',
        4,
    ),
    "spellings": (
        "ex:S sh:property [ sh:path ex:p ; sh:nodeKind sh:IRI ; sh:in ( true ) ] .",
        'ex:x ex:p "1"^^xsd:boolean , "007"^^xsd:nonNegativeInteger , "+7"^^xsd:integer , "a"@de-AT , "\\"q\\n\\\\" .',
        10,
    ),
    "a query": (
        (
            "ex:S sh:property [ sh:path ex:p ; sh:maxCount 0 ] ; sh:sparql [ sh:message '{$this} has {?value}' ; "
            "sh:select 'SELECT $this ?value { $this <https://example.org/p> ?value }' ] ."
        ),
        "ex:x ex:p 1 .",
        2,
    ),
    "a query that decides": (
        (
            "ex:S sh:not ex:Inner . ex:Inner sh:property [ sh:path ex:p ; sh:sparql [ "
            "sh:select 'SELECT $this { $this <https://example.org/q> 1 }' ] ] ."
        ),
        "ex:x ex:p 1 . ex:y a ex:C ; ex:q 1 ; ex:p 1 .",
        1,
    ),
    "years": (
        "ex:S sh:property [ sh:path ex:p ; sh:lessThanOrEquals ex:q ; sh:lessThan ex:r ] .",
        """ex:x ex:p "1999"^^xsd:gYear , "2001"^^xsd:gYear , 1999 ;
            ex:q "1999"^^xsd:gYear , "2000"^^xsd:gYear ; ex:r "2001"^^xsd:gYear .""",
        6,
    ),
    "lengths of time": (
        "ex:S sh:property [ sh:path ex:p ; sh:maxInclusive 'P2D'^^xsd:dayTimeDuration ] .",
        "ex:x ex:p 'P1D'^^xsd:dayTimeDuration , 'P3D'^^xsd:dayTimeDuration , 1 .",
        2,
    ),
    "numbers of many digits": (
        "ex:S sh:property [ sh:path ex:p ; sh:datatype xsd:decimal ; sh:minExclusive 1 ] .",
        "ex:x ex:p 123456789012345678901234567890.5 , 1.0 .",
        1,
    ),
    "a list of classes": (
        "ex:S sh:property [ sh:path ex:p ; sh:class ( ex:C ex:D ) ] .",
        "ex:x ex:p ex:x .",
        1,
    ),
    "a node that names its shape": (
        "ex:T a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:minCount 9 ] .",
        "ex:y sh:shape ex:T .",
        0,
    ),
    "a pattern that looks back": (
        "ex:S sh:property [ sh:path ex:p ; sh:pattern '^(a)\\\\1$' ] .",
        "ex:x ex:p 'aa' , 'ab' .",
        1,
    ),
}


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("name", FOREIGN)
def test_shapes_of_others_are_run_alike(name: str, engine: str, tmp_path: Path) -> None:
    """Either engine gives the same report; what is odd is counted in the same way."""
    shapes, data, count = FOREIGN[name]
    (tmp_path / "shapes.ttl").write_text(f"{PREFIX} ex:S a sh:NodeShape ; sh:targetClass ex:C . {shapes}", "utf-8")
    (tmp_path / "data.ttl").write_text(f"{PREFIX} ex:x a ex:C . {data}", "utf-8")
    quick, slow = (
        check([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"], engine=each) for each in (engine, "pyshacl")
    )

    assert quick == slow
    assert len(quick.findings) == count


@pytest.mark.skipif(not is_installed("shacl"), reason="not installed: pip install shacl")
def test_values_without_an_order_are_findings(tmp_path: Path) -> None:
    """What cannot be compared is not less; rudof passes over IRIs and blank nodes, pySHACL sorts IRIs by letters."""
    shapes = "ex:S sh:property [ sh:path ex:p ; sh:lessThan ex:q ] , [ sh:path ex:r ; sh:lessThanOrEquals ex:q ] ."
    (tmp_path / "shapes.ttl").write_text(f"{PREFIX} ex:S a sh:NodeShape ; sh:targetClass ex:C . {shapes}", "utf-8")
    (tmp_path / "data.ttl").write_text(f"{PREFIX} ex:x a ex:C ; ex:p ex:y , 1 ; ex:r [ ] ; ex:q ex:z , 2 .", "utf-8")
    report = check([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"], engine="shacl")

    assert [finding.value for finding in report.findings] == [
        "1",
        *["https://example.org/y"] * 2,
        *["_:b1"] * 2,
    ]


@pytest.mark.skipif(not is_installed("shacl"), reason="not installed: pip install shacl")
def test_blank_nodes_that_are_numbered_otherwise_are_left_to_pyshacl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version of the engine may do so: a finding at another node would be worse than a slow one."""
    (tmp_path / "shapes.ttl").write_text(
        f"{PREFIX} ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .",
        "utf-8",
    )
    (tmp_path / "data.ttl").write_text(f"{PREFIX} [ ex:p 1 , 2 ] ex:q [ ex:p 3 ] .", "utf-8")
    files = [tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"]
    before = check(*files, engine="shacl")
    monkeypatch.setattr("anakinra_kg.validation.shacl_engine._blank_nodes", lambda _: [])

    assert [finding.focus for finding in before.findings] == ["_:b1"]
    assert check(*files, engine="shacl") == before == check(*files, engine="pyshacl")


def test_a_language_that_is_none_is_not_given_to_rudof(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It would print how its thread ended, in several lines."""
    (tmp_path / "data.ttl").write_text(f'{PREFIX} ex:a a ex:T ; ex:on "hello"@en , 3 .', encoding="utf-8")
    shape = 'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:on ; sh:languageIn ( "en" "f@g" ) ] .'
    (tmp_path / "shapes.ttl").write_text(f"{PREFIX} {shape}", encoding="utf-8")
    report = check([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])

    assert [finding.value for finding in report.findings] == ["3"]
    assert capfd.readouterr().err == ""


def test_what_rudof_cannot_run_ends_without_a_word_of_it(capfd: pytest.CaptureFixture[str]) -> None:
    """A thread of Rust that ends by its own fault prints how; pySHACL gives the findings."""
    files = CHECKOUT / "tests" / "expected" / "validate"
    report = check([files / "others.ttl"], [files / "others-shapes.ttl"])

    assert report.findings
    assert "panicked" not in capfd.readouterr().err


def test_an_outer_warning_is_no_violation(tmp_path: Path) -> None:
    """A result of an inner shape is a detail of the outer one, whatever its own severity."""
    shapes, data, _ = FOREIGN["an inner shape"]
    (tmp_path / "shapes.ttl").write_text(f"{PREFIX} ex:S a sh:NodeShape ; sh:targetClass ex:C . {shapes}", "utf-8")
    (tmp_path / "data.ttl").write_text(f"{PREFIX} ex:x a ex:C . {data}", "utf-8")

    assert not check([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"]).failing("Violation")


def test_a_severity_of_others_stays_itself_and_counts_as_a_violation(tmp_path: Path) -> None:
    """Nobody knows how grave it is: it is not passed over."""
    shapes, data, _ = FOREIGN["a severity of their own"]
    (tmp_path / "shapes.ttl").write_text(f"{PREFIX} ex:S a sh:NodeShape ; sh:targetClass ex:C . {shapes}", "utf-8")
    (tmp_path / "data.ttl").write_text(f"{PREFIX} ex:x a ex:C . {data}", "utf-8")
    report = check([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])

    assert report.counts() == {"Violation": 0, "Warning": 0, "Info": 0, "https://example.org/Grave": 1}
    assert report.failing("Violation")


# --- which engine ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["shacl", "rudof"])
def test_without_a_quick_engine_pyshacl_runs(engine: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The extra makes it quicker, not different; who asks for it by name is told that it is not there."""
    path = tmp_path / "data.ttl"
    path.write_text("<urn:x:g> a <https://w3id.org/anakinra-kg/ontology#Gap> .", "utf-8")
    before = check([path])
    monkeypatch.setattr("anakinra_kg.validation.running.find_spec", lambda _: None)

    assert check([path]) == before
    with pytest.raises(FileError, match=rf"engine {engine}: is not installed; run `pip install (py)?{engine}`"):
        check([path], engine=engine)


# --- datatypes -------------------------------------------------------------------------------------------------------

DATATYPES = {
    "boolean": ("true 0", "TRUE yes"),
    "date": ("2020-02-29 12001-01-01 -0004-02-29 2020-01-01+14:00", "2021-02-29 2020-13-01 2020-1-1 2020 x"),
    "dateTime": ("2001-01-01T24:00:00Z 2001-01-01T00:00:00.5", "2001-01-01 2001-01-01T25:00:00 2001-02-29T00:00:00"),
    "decimal": ("1 +1 .5 5.", "1e5 INF x ."),
    "double": ("NaN -INF 1e999", "inf nan"),
    "duration": ("P1D -P1Y2M PT0.5S", "P PT 1D P1DT"),
    "gMonthDay": ("--02-29", "--02-30 --13-01"),
    "gYear": ("2001 2001Z -0044", "1 MMI"),
    "hexBinary": ("0aFF", "0 xx"),
    "integer": ("+007 -0", "1.0 x ٣"),
    "byte": ("127 -128", "128 x"),
    "negativeInteger": ("-1", "0"),
    "time": ("24:00:00", "25:00:00 24:00:01"),
    "unsignedLong": ("18446744073709551615", "18446744073709551616 -1"),
}


@pytest.mark.parametrize("datatype", DATATYPES)
def test_literals_that_are_not_of_their_datatype_are_known(datatype: str) -> None:
    """As XML Schema 1.1 has it: an engine is given them with a datatype that is no other's."""
    right, wrong = (
        [Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype)) for text in texts.split()]
        for texts in DATATYPES[datatype]
    )

    assert [literal.value for literal in right if is_ill_typed(literal)] == []
    assert [literal.value for literal in wrong if not is_ill_typed(literal)] == []
    assert [original(literal) for literal in right] == right
    assert [original(stand_in(literal)) for literal in wrong] == wrong
