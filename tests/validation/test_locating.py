"""Each finding has the line and the columns of the triple that it is about."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.rdf.files import read_bytes, read_triples
from anakinra_kg.validation.engine import ENGINES, check
from anakinra_kg.validation.formats.words import excerpt

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.validation.findings import Finding, Place

PREFIXES = "@prefix ex: <https://example.org/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = f"""{PREFIXES}@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P , ex:Q .
ex:P a sh:PropertyShape ; sh:path ex:dose ; sh:datatype xsd:integer ; sh:message "A dose is a whole number."@en .
ex:Q a sh:PropertyShape ; sh:path ex:unit ; sh:minCount 1 ; sh:message "A dose needs a unit."@en .
"""
DATA = f"{PREFIXES}ex:a a ex:T ;\n    ex:dose 1 , 'many' .\n"


def findings(folder: Path, name: str, text: str) -> dict[str, Finding]:
    """Return the findings on a file by their constraint."""
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    found = check([folder / name], [folder / "shapes.ttl"]).findings
    return {finding.constraint: finding for finding in found}


def test_a_wrong_value_is_where_it_is_written_and_a_missing_one_at_its_subject(tmp_path: Path) -> None:
    """Line, first and last column, and the line itself."""
    found = findings(tmp_path, "data.ttl", DATA)
    wrong, missing = found["Datatype"].place, found["MinCount"].place

    assert wrong is not None
    assert missing is not None
    assert (wrong.file, wrong.line, wrong.column, wrong.end_column) == (str(tmp_path / "data.ttl"), 4, 17, 23)
    assert wrong.text == "    ex:dose 1 , 'many' ."
    assert (missing.line, missing.column, missing.end_column) == (3, 1, 5)


@pytest.mark.parametrize("ending", ["jsonld", "rdf"])
def test_other_syntaxes_have_the_first_mention_of_the_node(ending: str, tmp_path: Path) -> None:
    """Nothing more is known there."""
    texts = {
        "jsonld": '[\n {"@id": "https://example.org/a", "@type": "https://example.org/T"}]',
        "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://example.org/">\n'
        '<e:T rdf:about="https://example.org/a"/></rdf:RDF>',
    }
    place = findings(tmp_path, f"data.{ending}", texts[ending])["MinCount"].place

    assert place is not None
    assert place.line == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_a_blank_node_is_at_its_bracket_or_label(tmp_path: Path, engine: str) -> None:
    """It is told from its like by its number, which counts on from file to file, whatever their syntax."""
    (tmp_path / "first.nt").write_text("_:x <a:b> _:y .\n", encoding="utf-8")
    (tmp_path / "second.jsonld").write_text('{"a:b": {"a:c": 1}}', encoding="utf-8")
    (tmp_path / "third.ttl").write_text(f"{PREFIXES}ex:a ex:q [ a ex:T ; ex:dose 1 ] ,\n  _:z .\n_:z a ex:T .", "utf-8")
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    files = [tmp_path / name for name in ("first.nt", "second.jsonld", "third.ttl")]
    places = {
        finding.focus: (finding.place.line, finding.place.column)
        for finding in check(files, [tmp_path / "shapes.ttl"], engine=engine).findings
        if finding.place
    }
    start = PREFIXES.count("\n") + 1

    assert places == {"_:b5": (start, 11), "_:b6": (start + 2, 1)}


@pytest.mark.parametrize("before", [0, 100, 5000])
@pytest.mark.parametrize("after", [0, 5000])
def test_a_long_line_is_cut_around_what_is_marked(before: int, after: int, tmp_path: Path) -> None:
    """The column is that of the file, and what is kept does not grow with the line."""
    head, tail = "ex:a a ex:T ; ex:more '" + "m" * before, "m" * after
    text = f"{PREFIXES}{head}' ; ex:dose 'many' ; ex:more '{tail}n' ."
    place = findings(tmp_path, "data.ttl", text)["Datatype"].place

    assert place is not None
    assert (place.line, place.column, place.end_column) == (3, len(head) + 13, len(head) + 19)
    assert place.text[place.column - place.text_column : place.end_column - place.text_column] == "'many'"
    assert len(place.text) <= 400
    assert "".join(excerpt(place)) == "".join(excerpt(whole(place, text)))


def whole(place: Place, text: str) -> Place:
    """Return a place with its line as a whole."""
    return dataclasses.replace(place, text=text.splitlines()[place.line - 1], text_column=1)


def test_a_term_of_several_lines_covers_them(tmp_path: Path) -> None:
    """Whoever has changed one of its lines has changed it."""
    place = findings(tmp_path, "data.ttl", f"{PREFIXES}ex:a a ex:T ;\n ex:dose '''a\nb\nc''' .")["Datatype"].place

    assert place is not None
    assert (place.line, place.end_line, [*place.lines]) == (4, 6, [4, 5, 6])


def test_a_file_that_cannot_be_placed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding without a place must not look like one of no file."""
    monkeypatch.setattr("anakinra_kg.rdf.inputs.read_bytes", partial(read_bytes, most_bytes=10))
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (tmp_path / "data.ttl").write_text(DATA, encoding="utf-8")
    report = check([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"])

    assert [finding.place for finding in report.findings] == [None, None]
    assert report.warnings == (f"{tmp_path / 'data.ttl'}: is larger than 0 MiB: findings in it may have no place",)


def test_a_file_is_not_read_again_without_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places cost nothing where nothing is wrong."""

    def refuse(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr("anakinra_kg.rdf.inputs.Input.text", refuse)
    sound = f"{PREFIXES}ex:a a ex:T ; ex:dose 1 ; ex:unit 'mg' ."

    assert findings(tmp_path, "data.ttl", sound) == {}
    assert len(list(read_triples(tmp_path / "data.ttl"))) == 3
