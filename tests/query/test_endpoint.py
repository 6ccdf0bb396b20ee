"""A SPARQL endpoint over HTTP: requests, answers and failures."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions

from anakinra_kg.errors import AnakinraKGError, EndpointError
from anakinra_kg.query.endpoint import Endpoint
from anakinra_kg.query.graph import load
from anakinra_kg.query.questions import ask
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

KG = load(resource("data", "anakinra.ttl"))


class Handler(BaseHTTPRequestHandler):
    """Answers from the committed graph at /query, and wrongly at every other path."""

    def do_POST(self) -> None:
        """Answer a query of the SPARQL Protocol, sent as a form."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/slow":
            time.sleep(1)
        wrong = {
            "/html": (200, "text/html", b"<p>hello</p>"),
            "/broken": (
                200,
                "application/sparql-results+json",
                b'{"head": {"vars": ["a"]}, "results": {"bindings": [{',
            ),
            "/refuses": (400, "text/plain", b"no such\n   function"),
            "/fails": (500, "text/plain", b""),
        }
        if self.path in wrong:
            self._send(*wrong[self.path])
            return
        result = KG.sparql(parse_qs(body)["query"][0])
        if isinstance(result, QuerySolutions | QueryBoolean):
            answer = result.serialize(format=QueryResultsFormat.JSON)
            self._send(200, "application/sparql-results+json", answer or b"")
        else:
            self._send(200, "application/n-triples", "".join(f"{t} .\n" for t in result).encode())

    def _send(self, status: int, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run the server and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_canned_question_has_the_same_rows_at_an_endpoint(server: str) -> None:
    """Words are looked up there too, so that an endpoint with another graph knows its own names."""
    values = {"condition": "MONDO:0008383", "status": "completed"}

    assert list(ask(Endpoint(f"{server}/query").evaluate, "trials", values).rows()) == list(
        KG.query("trials", **values)
    )


def test_yes_no_and_triples_come_back_too(server: str) -> None:
    """ASK and CONSTRUCT have answers of their own kind."""
    endpoint = Endpoint(f"{server}/query")

    assert bool(endpoint.evaluate("ASK { ?s ?p ?o }"))
    assert len(endpoint.evaluate("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3")) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/html", "answers text/html; give the address of a SPARQL endpoint"),
        ("/broken", r"answers with invalid application/sparql-results\+json"),
        ("/refuses", "answers 400: no such function; "),
        ("/fails", "answers 500: Internal Server Error; "),
        ("/slow", r"has not answered in 0\.2 seconds"),
    ],
)
def test_an_endpoint_that_fails_is_named_with_what_it_did(path: str, words: str, server: str) -> None:
    """A wrong page, a truncated answer, a rejection, a server error and a timeout have different messages."""
    with pytest.raises(EndpointError, match=words):
        Endpoint(server + path, timeout_seconds=0.2).evaluate("ASK {}")


def test_an_endpoint_that_is_not_there_is_said_so() -> None:
    """A closed port and an invalid address are errors."""
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint("http://127.0.0.1:9/query").evaluate("ASK {}")
    for address in (
        "file:///etc/hostname",
        "localhost:7878",
        "http://",
        "http://localhost/ä",
        "http://[::1/",
        "http://a b/",
    ):
        with pytest.raises(AnakinraKGError, match="is not a web address"):
            Endpoint(address).evaluate("ASK {}")
    with pytest.raises(EndpointError, match="cannot answer in -1 seconds"):
        Endpoint("http://127.0.0.1:9/query", timeout_seconds=-1)
