"""One reader of RDF files, one writer of files."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef

import anakinra_kg
from anakinra_kg.errors import FileError, GraphSyntaxError
from anakinra_kg.rdf.files import read_triples, write_file, write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_rdflib_gets_literals_as_the_file_has_them(tmp_path: Path) -> None:
    """A store may rewrite `1.50` and `007`; users of rdflib see what stands in the file."""
    path = tmp_path / "numbers.ttl"
    path.write_text('<a:a> <a:b> 1.50, 007, "x"@en .', encoding="utf-8")
    graph = anakinra_kg.load(path).rdflib()

    assert sorted(str(value) for value in graph.objects(URIRef("a:a"))) == ["007", "1.50", "x"]
    assert Literal("x", lang="en") in set(graph.objects())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.ttl", None, r"absent\.ttl: no such file; give an RDF file"),
        ("graph.doc", "x", r"graph\.doc: `\.doc` is not a known ending; use \.ttl, "),
        ("broken.ttl", "<a:a> <a:b> ;;", r"broken\.ttl:1:"),
    ],
)
def test_one_fault_has_one_message(name: str, content: str | None, message: str, tmp_path: Path) -> None:
    """Loading a graph and reading its triples fail alike."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises((FileError, GraphSyntaxError), match=message) as read:
        list(read_triples(path))
    with pytest.raises((FileError, GraphSyntaxError)) as loaded:
        anakinra_kg.load(path)

    assert str(read.value) == str(loaded.value)


def test_a_path_with_spaces_and_accents_is_read(tmp_path: Path) -> None:
    """The base IRI of a file is encoded."""
    path = tmp_path / "my grâph.ttl"
    path.write_text("<> <a:b> <#c> .", encoding="utf-8")
    (triple,) = read_triples(path)

    assert "%20" in str(triple.subject)


def test_a_file_is_written_completely_or_not_at_all(tmp_path: Path) -> None:
    """Missing folders are made; where a file cannot be written, nothing is left."""
    write_file(tmp_path / "new" / "a.txt", "content")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "inside").touch()
    with pytest.raises(FileError, match="give a file to write to"):
        write_file(tmp_path / "b", "content")

    assert (tmp_path / "new" / "a.txt").read_text() == "content"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "new"]


def test_a_set_of_files_leaves_nothing_but_the_files(tmp_path: Path) -> None:
    """The temporary folder is gone afterwards."""
    write_files(tmp_path, {"a": b"1", "b": b"2"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="the system cannot hold signals back")
def test_an_interrupt_leaves_no_half_of_a_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two files of a set waits until all are in place: no old file stays beside a new one."""
    replace = os.replace

    def interrupted(source: str, target: str) -> None:
        replace(source, target)
        signal.raise_signal(signal.SIGINT)

    write_files(tmp_path, {"a": b"old", "b": b"old"})
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"a": b"new", "b": b"new"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new", "b": b"new"}


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    """`--out /dev/stdout` must not put a file in the place of the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        received = pool.submit(pipe.read_bytes)
        write_file(pipe, "content")

    assert received.result() == b"content"
    assert pipe.is_fifo()
