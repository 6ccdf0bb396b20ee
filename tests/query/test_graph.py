"""Loading the graph and asking it from Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import anakinra_kg
from anakinra_kg.errors import AnakinraKGError
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from anakinra_kg.dataset.build import Build

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def test_a_fresh_installation_answers_from_its_packaged_graph(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without dist/ the graph that comes with the package is asked, as Oxigraph store and as rdflib graph alike."""
    monkeypatch.chdir(tmp_path)

    kg = anakinra_kg.load()

    assert kg.path.name == "anakinra.ttl"
    assert len(kg) == len(kg.rdflib()) > 1000


def test_what_was_built_here_is_asked_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A dist/ in the working directory comes before the packaged graph."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "anakinra.nq").write_text("<a:s> <a:p> <a:o> .\n", encoding="utf-8")

    assert len(anakinra_kg.load()) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("broken.ttl", "<a:s> <a:p>\n", "broken.ttl:"),
        ("graph.doc", "", "is not a known ending"),
        ("absent.ttl", None, "absent.ttl: "),
    ],
)
def test_a_graph_that_cannot_be_loaded_is_refused_by_name(
    name: str, content: str | None, words: str, tmp_path: Path
) -> None:
    """Broken, unknown and missing files are errors of ours that name the file."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(AnakinraKGError, match=words):
        anakinra_kg.load(path)


def test_a_query_that_does_not_parse_says_where() -> None:
    """A syntax error in a query is an error of ours, with the place in the query."""
    with pytest.raises(AnakinraKGError, match="1:"):
        anakinra_kg.load().sparql("SELEKT")


def test_a_store_keeps_every_term_as_it_was_written(built: Build) -> None:
    """Literals are canonical from the start, so loading rewrites none and every store holds the same graph."""
    kg = anakinra_kg.load(resource("data", "anakinra.ttl"))

    assert {quad.triple for quad in kg.store} == built.triples
