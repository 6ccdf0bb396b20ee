"""Queries a SPARQL endpoint over HTTP, with the SPARQL 1.1 Protocol.

Does not cache and does not retry.
"""

from __future__ import annotations

from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from anakinra_kg.errors import EndpointError
from anakinra_kg.query.sparql_text import prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anakinra_kg.query.results import Result

_ACCEPTED = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_LONGEST_REASON = 200


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return url.isascii() and " " not in url and parts.scheme in ("http", "https") and bool(parts.netloc)


class Endpoint:
    """A SPARQL endpoint.

    Attributes:
        url: Its address.
        timeout_seconds: Time limit for an answer.
    """

    def __init__(self, url: str, timeout_seconds: float = 30) -> None:
        if not _is_web_address(url):
            raise EndpointError(url, "is not a web address", "give one such as http://localhost:7878/query")
        if not timeout_seconds > 0:
            raise EndpointError(url, f"cannot answer in {timeout_seconds:g} seconds", "set a time limit above 0")
        self.url = url
        self.timeout_seconds = timeout_seconds

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
        try:
            with urlopen(Request(self.url, body, headers), timeout=self.timeout_seconds) as response:  # noqa: S310 - the scheme is checked above
                media_type, content = response.headers.get_content_type(), response.read()
        except HTTPError as error:
            reason = " ".join(error.read().decode("utf-8", errors="replace").split())[:_LONGEST_REASON]
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
