"""Which documents are DrugBank's."""

from __future__ import annotations

import pytest

from anakinra_kg.sources.drugbank_xml import recognises
from tests.support.drugbank_xml_page import HEAD, TAIL, drug, page


@pytest.mark.parametrize(
    "text",
    [
        HEAD + drug() + TAIL,
        "\ufeff" + HEAD + drug() + TAIL,
        '<!-- <html> --><?a b?>\n<db:drugbank\n xmlns:db="http://www.drugbank.ca"/>',
        drug(),
        '<drug xmlns="http://www.drugbank.ca"><drugbank-id>DB90001</drugbank-id></drug>',
        '<!DOCTYPE drugbank SYSTEM "http://example.org/x.dtd"><drugbank/>',
        HEAD + "<drug><name>cut in the mid",
    ],
)
def test_a_document_is_recognised_by_its_root(text: str) -> None:
    """The root element decides, whatever stands before it and however the document goes on."""
    assert recognises(page(text))


@pytest.mark.parametrize(
    "text",
    [
        "Zorbinol\nAccession Number\n",
        '<drugbank xmlns="http://example.org/other"/>',
        "<drug><name>no identifier</name></drug>",
        "<drugs><drugbank-id>DB90001</drugbank-id></drugs>",
        "<!-- a comment without end <drugbank>",
        "<",
    ],
)
def test_other_documents_are_not_recognised(text: str) -> None:
    """A text that is no XML, another root or another namespace is not DrugBank's."""
    assert not recognises(page(text))
