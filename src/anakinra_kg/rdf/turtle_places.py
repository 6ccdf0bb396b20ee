"""Places of the triples of a Turtle, TriG, N-Triples or N-Quads text: lines and columns of the three terms.

Does not parse: the triples are those of the parser, in its order, and each is given a place only if what is written
there is that triple. Triples within triples (RDF 1.2) have no place.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, parse

from anakinra_kg.errors import PlacesError
from anakinra_kg.rdf.files import SYNTAXES, syntax_error
from anakinra_kg.rdf.spans import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLACED = frozenset({"turtle", "trig", "ntriples", "nquads"})
"""Names of the syntaxes whose triples have places."""


class Place(NamedTuple):
    """Where the three terms of a triple are written.

    What is not written has the place of what stands for it. A blank node `[…]` and the first node of a list have that
    of the opening bracket, the other nodes of a list that of their item (of its bracket, if it has one), `rdf:first`
    and `rdf:rest` that of their object, and the end of a list that of the closing bracket.
    """

    subject: Span
    predicate: Span
    object: Span


def places(
    text: str, syntax: str, base: str, *, name: str = "text", parsed: Iterable[Quad | Triple] | None = None
) -> Iterator[tuple[Quad | Triple, Place]]:
    r"""Yield each triple of a text with its place, in the parser's order.

    That is the order of the text, but what is within brackets may come before the triple that they stand in. Nothing is
    yielded before the parser has accepted the whole text. A byte order mark is not counted as a column.

    Args:
        text: The text.
        syntax: Its syntax, one of `PLACED`.
        base: IRI that relative IRIs are resolved against.
        name: What errors call the text, such as the path of its file.
        parsed: The triples or quads of the text if the parser has read it already, all and in its order, so that blank
            nodes keep their names. Default: the text is parsed.

    Raises:
        GraphSyntaxError: The text does not parse.
        PlacesError: What is written differs from what the parser reads, or a triple is within another. All places
            before it are right.

    Example:
        >>> text = 'PREFIX e: <http://e.example/>\ne:a e:dose 100 ,\n    150 .'
        >>> [place.object[:2] for _, place in places(text, "turtle", "http://e.example/")]
        [(2, 12), (3, 5)]
    """
    text = text.removeprefix("\ufeff")
    try:
        if parsed is None:  # the parser refuses halves of characters in bytes, but fails on them in a string
            parsed = parse(text.encode(errors="surrogatepass"), format=SYNTAXES[syntax], base_iri=base)
        theirs = list(parsed)
    except SyntaxError as error:
        raise syntax_error(name, syntax, error) from None
    tokens = _Tokens(text, syntax, base, name)
    ours = _lines(tokens) if syntax in {"ntriples", "nquads"} else _Statements(tokens).all()
    blanks = _Blanks()
    for statement, quad in zip_longest(ours, theirs):
        if statement is None:
            raise tokens.error("ends before all its triples are found")
        if quad is None or not blanks.agree(statement, quad):
            raise tokens.error("is written differently from what the parser reads", statement[2][1])
        yield quad, Place(statement[0][1], statement[1][1], statement[2][1])


class Comment(NamedTuple):
    """A comment, and what it stands beside.

    Attributes:
        span: Where it is.
        text: What it says, with its `#`.
        lines: The lines that it is beside: its own, from where the term in it begins; for a comment alone, or in a row
            of them, the line below. Empty if there is nothing.
    """

    span: Span
    text: str
    lines: range


def comments(text: str) -> Iterator[Comment]:
    r"""Yield the comments of a Turtle, TriG, N-Triples or N-Quads text that parses, in their order.

    Example:
        >>> text = '# alone\n<#a> <#b> "#no" . # beside\n'
        >>> [(comment.text, [*comment.lines]) for comment in comments(text)]
        [('# alone', [2]), ('# beside', [2])]
    """
    text = text.removeprefix("\ufeff")
    spans, seen = Spans(text), 0
    beside = range(0)  # the line of the last term, from where the first term that ends in it begins
    alone: list[tuple[Span, str]] = []
    for start, end in _parts(text):
        for found in _COMMENT.finditer(text, seen, start):
            span = spans.span(*found.span())
            if beside.stop == span.line + 1:
                yield Comment(span, found[0], beside)
            else:
                alone.append((span, found[0]))
        seen, span = end, spans.span(start, end)
        for number, (comment, said) in enumerate(alone, start=span.line - len(alone)):
            is_above = comment.line == number and end > start  # the end of the text is no term
            yield Comment(comment, said, range(span.line, span.line + 1) if is_above else range(0))
        alone.clear()
        if beside.stop != span.end_line + 1:
            beside = range(span.line, span.end_line + 1)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each term and sign is, and the end of the text: comments are in between."""
    for token in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL):
        kind = token.lastgroup or ""
        for part in _PARTS.get(kind, (kind,)):
            if token[part] is not None:
                yield token.span(part)


