"""The first mention of each IRI in a JSON-LD or RDF/XML text, for want of the places of its triples.

Does not parse these syntaxes to the full: contexts and namespaces count beyond their scope, and no other document is
read.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from anakinra_kg.rdf.spans import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mention(Span):
    """Where an IRI is first written: only near to a triple about it, which may begin elsewhere."""

    __slots__ = ()


def mentions(text: str, syntax: str, base: str) -> dict[str, Mention]:
    r"""Return where each IRI is first written, by the IRI: in full, relative to the base, or as a compact name.

    What cannot be told to be an IRI has no mention, as a blank node has none; nor has anything in a text that does not
    parse.

    Args:
        text: The text.
        syntax: `jsonld` or `rdfxml`.
        base: IRI that relative IRIs are resolved against.

    Example:
        >>> text = '{"@context": {"e": "http://e.example/"},\n "@id": "e:a"}'
        >>> mentions(text, "jsonld", "http://e.example/")["http://e.example/a"]
        Mention(line=2, column=10, end_line=2, end_column=13)
    """
    text = text.removeprefix("\ufeff")
    spans, found = Spans(text), dict[str, Mention]()
    for iri, start, end in {"jsonld": _json, "rdfxml": _xml}[syntax](text, base):
        span = spans.span(start, end)
        if iri is not None:
            found.setdefault(iri, Mention(*span))
    return found


_Found = tuple[str | None, int, int]
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_REFERENCES = frozenset(_RDF + name for name in ("about", "resource", "datatype", "ID"))
_IRI = re.compile(r'[^<>"{}|^`\\\x00-\x20]*')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_STRING = re.compile(r'"(?P<value>(?:[^"\\]++|\\.)*+)"(?P<key>\s*:)?', re.DOTALL)

_TAG = re.compile(
    r"""<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)
      |<(?P<name>[^\s<>/!?="']++)(?P<attributes>(?:\s++[^\s<>/="']++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s="']++)\s*+=\s*+["'](?P<value>(?<=")[^"]*+|(?<=')[^']*+)""")


def _resolved(written: str, base: str) -> str | None:
    """Return the IRI that a reference stands for, as the parser resolves it; None if it is not a reference."""
    if not _IRI.fullmatch(written):
        return None
    if _SCHEME.match(written):
        return written
    try:
        statement = f"<a:a> <a:a> <{written}> .".encode(errors="surrogatepass")
        (quad,) = parse(statement, format=RdfFormat.TURTLE, base_iri=base)
    except (SyntaxError, ValueError):
        return None
    return quad.object.value if isinstance(quad.object, NamedNode) else None


class _Context:
    """What the contexts of a JSON-LD text say about names."""

    def __init__(self, text: str, base: str) -> None:
        self.terms: dict[str, str] = {}
        self.base, self.vocabulary = base, ""
        self.identifiers = {"@id"}
        json.loads(text, object_hook=self._look)
        for name, value in self.terms.items():
            self.terms[name] = self._expanded(value) or value

    def _look(self, node: dict[str, object]) -> dict[str, object]:
        contexts = node.get("@context")
        for context in contexts if isinstance(contexts, list) else [contexts]:
            for name, value in context.items() if isinstance(context, dict) else ():
                self._learn(name, value.get("@id") if isinstance(value, dict) else value)
        return node

    def _learn(self, name: str, value: object) -> None:
        if not isinstance(value, str):
            return
        if name == "@base":
            self.base = _resolved(value, self.base) or self.base
        elif name == "@vocab":
            self.vocabulary = value
        elif value == "@id":
            self.identifiers.add(name)
        elif not value.startswith("@"):
            self.terms.setdefault(name, value)

    def _expanded(self, written: str) -> str | None:
        prefix, colon, local = written.partition(":")
        known = colon and not local.startswith("//") and prefix in self.terms
        return self.terms[prefix] + local if known else None

    def iri(self, written: str, *, name: bool, identifier: bool) -> str | None:
        """Return the IRI that a string stands for, if it does: as a property or class, as a node, or anywhere."""
        if name and (written in self.terms or written.startswith("@")):
            return self.terms.get(written)
        if ":" in written:
            full = not written.startswith("_:") and _SCHEME.match(written) and _IRI.fullmatch(written)
            return self._expanded(written) or (written if full else None)
        if identifier:
            return _resolved(written, self.base)
        return self.vocabulary + written if name and self.vocabulary else None


def _json(text: str, base: str) -> Iterator[_Found]:
    try:
        context = _Context(text, base)
    except (ValueError, RecursionError):
        return
    before = ""
    for found in _STRING.finditer(text):
        written = found["value"]
        value = json.loads(f'"{written}"') if "\\" in written else written
        key = found["key"] is not None
        name = key or before == "@type"
        yield context.iri(value, name=name, identifier=before in context.identifiers), *found.span("value")
        before = value if key else before if before == "@type" else ""


def _xml(text: str, base: str) -> Iterator[_Found]:
    names = _Names(base)
    for tag in _TAG.finditer(text):
        if tag["name"] is not None:
            attributes = list(_ATTRIBUTE.finditer(text, *tag.span("attributes")))
            names.learn(attributes)
            yield names.iri(tag["name"]), *tag.span("name")
            for attribute in attributes:
                if ":" in attribute["name"]:
                    yield from names.written(attribute)


class _Names:
    """What the tags of an RDF/XML text so far say about names."""

    def __init__(self, base: str) -> None:
        self._base, self._spaces = base, dict[str, str]()

    def learn(self, attributes: list[re.Match[str]]) -> None:
        """Take note of the namespaces and the base that a tag declares."""
        for attribute in attributes:
            prefix, _, local = attribute["name"].partition(":")
            if prefix == "xmlns":
                self._spaces[local] = unescape(attribute["value"])
            elif attribute["name"] == "xml:base":
                self._base = _resolved(unescape(attribute["value"]), self._base) or self._base

    def iri(self, name: str) -> str | None:
        """Return the IRI of an element or an attribute."""
        prefix, colon, local = name.partition(":")
        space = self._spaces.get(prefix if colon else "")
        return space + (local if colon else name) if space else None

    def written(self, attribute: re.Match[str]) -> Iterator[_Found]:
        """Yield the IRI of an attribute and the one that is its value."""
        iri = self.iri(attribute["name"])
        yield iri, *attribute.span("name")
        if iri in _REFERENCES:
            value = ("#" if iri == _RDF + "ID" else "") + unescape(attribute["value"])
            yield _resolved(value, self._base), *attribute.span("value")
