"""Runs shapes with rudof (pyrudof, extra `fast`), a SHACL engine in Rust: all of SHACL Core.

Of SHACL-SPARQL it runs a part, and takes what it does not understand for conformance: it is not given any here.
Does not load rdflib.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse, serialize

from anakinra_kg.rdf.names import term
from anakinra_kg.validation.datatypes import DERIVED_INTEGERS, xsd_name
from anakinra_kg.validation.results import CannotRunError, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple
    from pyrudof import Rudof, ShaclValidationReport

    from anakinra_kg.validation.shapes import Node

_CANONICAL = {
    "boolean": re.compile("true|false"),
    "dateTime": re.compile(r"\d{4}-\d\d-\d\dT(?!24)[\d:]{8}(?:Z|[+-](?!00:00)\d\d:\d\d)?"),
    "decimal": re.compile(r"[+-]?[\d.]{1,18}"),
    "double": re.compile(r"[^+].*"),
    **dict.fromkeys(DERIVED_INTEGERS, re.compile(r"-?[1-9]\d*|0")),
}
"""Spellings that rudof reports as they are and reads whole, by datatype; it changes others, such as `1` for `true`."""


PACKAGE = "pyrudof"
"""Its name on PyPI."""


def loaded(data: Iterable[Triple]) -> Callable[[Iterable[Triple]], list[Result]]:
    """Return the function that gives the results of shapes of SHACL Core on data, which is read once.

    It raises a `CannotRunError` if rudof does not read the shapes.

    Args:
        data: The data, with the subclass axioms that it needs.

    Raises:
        CannotRunError: rudof reports values of the data in another spelling.
    """
    import pyrudof  # noqa: PLC0415 - an extra

    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    text = _text(_kept(data))
    with _errors():
        rudof.read_data(text, pyrudof.RDFFormat.NTriples, reader_mode=pyrudof.ReaderMode.Strict)

    def results(shapes: Iterable[Triple]) -> list[Result]:
        shapes = list(shapes)
        _check_languages(shapes)
        with _errors():
            return _run(rudof, shapes)

    return results


@contextmanager
def _errors() -> Iterator[None]:
    """Raise an error of rudof as one of the project, and drop what it prints."""
    import pyrudof  # noqa: PLC0415 - an extra

    try:
        with _without_stderr():
            yield
    except pyrudof.RudofError as error:
        raise CannotRunError(str(error)) from error


@contextmanager
def _without_stderr() -> Iterator[None]:
    """Drop what Rust prints when a thread of rudof ends by a fault of its own: pySHACL takes over then."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _run(rudof: Rudof, shapes: Iterable[Triple]) -> list[Result]:
    import pyrudof  # noqa: PLC0415 - an extra

    rudof.reset_shacl()
    rudof.reset_shacl_validation()
    rudof.read_shacl(_text(shapes), pyrudof.ShaclFormat.NTriples, reader_mode=pyrudof.ReaderMode.Strict)
    report = rudof.validate_shacl()
    if not len(report):
        return []
    return list(
        _results(report, rudof.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.NTriples))
    )


def _check_languages(shapes: list[Triple]) -> None:
    """Raise an error for a list of languages with one that is none: rudof would end its thread with a long message."""
    lists: set[object] = {triple.object for triple in shapes if triple.predicate == _LANGUAGES}
    rest: dict[object, object] = {t.subject: t.object for t in shapes if t.predicate == _REST} if lists else {}
    while more := {rest[node] for node in lists if node in rest} - lists:
        lists |= more
    listed = (t.object for t in shapes if t.predicate == _FIRST and t.subject in lists)
    for value in listed:
        if isinstance(value, Literal) and not _LANGUAGE.fullmatch(value.value):
            raise CannotRunError(f"{value} is no language")


_LANGUAGES, _FIRST, _REST = term("sh:languageIn"), term("rdf:first"), term("rdf:rest")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def _text(triples: Iterable[Triple]) -> str:
    # A text that begins with a comment is no path and no address.
    return f"#\n{(serialize(triples, format=RdfFormat.N_TRIPLES) or b'').decode()}"


def _kept(triples: Iterable[Triple]) -> Iterator[Triple]:
    for triple in triples:
        value = triple.object
        if isinstance(value, Literal):
            kept = _CANONICAL.get(xsd_name(value))
            if kept and not kept.fullmatch(value.value):
                raise CannotRunError(f"rudof changes the spelling of {value}")
        yield triple


_RESULT = term("sh:result")
_FOCUS, _VALUE, _PATH = term("sh:focusNode"), term("sh:value"), term("sh:resultPath")
_COMPONENT, _SEVERITY, _SHAPE = term("sh:sourceConstraintComponent"), term("sh:resultSeverity"), term("sh:sourceShape")


def _results(report: ShaclValidationReport, written: str) -> Iterator[Result]:
    """Yield the results of a report, which has each term whole; only its entries have the names of blank nodes."""
    nodes: list[Node] = []
    fields: dict[tuple[Node, NamedNode], Node] = {}
    for quad in parse(written, format=RdfFormat.N_TRIPLES):
        if quad.predicate == _RESULT:
            nodes.append(quad.object)
        else:
            fields[quad.subject, quad.predicate] = quad.object
    for node, entry in zip(nodes, report, strict=True):
        path, component, severity = (fields.get((node, name)) for name in (_PATH, _COMPONENT, _SEVERITY))
        value = fields.get((node, _VALUE))
        yield Result(
            focus=_named(fields[node, _FOCUS], entry.focus_node),
            path=path if isinstance(path, NamedNode) else None,
            value=None if value is None else _named(value, entry.value),
            component=_iri(component),
            severity=_iri(severity),
            shape=_named(fields[node, _SHAPE], entry.source_shape),
        )


def _named(node: Node, text: str | None) -> Node:
    """Return a node of a report; a blank node, with the name that it has in the entry.

    Raises:
        CannotRunError: The entry is about another node: the entries are not in the order of the report.
    """
    if isinstance(node, Literal):
        return node
    is_blank = text is not None and text.startswith("_:")
    if is_blank != isinstance(node, BlankNode) or (isinstance(node, NamedNode) and node.value != text):
        raise CannotRunError("the entries of rudof are not in the order of its report")
    return BlankNode(text[2:]) if text and is_blank else node


def _iri(node: Node | None) -> str:
    return node.value if isinstance(node, NamedNode) else ""
