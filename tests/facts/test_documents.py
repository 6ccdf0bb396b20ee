"""The register of pages, and the document of a page that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from anakinra_kg.errors import FactFileError
from anakinra_kg.facts.documents import from_reading, load_documents
from anakinra_kg.facts.text import PageText
from anakinra_kg.resources import resource
from anakinra_kg.sources import read

if TYPE_CHECKING:
    from pathlib import Path


def test_an_identifier_cannot_break_the_address_of_its_page() -> None:
    """Whatever an XML file gives as an identifier, the address is an IRI."""
    for identifier, written in (("DB99001", "DB99001"), ("%", "%25"), ("a b/é>", "a%20b%2F%C3%A9%3E")):
        escaped = identifier.replace(">", "&gt;")
        page = PageText.from_bytes("p.xml", f"<drug><drugbank-id>{escaped}</drugbank-id></drug>".encode())
        document = from_reading(read(page))

        assert document.id == identifier
        assert NamedNode(document.address).value == f"https://go.drugbank.com/drugs/{written}"


def test_a_register_is_read_as_what_it_says_or_refused(tmp_path: Path) -> None:
    """A key that nobody knows is not passed over, and of two pages with one identifier none is chosen."""
    text = resource("data", "documents.yaml").read_text(encoding="utf-8")
    path = tmp_path / "documents.yaml"
    pages = text[text.index("- source") :]
    for damaged, words in (
        (f"{text}dokuments: []\n", "unknown key `dokuments`"),
        (text + pages, "is registered twice"),
    ):
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(FactFileError, match=words):
            load_documents(path)
