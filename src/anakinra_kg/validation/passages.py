"""Finds the passage of a page that each claim with a finding comes from, by its evidence in the graph."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from anakinra_kg.rdf.names import term
from anakinra_kg.validation.findings import Passage

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Triple

    from anakinra_kg.validation.findings import Finding

_EVIDENCE, _PAGE, _SELECTOR = term("prov:wasDerivedFrom"), term("oa:hasSource"), term("oa:hasSelector")
_LINE, _START, _END = term("akg:line"), term("oa:start"), term("oa:end")
_TITLE, _ADDRESS = term("dcterms:title"), term("dcat:landingPage")
_USED = frozenset({_EVIDENCE, _PAGE, _SELECTOR, _LINE, _START, _END, _TITLE, _ADDRESS})


def with_passages(findings: Collection[Finding], data: Collection[Triple]) -> list[Finding]:
    """Return the findings; those on a claim, or on its evidence, with the passage of the page."""
    return _Passages(data).added(findings) if findings else []


class _Passages:
    """The first value, in the order of their text, of each property that leads to a passage."""

    def __init__(self, data: Collection[Triple]) -> None:
        self._values: dict[tuple[str, NamedNode], str] = {}
        for triple in data:
            value = triple.object
            if triple.predicate not in _USED:
                continue
            if isinstance(triple.subject, NamedNode) and isinstance(value, NamedNode | Literal):
                key = triple.subject.value, triple.predicate
                self._values[key] = min(value.value, self._values.get(key, value.value))

    def added(self, findings: Collection[Finding]) -> list[Finding]:
        passages = {focus: self._passage(focus) for focus in {finding.focus for finding in findings}}
        return [dataclasses.replace(finding, passage=passages[finding.focus]) for finding in findings]

    def _passage(self, node: str) -> Passage | None:
        evidence = self._value(node, _EVIDENCE) or node
        page, selector = self._value(evidence, _PAGE), self._value(evidence, _SELECTOR)
        numbers = self._value(evidence, _LINE), self._value(selector, _START), self._value(selector, _END)
        if not page or not all(number.isascii() and number.isdecimal() for number in numbers):
            return None
        line, start, end = map(int, numbers)
        return Passage(self._value(page, _TITLE) or page, self._value(page, _ADDRESS), line, start, end)

    def _value(self, node: str, predicate: NamedNode) -> str:
        return self._values.get((node, predicate), "")
