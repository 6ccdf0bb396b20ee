"""Writes a report as Turtle: the `sh:ValidationReport` of the W3C, the same bytes for the same findings.

A result has an IRI made of its fingerprint. Its shape is the named one, also where SHACL has a blank node within it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg.errors import in_a_line
from anakinra_kg.rdf.names import AKD, PREFIXES, SHAPES, compress, expand
from anakinra_kg.validation.findings import SEVERITIES
from anakinra_kg.validation.formats.words import passage_name, place_words
from anakinra_kg.validation.shapes import CORE_COMPONENTS, SH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anakinra_kg.validation.findings import Finding, Report

_SHORT = re.compile(r"([A-Za-z][\w.-]*):\w(?:[\w-]*\w)?", re.ASCII)
_TOKENS = re.compile(r"<[^<>]*>|[\w.-]+:[\w.-]*\w|[()|/^*+?]")
_AFTER = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}
_SPARQL = SH + "SPARQLConstraintComponent"
_XSD_STRING = PREFIXES["xsd"] + "string"
_BLANK = "_:"


def as_turtle(report: Report) -> str:
    """Return a report as the W3C has it; the places of results and of passages are comments."""
    results = [(_iri(f"{AKD}finding/{finding.fingerprint()}"), finding) for finding in report.shown()]
    blocks = [_result(name, finding) for name, finding in results]
    listed = " ,\n".join(f"        {name}" for name, _ in results)
    conforms = f"    sh:conforms {'true' if report.conforms else 'false'}"
    head = f"[]\n    a sh:ValidationReport ;\n{conforms}" + (f" ;\n    sh:result\n{listed} .\n" if results else " .\n")
    body = "\n".join([head, *blocks])
    used = {"sh"} | {found[1] for found in _SHORT.finditer(body) if found[1] in PREFIXES}
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used, key=str.lower))
    return f"{prefixes}\n{body}"


def _result(name: str, finding: Finding) -> str:
    comments = [place_words(finding.place)] if finding.place else []
    if finding.passage:
        comments.append(f"{passage_name(finding.passage)} {finding.passage.address}".rstrip())
    severity = SH + finding.severity if finding.severity in SEVERITIES else finding.severity
    properties = {
        "a": "sh:ValidationResult",
        "sh:resultSeverity": _iri(severity),
        "sh:focusNode": _term(finding.focus, finding.focus_datatype),
        "sh:resultPath": _path(finding.path) if finding.path else "",
        "sh:value": _term(finding.value, finding.datatype),
        "sh:sourceShape": _term(finding.shape, ""),
        "sh:sourceConstraintComponent": _iri(_component(finding.constraint)),
        "sh:resultMessage": str(Literal(finding.message)) if finding.message else "",
    }
    lines = " ;\n".join(f"    {name} {value}" for name, value in properties.items() if value)
    return "".join(f"# {in_a_line(text)}\n" for text in comments) + f"{name}\n{lines} .\n"


def _component(constraint: str) -> str:
    """Return the IRI of a constraint component; a check that is no shape has one beside the shapes."""
    component = f"{SH}{constraint}ConstraintComponent"
    if component in CORE_COMPONENTS or component == _SPARQL:
        return component
    return constraint if ":" in constraint else f"{SHAPES}{constraint}ConstraintComponent"


def _iri(iri: str) -> str:
    short = compress(iri)
    return short if short != iri and _SHORT.fullmatch(short) else f"<{iri}>"


def _term(text: str, datatype: str) -> str:
    """Return a term in Turtle; empty if there is none."""
    if datatype.startswith("@"):
        return str(Literal(text, language=datatype[1:]))
    if datatype:
        return str(Literal(text) if datatype == _XSD_STRING else Literal(text, datatype=NamedNode(datatype)))
    if not text or text.startswith(_BLANK):
        return text
    return _iri(text)


def _path(text: str) -> str:
    """Return a path in the terms of SHACL: an IRI, or blank nodes and lists without names."""
    tokens = _TOKENS.findall(text)
    is_simple = "".join(tokens) != text or (len(tokens) == 1 and not text.startswith("<") and expand(text) is None)
    return _iri(text) if is_simple else _choice(iter([*tokens, ""]))[0]


def _choice(tokens: Iterator[str]) -> tuple[str, str]:
    """Return what is written before a closing bracket or the end, and the token that ends it."""
    choices: list[str] = []
    while True:
        steps: list[str] = []
        sign = "/"
        while sign == "/":
            step, sign = _step(tokens)
            steps.append(step)
        choices.append(steps[0] if len(steps) == 1 else f"( {' '.join(steps)} )")
        if sign != "|":
            return (choices[0] if len(choices) == 1 else f"[ sh:alternativePath ( {' '.join(choices)} ) ]"), sign


def _step(tokens: Iterator[str]) -> tuple[str, str]:
    """Return one step of a path, and the token after it."""
    sign = next(tokens)
    if sign == "^":
        inner, after = _step(tokens)
        return f"[ sh:inversePath {inner} ]", after
    if sign == "(":
        step, _ = _choice(tokens)
    else:
        step = _iri(sign[1:-1] if sign.startswith("<") else expand(sign) or sign)
    after = next(tokens)
    while after in _AFTER:
        step, after = f"[ sh:{_AFTER[after]} {step} ]", next(tokens)
    return step, after
