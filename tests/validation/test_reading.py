"""Graphs that import documents, and files that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import AnakinraKGError, FileError, GraphSyntaxError
from anakinra_kg.rdf.inputs import inputs
from anakinra_kg.validation.reading import Reader

if TYPE_CHECKING:
    from pathlib import Path

IMPORTS = "<urn:NAME> a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with documents that import each other."""
    for name, text in {"a": "<urn:b> , <urn:c>", "b": "<urn:a> , <urn:b>", "d": "<urn:absent>"}.items():
        (tmp_path / f"{name}.ttl").write_text(f"{IMPORTS.replace('NAME', name)}{text} .", encoding="utf-8")
    (tmp_path / "broken.ttl").write_text("<urn:e> <urn:f> .", encoding="utf-8")
    return tmp_path


def test_imports_are_read_where_a_file_is_named(folder: Path) -> None:
    """Each once, however they refer to each other; what no file is named for, is told."""
    reader = Reader({"urn:b": folder / "b.ttl"})
    triples, files = reader.read(inputs([folder / "a.ttl"]))

    assert {str(triple.subject) for triple in triples} == {"<urn:a>", "<urn:b>"}
    assert [file.name for file in files] == [str(folder / "a.ttl"), str(folder / "b.ttl")]
    assert reader.missing() == ["urn:c"]


def test_an_ontology_that_was_read_is_not_missing(folder: Path) -> None:
    """Whether as data, as ontology, or as shapes."""
    reader = Reader()
    reader.read(inputs([folder / "b.ttl"]))
    reader.read(inputs([folder / "a.ttl"]))

    assert reader.missing() == ["urn:c"]


def test_a_broken_file_does_not_hide_the_others(folder: Path) -> None:
    """Its error is kept, and the others are read on."""
    failed: list[AnakinraKGError] = []
    triples, files = Reader().read(
        inputs([folder / "broken.ttl", folder / "absent.ttl", folder / "d.ttl"]), failed=failed
    )

    assert [type(error) for error in failed] == [GraphSyntaxError, FileError]
    assert [file.name for file in files] == [str(folder / "d.ttl")]
    assert {str(triple.subject) for triple in triples} == {"<urn:d>"}


@pytest.mark.parametrize("name", ["absent.ttl", "broken.ttl"])
def test_an_import_that_cannot_be_read_is_an_error(name: str, folder: Path) -> None:
    """Somebody named that file: without it the graph is not what they meant."""
    with pytest.raises(AnakinraKGError, match=name):
        Reader({"urn:absent": folder / name}).read(inputs([folder / "d.ttl"]), failed=[])