_Node = NamedNode | Literal | DefaultGraph | str
"""A term; a blank node by its label, or by the place of its bracket."""
_Written = tuple[_Node, Span]
_Statement = tuple[_Written, _Written, _Written, _Node]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("type", "first", "rest", "nil"))

_SKIP = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
_BASE_CHARS = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_CHARS = _BASE_CHARS + r"_0-9\-\u00B7\u0300-\u036F\u203F-\u2040"
_IRI = r'<[^<>"{}|^`\x00-\x20]*+>'
_PREFIX = rf"(?:[{_BASE_CHARS}][{_CHARS}]*+(?:\.+[{_CHARS}]++)*+)?+:"
_NAME = rf"{_PREFIX}(?:[{_CHARS}:]++|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.+(?=[{_CHARS}:%\\]))*+"
_TOKEN = rf"""{_SKIP}(?:
      (?P<directive>
        (?:@prefix|(?i:prefix)(?=[ \t\r\n\#])){_SKIP}(?P<prefix>{_PREFIX}){_SKIP}(?P<namespace>{_IRI})
        |@?(?i:base){_SKIP}(?P<base>{_IRI}))
    | (?P<iri>{_IRI})
    | (?P<name>{_NAME})
    | (?P<blank>_:[{_BASE_CHARS}_0-9](?:[{_CHARS}]++|\.+(?=[{_CHARS}]))*+)
    | (?P<literal>
        (?P<string>\"{{3}}(?:[^"\\]++|\\.|"(?!""))*+\"{{3}}|'{{3}}(?:[^'\\]++|\\.|'(?!''))*+'{{3}}
          |"(?:[^"\\\r\n]++|\\.)*+"|'(?:[^'\\\r\n]++|\\.)*+')
        (?:{_SKIP}(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)|{_SKIP}\^\^{_SKIP}(?P<datatype>{_IRI}|{_NAME}))?+)
    | (?P<number>[+-]?(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)|true\b|false\b)
    | (?P<type>a\b)
    | (?P<graph>(?i:graph)\b)
    | (?P<sign>[.,;()\[\]{{}}])
    | (?P<end>\Z)
    | (?P<unknown>.)
    )"""
"""Compiled when it is first used: that takes longer than to read a small graph, and most runs place nothing."""
_COMMENT = re.compile(r"#[^\r\n]*")
_PARTS = {"literal": ("string", "language", "datatype"), "directive": ("prefix", "namespace", "base")}
"""The parts of a token that may have comments between them."""
_PLAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:(?:[^\\/]|/(?!\.))*+>")
"""An absolute IRI that stays as it is written."""
_TERMS = frozenset({"iri", "name", "blank", "number", "type"})


