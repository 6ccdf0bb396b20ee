"""The text of a SPARQL query: finds tokens, adds missing prefixes, binds values and locates syntax errors.

Does not run queries; apart from bound values, it does not change the meaning of a query.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from anakinra_kg.errors import GraphSyntaxError, QuestionError, did_you_mean
from anakinra_kg.rdf.names import AKD, AKG, PREFIXES, compress, expand
from anakinra_kg.rdf.sparql import Token, declared_prefixes, services, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

_KEYWORDS = """
a abs ad add all as asc ask avg base bind bnode bound by ceil coalesce concat construct contains count datatype day
desc describe distinct encode_for_uri exists false filter floor from graph group group_concat having hours if in iri
isblank isiri isliteral isnumeric istriple isuri lang langmatches lcase limit max md5 min minus minutes month named
not now object offset optional order predicate prefix rand reduced regex replace round sameterm sample seconds
select separator service sha1 sha256 sha384 sha512 silent str strafter strbefore strdt strends strlang strlen
strstarts struuid subject substr sum timezone triple true tz ucase undef union uri uuid values where year
"""
_WORDS = frozenset(_KEYWORDS.split())
_UPDATES = frozenset({"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"})
_PAIRS = {"}": "{", ")": "(", "]": "["}
_REPORTED = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|one of |, )((?:The|SELECT \*|IRI|Variable|Aggregate)[^,]*[a-z][^,]*)")


class SparqlText:
    """A query as text.

    Attributes:
        text: The query.
        name: Name of the query in error messages: its file, or `query`.
        tokens: Its tokens without white space and comments.
    """

    def __init__(self, text: str, name: str = "query") -> None:
        self.text, self.name = text, name
        self.tokens = [token for token in tokens(text) if token.kind not in {"space", "comment"}]

    def place(self, position: int) -> str:
        """Return a position as `name:line:column`."""
        line = self.text.count("\n", 0, position) + 1
        return f"{self.name}:{line}:{position - self.text.rfind(chr(10), 0, position)}"

    def declared(self) -> dict[str, str]:
        """Return the prefixes that the query declares, with their namespaces."""
        return declared_prefixes(self.tokens)

    def complete(self) -> str:
        """Return the query with declarations of the known prefixes that it uses but does not declare.

        Entities of the graph may be written in their printed form, such as `akd:drug/anakinra`.

        Raises:
            GraphSyntaxError: A prefix is neither declared nor known.
        """
        declared = self.declared()
        lacking: dict[str, str] = {}
        text, end = [], 0
        for token in self.tokens:
            if token.kind == "entity" and declared.get("akd", AKD) == AKD:
                local = _balanced(token.text[len("akd:") :])
                text += [self.text[end : token.start], f"<{AKD}{local}>"]
                end = token.start + len("akd:") + len(local)
            elif token.kind == "name":
                prefix = token.text.partition(":")[0]
                if prefix in declared:
                    continue
                if prefix not in PREFIXES:
                    right = did_you_mean(prefix, [*PREFIXES, *declared], "declare it with PREFIX")
                    raise GraphSyntaxError(self.place(token.start), f"unknown prefix `{prefix}:`", right)
                lacking[prefix] = PREFIXES[prefix]
        text.append(self.text[end:])
        return "".join(f"PREFIX {prefix}: <{lacking[prefix]}>\n" for prefix in sorted(lacking)) + "".join(text)

    def bound(self, values: Mapping[str, NamedNode | Literal]) -> SparqlText:
        """Return the query with variables replaced by terms; a variable in SELECT remains a column.

        pyoxigraph serializes the terms, so no value can change the rest of the query.

        Args:
            values: Terms by name of the variable, without `?`.

        Raises:
            QuestionError: The query does not use the variable, or assigns a value to it.
        """
        used = {token.text[1:] for token in self.tokens if token.kind == "variable"}
        for name in values:
            if name not in used:
                raise QuestionError(self.name, f"no variable `?{name}` to bind", did_you_mean(name, used, "use one"))
        grouped = {
            token.text[1:] for token, clause in self._clauses() if clause == "group" and token.kind == "variable"
        }
        text, end = [], 0
        before = Token("other", "", 0)
        for token, clause in self._clauses():
            name = token.text[1:]
            if token.kind == "variable" and name in values and not (clause == "select" and name in grouped):
                if before.text.lower() in {"as", "values"}:
                    raise QuestionError(
                        self.place(token.start),
                        f"the query assigns a value to `{token.text}`",
                        "bind another variable",
                    )
                term = str(values[name])
                column = f"({term} AS {token.text})"
                text += [
                    self.text[end : token.start],
                    {"select": column, "group": column, "order": f"({term})"}.get(clause, term),
                ]
                end = token.start + len(token.text)
            before = token
        text.append(self.text[end:])
        return SparqlText("".join(text), self.name)

    def _clauses(self) -> Iterator[tuple[Token, str]]:
        """Yield the tokens, each with its clause if it stands there by itself: `select`, `group` or `order`."""
        clause, depth = "", 0
        for token, following in pairwise([*self.tokens, Token("end", "", len(self.text))]):
            word = token.text.lower()
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if word == "select" or (word in {"group", "order"} and following.text.lower() == "by"):
                clause = word
            elif word in {"where", "from", "having", "limit", "offset", "values", "{", "}"}:
                clause = ""
            yield token, "" if depth else clause

    def check_terms(self, is_known: Callable[[str], bool], known: Callable[[], Iterable[str]]) -> None:
        """Raise an error for a term in the namespace of the ontology that does not exist: it would match nothing.

        Args:
            is_known: Whether an IRI is a term.
            known: Returns all terms; called only for the error.

        Raises:
            GraphSyntaxError: The query uses a term that does not exist; the message suggests the nearest.
        """
        declared = self.declared()
        for token in self.tokens:
            iri = token.text[1:-1] if token.kind == "iri" else ""
            if token.kind == "name":
                prefix, _, local = token.text.partition(":")
                iri = declared.get(prefix, PREFIXES.get(prefix, "")) + local
            if iri.startswith(AKG) and iri != AKG and not is_known(iri):
                right = did_you_mean(compress(iri), map(compress, known()), "use a term of the ontology")
                raise GraphSyntaxError(self.place(token.start), f"no term `{compress(iri)}` in the ontology", right)

    def fault(self, error: SyntaxError, shift: int = 0) -> GraphSyntaxError:
        """Return a short error, with its place, for a query that the engine cannot parse.

        Args:
            error: The error of the engine, with its list of all expected tokens.
            shift: Number of lines that were added before the text for the engine.
        """
        for token, wrong, right in self._faults():
            return GraphSyntaxError(self.place(token.start), wrong, right)
        reported = _REPORTED.search(str(error))
        if reported is None:
            return GraphSyntaxError(self.name, " ".join(str(error).split()), "write SPARQL 1.1")
        line, column, expected = int(reported[1]) - shift, int(reported[2]), reported[3]
        position = sum(len(part) + 1 for part in self.text.split("\n")[: line - 1]) + column - 1
        said = _SENTENCE.search(expected)
        if said is not None:
            return GraphSyntaxError(self.place(position), said[1].strip(), "write SPARQL 1.1")
        near = [token for token in self.tokens if token.start < position + 1]
        if not near:
            return GraphSyntaxError(self.place(0), "the query is empty", "write SELECT, ASK, CONSTRUCT or DESCRIBE")
        last, right = near[-1], "write SPARQL 1.1"
        if re.fullmatch(r'"[^"]+"', expected):
            right = f"write {expected[1:-1]} before it"
        if last is self.tokens[-1] and last.text not in _PAIRS:
            return GraphSyntaxError(self.place(last.start), f"the query ends too early, after `{last.text}`", right)
        wrong = f"`{last.text}` is not expected here, or something before it is incomplete"
        return GraphSyntaxError(self.place(last.start), wrong, right)

    def _faults(self) -> Iterator[tuple[Token, str, str]]:
        """Yield definite errors: an unclosed IRI, string or bracket, an update, an unknown word."""
        for token, following in pairwise([*self.tokens, Token("end", "", len(self.text))]):
            if token.text in {'"', "'"}:
                yield token, "the string is not closed", f"close it with {token.text} on the same line"
            elif token.text == "<" and _begins_iri(token, following):
                yield token, "the IRI is not closed, or has a character that is not allowed in IRIs", "encode it"
            elif token.kind == "word" and token.text.lower() in _UPDATES:
                yield token, f"`{token.text}` changes a graph", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
            elif token.kind == "word" and token.text.lower() not in _WORDS:
                right = did_you_mean(token.text, map(str.upper, _WORDS), "write a variable as ?name, a text in quotes")
                yield token, f"`{token.text}` is not a SPARQL keyword", right
        yield from self._unbalanced()

    def _unbalanced(self) -> Iterator[tuple[Token, str, str]]:
        opened: list[Token] = []
        for token in self.tokens:
            if token.text in _PAIRS.values():
                opened.append(token)
            elif token.text in _PAIRS:
                if not opened or opened[-1].text != _PAIRS[token.text]:
                    yield token, f"`{token.text}` has no opening bracket", "remove it, or add one"
                    return
                opened.pop()
        for token in opened:
            yield token, f"`{token.text}` is not closed", "close it"


def _begins_iri(token: Token, following: Token) -> bool:
    """Return whether `<` begins an IRI; otherwise it is a comparison."""
    is_name = following.kind == "name" or following.text == "a" or following.text.lower() not in _WORDS
    return is_name and following.kind in {"name", "word"} and following.start == token.start + 1


def check_services(query: str, name: str = "query", allowed: Collection[str] = ()) -> None:
    """Raise an error for a SERVICE clause, which would send a request: only to an address that is allowed.

    Args:
        query: The query.
        name: Name of the query in error messages.
        allowed: Addresses that may be asked.

    Raises:
        GraphSyntaxError: The query asks another address, or one that it computes.

    Example:
        >>> check_services("ASK { ?service ?p 'SERVICE' } # SERVICE")
        >>> check_services("ASK { SERVICE <http://x.org/> { ?s ?p ?o } }", allowed={"http://x.org/"})
    """
    for token, address in services(query):
        if address and address in allowed:
            continue
        asks = f"<{address}>" if address else "an address that only the query knows"
        right = f"allow it with --allow-service {address}" if address else "name an address, and allow it"
        place = SparqlText(query, name).place(token.start)
        raise GraphSyntaxError(place, f"SERVICE would send a request to {asks}", right)


def prepared(query: str, name: str, values: Mapping[str, object]) -> tuple[SparqlText, str]:
    """Return a query with values bound, and its complete text with the missing prefixes.

    Args:
        query: The query as the user gives it.
        name: Name of the query in error messages.
        values: Values of its variables, as for `term_of`.

    Raises:
        GraphSyntaxError: A prefix is unknown, or the query or a value has a byte that was not UTF-8.
        QuestionError: A variable is not in the query.
    """
    for place, written in ((name, query), *((f"?{variable}", str(value)) for variable, value in values.items())):
        try:
            written.encode()
        except UnicodeEncodeError as error:
            at = SparqlText(written, place).place(error.start)
            raise GraphSyntaxError(at, "has a byte that is not UTF-8", "write it in UTF-8") from None
    text = SparqlText(query, name).bound({variable: term_of(str(value)) for variable, value in values.items()})
    return text, text.complete()


def _balanced(local: str) -> str:
    """Return the name of an entity without a closing bracket or full stop that belongs to the query."""
    depth = 0
    for position, character in enumerate(local):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            local = local[:position]
            break
    return local.rstrip(".")


def term_of(written: str) -> NamedNode | Literal:
    """Return the term of a value from the command line.

    Args:
        written: An IRI (with or without angle brackets), a CURIE with a known prefix, a number, or any text.

    Example:
        >>> term_of("MONDO:0008383")
        <NamedNode value=http://purl.obolibrary.org/obo/MONDO_0008383>
        >>> term_of("1.50").datatype.value.rpartition("#")[2]
        'decimal'
        >>> term_of("it's").value
        "it's"
    """
    text = written.strip()
    iri = text[1:-1] if text.startswith("<") and text.endswith(">") else expand(text)
    if iri is None and re.fullmatch(r"(?:https?|urn):\S+", text):
        iri = text
    if iri is not None:
        try:
            return NamedNode(iri)
        except ValueError:
            return Literal(written)
    for pattern, datatype in ((r"[+-]?[0-9]+", "integer"), (r"[+-]?[0-9]*\.[0-9]+", "decimal")):
        if re.fullmatch(pattern, text):
            return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))
    return Literal(written)
