"""Limits of the size of a query, held before the engine sees it.

The engine reads and plans a query by recursion: some 4,000 levels of brackets, or 8,000 operators, end the process. It
orders the patterns that a group joins in a time that grows with their fourth power: 0.5 seconds for 100, 7 for 200.
"""

from __future__ import annotations

from itertools import pairwise

from anakinra_kg.errors import GraphSyntaxError
from anakinra_kg.rdf.sparql import Token, tokens

_MOST_LEVELS, _MOST_MARKS, _MOST_JOINED = 200, 5000, 100
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_TERMS = {"blank", "entity", "iri", "name", "number", "string", "variable"}
_TERM_WORDS = {"a", "false", "true"}
_APART = {"exists", "minus", "optional", "union"}
"""Words before a group whose patterns are not joined with those around it."""
_PATH_OPERATORS = {"/", "^", "|", "!"}


def check_size(query: str, name: str = "query") -> None:
    """Raise an error for a query so long, so deeply nested or of so many patterns that the engine would not come back.

    Args:
        query: The query.
        name: Name of the query in error messages.

    Raises:
        GraphSyntaxError: The query has too many levels of brackets, keywords and operators, or patterns in a group.

    Example:
        >>> check_size("ASK { ?s ?p ?o }")
        >>> check_size("ASK { ?s " + "a/" * 100 + "a ?o }")
        Traceback (most recent call last):
        anakinra_kg.errors.GraphSyntaxError: query:1: a group joins more than 100 patterns; ask in several queries
    """
    levels = marks = 0
    groups = _Groups()
    found = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    for token, following in pairwise([*found, Token("end", "", len(query))]):
        if token.kind in {"word", "other"} and token.text != ",":
            marks += 1
            levels += (token.text in _OPENING) - (token.text in _CLOSING)
        for count, most, what in (
            (levels, _MOST_LEVELS, "the query has more than {} levels of brackets"),
            (marks, _MOST_MARKS, "the query has more than {} keywords and operators"),
            (groups.joined(token, following), _MOST_JOINED, "a group joins more than {} patterns"),
        ):
            if count > most:
                line = query.count("\n", 0, token.start) + 1
                raise GraphSyntaxError(f"{name}:{line}", what.format(most), "ask in several queries")


class _Group:
    """A group: the number of patterns that it joins so far, and whether it is planned apart from what is around it."""

    __slots__ = ("is_apart", "joined")

    def __init__(self, *, is_apart: bool) -> None:
        self.joined, self.is_apart = 0, is_apart


class _Groups:
    """Counts the patterns that the groups of a query join, token by token.

    A triple is a pattern, each further step of its path another one, and each item of a collection two. The patterns
    of a group within a group count for both, as the engine plans them together; FILTER and GRAPH make no difference.
    What UNION joins counts as one, and so does a subquery.
    """

    def __init__(self) -> None:
        self._opened = [("clause", _Group(is_apart=True))]
        """The open brackets: what each encloses, and the group that it stands in.

        `patterns`, or the `items` of a collection or path, or what joins nothing: an `expression`, the `data` of VALUES
        and of templates, the `clause` of a query outside of its group.
        """
        self._before = Token("other", "", 0)
        self._begins, self._data_follow = True, False

    def joined(self, token: Token, following: Token) -> int:
        """Return the number of patterns that the group of a token joins up to it."""
        text = token.text.lower()
        if text in _OPENING:
            self._open(text)
        elif text in _CLOSING:
            self._close(text, following.text.lower())
        elif _is_keyword(token):
            self._keyword(text)
        else:
            self._pattern(text, is_term=token.kind in _TERMS or text in _TERM_WORDS)
        self._before = token
        return self._opened[-1][1].joined

    def _open(self, bracket: str) -> None:
        holds, group = self._opened[-1]
        if bracket == "{":
            is_apart = self._before.text.lower() in _APART
            self._opened.append(("data" if self._data_follow else "patterns", _Group(is_apart=is_apart)))
            self._begins, self._data_follow = True, False
        elif holds in {"patterns", "items"} and not _is_keyword(self._before):
            self._pattern(bracket, is_term=True)
            self._opened.append(("items" if bracket == "(" else "patterns", group))
        else:
            self._opened.append(("expression", group))

    def _close(self, bracket: str, following: str) -> None:
        if len(self._opened) == 1:
            return
        holds, group = self._opened.pop()
        if bracket == "}":
            self._begins = True
            if not group.is_apart:
                is_one = following == "union" or holds == "clause"
                self._opened[-1][1].joined += 1 if is_one else group.joined

    def _keyword(self, word: str) -> None:
        holds, group = self._opened[-1]
        if word == "select" and holds == "patterns":
            self._opened[-1] = ("clause", group)
        self._data_follow = word in {"construct", "values"} or (self._data_follow and word != "where")
        self._begins = True

    def _pattern(self, text: str, *, is_term: bool) -> None:
        holds, group = self._opened[-1]
        if holds == "items" and is_term and self._before.text not in _PATH_OPERATORS:
            group.joined += 2
        if holds in {"patterns", "items"} and text in {"[", "/", ";", ","}:
            group.joined += 1
            self._begins = False
        elif holds == "patterns" and text == ".":
            self._begins = True
        elif holds == "patterns" and is_term and self._begins:
            group.joined += 1
            self._begins = False


def _is_keyword(token: Token) -> bool:
    return token.kind == "word" and token.text.lower() not in _TERM_WORDS
