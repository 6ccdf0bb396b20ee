"""`validate`: RDF files of every syntax, and shapes, through the command line in this process.

The status is that of the contract. Whether a file was read is known from the engine that parses RDF; what the shapes
find in it is known where the shapes are sound, because they are simple enough to be counted without an engine.
"""

from __future__ import annotations

import io
import json
from codecs import BOM_UTF8
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from anakinra_kg.cli import main
from anakinra_kg.rdf.files import ENDINGS, SYNTAXES
from anakinra_kg.resources import resource
from tests.support.fuzz.campaign import READ, REFUSED, Case, Target
from tests.support.fuzz.oracles import check_line, nothing_else_touched, scratch

if TYPE_CHECKING:
    from pathlib import Path

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_THING, _LABEL, _SIZE = (NamedNode(f"urn:x:{name}") for name in ("Thing", "label", "size"))
_DATA = """
PREFIX x: <urn:x:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
x:one a x:Thing ; x:label "one" ; x:size 3 ; x:knows x:two , _:nobody .
_:nobody x:label "nobody" .
x:two a x:Thing ; x:label "two" , "deux"@fr ; x:size "07"^^xsd:integer ; x:on "2001-02-03"^^xsd:date .
x:three a x:Other ; x:label '''three
lines\\t\\u0007''' .
"""
_SHAPES = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX x: <urn:x:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
x:ThingShape a sh:NodeShape ; sh:targetClass x:Thing ; sh:property x:LabelShape , x:SizeShape .
x:LabelShape a sh:PropertyShape ; sh:path x:label ; sh:minCount 1 .
x:SizeShape a sh:PropertyShape ; sh:path x:size ; sh:maxCount 1 ; sh:nodeKind sh:Literal .
"""
_ONTOLOGY = """
PREFIX x: <urn:x:> PREFIX owl: <http://www.w3.org/2002/07/owl#>
x:Thing a owl:Class . x:Other a owl:Class .
x:label a owl:DatatypeProperty . x:size a owl:DatatypeProperty .
x:knows a owl:ObjectProperty . x:on a owl:DatatypeProperty .
"""
_MORE_SHAPES = (
    _SHAPES,
    """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX x: <urn:x:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
x:A a sh:NodeShape ; sh:targetSubjectsOf x:size ; sh:closed true ; sh:ignoredProperties ( x:on x:knows ) ;
  sh:property [ sh:path ( x:knows x:label ) ; sh:pattern "^[a-z]+$" ; sh:flags "i" ; sh:severity sh:Warning ] ;
  sh:or ( [ sh:path x:size ; sh:datatype xsd:integer ] [ sh:path x:size ; sh:minInclusive 2.5 ] ) .
x:B a sh:NodeShape ; sh:targetNode x:one ; sh:not [ sh:class x:Other ] ; sh:property x:P .
x:P a sh:PropertyShape ; sh:path [ sh:inversePath x:knows ] ; sh:node x:A ;
  sh:in ( x:one x:two ) ; sh:message "wrong"@en .
""",
    """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX x: <urn:x:>
x:C a sh:NodeShape ; sh:targetClass x:Thing ; sh:sparql [ sh:message "bad {?this}" ;
  sh:select "SELECT $this ?value WHERE { $this <urn:x:label> ?value . FILTER(STRLEN(?value) > 3) }" ] ;
  sh:property [ sh:path x:on ; sh:lessThan x:size ; sh:uniqueLang true ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ;
  sh:qualifiedMinCount 0 ; sh:languageIn ( "en" "fr" ) ; sh:minLength 2 ; sh:hasValue 3 ; sh:equals x:label ] .
