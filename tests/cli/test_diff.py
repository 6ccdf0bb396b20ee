"""`anakinra-kg diff`: exit status, formats, files, and the same bytes for the same graphs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import main
from anakinra_kg.rdf.files import read_triples
from anakinra_kg.rdf.names import AKD
from tests.support.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = CHECKOUT / "data" / "anakinra.ttl"
RECORD = CHECKOUT / "data" / "iris.tsv"
LOW = 'akg:lowValue "4"^^xsd:decimal'
DRUG = f"<{AKD}drug/abatacept>"
OTHER = f"<{AKD}drug/other>"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Return a copy of the graph with another half-life."""
    path = tmp_path / "changed.ttl"
    path.write_text(GRAPH.read_text(encoding="utf-8").replace(LOW, LOW.replace("4", "5"), 1), encoding="utf-8")
    return path


@pytest.fixture
def without(tmp_path: Path) -> Path:
    """Return a copy of the graph in which a drug has another IRI."""
    path = tmp_path / "without.ttl"
    path.write_text(GRAPH.read_text(encoding="utf-8").replace(DRUG, OTHER), encoding="utf-8")
    return path


def test_a_difference_is_no_finding_unless_asked_for(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--exit-code` makes it one; no difference is none either way."""
    assert main(["diff", str(GRAPH), str(changed)]) == 0
    assert "    low value (akg:lowValue): 4 → 5\n" in capsys.readouterr().out
    assert main(["diff", str(GRAPH), str(changed), "--exit-code"]) == 1
    assert main(["diff", str(GRAPH), str(GRAPH), "--exit-code"]) == 0


def test_a_vanished_iri_fails_and_a_replaced_one_does_not(without: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Compared with a graph or with the record alike."""
    for old in (GRAPH, RECORD):
        assert main(["diff", str(old), str(without)]) == 1
        assert "akd:drug/abatacept" in capsys.readouterr().out
    with without.open("a", encoding="utf-8") as file:
        file.write(f"\n{DRUG} dcterms:isReplacedBy {OTHER} .\n")
    for old, said in ((GRAPH, "was Abatacept (akd:drug/abatacept)"), (RECORD, "0 of ")):
        assert main(["diff", str(old), str(without)]) == 0
        assert said in capsys.readouterr().out


def test_a_replacement_may_stand_in_the_ontology(without: Path, tmp_path: Path) -> None:
    """As the deprecated terms do."""
    ontology = tmp_path / "ontology.ttl"
    ontology.write_text(f"{DRUG} <http://purl.org/dc/terms/isReplacedBy> {OTHER} .", encoding="utf-8")

    assert main(["diff", str(GRAPH), str(without), "--ontology", str(ontology)]) == 0


def test_the_contract_of_others_is_asked_for(tmp_path: Path) -> None:
    """Of a graph without IRIs of ours nothing is promised by itself."""
    for name in "ab":
        (tmp_path / f"{name}.nt").write_text(f"<urn:x:{name}> <urn:x:p> <urn:x:c> .", encoding="utf-8")
    files = str(tmp_path / "a.nt"), str(tmp_path / "b.nt")

    assert main(["diff", *files]) == 0
    assert main(["diff", *files, "--contract", "urn:y:"]) == 0
    assert main(["diff", *files, "--contract", "urn:y:", "--contract", "urn:x:"]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.ttl", "good.ttl"), "missing.ttl: no such file"),
        (("good.ttl", "missing.ttl"), "missing.ttl: no such file"),
        (("good.ttl", "bad.ttl"), "bad.ttl:2:1: "),
        (("good.ttl", "good.csv"), "`.csv` is not a known ending"),
        (("good.ttl", "iris.tsv"), "is a record of IRIs, not a graph"),
        (("iris.tsv", "good.ttl"), "iris.tsv:1: is no record of IRIs"),
        (("good.ttl", "good.ttl", "--max", "-1"), "--max: -1 is no number of entities"),
        (("good.ttl", "other.ttl", "--ontology", "bad.ttl"), "bad.ttl:2:1: "),
    ],
)
def test_what_cannot_be_compared_ends_with_status_2(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line names the file and the place."""
    monkeypatch.chdir(tmp_path)
    files = {"good.ttl": "<urn:x:a> <urn:x:p> 1 .", "bad.ttl": "<urn:x:a> <urn:x:p>\n", "good.csv": "", "iris.tsv": ""}
    for name, text in (files | {"other.ttl": "<urn:x:a> <urn:x:p> 2 ."}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert main(["diff", *arguments]) == 2
    written = capsys.readouterr()
    assert said in written.err
    assert (written.err.count("\n"), written.out) == (1, "")


def test_the_syntax_may_be_named(tmp_path: Path) -> None:
    """Files without a known ending are read too."""
    for name in "ab":
        (tmp_path / name).write_text(f"<urn:x:{name}> <urn:x:p> 1 .", encoding="utf-8")

    assert main(["diff", str(tmp_path / "a"), str(tmp_path / "b"), "--data-format", "turtle", "--exit-code"]) == 1


def test_formats_are_printed_and_written(changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed and what `--out` writes are the same, several at once."""
    names = ("text", "json", "markdown")
    outs = [part for name in names for part in ("--out", f"{name}={tmp_path / name}")]
    for name in names:
        assert main(["diff", str(GRAPH), str(changed), "--format", name, *outs]) == 0
        assert capsys.readouterr().out == (tmp_path / name).read_text(encoding="utf-8")
    assert json.loads((tmp_path / "json").read_text(encoding="utf-8"))["triples"]["added"] == 1
    for wrong in ("html=x", "json", "json="):
        with pytest.raises(SystemExit, match="2"):
            main(["diff", str(GRAPH), str(changed), "--out", wrong])


def test_bytes_do_not_depend_on_chance(changed: Path, tmp_path: Path) -> None:
    """The hash seed of Python, the order and the syntax of the files."""
    lines = (tmp_path / "changed.nt", tmp_path / "backwards.nt")
    blank = "<urn:x:a> <urn:x:p> _:a , _:b . _:a <urn:x:q> 1 . _:b <urn:x:q> 2 .\n"
    changed.write_text(changed.read_text(encoding="utf-8") + blank, encoding="utf-8")

    written = [f"{triple} .\n" for triple in read_triples(changed)]
    lines[0].write_text("".join(written), encoding="utf-8")
    lines[1].write_text("".join(reversed(written)), encoding="utf-8")
    for name in ("text", "json", "markdown"):
        said = set()
        for seed, path in enumerate((changed, *lines)):
            new = tmp_path / f"new{path.suffix}"
            new.write_bytes(path.read_bytes())
            command = [sys.executable, "-m", "anakinra_kg.cli", "diff", str(GRAPH), str(new), "--format", name]
            environment = os.environ | {"PYTHONHASHSEED": str(seed)}
            done = subprocess.run(command, capture_output=True, check=True, env=environment)
            said.add(done.stdout.replace(b"new.nt", b"new.ttl"))
        assert len(said) == 1, name


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_no_control_character_reaches_the_output(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a value, a label, a language or the name of a file; JSON escapes them on a terminal."""
    odd = "a\\u001B]0;x\\u0007\\u009B31m\\u202E"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    (tmp_path / "a.ttl").write_text("<urn:x:a> <urn:x:p> 1 .", encoding="utf-8")
    new = tmp_path / "b\x9b.ttl"
    new.write_text(f'<urn:x:a> {label} "{odd}" ; <urn:x:p> "{odd}" . <urn:x:p> {label} "{odd}" .', encoding="utf-8")
    monkeypatch.setattr("anakinra_kg.cli.common.is_terminal", lambda: True)

    assert main(["diff", str(tmp_path / "a.ttl"), str(new), "--format", name]) == 0
    out = capsys.readouterr().out
    assert "31m" in out
    assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in out if c != "\n")


def test_nothing_heavy_is_imported() -> None:
    """The graphs are read by pyoxigraph alone."""
    code = f"""
import sys
from anakinra_kg.cli import main
main(["diff", {str(RECORD)!r}, {str(GRAPH)!r}])
print(*sorted({{"rdflib", "pyshacl", "owlready2", "yaml"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == ""
