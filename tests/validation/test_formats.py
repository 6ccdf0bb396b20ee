"""The formats of a validation report: their bytes, the schemas of others, and what a reader of each gets.

`python -m tests.validation.test_formats` writes the expected files of `tests/expected/validate/` anew.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections import Counter
from contextlib import chdir
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pyshacl
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from anakinra_kg import __version__
from anakinra_kg.validation.checks import CHECKS
from anakinra_kg.validation.engine import check
from anakinra_kg.validation.findings import Finding, Ignored, Known, Passage, Place, Report, counted
from anakinra_kg.validation.formats import WRITERS
from anakinra_kg.validation.formats import written as written_as
from anakinra_kg.validation.formats.html import as_html
from anakinra_kg.validation.formats.text import as_text
from anakinra_kg.validation.formats.turtle import as_turtle
from tests.support.checkout import CHECKOUT
from tests.support.command_line import run

EXPECTED = CHECKOUT / "tests" / "expected" / "validate"
SCHEMAS = Path(os.environ.get("ANAKINRA_KG_SCHEMAS") or CHECKOUT.parent / "shared" / "schemas")
NAMES = ("claim", "others", "selected", "sound", "unplaced")
"""Texts that would break out of a format; shapes of others; findings left out; none; findings without a place."""


def report(name: str) -> Report:
    """Return the report of a graph, with places that do not depend on what computes them."""
    kind = {"selected": "claim", "sound": "others", "unplaced": "claim"}.get(name, name)
    with chdir(EXPECTED):
        found = check([Path(f"{kind}.ttl")], [Path(f"{kind}-shapes.ttl")], engine="pyshacl")
    if name == "sound":
        return dataclasses.replace(found, findings=(), labels={}, rules={})
    text = (EXPECTED / f"{kind}.ttl").read_text(encoding="utf-8").splitlines()
    placed = [
        dataclasses.replace(finding, place=None if name == "unplaced" else place(f"{kind}.ttl", text, finding))
        for finding in found.findings
    ]
    if name == "selected":
        ignored, *rest = placed
        return dataclasses.replace(
            found,
            findings=tuple(rest),
            ignored=(Ignored(ignored, "the page prints it like this: <b>]](x) \x02"),),
            unselected=2,
            unchanged=(ignored,),
            known=3,
            fixed=(Known("shape:Gap-note", "akd:other\n::error::", "akg:note", "f" * 32),),
        )
    return dataclasses.replace(found, findings=tuple(placed))


def place(file: str, lines: list[str], finding: Finding) -> Place:
    """Return the first word of a file that is of the property of a finding, else of its node."""
    words = [re.split(r"[#/]", iri)[-1] for iri in (finding.path, finding.focus) if iri]
    for word in words:
        for number, line in enumerate(lines, start=1):
            found = re.search(rf":{re.escape(word)} (\"{{3}}.*\"{{3}}|\"[^\"]*\"[^ ]*|[^ ]+)", line)
            if found:
                return Place(file, number, found.start(1) + 1, found.end(1) + 1, line)
    return Place(file, 4)


def written(name: str, form: str) -> str:
    """Return a report in a format, without the version of the package."""
    return WRITERS[form](report(name)).replace(f'"version": "{__version__}"', '"version": "…"')


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_are_those_expected(name: str, form: str) -> None:
    """The same findings give the same bytes, on every machine and run."""
    assert written(name, form) == (EXPECTED / f"{name}.{form}.expected").read_text(encoding="utf-8")


# --- schemas and readers of others -----------------------------------------------------------------------------------


def schema(name: str) -> Path:
    """Return a schema of others; the test is skipped where it is absent."""
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand: schemas of others are not part of the project (set ANAKINRA_KG_SCHEMAS)")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_junit_meets_its_schema(name: str) -> None:
    """Any reader of JUnit XML reads ours."""
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema (extra dev) checks the XML")
    xsd = xmlschema.XMLSchema(str(schema("JUnit.xsd")))

    assert [str(error.reason) for error in xsd.iter_errors(WRITERS["junit"](report(name)))] == []


def test_junit_without_anything_checked_meets_its_schema() -> None:
    """That nothing was checked is an error there, not a success."""
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema (extra dev) checks the XML")
    text = WRITERS["junit"](Report(1, 0, 0, (), {}))
    xsd = xmlschema.XMLSchema(str(schema("JUnit.xsd")))

    assert 'errors="1"' in text
    assert [str(error.reason) for error in xsd.iter_errors(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_sarif_meets_its_schema(name: str) -> None:
    """Any reader of SARIF 2.1.0 reads ours."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema (extra dev) checks the JSON")
    validator = jsonschema.Draft4Validator(json.loads(schema("sarif-schema-2.1.0.json").read_text(encoding="utf-8")))

    assert [error.message for error in validator.iter_errors(json.loads(WRITERS["sarif"](report(name))))] == []


