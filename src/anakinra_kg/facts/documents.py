"""The register of source pages, `data/documents.yaml`.

Identifies each page by checksum and length; never contains the text of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from anakinra_kg import resources
from anakinra_kg.errors import did_you_mean
from anakinra_kg.facts import yaml_nodes

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.facts.ledger import Reading

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_COUNTS = {"characters", "lines"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page.

    Attributes:
        source: Kind of the page, and its folder under data/.
        id: Its identifier within the source.
        title: Title of the page.
        drug: The drug that it describes.
        publisher: Who publishes it.
        address: Its web address; for Mayo Clinic pages only the site is known.
        licence: Terms of its text.
        sha256: Checksum of its bytes, in hexadecimal.
        characters: Its length in Unicode code points.
        lines: Its number of lines.
        date: Date of the last update, `YYYY-MM-DD`; None if the page does not state it.
        line_starts: Positions of the first characters of its lines, with a space between them; None for a part of a
            larger document.
    """

    source: str
    id: str
    title: str
    drug: str
    publisher: str
    address: str
    licence: str
    sha256: str
    characters: int
    lines: int
    date: str | None = None
    line_starts: str | None = None


_OPTIONAL = {"date", "line_starts"}


@dataclass(frozen=True, slots=True)
class _Kind:
    """Properties that all pages of a source share."""

    publisher: str
    address: str
    licence: str


_KINDS = {
    "drugbank": _Kind("DrugBank", "https://go.drugbank.com/drugs/{id}", "CC BY-NC 4.0"),
    "drugbank-xml": _Kind("DrugBank", "https://go.drugbank.com/drugs/{id}", "CC BY-NC 4.0"),
    "mayoclinic": _Kind(
        "Mayo Clinic", "https://www.mayoclinic.org/drugs-supplements", "Merative US L.P., for the end user's use only"
    ),
}
SOURCES = tuple(_KINDS)
"""The kinds of page; the wording of an earlier kind is preferred as a label."""


def load_documents(path: Path | None = None) -> tuple[Document, ...]:
    """Return the registered pages, in register order.

    Raises:
        FactFileError: The register is malformed.
    """
    known = {field.name for field in fields(Document)}
    documents: list[Document] = []
    root = yaml_nodes.load(path or resources.resource("data", "documents.yaml"))
    entries = root.mapping("the register", ("documents",))
    if "documents" not in entries:
        raise root.error("the key `documents` is missing", "list the pages under `documents:`")
    for item in entries["documents"].items("documents"):
        values: dict[str, Any] = {}
        for name, value in item.mapping("a document").items():
            if name not in known:
                raise value.error(f"unknown field `{name}`", did_you_mean(name, known))
            values[name] = value.integer(name) if name in _COUNTS else value.string(name)
        missing = known - _OPTIONAL - values.keys()
        if missing:
            raise item.error(f"`{min(missing)}` is missing", "add it")
        _check_name(item, values["source"], values["id"])
        document = Document(**values)
        if any((other.source, other.id) == (document.source, document.id) for other in documents):
            raise item.error(f"{document.source}/{document.id} is registered twice", "keep one of them")
        documents.append(document)
    return tuple(documents)


def _check_name(item: yaml_nodes.Located, source: str, identifier: str) -> None:
    """Raise an error for a source or an identifier that is no name of a folder or a file: it could lead elsewhere."""
    if source not in SOURCES:
        raise item.error(f"no source `{source}`", did_you_mean(source, SOURCES))
    if not _NAME.fullmatch(identifier):
        raise item.error(f"`{identifier}` is not an identifier", "use letters, digits and inner `-`, `_`, `.`")


def from_reading(reading: Reading) -> Document:
    """Return the document of a page: the registered one with its checksum, or one made from the reading."""
    page = reading.page
    extent = page.extent
    for document in load_documents():
        if document.sha256 == extent.sha256:
            return document
    kind = _KINDS[reading.source]
    return Document(
        source=reading.source,
        id=reading.id,
        title=reading.title,
        drug=reading.drug or reading.id,
        publisher=kind.publisher,
        address=kind.address.format(id=quote(reading.id, safe="")),
        licence=kind.licence,
        sha256=extent.sha256,
        characters=extent.characters,
        lines=extent.lines,
        line_starts=" ".join(map(str, page.line_starts)) if len(page.text) == extent.characters else None,
    )
