"""The client of SPARQL endpoints: a server of this process answers with damaged answers, damaged headers too.

An answer gives rows, a truth value or triples, or an error, within the limits of time and size; nobody else is asked.
"""

from __future__ import annotations

import socket
import threading
import time
from functools import cache

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from anakinra_kg.errors import AnakinraKGError, EndpointError
from anakinra_kg.query.endpoint import Endpoint
from anakinra_kg.query.results import Answer
from tests.support.fuzz.campaign import READ, REFUSED, Case, Target
from tests.support.fuzz.oracles import check_error, nothing_else_touched

_MOST_BYTES = 20_000
_SECONDS = 0.5
_GRACE_SECONDS = 2.0
_DATA = '<urn:x:a> <urn:x:p> "one", "zwei"@de, 3, 4.50, <urn:x:b>, _:c . _:c <urn:x:q> true .'
_TYPES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}


def target(name: str) -> Target:
    """Return the target."""
    words = (
        "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999", "text/html", "ffffffffff",
        "Transfer-Encoding: chunked", "Content-Encoding: gzip", "HTTP/1.1 100 Continue", "HTTP/1.1 302 Found",
        "HTTP/1.1 401 Unauthorized", "Location: http://127.0.0.1:1/x", "Location: /y", "Location: file:///etc/passwd",
        "Content-Type: text/csv", "Content-Type: text/turtle; charset=utf-16", "WWW-Authenticate: Basic", '"bindings"',
        '"head"', '"boolean": true', "<sparql>", "</binding>", "HTTP/9.9 999", "application/n-triples", "0\r\n\r\n",
    )  # fmt: skip
    return Target(name=name, seeds=_seeds(), check=_check, words=[word.encode() for word in words], patience_seconds=20)


def _seeds() -> list[bytes]:
    store = Store()
    store.extend(parse(_DATA, format=RdfFormat.TURTLE))
    bodies = []
    for query in ("SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }"):
        for media_type, form in _TYPES.items():
            if query.startswith("SELECT") or media_type.endswith(("json", "xml")):
                bodies.append((media_type, _serialized(store.query(query), form)))
    triples = [quad.triple for quad in store]
    bodies.append(("application/n-triples", serialize(triples, format=RdfFormat.N_TRIPLES) or b""))
    bodies.append(("text/turtle", serialize(triples, format=RdfFormat.TURTLE) or b""))
    bodies.append(("application/rdf+xml", serialize(triples, format=RdfFormat.RDF_XML) or b""))
    bodies.append(("text/html; charset=utf-8", b"<p>no endpoint \xe2\x80\xae</p>"))
    seeds = []
    for media_type, body in bodies:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n"
        seeds.append(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        seeds.append(f"{head}Connection: close\r\n\r\n".encode() + body)
        seeds.append(f"{head}Transfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")
        seeds.append(f"HTTP/1.1 400 Bad\x1bRequest\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    seeds.append(b"HTTP/1.1 307 Temporary\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    return seeds


def _serialized(answer: QuerySolutions | QueryBoolean | QueryTriples, form: QueryResultsFormat) -> bytes:
    assert not isinstance(answer, QueryTriples), "no query for triples"
    return answer.serialize(format=form) or b""


class _Server:
    """Answers every request with the bytes that it is given."""

    def __init__(self) -> None:
        self.answer = b""
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection:
                try:
                    _read_request(connection)
                    connection.sendall(self.answer)
                    connection.shutdown(socket.SHUT_WR)
                except OSError:
                    continue


def _read_request(connection: socket.socket) -> None:
    """Read a whole request: a connection that is closed before is reset, and the answer is lost."""
    connection.settimeout(_SECONDS)
    got = b""
    while True:
        got += connection.recv(1 << 16)
        head, separator, body = got.partition(b"\r\n\r\n")
        lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
        if separator and (not lengths or len(body) >= int(lengths[0])):
            return


@cache
def _server() -> _Server:
    return _Server()


def _check(case: Case) -> str:
    server = _server()
    server.answer = case.content
    begin = time.monotonic()
    try:
        with nothing_else_touched(server.port):
            result = Endpoint(f"http://ann:secret@127.0.0.1:{server.port}/query", _SECONDS, _MOST_BYTES).evaluate(
                "ASK {}"
            )
    except EndpointError as error:
        check_error(error)
        assert "secret" not in str(error), f"the password is told: {error}"  # noqa: PT017 - this is no test
        return REFUSED
    finally:
        seconds = time.monotonic() - begin
        assert seconds < _SECONDS + _GRACE_SECONDS, f"the limit of time does not hold: {seconds:.1f} seconds"
    framed = b"hunked" in case.content or b"ength" in case.content  # then the rest may be no part of the answer
    assert framed or len(case.content) < 2 * _MOST_BYTES, "the limit of size does not hold"
    try:
        text = Answer(result).written((None, "csv", "json", "markdown")[case.choice % 4])
    except AnakinraKGError as error:
        check_error(error)
        assert error.place == "--format", f"what was read cannot be written: {error}"  # noqa: PT017 - as above
        return READ
    assert isinstance(text, str), "an answer is not text"
    return READ
