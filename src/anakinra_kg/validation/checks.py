"""What the checks of a graph share that are written in Python, beside the shapes: how they make and word findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg.rdf.names import SHAPES, compress
from anakinra_kg.validation.findings import Finding, Rule

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Triple


CHECKS = {
    "UnknownTerm": Rule(
        "term of the ontology", "No shape looks at a class or property that the ontology does not have."
    ),
    "Lint": Rule("shape that can check", "A shape with such a fault checks nothing, or not what it says."),
    "Readable": Rule("file that can be read", "What is in such a file was not checked."),
    "Unseen": Rule("node that a shape looks at", "A node that no shape looks at may say anything."),
    "PlausibleText": Rule("text as pages print it", "Damaged text is not found again and cannot be compared."),
    "PlausibleDate": Rule("date that can be", "A date that cannot be is an error of reading."),
    "PlausibleNumber": Rule("number that can be", "A reader may act on a number, and this one is out of all measure."),
    "PlausibleUnit": Rule("unit that fits", "A number in a unit of another quantity says nothing, or the wrong thing."),
    "Consistency": Rule("said twice, said alike", "Of two statements that contradict each other one is wrong."),
    "Ignore": Rule(
        "comment that ignores a finding", "A comment that ignores nothing, or does not say why, misleads its readers."
    ),
    "Against": Rule("claim as the facts have it", "The facts are what was read from the page, with its characters."),
}
"""What each check says of itself, by the name that stands in its findings."""


def finding(  # noqa: PLR0913, PLR0917 - the parts of a finding
    check: str,
    node: NamedNode | BlankNode | Triple,
    message: str,
    predicate: NamedNode | None = None,
    value: NamedNode | BlankNode | Literal | Triple | None = None,
    severity: str = "Violation",
) -> Finding:
    """Return a finding of a check.

    Args:
        check: Name of the check, which stands where a shape has its own.
        node: The node that was checked.
        message: How to fix it.
        predicate: The property; None if the finding is about the node itself.
        value: The invalid value; None if a value is missing.
        severity: One of `SEVERITIES`.
    """
    datatype = ""
    if isinstance(value, Literal):
        datatype = f"@{value.language}" if value.language else value.datatype.value
    return Finding(
        severity=severity,
        focus=_text(node),
        shape=SHAPES + check,
        path=predicate.value if predicate else "",
        value=_text(value),
        message=message,
        constraint=check,
        datatype=datatype,
    )


def shown(value: object) -> str:
    """Return a term as a message has it: a short IRI, or a text between marks."""
    return compress(value.value) if isinstance(value, NamedNode) else f"`{_text(value)}`"


def _text(node: object) -> str:
    if isinstance(node, (NamedNode, Literal)):
        return node.value
    return "" if node is None else str(node)
