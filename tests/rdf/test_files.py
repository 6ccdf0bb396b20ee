"""One reader of RDF files, one writer of files."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef

import anakinra_kg
from anakinra_kg.errors import FileError, GraphSyntaxError
from anakinra_kg.rdf import files
from anakinra_kg.rdf.files import check_set, read_bytes, read_triples, write_file, write_files

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
        ("absent.doc", None, r"absent\.doc: no such file; give an RDF file"),
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


@pytest.mark.parametrize("content", ["<a:a>\n<a:b> ]", "<a:a>\n<a:b> '''c\\nd", "<a:a>\n<a:b> <a:c> ] ."])
def test_an_error_says_its_place_once(content: str, tmp_path: Path) -> None:
    """The parser tells line and columns in words too, in several ways; they are left out."""
    path = tmp_path / "broken.ttl"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(GraphSyntaxError, match=r"^\S+broken\.ttl:2:\d+: (?!.*\b(line|columns?) \d)"):
        list(read_triples(path))


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


# --- hostile files ---------------------------------------------------------------------------------------------------

BILLION_LAUGHS = """<?xml version="1.0"?>
<!-- a comment -->
<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>
"""


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    """Its entities may expand to any size."""
    path = tmp_path / "bomb.rdf"
    path.write_text(BILLION_LAUGHS, encoding="utf-8")

    with pytest.raises(GraphSyntaxError, match=r"bomb.rdf:3: has a document type \(DTD\); write it without one"):
        list(read_triples(path))
    path.write_text(BILLION_LAUGHS.replace("<!DOCTYPE", "<!-- DOCTYPE").replace("]>", "]-->"), encoding="utf-8")
    assert list(read_triples(path)) == []


def test_json_nested_without_end_is_refused(tmp_path: Path) -> None:
    """The engine would run out of stack; brackets in strings do not count."""
    path = tmp_path / "deep.jsonld"
    path.write_text("[" * 6000 + "]" * 6000, encoding="utf-8")

    with pytest.raises(GraphSyntaxError, match="more than 200 levels"):
        list(read_triples(path))
    path.write_text('{"@id": "urn:a", "urn:p": "' + "[" * 6000 + '"}', encoding="utf-8")
    assert len(list(read_triples(path))) == 1


# --- a set of files --------------------------------------------------------------------------------------------------

WRITER = """
import hashlib, json, sys
from anakinra_kg.rdf.files import write_files
number = 0
while True:
    number += 1
    files = {f"{letter}.nt": f"<urn:{letter}> <urn:p> \\"{number}\\" .\\n".encode() * 2000 for letter in "abc"}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    write_files(sys.argv[1], {**files, "report.json": json.dumps({"files": sums}).encode()})
"""


def kills(folder: Path, number: int) -> int:
    """Kill a process that writes sets of files, many times; return how often it left files of two sets.

    Each time either all files are of one set, or `check_set` says that they are not.
    """
    mixed = 0
    generator = random.Random(number)
    for _ in range(number):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)]) as writing:
            while not (folder / "report.json").exists():
                time.sleep(0.01)
            time.sleep(0.15 + generator.random() / 10)
            writing.kill()
        numbers = {(folder / f"{letter}.nt").read_text().split('"')[1] for letter in "abc"}
        try:
            check_set(folder)
        except FileError:
            mixed += 1
        else:
            assert len(numbers) == 1
    return mixed


def test_a_killed_writer_leaves_no_mixture_that_is_believed(tmp_path: Path) -> None:
    """SIGKILL cannot be held back: files of two builds are told apart by the report, and the next writer sweeps."""
    kills(tmp_path, 30)
    write_files(tmp_path, {"a.nt": b"", "b.nt": b"", "c.nt": b"", "report.json": b'{"files": {}}'})

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.nt", "b.nt", "c.nt", "report.json"]
    check_set(tmp_path)


@pytest.mark.slow
def test_five_hundred_kills_leave_no_mixture_that_is_believed(tmp_path: Path) -> None:
    """As above."""
    kills(tmp_path, 500)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ('{"files": {"a.nt": "0"}}', "a.nt is not of the same build as report.json; build it again"),
        ('{"files": {"b.nt": "0"}}', "b.nt is missing, which report.json lists; build it again"),
        ('{"files": {"../b.nt": "0"}}', "lists ../b.nt, which is not in its folder; build it again"),
        ('{"files": {"/dev/zero": "0"}}', "lists /dev/zero, which is not in its folder"),
        ("[]", "is not the report of a build"),
        ("{", "is not the report of a build"),
    ],
)
def test_a_set_that_does_not_fit_its_report_is_refused(report: str, said: str, tmp_path: Path) -> None:
    """Whoever loads the folder is told, and what to do."""
    (tmp_path / "a.nt").write_text("", encoding="utf-8")
    check_set(tmp_path)
    (tmp_path / "report.json").write_text(report, encoding="utf-8")

    with pytest.raises(FileError, match=said):
        check_set(tmp_path)


# --- what is no file -------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="pipes in the file system")
def test_a_pipe_is_read_and_waited_for_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A command that waits says for what; what is written in the end is read whole."""
    monkeypatch.setattr(files, "_PATIENCE_SECONDS", 0.05)
    pipe = tmp_path / "pipe.nt"
    os.mkfifo(pipe)

    def write() -> None:
        time.sleep(0.3)
        pipe.write_text("<urn:a> <urn:p> <urn:b> .\n" * 3 + "<urn:a> <urn:p> <urn:c> .\n", encoding="utf-8")

    with ThreadPoolExecutor() as pool:
        pool.submit(write)
        assert len(set(read_triples(pipe))) == 2
    assert capfd.readouterr().err == f"anakinra-kg: waiting for something to be written to {pipe}\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a device of Linux")
def test_a_file_without_end_and_one_that_is_too_large_are_refused(tmp_path: Path) -> None:
    """Memory is bounded, whatever is given."""
    with pytest.raises(FileError, match="/dev/zero: is larger than 1 MiB; give a smaller file"):
        read_bytes("/dev/zero", 1 << 20)
    sparse = tmp_path / "sparse.txt"
    with sparse.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(FileError, match="is larger than 256 MiB"):
        read_bytes(sparse)


def test_a_term_that_the_engine_does_not_hold_is_told(tmp_path: Path) -> None:
    """The engine reads terms of 16 MiB at most."""
    path = tmp_path / "long.nt"
    path.write_text(f'<urn:a> <urn:p> "{"x" * 20_000_000}" .\n', encoding="utf-8")

    with pytest.raises(FileError, match="has a term of more than 16 MiB"):
        list(read_triples(path))


@pytest.mark.parametrize(
    ("path", "windows", "iri"),
    [
        ("/a b/c.ttl", False, "file:///a%20b/c.ttl"),
        ("/C:\\x.ttl", False, "file:///C:%5Cx.ttl"),
        ("/a#b?.ttl", False, "file:///a%23b%3F.ttl"),
        ("C:\\a b\\c.ttl", True, "file:///C:/a%20b/c.ttl"),
        ("\\\\server\\share\\c.ttl", True, "file://server/share/c.ttl"),
    ],
)
def test_the_base_of_a_file_is_an_iri_on_every_system(path: str, windows: bool, iri: str) -> None:  # noqa: FBT001 - a case
    """A drive's letter is no host, and a character with a meaning in an IRI is encoded."""
    assert files.file_iri(path, windows=windows) == iri
