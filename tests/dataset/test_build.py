"""The dataset: complete, conforming, byte-stable, and written whole or not at all."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, RdfFormat, parse

from anakinra_kg.dataset.build import Build, build, write
from anakinra_kg.errors import AnakinraKGError, FileError
from anakinra_kg.resources import resource
from anakinra_kg.validation.findings import Finding, Report
from anakinra_kg.validation.formats.json import as_json
from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


def test_the_committed_graph_is_a_fresh_build(built: Build, tmp_path: Path) -> None:
    """`data/anakinra.ttl` and its description are what the facts give today, byte for byte."""
    write(built, tmp_path)

    for name in ("anakinra.ttl", "dataset.ttl"):
        assert (tmp_path / name).read_bytes() == resource("data", name).read_bytes()


def test_the_data_conforms_to_the_shapes() -> None:
    """A full build finds nothing, pySHACL checking with the ontology given."""
    assert build().findings == ()


def test_turtle_and_nquads_hold_the_same_triples_and_no_blank_node(built: Build, tmp_path: Path) -> None:
    """Both files are the one graph; every node has a name."""
    write(built, tmp_path)
    turtle = {q.triple for q in parse(path=str(tmp_path / "anakinra.ttl"), format=RdfFormat.TURTLE)}
    nquads = {q.triple for q in parse(path=str(tmp_path / "anakinra.nq"), format=RdfFormat.N_QUADS)}

    assert turtle == nquads == built.triples
    assert not any(isinstance(term, BlankNode) for triple in turtle for term in (triple.subject, triple.object))


def test_the_report_counts_and_signs_what_was_written(built: Build, tmp_path: Path) -> None:
    """The report has the counts of each kind and the checksums of the other files."""
    write(built, tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))

    assert report["triples"] == len(built.triples)
    assert report["findings"] == []
    assert report["files"] == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        for name in ("anakinra.ttl", "anakinra.nq", "dataset.ttl")
    }
    assert sum(kind["facts"] for kind in report["kinds"]) == sum(count.facts for count in built.counts)


def test_the_report_holds_a_finding_whole(built: Build, tmp_path: Path) -> None:
    """The report has the same fields for a finding as `validate --format json`."""
    finding = Finding("Info", "urn:a", "urn:s", "urn:p", "1", "Fix it.", "Datatype", "urn:d")
    write(dataclasses.replace(built, findings=(finding,)), tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))

    assert report["findings"] == json.loads(as_json(Report(1, 1, 1, (finding,), {})))["findings"]
    assert report["findings"][0].pop("fingerprint") == finding.fingerprint()
    assert Finding(**report["findings"][0]) == finding


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_bytes_do_not_depend_on_the_hash_seed(seed: str, tmp_path: Path) -> None:
    """Sets and dictionaries must not leave their order in the file."""
    code = (
        "from pathlib import Path; from anakinra_kg.dataset.build import build, write; "
        f"write(build(check=False), Path({str(tmp_path)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)

    for name in ("anakinra.ttl", "dataset.ttl"):
        assert (tmp_path / name).read_bytes() == resource("data", name).read_bytes()


def test_a_failing_write_leaves_the_old_files(built: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If writing fails, the old files are unchanged and no other file is left."""
    write(built, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match="no space left"):
        write(built, tmp_path)

    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