def test_sarif_tells_what_is_ignored_and_why() -> None:
    """A suppressed result is no alert, and the reason stands beside it."""
    (log,) = json.loads(WRITERS["sarif"](report("selected")))["runs"]
    suppressed = [result["suppressions"] for result in log["results"] if "suppressions" in result]

    assert len(log["results"]) == 3
    assert suppressed == [[{"kind": "inSource", "justification": report("selected").ignored[0].reason}]]


def test_sarif_has_rules_with_help_and_the_place_in_the_page() -> None:
    """A person in code scanning learns why it matters, and gets to the sentence of the page."""
    (log,) = json.loads(WRITERS["sarif"](report("claim")))["runs"]
    rules = {rule["id"]: rule for rule in log["tool"]["driver"]["rules"]}
    result = log["results"][0]
    page = result["relatedLocations"][0]

    assert result["ruleId"] == log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "shape:Gap-field"
    assert rules["shape:Gap-field"]["help"]["text"].startswith("A gap says which field")
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 12
    assert page["physicalLocation"]["artifactLocation"]["uri"] == "https://example.org/page?a=1&b=2"
    assert page["physicalLocation"]["region"] == {"startLine": 12, "charOffset": 345, "charLength": 11}


@pytest.mark.parametrize("name", NAMES)
def test_github_gets_one_command_for_each_finding(name: str) -> None:
    """No value ends a command or begins another one, and what was escaped comes back."""
    lines = WRITERS["github"](report(name)).splitlines()
    commands = [re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line) for line in lines[:-1]]

    assert len(commands) == len(report(name).findings)
    for finding, command in zip(report(name).findings, commands, strict=True):
        assert command
        assert {pair.partition("=")[0] for pair in command[2].split(",")} >= {"title", "file", "line"}
        assert finding.message in unquote(command[3])


@pytest.mark.parametrize("name", NAMES)
def test_gitlab_gets_what_it_asks_for(name: str) -> None:
    """Each entry has a fingerprint of its own and a path within the repository."""
    entries = json.loads(WRITERS["gitlab"](report(name)))

    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == len(report(name).findings)
    for entry in entries:
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not entry["location"]["path"].startswith(("./", "/"))
        assert entry["location"]["lines"]["begin"] >= 1


# --- Turtle ----------------------------------------------------------------------------------------------------------


def test_the_w3c_report_has_each_term_as_it_is_in_the_data() -> None:
    """Literals keep datatype and language, also where they are the node that was checked."""
    graph = Graph().parse(data=as_turtle(report("others")), format="turtle")

    assert set(graph.objects(None, SH.conforms)) == {Literal(lexical_or_value=False)}
    assert Literal("groß", lang="de") in set(graph.objects(None, SH.focusNode)) & set(graph.objects(None, SH.value))
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == len(report("others").findings)
    assert URIRef("https://example.org/Blunder") in set(graph.objects(None, SH.resultSeverity))


def test_a_path_of_several_properties_is_that_of_the_shape() -> None:
    """The path of a result has the structure of the shape's own."""
    shapes = Graph().parse(EXPECTED / "others-shapes.ttl")
    graph = Graph().parse(data=as_turtle(report("others")), format="turtle")

    def paths(source: Graph, predicate: URIRef) -> list[Graph]:
        heads = sorted({o for o in source.objects(None, predicate) if isinstance(o, BNode)}, key=str)
        return [source.cbd(head) for head in heads]

    own, found = paths(shapes, SH.path), paths(graph, SH.resultPath)
    assert len(found) == len(own) == 2
    assert all(any(isomorphic(path, other) for other in own) for path in found)


def test_the_w3c_report_is_that_of_the_referee() -> None:
    """PySHACL's own report has the same results, whatever its blank nodes are called."""
    data, shapes = (Graph().parse(EXPECTED / f"others{part}.ttl") for part in ("", "-shapes"))
    _, theirs, _ = pyshacl.validate(data, shacl_graph=shapes)
    ours = Graph().parse(data=as_turtle(report("others")), format="turtle")
    names = (SH.focusNode, SH.value, SH.resultSeverity, SH.sourceConstraintComponent)

    def results(graph: Graph) -> Counter[tuple[str, ...]]:
        return Counter(
            tuple("_:" if isinstance(node := graph.value(result, name), BNode) else repr(node) for name in names)
            for result in graph.subjects(RDF.type, SH.ValidationResult)
        )

    assert results(ours) == results(theirs)


@pytest.mark.parametrize("name", NAMES)
def test_another_parser_reads_the_turtle(name: str) -> None:
    """Comments and values leave the syntax alone."""
    assert list(parse(as_turtle(report(name)), format=RdfFormat.TURTLE))


