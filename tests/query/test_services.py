"""No query reaches the network by itself: a SERVICE clause is refused, whatever it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import main
from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.query.graph import load
from anakinra_kg.resources import resource
from tests.support.services import ASKING, Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

KG = load(resource("data", "anakinra.ttl"))


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Yield a listener."""
    found = Listener()
    yield found
    found.close()


@pytest.mark.parametrize("query", ASKING)
def test_a_service_is_refused_before_anything_is_sent(query: str, listener: Listener) -> None:
    """From Python and from the command line: one line with the place, and the listener sees nothing."""
    text = query.replace("URL", listener.address)
    for answer in (KG.sparql, KG.evaluate):
        with pytest.raises(GraphSyntaxError, match=r"query:\d+:\d+: SERVICE would send a request"):
            answer(text)

    assert main(["sparql", text]) == 2
    assert listener.connections == 0


@pytest.mark.parametrize("query", [q for q in ASKING if "SERVICE <URL>" in q][:3])
def test_an_address_may_be_allowed(query: str, listener: Listener) -> None:
    """The very address, and no other."""
    text = query.replace("URL", listener.address)
    with pytest.raises(GraphSyntaxError):
        KG.sparql(text, allowed_services=[listener.address + "other"])
    assert listener.connections == 0

    assert main(["sparql", text, "--allow-service", listener.address]) in {0, 2}
    assert listener.connections == 1


def test_a_computed_address_is_always_refused(listener: Listener) -> None:
    """What an address is, is known only when the query runs."""
    text = f"SELECT * {{ VALUES ?x {{ <{listener.address}> }} SERVICE ?x {{ ?s ?p ?o }} }}"

    with pytest.raises(GraphSyntaxError, match="an address that only the query knows"):
        KG.sparql(text, allowed_services=[listener.address])


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service ?p 'SERVICE <http://x/> {}' } # SERVICE <http://x/> {}",
        'ASK { ?s ?p """a " SERVICE <http://x/> \' """ }',
        "ASK { ?s <http://x/SERVICE> ?o }",
        "PREFIX e: <urn:x:> ASK { ?s e:service ?o }",
        "PREFIX service: <urn:x:> ASK { ?s service:p ?o . service:s ?p ?x }",
        "ASK { _:service ?p 'a'@service }",
    ],
)
def test_the_word_alone_asks_nobody(query: str) -> None:
    """In strings, IRIs, comments, names, variables and language tags it means nothing."""
    assert KG.sparql(query) is not None