@pytest.mark.parametrize("moment", [0.2, 0.5, 0.8])
def test_an_interrupted_build_leaves_the_old_output_or_the_new(moment: float, tmp_path: Path) -> None:
    """Killed at any point, the folder holds whole files only: all old or all new."""
    out = tmp_path / "dist"
    out.mkdir()
    for name in ("anakinra.ttl", "anakinra.nq", "dataset.ttl", "report.json"):
        (out / name).write_text("old\n", encoding="utf-8")
    code = (
        "from pathlib import Path; from anakinra_kg.dataset.build import build, write\n"
        f"while True: write(build(check=False), Path({str(out)!r})); print('once', flush=True)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGTERM)

    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for name, checksum in report["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == checksum


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(built: Build, tmp_path: Path) -> None:
    """A file in the way of the folder is named."""
    (tmp_path / "dist").write_text("in the way", encoding="utf-8")

    with pytest.raises(FileError, match="give a folder to write to"):
        write(built, tmp_path / "dist")


def test_every_evidence_points_at_characters_of_its_page(built: Build, documents: Path) -> None:
    """The characters of every evidence node can be read again on the line it names, in a page with that checksum."""
    from anakinra_kg.facts.documents import load_documents  # noqa: PLC0415
    from anakinra_kg.facts.text import PageText, Span  # noqa: PLC0415
    from anakinra_kg.rdf.names import AKD, term  # noqa: PLC0415

    pages = {}
    for document in load_documents():
        page = PageText.from_file(documents / f"{document.source}-{document.id}.txt")
        assert (page.sha256, len(page.text), len(page.lines)) == (document.sha256, document.characters, document.lines)
        pages[f"{AKD}document/{document.source}-{document.id}"] = page
    lines = {t.subject.value: int(t.object.value) for t in built.triples if t.predicate == term("akg:line")}  # type: ignore[union-attr]
    sources = {t.subject.value: t.object.value for t in built.triples if t.predicate == term("oa:hasSource")}  # type: ignore[union-attr]

    assert len(sources) > 400
    for evidence, source in sources.items():
        page = pages[source]
        start, end = map(int, evidence.rpartition("#char=")[2].split(","))
        quote = page.quote(Span(lines[evidence], start, end))
        line_start = page.line_starts[lines[evidence] - 1]
        line = page.lines[lines[evidence] - 1]
        assert quote, evidence
        assert quote == quote.strip(), evidence
        assert line_start <= start < end <= line_start + len(line), evidence


def test_reading_the_pages_again_gives_the_committed_facts(documents: Path) -> None:
    """`data/<source>/<id>.yaml` is exactly what the reader writes for the page."""
    from anakinra_kg.facts.documents import load_documents  # noqa: PLC0415
    from anakinra_kg.facts.fact_files import facts_yaml  # noqa: PLC0415
    from anakinra_kg.facts.text import PageText  # noqa: PLC0415
    from anakinra_kg.sources import read  # noqa: PLC0415

    for document in load_documents():
        reading = read(PageText.from_file(documents / f"{document.source}-{document.id}.txt"))
        committed = resource("data", document.source, f"{document.id}.yaml")
        assert facts_yaml(reading, document) == committed.read_text(encoding="utf-8")


def test_building_from_the_pages_gives_the_graph_of_the_data(built: Build, documents: Path) -> None:
    """`build --read` streams pages to the very triples that data/ gives."""
    pages = [documents / "drugbank-DB00026.txt", documents / "mayoclinic-anakinra.txt"]

    assert build(pages, check=False).triples == built.triples


def test_a_page_given_twice_is_refused(documents: Path) -> None:
    """Two readings of one document would double its claims."""
    page = documents / "mayoclinic-anakinra.txt"

    with pytest.raises(AnakinraKGError, match="given twice"):
        build([page, page], check=False)


def test_no_sentence_of_the_pages_is_in_the_project(documents: Path) -> None:
    """Facts and list items carry over, sentences do not: no twelve words in a row of the pages' prose are here.

    A list item of a page may itself be long, and be said again in its prose: it stays a list item.
    """
    tool = documents.parent / "tools" / "copied-prose"
    if not tool.is_file():
        pytest.skip("the tool that compares the project with the pages is not at hand")
    found = subprocess.run([sys.executable, str(tool), str(CHECKOUT)], capture_output=True, text=True, check=False)
    lines = [line for page in documents.glob("*.txt") for line in page.read_text(encoding="utf-8").splitlines()]
    items = " | ".join(" ".join(re.findall(r"[\w%.≥>/-]+", line.lower())) for line in lines if line.startswith("->"))

    copied = [line for line in found.stdout.splitlines() if line.split(" … ")[1].removesuffix(" …") not in items]

    assert copied == []


def test_shapes_and_data_alone_conform_in_another_engine(built: Build, tmp_path: Path) -> None:
    """The data has the subclass axioms that SHACL engines need: no ontology file, no flag."""
    data = tmp_path / "data.ttl"
    data.write_bytes(built.files["anakinra.ttl"])
    command = [sys.executable, "-m", "pyshacl", "--shacl", str(resource("ontology", "shapes.ttl")), str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "Conforms: True" in done.stdout