class _Tokens:
    """The terms and signs of a text in turn, with their places; knows the prefixes and the base."""

    def __init__(self, text: str, syntax: str, base: str, name: str) -> None:
        self._text, self._format, self._base, self._name = text, SYNTAXES[syntax], base, name
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, _Node] = {}
        self._spans = Spans(text)
        self._last = self._spans.span(0, 0)

    def __iter__(self) -> Iterator[tuple[str, _Written]]:
        """Yield each sign as itself, a string as `string`, with a suffix as `literal`, any other term as `term`."""
        for token in re.finditer(_TOKEN, self._text, re.VERBOSE | re.DOTALL):
            kind = token.lastgroup or ""
            span = self._last = self._spans.span(*token.span(kind))
            if kind == "sign":
                yield token[kind], (f"{span.line}:{span.column}", span)
            elif kind == "literal":
                yield "literal" if token["language"] or token["datatype"] else "string", (self._node(token, kind), span)
            elif kind in _TERMS:
                yield "term", (self._node(token, kind), span)
            elif kind == "directive":
                self._direct(token)
            elif kind == "unknown":
                raise self.error(f"has `{token[kind]}`, which is not RDF 1.1", span)

    def error(self, wrong: str, span: Span | None = None) -> PlacesError:
        """Return an error at a place; default: that of the last token."""
        line, column = (span or self._last)[:2]
        return PlacesError(f"{self._name}:{line}:{column}", wrong, "the places from here on are unknown")

    def _direct(self, token: re.Match[str]) -> None:
        if token["base"]:
            self._base = self._iri(token["base"])
        else:
            self._prefixes[token["prefix"]] = self._iri(token["namespace"])
        self._known.clear()

    def _node(self, token: re.Match[str], kind: str) -> _Node:
        written = token[kind]
        node = self._known.get(written)
        if node is None:
            try:
                node = self._known[written] = self._term(token, kind)
            except (KeyError, SyntaxError, ValueError):
                raise self.error(f"has `{written}`, which cannot be read alone") from None
        return node

    def _term(self, token: re.Match[str], kind: str) -> _Node:
        written = token[kind]
        if kind == "name":
            return NamedNode(self._named(written))
        if kind == "iri":
            return NamedNode(self._iri(written))
        if kind == "literal" and token["datatype"]:
            return self._typed(token["string"], token["datatype"])
        if kind == "literal":
            return self._alone(token["string"] + (token["language"] or ""))
        return {"blank": written, "type": _TYPE}.get(kind) or self._alone(written)

    def _iri(self, written: str) -> str:
        return written[1:-1] if _PLAIN_IRI.fullmatch(written) else self._alone(written).value

    def _named(self, written: str) -> str:
        prefix, _, local = written.partition(":")
        return self._prefixes[prefix + ":"] + re.sub(r"\\(.)", r"\1", local)

    def _typed(self, string: str, datatype: str) -> Literal:
        iri = self._iri(datatype) if datatype.startswith("<") else self._named(datatype)
        return Literal(self._alone(string).value, datatype=NamedNode(iri))

    def _alone(self, written: str) -> NamedNode | Literal:
        """Return the IRI or literal that the parser reads where nothing else is written."""
        statement = f"<a:a> <a:a> {written} .".encode(errors="surrogatepass")
        (quad,) = parse(statement, format=self._format, base_iri=self._base)
        return cast("NamedNode | Literal", quad.object)


_LENGTHS = (3, 4)


def _lines(tokens: _Tokens) -> Iterator[_Statement]:
    """Yield the statements of N-Triples or N-Quads: three or four terms and a dot."""
    terms: list[_Written] = []
    for sign, written in tokens:
        if sign != ".":
            terms.append(written)
            continue
        if len(terms) not in _LENGTHS:
            raise tokens.error(f"has {len(terms)} terms where three or four make a statement", written[1])
        subject, predicate, object_, *graph = terms
        yield subject, predicate, object_, graph[0][0] if graph else DefaultGraph()
        terms = []


class _Open:
    """A statement, a `[` or a `(` that has not ended: its subject and its predicate as far as they are known."""

    __slots__ = ("predicate", "sign", "start", "subject")

    def __init__(self, sign: str, start: _Written | None = None) -> None:
        self.sign, self.start = sign, start
        self.subject = start if sign == "[" else None
        self.predicate: _Written | None = None


