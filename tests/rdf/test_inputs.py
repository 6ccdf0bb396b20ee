"""What files, folders, patterns and standard input stand for."""

from __future__ import annotations

import io
import os
import pickle
import sys
from contextlib import chdir
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.errors import FileError
from anakinra_kg.rdf.inputs import Input, inputs

if TYPE_CHECKING:
    from pathlib import Path

TRIPLE = "<a:a> <a:b> <a:c> ."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with RDF files at two depths, and others."""
    for name in ("b.ttl", "a.NT", "deep/c.trig", "deep/.hidden.ttl", ".git/d.ttl", "e.json", "f.xml", "g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TRIPLE, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (["."], ["a.NT", "b.ttl", "deep/c.trig"]),
        (["deep", "b.ttl"], ["deep/c.trig", "b.ttl"]),
        (["e.json", "./b.ttl", "b.ttl"], ["e.json", "./b.ttl"]),
        (["**/*.ttl"], ["b.ttl"]),
        (["**/*.t*"], ["b.ttl", "deep/c.trig", "g.txt"]),
        (["[ab]*"], ["a.NT", "b.ttl"]),
        (["absent.ttl"], ["absent.ttl"]),
        (["-"], ["-"]),
    ],
)
def test_each_file_is_taken_once_and_in_order(given: list[str], found: list[str], folder: Path) -> None:
    """A folder gives its RDF files, except hidden ones and endings that others use more; a pattern what it matches."""
    with chdir(folder):
        assert [each.name.replace(os.sep, "/") for each in inputs(given)] == found


def test_a_file_whose_name_is_a_pattern_is_that_file(folder: Path) -> None:
    """What exists is never a pattern."""
    (folder / "[b].ttl").write_text(TRIPLE, encoding="utf-8")

    assert [each.name for each in inputs([folder / "[b].ttl"])] == [str(folder / "[b].ttl")]


@pytest.mark.parametrize(("given", "wrong"), [("empty", "has no RDF file"), ("*.owl", "no file matches")])
def test_what_stands_for_no_file_is_an_error(given: str, wrong: str, folder: Path) -> None:
    """Nothing to validate must not look like nothing wrong."""
    with chdir(folder), pytest.raises(FileError, match=wrong):
        inputs([given])


def test_standard_input_is_read_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its places are looked up after it was read, maybe in another process."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TRIPLE.encode())))
    (given,) = inputs(["-"])
    sent = pickle.loads(pickle.dumps(given))  # noqa: S301 - made here

    assert [str(triple) for triple in given.triples()] == [str(triple) for triple in sent.triples()]
    assert given.text() == sent.text() == TRIPLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("syntax", ["turtle", "jsonld", "rdfxml"])
def test_a_pipe_is_read_once_and_kept(syntax: str, tmp_path: Path) -> None:
    """Also in the syntaxes that are looked at before they are parsed."""
    content = {
        "turtle": TRIPLE,
        "jsonld": '{"@id": "a:a", "a:b": {"@id": "a:c"}}',
        "rdfxml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
        '<rdf:Description rdf:about="a:a"><a:b rdf:resource="a:c"/></rdf:Description></rdf:RDF>',
    }[syntax]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    os.write(writer, content.encode())
    given = Input(pipe, syntax)
    # The other end is closed while it is read: a pipe ends when nobody writes to it any more.
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.close(writer)
    triples = [str(triple) for triple in given.triples()]
    os.close(reader)

    assert triples == ["<a:a> <a:b> <a:c>"]
    assert given.text() == content


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nt", "graph.jsonld"])
def test_a_byte_order_mark_is_read_over(name: str, tmp_path: Path) -> None:
    """Editors of Windows write one; it is no part of the graph in any syntax."""
    content = '{"@id": "a:a", "a:b": {"@id": "a:c"}}' if name.endswith("jsonld") else TRIPLE
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + content.encode())

    assert [str(triple) for triple in Input(tmp_path / name).triples()] == ["<a:a> <a:b> <a:c>"]
