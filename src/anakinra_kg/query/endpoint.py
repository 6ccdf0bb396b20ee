"""Queries a SPARQL endpoint over HTTP, with the SPARQL 1.1 Protocol.

Does not cache and does not retry. Sends nothing to another host or scheme than that of the given address, not even
where the endpoint redirects; the name and password of an address are sent as such, and are in no message.
"""

from __future__ import annotations

import contextlib
import time
from base64 import b64encode
from http.client import HTTPException
from typing import IO, TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from anakinra_kg.errors import EndpointError
from anakinra_kg.query.sparql_text import prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anakinra_kg.query.results import Result

_ACCEPTED = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_LONGEST_REASON = 200
_MOST_REASON_BYTES = 1 << 16
_CHUNK_BYTES = 1 << 16
MOST_BYTES = 1 << 30
"""Default limit of an answer, in bytes."""


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return url.isascii() and " " not in url and parts.scheme in ("http", "https") and bool(parts.netloc)


def _public(url: str) -> str:
    """Return an address without its name and password."""
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"


class _SameHost(HTTPRedirectHandler):
    """Follows a redirection to the same host with the same method and body, and no other."""

    def __init__(self, scheme: str, host: str) -> None:
        self._origin = (scheme, host)

    def redirect_request(self, req: Request, *answer: Any) -> Request:  # noqa: ANN401 - as urllib calls it
        """Return the request for the new address, the last part of the answer."""
        answer[0].close()  # urllib would read its body, which has no limit
        newurl: str = answer[-1]
        parts = urlsplit(newurl)
        if (parts.scheme, parts.netloc) != self._origin:
            raise EndpointError(_public(req.full_url), f"redirects to {_public(newurl)}", "give that address")
        return Request(newurl, req.data, dict(req.header_items()), method=req.get_method())  # noqa: S310 - as the first


class Endpoint:
    """A SPARQL endpoint.

    Attributes:
        url: Its address, without name and password.
        timeout_seconds: Time limit for the whole request.
        max_bytes: Limit of the size of an answer.
    """

    def __init__(self, url: str, timeout_seconds: float = 30, max_bytes: int = MOST_BYTES) -> None:
        if not _is_web_address(url):
            raise EndpointError(_public(url), "is not a web address", "give one such as http://localhost:7878/query")
        if not timeout_seconds > 0:
            raise EndpointError(
                _public(url), f"cannot answer in {timeout_seconds:g} seconds", "set a time limit above 0"
            )
        if max_bytes < 1:
            raise EndpointError(_public(url), f"cannot answer in {max_bytes} bytes", "set a limit above 0")
        parts = urlsplit(url)
        self.url = _public(url)
        self.timeout_seconds = timeout_seconds
        self.max_bytes = max_bytes
        self._login = (
            f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if "@" in parts.netloc else None
        )
        self._opener = build_opener(_SameHost(parts.scheme, parts.netloc.rpartition("@")[2]))

    def sparql(self, query: str, values: Mapping[str, object] | None = None, *, name: str = "query") -> Result:
        """Answer any SPARQL query; known prefixes need no declaration.

        Args:
            query: The query.
            values: Values of its variables: an IRI, a CURIE, a number or a text for each.
            name: Name of the query in error messages.

        Raises:
            EndpointError: As for `evaluate`.
            GraphSyntaxError: A prefix is unknown.
            QuestionError: A variable is not in the query.
        """
        return self.evaluate(prepared(query, name, values or {})[1])

    def evaluate(self, query: str) -> Result:
        """Answer a complete SPARQL query.

        Raises:
            EndpointError: The endpoint is unreachable or too slow, rejects the query, or returns an unknown format.
        """
        body = urlencode({"query": query}).encode()
        headers = {"Accept": _ACCEPTED, "Content-Type": "application/x-www-form-urlencoded"}
        if self._login is not None:
            headers["Authorization"] = f"Basic {b64encode(self._login.encode()).decode()}"
        deadline = time.monotonic() + self.timeout_seconds
        try:
            with self._opener.open(Request(self.url, body, headers), timeout=self.timeout_seconds) as response:  # noqa: S310 - the scheme is checked above
                media_type, content = response.headers.get_content_type(), self._read(response, deadline)
        except HTTPError as error:
            reason = self._reason(error, deadline)
            raise EndpointError(self.url, f"answers {error.code}: {reason or error.reason}", "fix the query") from None
        except TimeoutError:
            raise self._too_slow() from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_slow() from None
            raise EndpointError(self.url, f"cannot be reached: {error.reason}", "check that it is running") from None
        except (HTTPException, OSError) as error:
            raise EndpointError(self.url, f"closes the connection: {error}", "check that it is running") from None
        return self._result(media_type, content)

    def _read(self, response: IO[bytes], deadline: float) -> bytes:
        """Return the body of an answer, read piece by piece within the limits of time and size."""
        content = bytearray()
        while piece := response.read1(_CHUNK_BYTES):  # type: ignore[attr-defined]
            content += piece
            if len(content) > self.max_bytes:
                wrong = f"answers more than {self.max_bytes} bytes"
                raise EndpointError(self.url, wrong, "narrow the query, or raise --max-bytes")
            if time.monotonic() > deadline:
                raise TimeoutError
        return bytes(content)

    def _reason(self, error: HTTPError, deadline: float) -> str:
        """Return the beginning of the body of an error, as much of it as comes in time."""
        content = b""
        with contextlib.suppress(HTTPException, OSError):
            while len(content) < _MOST_REASON_BYTES and time.monotonic() < deadline:
                piece = error.read1(_CHUNK_BYTES)
                if not piece:
                    break
                content += piece
        return " ".join(content.decode("utf-8", errors="replace").split())[:_LONGEST_REASON]

    def _too_slow(self) -> EndpointError:
        wrong = f"has not answered in {self.timeout_seconds:g} seconds"
        return EndpointError(self.url, wrong, "narrow the query, or raise --timeout")

    def _result(self, media_type: str, content: bytes) -> Result:
        try:
            results = QueryResultsFormat.from_media_type(media_type)
            if results is not None:
                checked = parse_query_results(content, format=results)
                if isinstance(checked, QuerySolutions):
                    for _ in checked:  # rows are parsed on access: parse all of them now to detect errors
                        pass
                return parse_query_results(content, format=results)
            graph = RdfFormat.from_media_type(media_type)
            if graph is not None:
                return [quad.triple for quad in parse(content, format=graph)]
        except (SyntaxError, ValueError) as error:
            raise EndpointError(self.url, f"answers with invalid {media_type}: {error}", "check the endpoint") from None
        raise EndpointError(self.url, f"answers {media_type}", "give the address of a SPARQL endpoint")
