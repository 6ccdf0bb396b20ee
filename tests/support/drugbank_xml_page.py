"""Made-up DrugBank XML documents, and what tests ask of their reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anakinra_kg.facts.records import record_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources.drugbank_xml import read

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<drugbank xmlns="http://www.drugbank.ca" version="5.1">\n'
TAIL = "</drugbank>\n"


def drug(body: str = "", number: str = "DB90001", name: str = "Zorbinol") -> str:
    """Return a drug's element with its identifier, its name and more."""
    return f'<drug>\n<drugbank-id primary="true">{number}</drugbank-id>\n<name>{name}</name>\n{body}\n</drug>\n'


def page(text: str) -> PageText:
    """Return a text as a page."""
    return PageText.from_bytes("zorbinol.xml", text.encode())


def reading(body: str) -> Reading:
    """Return the reading of a document of one drug that holds `body`."""
    return read(page(HEAD + drug(body) + TAIL))


def facts(found: Reading) -> list[dict[str, Any]]:
    """Return the facts of a reading without their places, and without the two that every drug here has."""
    records = [record_of(fact) for fact in found.facts]
    bare = [{key: value for key, value in r.items() if key not in {"line", "start", "end", "also"}} for r in records]
    return [r for r in bare if r.get("value") != "DB90001" and r["kind"] != "page_title"]


def unread(found: Reading) -> dict[int, str]:
    """Return the unread lines with their reasons; the body begins on line 6."""
    return {n: account.reason for n, account in enumerate(found.lines, 1) if account.status == "unread"}
