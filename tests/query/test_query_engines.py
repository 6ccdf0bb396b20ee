"""The canned questions have one answer on every SPARQL engine: the same columns, rows and order.

Asked are each file of queries/ as it stands, each example in its header, and each case of expected/.
`pytest -n 0 -m slow tests/query/test_query_engines.py -k table` prints engines and queries with the time each took.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from anakinra_kg.query import questions
from anakinra_kg.query.graph import load
from anakinra_kg.query.questions import query_text
from tests.support.query_engines import ENGINES, GRAPH, Answer, NotHereError
from tests.support.questions import CASES, question_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from _pytest.mark.structures import ParameterSet

    from anakinra_kg.query.results import Result
    from tests.support.query_engines import Ask

REFERENCE = "pyoxigraph"
OTHERS = [name for name in ENGINES if name != REFERENCE]


class Timed(NamedTuple):
    """An answer and the time it took."""

    answer: Answer
    milliseconds: float


if TYPE_CHECKING:
    TimedAsk: TypeAlias = Callable[[str], Timed]
    Engines: TypeAlias = Callable[[str], TimedAsk]


def examples() -> Iterator[str]:
    """Yield each question, alone and with the example of each parameter, as the files of expected/ are named."""
    for name in questions.names():
        question = questions.question(name)
        required = [parameter for parameter in question.parameters if parameter.required]
        yield name
        for parameter in question.parameters:
            given = {each.name: each.example.replace(" ", "_") for each in (*required, parameter)}
            yield f"{name}.{','.join(f'{key}={value}' for key, value in given.items())}"


ALL = list(dict.fromkeys([*examples(), *CASES]))
SLOW = {("rdflib", case) for case in ALL if case.partition(".")[0] in {"evidence", "related"}}
"""What an engine takes ten seconds and more for; the other engines are asked it every time."""


def pairs(cases: list[str], slow: set[tuple[str, str]]) -> list[ParameterSet]:
    """Return each engine except the reference with each case; all queries of one engine go to one process."""
    return [
        pytest.param(
            engine,
            case,
            id=f"{engine}-{case}",
            marks=[in_one_process(engine), *[pytest.mark.slow] * ((engine, case) in slow)],
        )
        for engine in OTHERS
        for case in cases
    ]


def in_one_process(engine: str) -> pytest.MarkDecorator:
    """Return the mark of a test that asks an engine, so that each engine starts once."""
    return pytest.mark.xdist_group(f"query engine {engine}")


@cache
def queries(case: str) -> tuple[str, tuple[str, ...]]:
    """Return the query of a case, and the queries by which the terms of its values are looked up."""
    kg = load(GRAPH)
    lookups = []

    def sparql(query: str) -> Result:
        lookups.append(query)
        return kg.sparql(query)

    question, values = question_of(case)
    return query_text(sparql, question, values) if values else question.sparql, tuple(lookups)


def timed(ask: Ask) -> TimedAsk:
    """Return what asks, takes the time, and keeps the answer."""

    @cache
    def answer(query: str) -> Timed:
        begin = time.perf_counter()
        return Timed(ask(query), (time.perf_counter() - begin) * 1000)

    return answer


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    """Yield what starts an engine, once."""
    with ExitStack() as running:
        yield cache(lambda name: timed(running.enter_context(ENGINES[name]())))


@pytest.fixture(scope="module")
def other(request: pytest.FixtureRequest, engines: Engines) -> TimedAsk:
    """Return an engine other than the reference, if it is installed."""
    try:
        return engines(request.param)
    except NotHereError as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(("other", "case"), pairs(ALL, SLOW), indirect=["other"])
def test_every_engine_gives_the_same_rows_in_the_same_order(case: str, other: TimedAsk, engines: Engines) -> None:
    """A question, as its file has it or narrowed, has one answer wherever it is asked."""
    query, _ = queries(case)

    assert other(query).answer == engines(REFERENCE)(query).answer


@pytest.mark.parametrize(("other", "case"), pairs([case for case in ALL if "=" in case], set()), indirect=["other"])
def test_every_engine_finds_the_same_terms(case: str, other: TimedAsk, engines: Engines) -> None:
    """What a value of a parameter means does not depend on the engine.

    The order of these rows does not count, nor how often one comes: for `a|b` where both hold, Oxigraph has one row and
    the others have two.
    """
    for query in queries(case)[1]:
        there, here = other(query).answer, engines(REFERENCE)(query).answer

        assert there.columns == here.columns
        assert set(there.rows) == set(here.rows)


@pytest.mark.parametrize("other", [pytest.param(name, marks=in_one_process(name)) for name in OTHERS], indirect=True)
def test_an_engine_that_fails_is_told_from_one_without_rows(other: TimedAsk) -> None:
    """Invalid SPARQL is an error on every engine, so a broken query cannot look like an empty answer."""
    with pytest.raises(Exception, match=r"(?i)pars|syntax|lexical|unexpected|expected|bad request"):
        other("SELECT ?x WHERE { ?x")


def shown(found: Timed, expected: Answer) -> str:
    """Return a cell of the table."""
    return f"{found.milliseconds:.1f} ms" if found.answer == expected else "differs"


@pytest.mark.slow
@in_one_process("rdflib")
def test_table(engines: Engines, capsys: pytest.CaptureFixture[str]) -> None:
    """Each engine's answer to each query is that of the reference; the table has the milliseconds of one asking."""
    here, missing = {}, []
    for name in ENGINES:
        try:
            here[name] = engines(name)
        except NotHereError as why:
            missing.append(f"{name} is not here: {why}")
    width = max(map(len, ALL))
    table = [f"{'rows':{width}} {'':4} {' '.join(f'{name:>15}' for name in here)}"]
    for case in ALL:
        query, _ = queries(case)
        expected = engines(REFERENCE)(query).answer
        cells = [shown(ask(query), expected) for ask in here.values()]
        table.append(f"{case:{width}} {len(expected.rows):4} {' '.join(f'{cell:>15}' for cell in cells)}")
    with capsys.disabled():
        print("", *table, *missing, sep="\n")  # noqa: T201 - the table is the purpose

    assert "differs" not in "".join(table)