# --- HTML ------------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The elements and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_needs_no_other_file_or_host(name: str) -> None:
    """Nothing is loaded, and no value becomes an element or an attribute that runs."""
    page = Page(as_html(report(name)))

    assert {tag for tag, _ in page.elements}.isdisjoint({"img", "link", "iframe"})
    assert [a for _, attrs in page.elements for a in attrs if a == "src" or a.startswith("on")] == []
    assert sum(tag == "script" for tag, _ in page.elements) == bool(report(name).findings)
    assert "url(" not in as_html(report(name))


def test_the_page_shows_everything_without_its_script() -> None:
    """Each finding is there to be read; only the filter waits for the script."""
    page = Page(as_html(report("claim")))
    hidden = [tag for tag, attrs in page.elements if "hidden" in attrs]

    assert hidden == ["form"]
    assert sum(tag == "article" for tag, _ in page.elements) == 3
    assert any("onerror" in text for text in page.texts)


# --- text ------------------------------------------------------------------------------------------------------------


def test_the_mark_stands_below_the_term() -> None:
    """Wide characters, tabs and cuts move the mark along."""
    line = "\t漢字 ex:size 5 ." + " # more" * 40
    finding = Finding("Violation", "urn:x", "urn:s", "urn:p", "5", "Fix it.", place=Place("a.ttl", 7, 13, 14, line))
    shown, mark = as_text(Report(1, 1, 1, (finding,), {})).splitlines()[-4:-2]

    assert shown.startswith("        7 |  漢字 ex:size 5 . # more")
    assert shown.endswith("…")
    assert mark == "          |" + " " * 15 + "^"


def test_a_terminal_gets_colour_and_no_control_character_of_the_data() -> None:
    """What colours the text is ours alone."""
    text = as_text(report("claim"), colour=True)

    assert "\x1b[31mviolation:\x1b[0m" in text
    assert re.sub(r"\x1b\[\d+m", "", text) == as_text(report("claim"))
    assert "\x01" not in text


# --- very many findings ----------------------------------------------------------------------------------------------


def many() -> Report:
    """Return a report with many violations of one shape, one of another, and a warning of a third."""
    found = [Finding("Violation", f"urn:n{n:04}", "urn:many", "urn:p", "", "Fix it.", "MinCount") for n in range(2000)]
    found += [Finding("Violation", "urn:n5000", "urn:one", "", "", "Fix that.", "Closed")]
    found += [Finding("Warning", "urn:n0001", "urn:rare", "", "", "Look at it.", "Closed")]
    return Report(9000, 3, 2000, tuple(found), {}, files=("a.ttl",))


@pytest.mark.parametrize("most", [1, 2, 3, 50, 0])
def test_the_most_severe_are_shown_and_at_least_one_of_each_shape(most: int) -> None:
    """A rare fault is not lost among many of one kind."""
    report = dataclasses.replace(many(), most=most)
    shown = report.shown()

    assert len(shown) == (most or 2002)
    assert {finding.shape for finding in shown} >= set(["urn:many", "urn:one", "urn:rare"][: most or 3])
    assert [finding for finding in report.findings if finding in shown] == list(shown)
    assert report.counts() == {"Violation": 2001, "Warning": 1, "Info": 0}


@pytest.mark.parametrize(
    ("form", "count"),
    [("text", 100), ("html", 1000), *((form, 2002) for form in WRITERS if form not in {"text", "html"})],
)
def test_people_get_a_part_and_programs_everything_unless_they_say_how_much(form: str, count: int) -> None:
    """A hundred findings can be read, a hundred thousand cannot; a program wants each of them."""
    marks = {
        "text": "    path ",
        "html": "<article",
        "json": '"severity"',
        "github": "::error",
        "gitlab": '"check_name"',
    }
    marks |= {"junit": "<failure", "sarif": '"ruleId"', "turtle": "a sh:ValidationResult"}
    other = {"text": 2, "github": 1, "junit": 1}.get(form, 0)  # those without a path, or that do not fail

    assert written_as(many(), form).count(marks[form]) == count - other
    assert written_as(many(), form, 7).count(marks[form]) == 7 - other


def test_many_findings_are_counted_by_shape_before_the_summary() -> None:
    """What fills the screen last is what helps most."""
    assert written_as(many(), "text").splitlines()[-7:] == [
        "findings  severity   shape",
        "    2000  violation  urn:many",
        "       1  violation  urn:one",
        "       1  warning    urn:rare",
        "",
        "100 of 2002 findings are shown; --max N shows more, --max 0 all",
        "9000 triples, 2000 nodes checked against 3 shapes: 2001 violations, 1 warning, at 2001 nodes",
    ]