class _Statements:
    """The statements of Turtle or TriG, in the order in which the parser gives them.

    The parser gives a triple when it has read the token that completes it, and several of one token last first. A
    string is complete with the token after it, which could have been its language.
    """

    def __init__(self, tokens: _Tokens) -> None:
        self._tokens, self._open = tokens, [_Open("")]
        self._graph: _Node = DefaultGraph()
        self._complete: list[_Statement] = []

    def all(self) -> Iterator[_Statement]:
        """Yield all statements."""
        for sign, written in self._tokens:
            if self._open[-1].sign == "(":
                self._go_on(self._open[-1], sign, written)
            if sign in {"string", "literal"}:
                yield from self._flushed()
            if sign in {"term", "literal", "string"}:
                self._put(written)
            elif sign in "[(":
                self._open.append(_Open(sign, written))
            elif sign == "]":
                self._put(self._closed("[", written))
            elif sign != ")":
                self._divide(sign, written)
            if sign != "string":
                yield from self._flushed()

    def _flushed(self) -> list[_Statement]:
        complete, self._complete = self._complete[::-1], []
        return complete

    def _divide(self, sign: str, written: _Written) -> None:
        """Begin another object, predicate, statement or graph."""
        around = self._open[-1]
        if sign in ".{}":
            if len(self._open) > 1:
                raise self._tokens.error(f"has a `{sign}` within brackets", written[1])
            if sign != ".":
                self._graph = around.subject[0] if sign == "{" and around.subject else DefaultGraph()
            around.subject = None
        if sign != ",":
            around.predicate = None

    def _put(self, term: _Written) -> None:
        """Take a term as what comes next: subject, predicate, object or item of a list."""
        around = self._open[-1]
        if around.subject is None:
            around.subject = term
        elif around.sign == "(":
            self._add(around.subject, (_FIRST, term[1]), term)
        elif around.predicate is None:
            around.predicate = term
        else:
            self._add(around.subject, around.predicate, term)

    def _go_on(self, around: _Open, sign: str, written: _Written) -> None:
        """Begin an item of a list, or end the list, before the token itself is looked at."""
        node, last = around.subject, (around.start or written)
        if sign == ")":
            self._closed("(", written)
            if node is None:
                self._put((_NIL, Span(*last[1][:2], *written[1][2:])))
            else:
                self._add(node, (_REST, written[1]), (_NIL, written[1]))
            return
        if node is None:
            around.subject = last
            self._open.pop()
            self._put(last)
            self._open.append(around)
        else:
            around.subject = (f"({written[1].line}:{written[1].column}", written[1])
            self._add(node, (_REST, written[1]), around.subject)

    def _closed(self, sign: str, written: _Written) -> _Written:
        around = self._open[-1]
        if around.sign != sign or around.start is None:
            raise self._tokens.error("has a bracket that was not opened", written[1])
        self._open.pop()
        return around.start

    def _add(self, subject: _Written, predicate: _Written, object_: _Written) -> None:
        self._complete.append((subject, predicate, object_, self._graph))


class _Blanks:
    """Which blank node of the text is which of the parser."""

    def __init__(self) -> None:
        self._theirs: dict[str, BlankNode] = {}
        self._ours: dict[BlankNode, str] = {}

    def agree(self, statement: _Statement, quad: Quad | Triple) -> bool:
        """Return whether a statement is written as a quad; a triple is compared without its graph."""
        (subject, _), (predicate, _), (object_, _), graph = statement
        return (
            self._same(predicate, quad.predicate)
            and self._same(subject, quad.subject)
            and self._same(object_, quad.object)
            and (isinstance(quad, Triple) or self._same(graph, quad.graph_name))
        )

    def _same(self, ours: _Node, theirs: object) -> bool:
        if not isinstance(ours, str):
            return ours == theirs
        return (
            isinstance(theirs, BlankNode)
            and self._theirs.setdefault(ours, theirs) == theirs
            and self._ours.setdefault(theirs, ours) == ours
        )
