"""The reference: whole, linked, escaped, and the same bytes everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from anakinra_kg import reference
from anakinra_kg.cli import main
from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.rdf.names import AKG, SHAPES, TERM_PREFIXES, term
from anakinra_kg.reference.markup import Html, join, tag
from anakinra_kg.reference.model import Model, anchor
from anakinra_kg.reference.picture import THEMES, claims_by_theme, points_at
from anakinra_kg.reference.rendering import Renderer
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

VOID = {"link", "meta"}
EXTERNAL = {"src", "srcset", "data", "poster", "xlink:href"}
"""Attributes that make a page load something."""


class Reader(HTMLParser):
    """Parses a page and records what the tests need."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        """Record an element, its anchor and its link."""
        self.names.add(name)
        self.attributes |= {key for key, _ in attributes}
        self.ids += [value for key, value in attributes if key == "id" and value]
        self.links += [value for key, value in attributes if key == "href" and value]
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        """Check that the innermost open element ends."""
        if not self.open or self.open.pop() != name:
            self.wrong.append(f"</{name}> at line {self.getpos()[0]}")


@pytest.fixture(scope="module")
def model() -> Model:
    """Return the model of the package."""
    return reference.model()


@pytest.fixture(scope="module")
def text(model: Model) -> str:
    """Return the reference."""
    return reference.page(model)


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    """Return the reference, parsed by the standard library."""
    return Reader(text)


def made_up(turtle: str, data: str = "") -> Model:
    """Return a model of a few triples."""
    prefixes = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in TERM_PREFIXES.items())

    def triples(body: str) -> Iterator[Triple]:
        return (quad.triple for quad in parse((prefixes + body).encode(), format=RdfFormat.TURTLE))

    return Model(triples(turtle), triples(data))


def article(text: str, name: str) -> str:
    """Return the entry with that anchor."""
    found = re.search(rf'<article id="{re.escape(name)}".*?</article>', text, re.DOTALL)
    assert found, name
    return found[0]


# --- whole -----------------------------------------------------------------------------------------------------------


def test_every_rule_is_shown_with_its_query(text: str) -> None:
    """The page contains each rule as a query that can be run in a store."""
    files = sorted(resource("ontology").rglob("*.rq"))

    assert len(files) > 20
    for path in files:
        name = path.relative_to(resource("ontology")).with_suffix("").as_posix()
        shown = unescape(re.sub(r"<[^>]+>", "", article(text, name)))
        lines = path.read_text(encoding="utf-8").splitlines()
        said = [line.partition(": ")[2].replace("`", "") for line in lines if line.startswith("#+")]
        query = "\n".join(line for line in lines if not line.startswith("#+")).strip()
        assert query in shown, name
        assert said, name
        assert not [sentence for sentence in said if sentence not in shown], name


def test_every_term_code_and_shape_has_its_anchor(model: Model, read: Reader) -> None:
    """A term has its name as anchor, a code its list and key, a shape and its rules `shape:` and the name."""
    terms = {t.value.removeprefix(AKG) for t in (*model.classes, *model.properties) if t.value.startswith(AKG)}
    shapes = {
        f"shape:{s.value.removeprefix(SHAPES)}"
        for s in model.terms.about
        if isinstance(s, NamedNode) and SHAPES in s.value
    }
    codes = {anchor(code) for codes in model.codes.values() for code in codes}

    assert len(terms) > 250
    assert len(shapes) > 300
    assert len(codes) > 140
    assert not (terms | shapes | codes) - set(read.ids)
    assert {"Interaction", "hasTarget", "shape:Interaction", "frequency/more-common", "prov:wasDerivedFrom"} <= set(
        read.ids
    )


def test_no_link_is_dead(read: Reader) -> None:
    """A link within the page has exactly one target; other links are web addresses."""
    inner = {link.removeprefix("#") for link in read.links if link.startswith("#")}

    assert len(inner) > 600
    assert len(read.ids) == len(set(read.ids))
    assert not inner - set(read.ids)
    assert not [link for link in read.links if not link.startswith(("#", "http://", "https://"))]


def test_the_page_is_well_formed(text: str, read: Reader) -> None:
    """Every element that is opened is closed, in order."""
    assert text.startswith("<!DOCTYPE html>\n<html")
    assert (read.open, read.wrong) == ([], [])


def test_the_page_needs_nothing_else(text: str, read: Reader) -> None:
    """The page has no script and no frame and loads nothing: it works offline."""
    assert not read.names & {"script", "iframe", "img", "object", "embed", "link", "base", "form"}
    assert not read.attributes & EXTERNAL
    assert not {name for name in read.attributes if name.startswith("on")}
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"url\(|@import|</", style.removeprefix("<style>"))


def test_every_definition_message_and_prefix_is_shown(model: Model, text: str) -> None:
    """The page contains every definition, message and namespace of the files."""
    shown = unmarked(text)
    for subject in model.terms.about:
        for predicate in ("skos:definition", "skos:example", "sh:message", "sh:description", "rdfs:comment"):
            for value in model.terms.values(subject, predicate):
                assert isinstance(value, Literal)
                assert plain(value.value) in shown, (subject, predicate)
    for prefix, namespace in TERM_PREFIXES.items():
        assert plain(f"{prefix}:{namespace}") in shown


def unmarked(text: str) -> str:
    """Return the text of a page, without markup and white space."""
    return plain(unescape(re.sub(r"<[^>]+>", "", text)))


def plain(text: str) -> str:
    """Return a text without backticks, the prefix `akg:` (links omit it) and white space."""
    return re.sub(r"`|\bakg:|\s", "", text)


# --- examples --------------------------------------------------------------------------------------------------------


def test_every_class_with_instances_has_a_real_example_and_its_line(model: Model, text: str) -> None:
    """The example of a class is a resource of the graph; a claim has the line and characters of its page."""
    for cls in model.classes:
        example, entry = model.example(cls), article(text, anchor(cls))
        assert ('class="example"' in entry) == (example is not None), cls
        if example is not None and model.places(example):
            place = model.places(example)[0]
            assert f"line {place.line:,}</b>" in entry
            assert f"characters {place.start:,} to {place.end:,}" in entry


def test_the_example_of_an_entity_names_a_claim(text: str) -> None:
    """The example of an entity names the first claim that mentions it."""
    entry = article(text, "Protein")

    assert "Mentioned in" in entry
    assert "<b>line " in entry


def test_counts_are_those_of_the_graph(model: Model, text: str) -> None:
    """Instances of a class and uses of a code are counted in the graph, not in the code lists."""
    groups = len(model.instances(term("akg:TrialGroup")))

    assert groups == 95
    assert f"<dd>{groups} instances</dd>" in article(text, "TrialGroup")
    codes = model.codes[term("akd:scheme/frequency")]
    assert sum(model.uses_of_code(code) for code in codes) == len(model.uses[term("akg:frequency")]) > 30


def test_a_property_shows_a_value_it_has(text: str) -> None:
    """The example of a property is a triple of the graph."""
    entry = article(text, "hasTarget")

    assert "drug/anakinra" in entry
    assert "Interleukin-1 receptor type 1" in entry
    assert 'href="#shape:Drug-target"' in entry


# --- the picture -----------------------------------------------------------------------------------------------------


def test_every_kind_of_claim_is_in_the_picture(model: Model, text: str) -> None:
    """Both pictures show each kind of claim once, with the classes that it refers to."""
    drawn = re.findall(r'<svg class="picture (\w+)".*?</svg>', text, re.DOTALL)
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    kinds = [cls for members in claims_by_theme(model).values() for cls in members]

    assert drawn == ["wide", "narrow"]
    assert len(kinds) == len(set(kinds)) > 40
    for svg in pictures:
        boxes = re.findall(r'<a href="#(\w+)" class="claim', svg)
        assert sorted(box for box in boxes if box[0].isupper()) == sorted(map(anchor, kinds))
        assert {anchor(c) for cls in kinds for c in points_at(model, cls)} <= set(re.findall(r'href="#(\w+)"', svg))


def test_themes_name_claims_that_exist(model: Model) -> None:
    """Every class that a theme names exists."""
    named = {NamedNode(AKG + name) for names in THEMES.values() for name in names.split()}

    assert named <= set(model.below(term("akg:Claim")))


def test_a_kind_of_claim_without_a_theme_is_drawn_all_the_same() -> None:
    """A kind of claim without a theme appears in the picture."""
    new = made_up("akg:Claim a owl:Class . akg:Rumour a owl:Class ; rdfs:subClassOf akg:Claim .")

    assert claims_by_theme(new) == {"More": [NamedNode(AKG + "Rumour")]}


def test_the_picture_stays_in_its_frame(text: str) -> None:
    """No box extends over the edge of its picture, and no two boxes overlap, except a box and its panel."""
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
        assert box
        width, height = map(float, box.groups())
        number = r'"(-?[\d.]+)"'
        rects = re.findall(rf"<rect x={number} y={number} width={number} height={number}[^>]*?(frame)?\"?></rect>", svg)
        places = [(float(x), float(y), float(x) + float(w), float(y) + float(h), frame) for x, y, w, h, frame in rects]
        assert len(places) > 100
        assert not [p for p in places if p[0] < 0 or p[1] < 0 or p[2] > width or p[3] > height]
        small = [p for p in places if not p[4]]
        assert not [
            (a, b)
            for i, a in enumerate(small)
            for b in small[:i]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]


# --- escaped ---------------------------------------------------------------------------------------------------------

NASTY = "</script><b onclick=1>&amp; \"x\" 'y'"


def test_whatever_stands_in_the_files_is_text() -> None:
    """Labels, definitions, values, patterns and IRIs cannot become markup."""
    quoted = NASTY.replace('"', '\\"')
    nasty = made_up(
        f"""akg:Claim a owl:Class ; rdfs:label "{quoted}"@en ;
            skos:definition "{quoted} `{quoted}`"@en ; skos:example "{quoted}"@en .
        akg:says a owl:DatatypeProperty ; rdfs:label "{quoted}" ; rdfs:domain akg:Claim ; rdfs:comment "{quoted}" .
        akd:scheme\\/x a skos:ConceptScheme ; rdfs:label "{quoted}" .
        akd:x\\/y skos:inScheme akd:scheme\\/x ; rdfs:label "{quoted}" .
        shape:Claim a sh:NodeShape ; sh:targetClass akg:Claim ; rdfs:label "{quoted}" ; sh:message "{quoted}" ;
            sh:property shape:Claim-says .
        shape:Claim-says a sh:PropertyShape ; sh:path akg:says ; sh:pattern "{quoted}" ; sh:message "{quoted}" .""",
        f"""akd:claim\\/1 a akg:Claim ; akg:says "{quoted}" ; akg:sees <https://example.org/?a=1&b='2'> .
        akd:document\\/1 a akg:SourceDocument ; dcterms:title "{quoted}" .""",
    )
    page = reference.page(nasty)
    read = Reader(page)

    assert (read.open, read.wrong) == ([], [])
    assert NASTY not in page
    assert "onclick" not in read.attributes
    assert "&lt;b onclick=1&gt;&amp;amp; &quot;x&quot; &#x27;y&#x27;" in page


def test_only_markup_goes_in_unescaped() -> None:
    """A string is escaped, a piece of markup is not, in content and between parts."""
    assert tag("p", "<", tag("b", "&"), title='"') == '<p title="&quot;">&lt;<b>&amp;</b></p>'
    assert join(("<", Html("<")), " & ") == "&lt; &amp; <"
    assert tag("rect", stroke_width="1", class_="x") == '<rect stroke-width="1" class="x"></rect>'


# --- rendering -------------------------------------------------------------------------------------------------------

PATHS = {
    "akg:p": "p",
    "[ sh:inversePath akg:p ]": "^p",
    "( akg:p [ sh:inversePath akg:q ] )": "p / ^q",
    "[ sh:alternativePath ( akg:p akg:q ) ]": "p | q",
    "( [ sh:alternativePath ( akg:p akg:q ) ] akg:p )": "(p | q) / p",
    "[ sh:zeroOrMorePath akg:p ]": "p*",
    "[ sh:oneOrMorePath ( akg:p akg:q ) ]": "(p / q)+",
    "[ sh:zeroOrOnePath akg:p ]": "p?",
}


@pytest.mark.parametrize("path", PATHS)
def test_paths_are_written_as_in_sparql(path: str) -> None:
    """A path is shown in SPARQL syntax."""
    shapes = made_up(f"shape:S a sh:NodeShape ; sh:property shape:S-p . shape:S-p sh:path {path} .")

    assert unmarked_line(Renderer(shapes).path(shapes.path(NamedNode(SHAPES + "S-p")))) == PATHS[path]


LIMITS = {
    "sh:minCount 1 ; sh:maxCount 1": ("1", ""),
    "sh:minCount 1": ("1 or more", ""),
    "sh:minCount 1 ; sh:maxCount 2": ("1–2", ""),
    "sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minExclusive 0": ("0–1", "xsd:decimal, > 0"),
    "sh:class akg:Drug ; sh:disjoint akg:q": ("any", "Drug, other than q"),
    'sh:pattern "^DB\\\\d+$"': ("any", r"^DB\d+$"),
    'sh:pattern "^\\\\S(.*\\\\S)?$" ; sh:flags "s"': ("any", "no surrounding white space"),
    "sh:in ( akd:x akd:y )": ("any", "code of list (2 of 3 codes)"),
    "sh:in ( akd:x akd:y akd:z )": ("any", "code of list"),
    "sh:in ( 1 2 )": ("any", "one of 1, 2"),
    'sh:languageIn ( "en" "de" )': ("any", "language “en” or “de”"),
    "sh:or ( [ sh:class akg:Drug ] [ sh:not [ sh:path akg:q ; sh:hasValue 1 ] ] )": (
        "any",
        "(Drug) or (not (q includes 1))",
    ),
    "sh:closed true ; sh:ignoredProperties ( akg:q )": ("any", "no other property, except q"),
    "sh:sparql [ sh:select 'SELECT' ; sh:message 'No.' ]": ("any", "sparql a query finds no violation"),
    "sh:uniqueLang true": ("any", "uniqueLang true"),
    "sh:deactivated true": ("any", "deactivated true"),
    "sh:node [ sh:property [ sh:path akg:q ; sh:minCount 1 ; sh:class akg:Drug ] ]": (
        "any",
        "conforms to ((q (1 or more) Drug))",
    ),
}


@pytest.mark.parametrize("limits", LIMITS)
def test_limits_are_rendered(limits: str) -> None:
    """Each constraint has its phrase; one without a phrase is shown by its name."""
    shapes = made_up(
        f"""shape:S a sh:NodeShape ; sh:property shape:S-p . shape:S-p a sh:PropertyShape ; sh:path akg:p ; {limits} .
        akd:list a skos:ConceptScheme ; rdfs:label "list" .
        akd:x skos:inScheme akd:list . akd:y skos:inScheme akd:list . akd:z skos:inScheme akd:list ."""
    )
    renderer, rule = Renderer(shapes), NamedNode(SHAPES + "S-p")

    assert (renderer.count(rule), unmarked_line(renderer.constraints(rule))) == LIMITS[limits]


AXIOMS = {
    "[ a owl:Restriction ; owl:onProperty akg:p ; owl:someValuesFrom akg:C ]": "(p some C)",
    "[ a owl:Restriction ; owl:onProperty akg:p ; owl:hasValue akd:x ]": "(p value akd:x)",
    "[ owl:onProperty akg:p ; owl:onClass akg:C ; owl:minQualifiedCardinality 2 ]": "(p at least 2 C)",
    "[ owl:intersectionOf ( akg:C [ owl:complementOf akg:D ] ) ]": "(C and not D)",
    "[ owl:unionOf ( akg:C akg:D ) ]": "(C or D)",
    "[ owl:oneOf ( akd:x akd:y ) ]": "one of {akd:x, akd:y}",
    "[ owl:inverseOf akg:q ]": "inverse q",
    "[ owl:onDatatype xsd:decimal ; owl:withRestrictions ( [ xsd:minInclusive 0 ] ) ]": (
        "[owl:onDatatype xsd:decimal; owl:withRestrictions {[xsd:minInclusive 0]}]"
    ),
    "[ akg:p 1 ; akg:q akg:D ]": "[akg:p 1; akg:q D]",
}


@pytest.mark.parametrize("axiom", AXIOMS)
def test_axioms_are_rendered(axiom: str) -> None:
    """Class expressions are shown whatever they consist of."""
    terms = made_up(f"akg:X rdfs:subClassOf {axiom} .")
    (node,) = terms.terms.values(NamedNode(AKG + "X"), "rdfs:subClassOf")

    assert unmarked_line(Renderer(terms).expression(node)) == AXIOMS[axiom]


def test_what_has_no_place_of_its_own_is_listed() -> None:
    """An unknown predicate is shown in the entry of its term, and a blank-node axiom in a section of its own."""
    page = reference.page(
        made_up(
            """akg:C a owl:Class ; rdfs:label "c" ; skos:closeMatch <https://example.org/C> ; owl:disjointWith akg:D .
            akg:p a owl:ObjectProperty ; owl:propertyChainAxiom ( akg:q [ owl:inverseOf akg:r ] ) .
            akg:D a owl:Class . [] a owl:AllDisjointClasses ; owl:members ( akg:C akg:D ) .
            [] a owl:Axiom ; owl:annotatedSource akg:C ; owl:annotatedProperty skos:closeMatch ;
                owl:annotatedTarget <https://example.org/C> ; rdfs:comment "Nearly the same." ."""
        )
    )

    assert '<a href="#D"' in article(page, "C")
    assert "Pairwise disjoint" in page
    assert "q ∘ inverse r" in unmarked_line(article(page, "p"))
    assert "Nearly the same." in article(page, "C")
    assert article(page, "C").count('<a href="https://example.org/C">') == 1


