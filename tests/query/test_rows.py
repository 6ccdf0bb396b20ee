"""Rows of answers as Python values."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Store

from anakinra_kg.query.questions import Column, Question
from anakinra_kg.query.rows import Rows

TYPES = {"name": "string", "thing": "iri", "count": "integer", "dose": "decimal", "day": "date", "nothing": "string"}
QUESTION = Question(
    "made-up",
    "Which?",
    "One.",
    (),
    parameters=(),
    columns=tuple(Column(name, type_, "It.") for name, type_ in TYPES.items()),
    sparql="",
)
ANSWER = """SELECT ?name ?thing ?count ?dose ?day ?nothing WHERE { VALUES (?name ?thing ?count ?dose ?day ?nothing) {
("a" <a:b> 3 1.50 "2001-11-14"^^<http://www.w3.org/2001/XMLSchema#date> UNDEF) } }"""


def rows() -> Rows:
    """Return a made-up answer of one row."""
    return Rows(QUESTION, Store().query(ANSWER))


def test_fields_have_names_and_types() -> None:
    """A row is a named tuple whose fields are what the columns say: no number is text, none is a float."""
    row = rows()[0]

    assert (row.name, row.thing, row.count, row.dose, row.day, row.nothing) == (
        "a",
        "a:b",
        3,
        Decimal("1.5"),
        date(2001, 11, 14),
        None,
    )
    assert isinstance(row.dose, Decimal)


def test_an_answer_is_a_sequence_that_says_what_it_is() -> None:
    """It has a length, is sliced, and shows its question and columns."""
    answer = rows()

    assert len(answer) == len(answer[:5]) == 1
    assert answer.columns == tuple(TYPES)
    assert repr(answer) == "<1 rows of made-up: name, thing, count, dose, day, nothing>"


def test_a_data_frame_has_the_columns_of_the_question() -> None:
    """Where pandas is installed, the rows go over as they are."""
    pytest.importorskip("pandas", reason="pandas is not installed")

    frame = rows().to_pandas()

    assert list(frame.columns) == list(TYPES)
    assert frame.loc[0, "count"] == 3


def test_without_pandas_it_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The missing package is named by Python itself."""
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(ImportError, match="pandas"):
        rows().to_pandas()
