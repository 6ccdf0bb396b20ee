"""Each IRI of a JSON-LD or RDF/XML text has the place where it is first written."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, parse, serialize

from anakinra_kg.rdf.files import SYNTAXES
from anakinra_kg.rdf.mentions import Mention, mentions
from anakinra_kg.rdf.names import PREFIXES
from anakinra_kg.rdf.spans import Span
from tests.support.checkout import CHECKOUT
from tests.support.places import cut

BASE = "http://e.example/folder/file"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

JSON = r"""{"@context": [{"@base": "http://b.example/c/", "@vocab": "http://v.example/"}, {"e": "http://e.example/",
   "f": {"@id": "http://f.example/"}, "id": "@id", "label": "e:label", "age": {"@type": "@id"}, "kind": "@type"}],
 "@graph": [
  {"@id": "e:one", "@type": ["Drug", "e:Thing"], "label": "e:two is \"e\"", "knows": {"id": "../three"}},
  {"id": "f:four", "http:\/\/e.example\/p": {"@id": "http://e.example/one"}},
  {"id": "_:five", "age": "seven", "site": "http://e.example/six", "weight": {"@id": "a b"}, "x": {"@id": "//["}}
]}"""

XML = f"""<?xml version="1.0"?>
<!-- <e:Ghost xmlns:e="http://e.example/" rdf:about="http://e.example/ghost"/> -->
<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="http://e.example/" xmlns="http://v.example/">
  <e:Drug rdf:about='http://e.example/a?b&amp;c' e:dose="1">
    <e:target rdf:resource="../three"/><note rdf:datatype="http://t.example/#t">rdf:about="no"</note>
  </e:Drug>
  <rdf:Description rdf:ID="four" xml:lang="en" xml:base="http://b.example/c" plain="x" q:r="x"/>
  <g:Unknown rdf:nodeID="five"/>
</rdf:RDF>"""

WRITTEN = {
    "jsonld": {
        "http://e.example/one": (4, "e:one"),
        "http://v.example/Drug": (4, "Drug"),
        "http://e.example/Thing": (4, "e:Thing"),
        "e:label": None,
        "http://e.example/label": (2, "label"),
        "http://v.example/knows": (4, "knows"),
        "http://b.example/three": (4, "../three"),
        "http://f.example/four": (5, "f:four"),
        "http://e.example/p": (5, r"http:\/\/e.example\/p"),
        "http://e.example/six": (6, "http://e.example/six"),
        "http://e.example/two": None,
        "http://b.example/c/seven": None,
        "http://b.example/c/five": None,
        "_:five": None,
        "http://v.example/@id": None,
    },
    "rdfxml": {
        "http://e.example/Drug": (4, "e:Drug"),
        "http://e.example/a?b&c": (4, "http://e.example/a?b&amp;c"),
        "http://e.example/dose": (4, "e:dose"),
        "http://e.example/target": (5, "e:target"),
        "http://e.example/three": (5, "../three"),
        "http://v.example/note": (5, "note"),
        "http://t.example/#t": (5, "http://t.example/#t"),
        "http://b.example/c#four": (7, "four"),
        RDF + "Description": (7, "rdf:Description"),
        "http://e.example/ghost": None,
        "http://e.example/Ghost": None,
        "http://v.example/plain": None,
        "five": None,
    },
}
"""Line and words of the first mention of each IRI; None where it has none."""


@pytest.mark.parametrize(
    ("syntax", "iri", "expected"), [(syntax, iri, at) for syntax, all_ in WRITTEN.items() for iri, at in all_.items()]
)
def test_the_first_mention_is_found(syntax: str, iri: str, expected: tuple[int, str] | None) -> None:
    """An IRI is found in full, relative to the base or as a compact name; in no comment, and no other string."""
    text = {"jsonld": JSON, "rdfxml": XML}[syntax]
    found = mentions(text, syntax, BASE).get(iri)

    assert (found and (found.line, cut(text, found))) == expected


def test_a_mention_says_that_it_is_one() -> None:
    """It is a span, but not the place of a triple."""
    found = mentions('\ufeff[{"@id":\n"a:😀b"}]', "jsonld", BASE)

    assert found == {"a:😀b": Span(2, 2, 2, 6)}
    assert type(found["a:😀b"]) is Mention


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"@id": "a:b"', "[" * 100_000, '{"@id": "\\ud800"}', '{"@context": {"e": 1}}'],
    ids=lambda text: text[:9],
)
def test_json_that_cannot_be_read_mentions_nothing(text: str) -> None:
    """There is an answer for any text."""
    assert mentions(text, "jsonld", BASE) == {}


@pytest.mark.parametrize("text", ["", "<", "<a b='", "<!--", "<?", "<a b='' ", "<![CDATA["])
def test_xml_that_cannot_be_read_mentions_nothing(text: str) -> None:
    """There is an answer for any text, in a time that grows with its length."""
    assert mentions(text, "rdfxml", BASE) == {}
    assert mentions(text * 50_000, "rdfxml", BASE) == {}


def test_names_of_the_context_may_be_compact_themselves() -> None:
    """The IRI of a term is written with a prefix of the same context."""
    text = '{"@context": {"e": "http://e.example/", "p": "e:q/"}, "p": 1, "p:r": 2}'

    assert {"http://e.example/q/", "http://e.example/q/r"} <= mentions(text, "jsonld", BASE).keys()


@pytest.mark.parametrize("syntax", ["jsonld", "rdfxml"])
def test_every_iri_of_the_project_is_mentioned(syntax: str) -> None:
    """The graph in another syntax, with compact names: each subject, predicate and object is found."""
    quads = list(parse(path=CHECKOUT / "data" / "dataset.ttl", format=SYNTAXES["turtle"]))
    text = (serialize(quads, format=SYNTAXES[syntax], prefixes=PREFIXES) or b"").decode()
    found = mentions(text, syntax, BASE)
    terms = {term.value for quad in quads for term in quad.triple if isinstance(term, NamedNode)}

    assert sorted(terms - found.keys()) == []
    assert [term for term in terms if cut(text, found[term]) not in {term, *_compact(term)}] == []


def _compact(iri: str) -> list[str]:
    spaces = [(name, space) for name, space in PREFIXES.items() if iri.startswith(space)]
    return [f"{name}:{iri.removeprefix(space)}" for name, space in spaces]
