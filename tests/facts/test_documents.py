"""The document of a page that was read."""

from __future__ import annotations

from pyoxigraph import NamedNode

from anakinra_kg.facts.documents import from_reading
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import read


def test_an_identifier_cannot_break_the_address_of_its_page() -> None:
    """Whatever an XML file gives as an identifier, the address is an IRI."""
    for identifier, written in (("DB99001", "DB99001"), ("%", "%25"), ("a b/é>", "a%20b%2F%C3%A9%3E")):
        escaped = identifier.replace(">", "&gt;")
        page = PageText.from_bytes("p.xml", f"<drug><drugbank-id>{escaped}</drugbank-id></drug>".encode())
        document = from_reading(read(page))

        assert document.id == identifier
        assert NamedNode(document.address).value == f"https://go.drugbank.com/drugs/{written}"
