"""The cases of `tests/expected/`: a question, the values of its parameters, and the rows read from the pages by hand.

`expected/NAME.csv` is the whole answer of a question, `expected/NAME.param=value.csv` that with parameters (several are
joined by a comma, a space in a value is written `_`).
"""

from __future__ import annotations

import csv

from pyoxigraph import Literal, QuerySolutions

from anakinra_kg.query import questions
from anakinra_kg.query.results import shown
from tests.support.checkout import CHECKOUT

_EXPECTED = CHECKOUT / "tests" / "expected"
CASES = sorted(path.stem for path in _EXPECTED.glob("*.csv"))


def question_of(case: str) -> tuple[questions.Question, dict[str, str]]:
    """Return the question and the values of a case."""
    name, _, given = case.partition(".")
    values = dict(pair.split("=", 1) for pair in given.split(",")) if given else {}
    return questions.question(name), {key: value.replace("_", " ") for key, value in values.items()}


def expected_rows(case: str) -> list[list[str]]:
    """Return the rows of a case, header first."""
    with (_EXPECTED / f"{case}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def rows_of(result: object) -> list[list[str]]:
    """Return an answer as its CSV has it: header first, IRIs as CURIEs, an absent value as an empty cell."""
    assert isinstance(result, QuerySolutions)
    header = [variable.value for variable in result.variables]
    return [header, *([cell.value if isinstance(cell, Literal) else shown(cell) for cell in row] for row in result)]
