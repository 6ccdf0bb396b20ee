"""The tokens of a SPARQL query, and the services that it would ask.

Does not parse: a text that is no query has tokens too.
"""

from __future__ import annotations

import re

from anakinra_kg.rdf.names import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:[\w.-]*\w)
    | (?P<entity>akd:[a-z-]+/[^\s;,|^"'<>{}\[\]\\]+)
    | (?P<name>(?:[A-Za-z][\w.-]*)?:(?:(?:[\w:-]|\.(?=[\w:%\\-])|%[0-9A-Fa-f]{2}|\\.)*))
    | (?P<variable>[?$]\w+)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<space>\s+)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


class Token:
    """A piece of a query: its kind, its text, and the position of its first character."""

    __slots__ = ("kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int) -> None:
        self.kind, self.text, self.start = kind, text, start


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, white space and comments too; together they are the text."""
    for found in _TOKEN.finditer(text):
        yield Token(found.lastgroup or "", found[0], found.start())


def declared_prefixes(found: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that tokens declare, with their namespaces."""
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.text.lower() == "prefix" and name.kind == "name" and iri.kind == "iri"
    }


def services(query: str) -> Iterator[tuple[Token, str]]:
    """Yield the SERVICE clauses of a query: the token, and the address; empty if only the query knows it.

    Engines take the keyword without a space before a name, so a name that begins with the word counts too.

    Example:
        >>> [address for _, address in services("ASK { SERVICE <http://x.org/> { ?s ?p 'SERVICE' } }")]
        ['http://x.org/']
    """
    if "service" not in query.lower():  # finding tokens takes longer than answering
        return
    found = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    declared = declared_prefixes(found)
    for place, token in enumerate(found):
        following = [other for other in found[place + 1 : place + 3] if other.text.lower() != "silent"][:1]
        if _is_service(token, following, declared):
            is_keyword = token.kind == "word" and token.text.lower() == "service"
            yield token, _iri(following[0], declared) if is_keyword and following else ""


def _is_service(token: Token, following: Sequence[Token], declared: Mapping[str, str]) -> bool:
    """Return whether a token is, or begins with, the keyword of a SERVICE clause."""
    begins = token.text.lower().startswith("service")
    if token.kind != "name" or not begins:
        return begins and token.kind == "word"
    prefix = token.text.partition(":")[0]
    return prefix not in declared or any(other.text == "{" for other in following)


def _iri(token: Token, declared: Mapping[str, str]) -> str:
    """Return the IRI of a token; empty if it is none."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    return declared.get(prefix, PREFIXES.get(prefix, "")) + local if token.kind == "name" and colon else ""