""",
)
_SHAPES_FIRST = b"#shapes\n"
"""Marks a seed that is shapes, not data; if it is damaged, the input is data."""
_JSONLD = """{"@context": {"x": "urn:x:", "label": "x:label"}, "@graph": [{"@id": "x:one", "@type": "x:Thing",
 "label": ["one", {"@value": "un", "@language": "fr"}],
 "x:size": {"@value": "3", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
 "x:knows": {"@list": [1, 2.5, true, {"@id": "_:b"}]}}]}"""
_NAMED = "GRAPH <urn:x:g> { <urn:x:four> a <urn:x:Thing> ; <urn:x:size> 1, 2 . }"


def target(name: str) -> Target:
    """Return the target."""
    quads = list(parse(_DATA, format=RdfFormat.TURTLE))
    triples = [quad.triple for quad in quads]
    written = [serialize(triples, format=form) or b"" for form in SYNTAXES.values() if not form.supports_datasets]
    datasets = [(serialize(quads, format=SYNTAXES[each]) or b"") for each in ("nquads", "trig", "jsonld")]
    ours = resource("ontology", "anakinra.ttl").read_text(encoding="utf-8").split("\n\n")
    data = [_DATA.encode(), *written, *datasets, _JSONLD.encode(), (_DATA + _NAMED).encode()]
    data += ["\n\n".join([ours[0], *ours[at : at + 3]]).encode() for at in range(1, min(len(ours) - 3, 60), 12)]
    shapes = [_SHAPES_FIRST + text.encode() for text in _MORE_SHAPES]
    words = "sh:minCount sh:and sh:xone sh:node sh:path sh:deactivated sh:targetClass x:Thing x:label x:size a . ; , "
    words += '[] ( ) _:b "x"@en "1"^^xsd:integer "a"^^xsd:integer <urn:x:one> << >> @prefix @base PREFIX GRAPH <#a> '
    words += "<../a> true 1e3 owl:imports rdf:nil rdf:parseType rdf:about xmlns xml:lang @id @type @context @graph "
    words += "@import @reverse sh:sparql"
    more = [
        b"SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        b'<!DOCTYPE x [<!ENTITY a "b">]>',
        b"&a;",
        b'"@context": "http://x/"',
    ]
    return Target(
        name=name,
        seeds=[*data, *shapes * 3],
        check=_check,
        words=[*(word.encode() for word in words.split()), *more],
        patience_seconds=30,
    )


def _check(case: Case) -> str:
    return _check_shapes(case) if case.content.startswith(_SHAPES_FIRST) else _check_data(case)


def _check_data(case: Case) -> str:
    named = list(SYNTAXES)[case.choice % len(SYNTAXES)] if case.choice % 4 == 0 else _likely(case.content)
    ending = next(each for each, syntax in ENDINGS.items() if syntax == named)
    path = scratch() / f"damaged{ending}"
    path.write_bytes(case.content)
    form = "json" if case.choice % 2 else "text"
    status, out, err = _validate(path, "--shapes", _files()[0], "--ontology", _files()[1], "--format", form)
    triples = _triples(case.content, named)
    if status == 2:
        return REFUSED
    assert triples is not None, f"status {status} for a file that does not parse"
    things = {t.subject for t in triples if t.predicate == _TYPE and t.object == _THING}
    due = 3 if not things else 1 if any(_wrong(thing, triples) for thing in things) else 0
    if not _adds_classes(triples):
        assert status == due, f"status {status} where {due} is right: {out[:300]!r} {err!r}"
    if form == "json":
        counted = json.loads(out)["triples"]
        assert counted == len(triples), f"{counted} triples are counted of {len(triples)}"
    return READ


def _likely(content: bytes) -> str:
    """Return the syntax that an input seems to have."""
    head = content.lstrip()[:5]
    if head.startswith(b"{"):
        return "jsonld"
    if head.startswith((b"<?xml", b"<rdf")):
        return "rdfxml"
    return "trig" if b"GRAPH" in content else "turtle"


def _triples(content: bytes, named: str) -> set[Triple] | None:
    """Return the triples of an input; None if it does not parse."""
    try:
        return {
            quad.triple for quad in parse(content.removeprefix(BOM_UTF8), format=SYNTAXES[named], base_iri="file:///x")
        }
    except (SyntaxError, ValueError, OSError):
        return None


def _wrong(thing: object, triples: set[Triple]) -> bool:
    """Return whether a thing violates the sound shapes: it has no label, two sizes, or a size that is no literal."""
    labels = [t.object for t in triples if t.subject == thing and t.predicate == _LABEL]
    sizes = [t.object for t in triples if t.subject == thing and t.predicate == _SIZE]
    return not labels or len(sizes) > 1 or not all(isinstance(size, Literal) for size in sizes)


def _adds_classes(triples: set[Triple]) -> bool:
    """Return whether the data has subclasses of its own."""
    return any(t.predicate.value.endswith(("#subClassOf", "#imports")) for t in triples)


def _check_shapes(case: Case) -> str:
    path = scratch() / "damaged-shapes.ttl"
    path.write_bytes(case.content)
    form = "json" if case.choice % 2 else "text"
    fail_on = ("violation", "warning", "info")[case.choice % 3]
    status, out, _err = _validate(_files()[2], "--shapes", path, "--format", form, "--fail-on", fail_on)
    if status == 2:
        return REFUSED
    assert _triples(case.content, "turtle") is not None, f"status {status} for shapes that do not parse"
    if form == "json":
        found = json.loads(out)
        assert (status == 3) == (found["nodes"] == 0), f"status {status} for {found['nodes']} nodes"
        failing = sum(list(found["counts"].values())[: case.choice % 3 + 1])
        assert status == 3 or (status == 1) == (failing > 0), f"status {status} for {found['counts']}"
    return READ


def _validate(*arguments: object) -> tuple[int, str, str]:
    """Run the command in this process; return its status, output and messages."""
    out, err = io.StringIO(), io.StringIO()
    with nothing_else_touched(), redirect_stdout(out), redirect_stderr(err):
        status = main(["validate", *map(str, arguments)])
    lines = err.getvalue().splitlines(keepends=True)
    for line in lines:
        check_line(line.removesuffix("\n"), "a message")
    said = "".join(line for line in lines if not line.startswith("anakinra-kg: warning: "))
    assert status in {0, 1, 2, 3}, f"status {status}"
    if status in {2, 3}:
        assert said.count("\n") == 1, f"not one line: {said[:300]!r}"
        assert said.startswith("anakinra-kg: "), f"a message is {said[:300]!r}"
        assert "please report it" not in said, f"nobody foresaw: {said[:300]}"
        answer = out.getvalue()
        # As JSON, the answer is what could not be read, and no finding.
        told = json.loads(answer) if answer.startswith("{") else {"failures": not answer, "findings": []}
        assert status == 3 or (told["failures"] and not told["findings"]), f"status 2 with an answer: {answer[:300]!r}"
    else:
        assert not said, f"status {status} with a message: {said[:300]!r}"
    return status, out.getvalue(), said


@cache
def _files() -> tuple[Path, Path, Path]:
    folder = scratch()
    names = {"shapes.ttl": _SHAPES, "ontology.ttl": _ONTOLOGY, "data.ttl": _DATA}
    for name, text in names.items():
        (folder / name).write_text(text, encoding="utf-8")
    shapes, ontology, data = (folder / name for name in names)
    return shapes, ontology, data
