"""Reads DrugBank XML (version 5.1): one fact for each row, list item and value of a drug's element.

Reads an element only if the schema defines its meaning; other text is left for curation (sentences) or reported as
unread. The span of a fact is its main text (the value, the name in a row, the sentence of an interaction), without the
tags; if that text has several lines, the span is the first line and `also` has the others. The other elements of a row
have a line status only.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from anakinra_kg.errors import PageError
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources.drugbank_xml.drug import DrugReader, XmlLedger
from anakinra_kg.sources.drugbank_xml.elements import (
    NAMESPACE,
    Drug,
    Element,
    ElementText,
    drugs,
    drugs_of_file,
    measure,
    pieces,
)
from anakinra_kg.sources.drugbank_xml.rules import RULES, aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anakinra_kg.facts.ledger import Reading

SOURCE = "drugbank-xml"

_BLANK = frozenset(" \t\r\n\ufeff")
_PROLOG = (("<?", "?>"), ("<!--", "-->"))
_ROOT = re.compile(r"<(?:[\w.-]+:)?(drugbank|drug)(?=[\s/>])([^<]*)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?(?:drugbank|drug)(?=[\s\[>])")


def recognises(page: PageText) -> bool:
    """Return whether a page is DrugBank XML: its root is `drugbank`, or a `drug` with a `drugbank-id`.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources.drugbank_xml import recognises
        >>> recognises(PageText.from_bytes("page.xml", b"<drug><drugbank-id>DB99001</drugbank-id></drug>"))
        True
    """
    text = page.text
    at = _after_prolog(text)
    if _DOCTYPE.match(text, at):
        return True
    root = _ROOT.match(text, at)
    if root is None or ("xmlns" in root.group(2) and NAMESPACE not in root.group(2)):
        return False
    return root.group(1) == "drugbank" or "drugbank-id" in text


def _after_prolog(text: str) -> int:
    """Return the expected position of the root or document type: after declaration, comments and instructions."""
    at = 0
    while True:
        while text[at : at + 1] in _BLANK:
            at += 1
        end_mark = next((end for begin, end in _PROLOG if text.startswith(begin, at)), "")
        end = text.find(end_mark, at) if end_mark else -1
        if end < 0:
            return at
        at = end + len(end_mark)


def read(page: PageText) -> Reading:
    """Read a document of one drug.

    Raises:
        PageError: The document is not well-formed XML, has a document type definition, or contains no drug or several.

    Example:
        >>> from anakinra_kg.facts.text import PageText
        >>> from anakinra_kg.sources.drugbank_xml import read
        >>> text = b'<drug><drugbank-id primary="true">DB99001</drugbank-id><name>Zorblamine</name></drug>'
        >>> [fact.kind for fact in read(PageText.from_bytes("page.xml", text)).facts]
        ['identifier', 'page_title']
    """
    try:
        content = page.text.encode("utf-8")
    except UnicodeEncodeError:
        raise PageError(
            f"{page.name}:1", "the text contains a lone surrogate, which is not valid UTF-8", "give the file itself"
        ) from None
    found = list(islice(drugs(page.name, pieces(content)), 2))
    if len(found) > 1:
        line = found[1].first_line
        raise PageError(f"{page.name}:{line}", "a second drug begins", "read a file of several drugs with `read_drugs`")
    placed = ElementText(page.name, Drug(found[0].element, content, 0, 0, 1), page.extent)
    return _reading(placed, found[0].element, XmlLedger(page, first_line=1))


def read_drugs(path: Path) -> Iterator[Reading]:
    """Read the drugs of a document of any size, keeping one at a time in memory.

    A document of one drug is read as a whole. Otherwise the page of a reading is the text of the element of the drug,
    with one account per line of the element; the spans count lines and characters of the whole document
    (`ElementText` gives the position of the element).

    Raises:
        PageError: As `read`, raised at its place in the stream, after the drugs before it.

    Example:
        >>> from pathlib import Path
        >>> from anakinra_kg.sources.drugbank_xml import read_drugs
        >>> drug = '<drug><drugbank-id primary="true">DB99001</drugbank-id><name>Zorblamine</name></drug>'
        >>> _ = Path("drugs.xml").write_text(f"<drugbank>{drug}</drugbank>", encoding="utf-8")
        >>> [reading.drug for reading in read_drugs(Path("drugs.xml"))]
        ['Zorblamine']
    """
    stream = drugs_of_file(path)
    first_two = list(islice(stream, 2))
    if len(first_two) == 1:
        yield read(PageText.from_file(path))
        return
    document = measure(path)
    for drug in chain(first_two, stream):
        page = ElementText(str(path), drug, document)
        yield _reading(page, drug.element, XmlLedger(page, page.first_line))


def _reading(page: ElementText, element: Element, ledger: XmlLedger) -> Reading:
    return DrugReader(page, element, ledger).read(SOURCE, RULES, aside)
