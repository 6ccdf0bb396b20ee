"""Writes a report of changes as one JSON object with every triple of the difference."""

from __future__ import annotations

import json

from pyoxigraph import Literal, NamedNode

from anakinra_kg.dataset.changes.difference import STATUSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from anakinra_kg.dataset.changes.difference import Entity
    from anakinra_kg.dataset.changes.report import Group, Report
    from anakinra_kg.dataset.changes.words import Term, Words

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def as_json(report: Report) -> str:
    """Return a report as one JSON object; each triple that went or came is in it exactly once."""
    difference, words = report.difference, report.words
    content: dict[str, object] = {
        "old": report.old,
        "new": report.new,
        "summary": report.summary(),
        "promised": report.promised,
        "vanished": [
            {"iri": each.iri, "label": each.label, "replaced_by": list(each.replaced_by)} for each in report.vanished
        ],
    }
    if difference is not None:
        counts = {"old": difference.old, "new": difference.new}
        content |= {
            "triples": counts | {"removed": difference.removed, "added": difference.added},
            "counts": [_counts(group) for group in report.groups()],
            "entities": [_entity(entity, words) for entity in difference.entities],
            "renaming": {
                "removed": [_triple(triple, words) for triple in difference.renaming_removed],
                "added": [_triple(triple, words) for triple in difference.renaming_added],
            },
        }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    # The name of a file may have bytes that are not UTF-8; Python writes them as JSON does.
    return text.encode("utf-8", "backslashreplace").decode()


def _counts(group: Group) -> dict[str, object]:
    kind = group.entities[0].kind
    label = group.kind.label if group.kind else ""
    named = {"kind": kind.value if kind else None, "label": label, "about": group.section}
    return named | {status: group.counts[status] for status in STATUSES}


def _entity(entity: Entity, words: Words) -> dict[str, object]:
    return {
        **_term(entity.node, words),
        "status": entity.status,
        "kind": entity.kind.value if entity.kind else None,
        "about": entity.section,
        "renamed_from": [origin.value for origin in entity.renamed_from],
        "properties": [
            {
                **_term(change.predicate, words),
                "single": change.single,
                "removed": _values(change.removed, entity, words),
                "added": _values(change.added, entity, words),
            }
            for change in entity.properties
        ],
    }


def _values(triples: Iterable[Triple], entity: Entity, words: Words) -> list[dict[str, object]]:
    """Return the values of triples; where a triple has the old IRI of a renamed entity, with that."""
    return [
        _term(t.object, words) | ({} if t.subject == entity.node else {"subject": str(t.subject)[1:-1]})
        for t in triples
    ]


def _triple(triple: Triple, words: Words) -> dict[str, object]:
    parts = {"subject": triple.subject, "predicate": triple.predicate, "object": triple.object}
    return {name: _term(node, words) for name, node in parts.items()}


def _term(node: Term, words: Words) -> dict[str, object]:
    """Return a term as the JSON of SPARQL results has it, an IRI with its label."""
    if isinstance(node, NamedNode):
        label = words.labels.get(node.value)
        iri: dict[str, object] = {"type": "uri", "value": node.value}
        return iri if label is None else iri | {"label": label}
    if not isinstance(node, Literal):
        return {"type": "bnode", "value": str(node).removeprefix("_:")}
    literal: dict[str, object] = {"type": "literal", "value": node.value}
    if node.language:
        return literal | {"xml:lang": node.language}
    return literal if node.datatype.value == _STRING else literal | {"datatype": node.datatype.value}