def test_the_page_tells_what_it_does_not_show() -> None:
    """Its table counts all findings."""
    page = written_as(many(), "html")

    assert "<p>1000 of 2002 findings are shown; --max N shows more, --max 0 all</p>" in page
    assert "<tr><td>2000</td><td><code>urn:many</code>" in page


# --- findings --------------------------------------------------------------------------------------------------------


def test_a_fingerprint_outlives_moved_lines_and_new_words() -> None:
    """A known finding stays known when only its place, its message or the number of its blank node has changed."""
    one = Finding("Violation", "_:b1", "urn:s", "urn:p", "1", "Fix it.", "Datatype", place=Place("a.ttl", 1))
    moved = dataclasses.replace(one, focus="_:b7", message="Fix it.", place=Place("a.ttl", 9))
    other = dataclasses.replace(one, value="2")

    assert one.fingerprint() == moved.fingerprint() != other.fingerprint()
    assert len({finding.fingerprint() for finding in counted([one, moved, other])}) == 3


def test_a_place_and_a_passage_are_no_part_of_what_a_finding_says() -> None:
    """Findings of two engines are compared by what is wrong."""
    one = Finding("Violation", "urn:x", "urn:s", "", "", "Fix it.")

    assert one == dataclasses.replace(one, place=Place("a.ttl", 1), passage=Passage("Page", "", 1, 0, 1))


def test_a_finding_on_a_claim_has_the_passage_of_its_page() -> None:
    """From a finding one gets to the sentence that it is about."""
    passage = Passage("Examplumab & <friends>", "https://example.org/page?a=1&b=2", 12, 345, 356)

    assert {finding.passage for finding in report("claim").findings} == {passage}
    assert {finding.passage for finding in report("others").findings} == {None}


def test_every_check_that_is_no_shape_says_why_it_matters() -> None:
    """The documentation and the help texts of the formats know the same checks."""
    table = (CHECKOUT / "docs" / "validation.md").read_text(encoding="utf-8")
    named = {name.removeprefix("shape:") for name in re.findall(r"^\| `([\w:]+)`", table, re.MULTILINE)}

    assert set(CHECKS) <= named
    assert all(rule.description for rule in CHECKS.values())


@pytest.mark.parametrize("width", [60, 80, 200])
def test_text_is_folded_to_a_terminal(width: int) -> None:
    """Lines end at its edge, but for words that are longer, such as IRIs; nothing is lost, and a file is not folded."""
    found = report("others")
    whole, folded = as_text(found), as_text(found, width=width)
    shown = re.compile(r"^ +\d* \| .*\n", re.MULTILINE)  # lines of the file are cut to fit

    assert shown.sub("", whole).split() == shown.sub("", folded).split()
    assert max(map(len, shown.findall(folded))) <= width + 1
    long = [line for line in shown.sub("", folded).splitlines() if len(line) > width]
    assert [line for line in long if len(line.split()[-1]) < width - len("        place ")] == []


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_whose_name_is_not_utf_8_is_named(form: str) -> None:
    """Such a name comes from a folder of old, and must not end the report."""
    place = Place("f\udcff.ttl", 1)
    finding = Finding("Violation", "urn:x", "urn:s", "urn:p", "", "Fix it.", "MinCount", place=place)

    assert WRITERS[form](Report(1, 1, 1, (finding,), {}, files=(place.file,))).encode()


# --- the command -----------------------------------------------------------------------------------------------------


def test_several_files_are_written_beside_the_answer(tmp_path: Path) -> None:
    """One run gives people their text and each machine its file."""
    sarif, page = tmp_path / "out.sarif", tmp_path / "new" / "report.html"
    arguments = EXPECTED / "claim.ttl", "--shapes", EXPECTED / "claim-shapes.ttl"
    done = run("validate", *arguments, "--out", f"sarif={sarif}", "--out", f"html={page}")

    assert done.returncode == 1
    assert "The field is in plain letters" in done.stdout
    assert done.stderr.splitlines()[-2:] == [f"wrote {sarif}", f"wrote {page}"]
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert page.read_text(encoding="utf-8").endswith("</html>\n")


@pytest.mark.parametrize(
    ("value", "words"),
    [("sarff=x", "did you mean `sarif`?"), ("sarif", "`sarif` has no file"), ("=x", "is not a format")],
)
def test_an_output_that_cannot_be_is_refused(value: str, words: str) -> None:
    """A misspelt format is told before anything is validated."""
    done = run("validate", EXPECTED / "claim.ttl", "--out", value)

    assert done.returncode == 2
    assert words in done.stderr


if __name__ == "__main__":
    for golden in NAMES:
        for writer in WRITERS:
            (EXPECTED / f"{golden}.{writer}.expected").write_text(written(golden, writer), encoding="utf-8")
