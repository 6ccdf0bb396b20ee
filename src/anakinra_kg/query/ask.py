"""Puts a canned question to a graph: words to terms, terms into the query, rows back.

Works alike on a store in memory and on an endpoint: it only needs something that answers SPARQL.
"""

from __future__ import annotations

from anakinra_kg.query import questions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from anakinra_kg.query.questions import Question
    from anakinra_kg.query.results import Sparql
    from anakinra_kg.query.rows import Rows


def bound(sparql: Sparql, question: Question, values: Mapping[str, str]) -> str:
    """Return a question's query with the terms that the values mean in this graph.

    Args:
        sparql: Answers a query over the graph at hand.
        question: What to ask.
        values: Values by parameter, as a person gives them.

    Raises:
        QuestionError: A parameter or value is not known, or a required one is missing.
    """
    if not values:
        return question.bound({})
    from anakinra_kg.query import parameters  # noqa: PLC0415 - a question as it stands needs none

    terms = {
        name: parameters.terms(sparql, f"query {question.name}", question.parameter(name), value)
        for name, value in values.items()
    }
    return question.bound(terms)


def ask(sparql: Sparql, name: str, values: Mapping[str, str]) -> Rows:
    """Return the rows that answer a canned question.

    Raises:
        QuestionError: As `bound`, and where there is no such question.
    """
    from anakinra_kg.query.rows import Rows  # noqa: PLC0415 - the command line writes answers without it

    question = questions.question(name)
    return Rows(question, sparql(bound(sparql, question, values)))
