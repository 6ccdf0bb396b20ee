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
ASKED: list[tuple[str, str, str | None]] = []
"""Path, body and authorization of each request that the server has had."""


RAW = {
    "/chunks": b"HTTP/1.1 400 No\r\nTransfer-Encoding: chunked\r\n\r\nzz",
    "/moved": b"HTTP/1.1 307 Moved\r\nLocation: /refuses\r\nContent-Length: 9999999999999999999\r\n\r\n",
    "/line-feed": b"\n",
}
"""Answers that are not HTTP."""


class Handler(BaseHTTPRequestHandler):
    """Answers from the committed graph at /query, and wrongly at every other path."""

    def do_POST(self) -> None:
        """Answer a query of the SPARQL Protocol, sent as a form."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        ASKED.append((self.path, body, self.headers.get("Authorization")))
        if self.path == "/slow":
            time.sleep(1)
        if self.path in {"/trickles", "/fails-slowly"}:
            self._trickle(200 if self.path == "/trickles" else 500)
            return
        if self.path in RAW:
            self.wfile.write(RAW[self.path])
            self.close_connection = True
            return
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to?"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
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

    def _trickle(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

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


# --- limits ----------------------------------------------------------------------------------------------------------


def test_the_time_limit_is_for_the_whole_answer(server: str) -> None:
    """A server that sends a byte now and then does not hold the command up."""
    begin = time.monotonic()
    with pytest.raises(EndpointError, match=r"has not answered in 0.3 seconds"):
        Endpoint(f"{server}/trickles", timeout_seconds=0.3).sparql("ASK { ?s ?p ?o }")

    assert time.monotonic() - begin < 3


def test_an_answer_has_a_limit_of_size(server: str) -> None:
    """Memory is not the server's to fill."""
    query = "SELECT * WHERE { ?s ?p ?o }"
    with pytest.raises(EndpointError, match=r"answers more than 10000 bytes; narrow the query, or raise --max-bytes"):
        Endpoint(f"{server}/query", max_bytes=10_000).sparql(query)
    answer = Endpoint(f"{server}/query").sparql(query)
    assert isinstance(answer, QuerySolutions)
    assert len(list(answer)) == len(KG)
    with pytest.raises(EndpointError, match="set a limit above 0"):
        Endpoint(f"{server}/query", max_bytes=0)


def test_a_redirection_keeps_method_and_body(server: str) -> None:
    """To the same host; the query is not lost."""
    assert bool(Endpoint(f"{server}/to?{server}/query").sparql("ASK { ?s ?p ?o }"))


@pytest.mark.parametrize("address", ["http://localhost.invalid/query", "file:///etc/passwd", "https://127.0.0.1/query"])
def test_a_redirection_leads_to_no_other_host_or_scheme(address: str, server: str) -> None:
    """The message names the address, so that a person may give it."""
    with pytest.raises(EndpointError, match=r"[rR]edirect(s to .*; give that address|ion to url .* is not allowed)"):
        Endpoint(f"{server}/to?{address}").sparql("ASK { ?s ?p ?o }")


def test_name_and_password_are_sent_and_never_shown(server: str) -> None:
    """They are no part of the host, and of no message."""
    address = server.replace("http://", "http://ann:s%40fe@")
    ASKED.clear()

    assert bool(Endpoint(f"{address}/query").sparql("ASK { ?s ?p ?o }"))
    assert ASKED[0][2] == "Basic YW5uOnNAZmU="
    for url, seconds in ((f"{address}/refuses", 30.0), (f"{address}/query", 0.0), ("ftp://ann:s%40fe@x.org/", 30.0)):
        with pytest.raises(EndpointError) as raised:
            Endpoint(url, seconds).sparql("ASK { ?s ?p ?o }")
        assert "s%40fe" not in str(raised.value)
        assert "s@fe" not in str(raised.value)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/chunks", "answers 400: No; fix the query"),
        ("/moved", "answers 400: no such function; fix the query"),
        ("/line-feed", r"closes the connection: \\n; check that it is running"),
    ],
)
def test_an_answer_that_is_damaged_outside_its_body_is_an_error(path: str, words: str, server: str) -> None:
    """Lengths that are none, in an error or a redirection: the body of a redirection is not even read."""
    with pytest.raises(EndpointError, match=words):
        Endpoint(server + path).sparql("ASK { ?s ?p ?o }")


def test_the_body_of_an_error_has_the_limit_of_time_too(server: str) -> None:
    """As much of the reason is told as came in time."""
    begin = time.monotonic()
    with pytest.raises(EndpointError, match="answers 500: Internal Server Error"):
        Endpoint(f"{server}/fails-slowly", timeout_seconds=0.3).sparql("ASK { ?s ?p ?o }")

    assert time.monotonic() - begin < 3
