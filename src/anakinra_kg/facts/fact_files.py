"""Fact files: `data/<source>/<id>.yaml`, written by a reader, and `<id>.curated.yaml`, written by a person.

Writes the first and loads both; rejects a fact with a wrong kind, field, type, line or document.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anakinra_kg.errors import did_you_mean
from anakinra_kg.facts import yaml_nodes
from anakinra_kg.facts.ledger import LineStatus, ProseSentence
from anakinra_kg.facts.records import KINDS, Fact, Field, fields_of, record_of
from anakinra_kg.facts.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from anakinra_kg.facts.coverage import Coverage
    from anakinra_kg.facts.documents import Document
    from anakinra_kg.facts.ledger import Reading
    from anakinra_kg.facts.yaml_nodes import Located

_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_SPAN_KEYS = ("line", "start", "end")
_HEADER_KEYS = ("source", "id", "title", "sha256", "lines")


@dataclass(frozen=True, slots=True)
class FactFile:
    """The content of a fact file.

    Attributes:
        facts: The facts, in file order.
        prose: Sentences that the reader left for curation; empty in a curated file.
    """

    facts: tuple[Fact, ...]
    prose: tuple[ProseSentence, ...]


def _header(document: Document) -> dict[str, Any]:
    """Return the description of the page for YAML and JSON."""
    return {
        "source": document.source,
        "id": document.id,
        "title": document.title,
        "sha256": document.sha256,
        "lines": document.lines,
    }


def facts_yaml(reading: Reading, document: Document) -> str:
    """Return a reading as the text of its fact file."""
    content: dict[str, Any] = {
        "document": _header(document),
        "facts": [record_of(fact) for fact in reading.facts],
    }
    if reading.prose:
        content["prose"] = [
            {"section": s.section, "line": s.span.line, "start": s.span.start, "end": s.span.end} for s in reading.prose
        ]
    return yaml_nodes.dump(content)


def reading_json(reading: Reading, document: Document, covered: Coverage, indent: int | None) -> str:
    """Return a reading as one JSON object: document, facts, counts of lines and sentences, unread lines, a line feed.

    Args:
        reading: The reading of the page.
        document: The document of the page.
        covered: Its coverage, with curated lines.
        indent: Indentation of the JSON; None writes it on one line, for several pages.
    """
    content = {
        "document": _header(document),
        "facts": [record_of(fact) for fact in reading.facts],
        "lines": covered.counts,
        "sentences": covered.sentence_counts,
        "unread": [
            {
                "line": reading.page.first_line + index,
                "text": reading.page.lines[index].strip(),
                "reason": account.reason,
            }
            for index, account in enumerate(covered.lines)
            if account.status is LineStatus.UNREAD
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=indent) + "\n"


def load_facts(path: Path, documents: tuple[Document, ...]) -> tuple[Document, FactFile]:
    """Read a fact file and its document, and check every entry.

    Args:
        path: The fact file of a reader or of a curator.
        documents: The register, which must contain the document of the file with the same checksum.

    Raises:
        FactFileError: An entry is wrong; the message gives its line and column.
    """
    root = yaml_nodes.load(path)
    entries = root.mapping("the file", ("document", "facts", "prose"))
    if "document" not in entries:
        raise root.error("the key `document` is missing", "give the source, id and sha256 of the page")
    document = _document(entries["document"], documents)
    facts = tuple(_fact(item, document) for item in entries["facts"].items("facts")) if "facts" in entries else ()
    prose = tuple(_prose(item, document) for item in entries["prose"].items("prose")) if "prose" in entries else ()
    return document, FactFile(facts, prose)


def _document(node: Located, documents: tuple[Document, ...]) -> Document:
    entries = node.mapping("document", _HEADER_KEYS)
    for name in ("source", "id", "sha256"):
        if name not in entries:
            raise node.error(f"`{name}` of the document is missing", f"give the {name} as in data/documents.yaml")
    source, identifier = entries["source"].string("source"), entries["id"].string("id")
    found = [d for d in documents if (d.source, d.id) == (source, identifier)]
    if not found:
        known = (f"{d.source}/{d.id}" for d in documents)
        raise node.error(f"no document {source}/{identifier} is registered", did_you_mean(source, known))
    (document,) = found
    if entries["sha256"].string("sha256") != document.sha256:
        raise entries["sha256"].error(
            "the facts belong to a different version of the page than data/documents.yaml registers",
            f"read or curate the page with sha256 {document.sha256}",
        )
    for name, value in (("title", document.title), ("lines", document.lines)):
        if name in entries and entries[name].scalar() != str(value):
            raise entries[name].error(f"`{name}` is not that of data/documents.yaml", f"write {value}")
    return document


def _fact(node: Located, document: Document) -> Fact:
    entries = node.mapping("a fact")
    if "kind" not in entries:
        raise node.error("the fact has no `kind`", f"use one of: {', '.join(sorted(KINDS))}")
    kind = entries["kind"].string("kind")
    if kind not in KINDS:
        raise entries["kind"].error(f"unknown kind `{kind}`", did_you_mean(kind, KINDS))
    fields = {field.name: field for field in fields_of(kind)}
    values: dict[str, Any] = {}
    for name, value in entries.items():
        if name in {"kind", "also", *_SPAN_KEYS}:
            continue
        if name not in fields:
            raise value.error(f"a fact of kind `{kind}` has no field `{name}`", did_you_mean(name, fields))
        values[name] = _value(value, fields[name])
    for field in fields.values():
        if field.required and field.name not in values:
            raise node.error(f"a fact of kind `{kind}` needs `{field.name}`", "add it")
    span = _span(node, entries, document)
    also: tuple[Span, ...] = ()
    if "also" in entries:
        also = tuple(_span(item, item.mapping("also", _SPAN_KEYS), document) for item in entries["also"].items("also"))
    return KINDS[kind](span=span, also=also, **values)


def _value(node: Located, field: Field) -> str | int | Decimal | tuple[str, ...]:
    name = f"`{field.name}`"
    if field.type is tuple:
        return tuple(item.string(f"an item of {name}") for item in node.items(name))
    if field.type is int:
        return node.integer(name)
    text = node.string(name)
    if field.type is Decimal:
        if not _DECIMAL.fullmatch(text):
            raise node.error(f"{name} is not a decimal number: {text!r}", "write digits in quotes, such as '17257.6'")
        return Decimal(text)
    if field.values and text not in field.values:
        raise node.error(f"{name} cannot be {text!r}", did_you_mean(text, field.values))
    return text


def _span(node: Located, entries: Mapping[str, Located], document: Document) -> Span:
    for name in _SPAN_KEYS:
        if name not in entries:
            raise node.error(f"`{name}` is missing", "give the line, start and end in the page")
    line, start, end = (entries[name].integer(name) for name in _SPAN_KEYS)
    if not 1 <= line <= document.lines:
        raise entries["line"].error(
            f"the page has no line {line}", f"{document.source}/{document.id} has lines 1 to {document.lines}"
        )
    if not start < end <= document.characters:
        raise entries["start"].error(
            f"characters {start} to {end} are not in the page",
            f"start must be before end, both within its {document.characters} characters",
        )
    return Span(line, start, end)


def _prose(node: Located, document: Document) -> ProseSentence:
    entries = node.mapping("a sentence", ("section", *_SPAN_KEYS))
    if "section" not in entries:
        raise node.error("`section` is missing", "name the section of the sentence")
    return ProseSentence(entries["section"].string("section"), _span(node, entries, document))
