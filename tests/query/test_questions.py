"""The files of questions: their header, and how values come into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Store

from anakinra_kg.errors import QuestionError
from anakinra_kg.query import questions

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "#+ question: Which?\n#+ row: One.\n#+ tags: a, b\n"
PARAMETER = "#+ param: name | value rdfs:label | any name | ann | Those of this name.\n"
COLUMN = "#+ column: name | string | Its name.\n"
QUERY = "SELECT ?name WHERE {{ VALUES ?wanted_name {{ {} }} ?s <a:name> ?name FILTER(?name = ?wanted_name) }}"


def file(folder: Path, text: str) -> str:
    """Write a question and return the name of its file."""
    path = folder / "who.rq"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_header_says_what_a_question_takes_and_gives(tmp_path: Path) -> None:
    """Question, row, tags, parameters and columns come from the header; the name is that of the file."""
    question = questions.read(file(tmp_path, HEADER + PARAMETER + COLUMN + QUERY.format("UNDEF")))

    assert (question.name, question.question, question.row, question.tags) == ("who", "Which?", "One.", ("a", "b"))
    parameter, column = question.parameters[0], question.columns[0]
    assert (parameter.kind, parameter.scope, parameter.example) == ("value", "rdfs:label", "ann")
    assert (column.name, column.type) == ("name", "string")
    assert not parameter.required


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER + "#+ column: name | text | Its name.\n", r"who\.rq:4: not a column"),
        (HEADER + "#+ column: class | string | Its class.\n", r"who\.rq:4: not a column"),
        (HEADER + "#+ param: name | code\n", r"who\.rq:4: not a parameter"),
        (HEADER + PARAMETER, r"who\.rq:4: the query does not bind `\?wanted_name`"),
        (HEADER + QUERY.format("UNDEF"), r"who\.rq:1: `\?wanted_name` is bound but is not a parameter"),
        (HEADER + "#+ colour: red\n", r"who\.rq:4: `colour` is unknown"),
        (HEADER + "#+ row: Two.\n", r"who\.rq:4: `row` is unknown or repeated"),
        (HEADER + "#+ nonsense\n", r"who\.rq:4: not a header line"),
        ("#+ question: Which?\n", r"who\.rq:1: the header has no `row`"),
    ],
)
def test_a_header_that_is_not_well_formed_is_refused_at_its_line(text: str, words: str, tmp_path: Path) -> None:
    """What a header lacks or has too much is said with file and line."""
    with pytest.raises(QuestionError, match=words):
        questions.read(file(tmp_path, text))


@pytest.mark.parametrize("value", ["'\"} DELETE WHERE { ?s ?p ?o } #", "\\", "a\nb", '"', "}"])
def test_a_value_stays_one_term_whatever_it_holds(value: str, tmp_path: Path) -> None:
    """Quotes, braces and backslashes in a value are characters of a literal, never a part of the query."""
    question = questions.read(file(tmp_path, HEADER + PARAMETER + COLUMN + QUERY.format("UNDEF")))
    store = Store()
    store.update(f"INSERT DATA {{ <a:1> <a:name> {Literal(value)} . <a:2> <a:name> 'other' }}")

    found = store.query(question.bound({"name": [Literal(value)]}))

    assert [row[0] for row in found] == [Literal(value)]  # type: ignore[union-attr]


def test_several_terms_are_alternatives(tmp_path: Path) -> None:
    """A word that means two things finds the rows of both."""
    question = questions.read(file(tmp_path, HEADER + PARAMETER + COLUMN + QUERY.format("UNDEF")))

    assert "VALUES ?wanted_name { <a:b> <a:c> }" in question.bound({"name": [NamedNode("a:b"), NamedNode("a:c")]})


def test_a_required_parameter_must_be_given(tmp_path: Path) -> None:
    """A file with a sample value runs unchanged; without a value, the sample answer would mislead."""
    question = questions.read(file(tmp_path, HEADER + PARAMETER + COLUMN + QUERY.format('"ann"')))

    assert question.parameters[0].required
    with pytest.raises(QuestionError, match="query who: needs `name`; give --name, such as `ann`"):
        question.bound({})


def test_an_unknown_question_or_parameter_names_the_nearest() -> None:
    """A slip of the finger is answered with what was meant."""
    with pytest.raises(QuestionError, match="did you mean `trials`"):
        questions.question("tirals")
    with pytest.raises(QuestionError, match="did you mean `phase`"):
        questions.question("trials").bound({"fase": [Literal("3")]})
