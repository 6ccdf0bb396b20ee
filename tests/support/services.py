"""Queries that ask a service, and a listener that sees whether one is asked."""

from __future__ import annotations

import socket
import threading

ASKING = (
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * {SERVICE<URL>{?s ?p ?o}}",
    "SELECT * { SERVICE # a comment\n <URL> { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:p { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICESILENT:p { ?s ?p ?o } }",
    "PREFIX service: <urn:x:> PREFIX : <URL> SELECT * { SERVICE:p { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICEe:p { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE<URL>{?s ?p ?o}}",
    "SELECT * { VALUES ?a {1} FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { BIND('}' AS ?x) OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    'SELECT * { BIND("""it\'s " """ AS ?x) SERVICE <URL> { ?s ?p ?o } }',
    "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <URL> } SERVICE$x { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
)
"""Each in another wording; `URL` is in the place of the address."""


class Listener:
    """Counts the connections to a port of this machine.

    Attributes:
        connections: How many there were.
        address: The address that it listens to.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.connections = 0
        self._socket = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.recv(65536)
            connection.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()