def unmarked_line(html: str) -> str:
    """Return the text of a piece of markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


# --- written ---------------------------------------------------------------------------------------------------------


def test_the_page_is_the_same_in_every_run(text: str, tmp_path: Path) -> None:
    """The page does not depend on the hash seed, the names of blank nodes or the date."""
    out = tmp_path / "new" / "reference.html"
    command = [sys.executable, "-m", "anakinra_kg.cli", "docs", "--out", str(out)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )

    assert (done.stdout, done.stderr) == ("", f"wrote {out}\n")
    assert out.read_bytes() == text.encode()
    assert [path.name for path in out.parent.iterdir()] == ["reference.html"]


def test_a_page_that_cannot_be_written_is_status_2_and_leaves_all_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder at the path of the file, or a file at the path of its folder, is reported."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for out in (tmp_path / "file" / "reference.html", tmp_path / "folder"):
        assert main(["docs", "--out", str(out)]) == 2
        assert re.fullmatch(rf"anakinra-kg: {re.escape(str(out))}: .*; .*\n", capsys.readouterr().err)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"
    with pytest.raises(AnakinraKGError):
        reference.write("", tmp_path / "folder")


def test_the_reference_is_made_without_rdflib() -> None:
    """Building the page imports no slow library."""
    code = "import sys; from anakinra_kg import reference; print('rdflib' in sys.modules, 'yaml' in sys.modules)"

    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
