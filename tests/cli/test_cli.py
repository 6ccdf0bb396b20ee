"""The command line: output and exit status."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.cli import main
from anakinra_kg.query import questions
from tests.support.command_line import COMMANDS, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help says what a command does and shows one use of it."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"example: anakinra-kg {command}" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["drugbank-DB00026.txt", "mayoclinic-anakinra.txt"])
def test_no_line_is_unread_and_no_prose_uncurated(
    page: str, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Coverage accounts for every line and every sentence of both pages, and nothing is left to do."""
    status = main(["coverage", str(documents / page), "--strict"])
    *_, lines, sentences = capsys.readouterr().out.splitlines()

    assert status == 0
    assert " lines: " in lines
    assert " sentences: " in sentences
    for summary in (lines, sentences):
        assert " 0 prose," in summary
        assert summary.endswith(" 0 unread")


def test_reading_as_json_gives_the_contracted_object(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts rely on document, facts, lines, sentences and unread; counts of lines add up to the page."""
    assert main(["read", "--format", "json", str(documents / "drugbank-DB00026.txt")]) == 0
    content = json.loads(capsys.readouterr().out)

    assert set(content) == {"document", "facts", "lines", "sentences", "unread"}
    assert content["document"]["id"] == "DB00026"
    assert set(content["lines"]) == {"fact", "curated", "prose", "gap", "boilerplate", "unread"}
    assert sum(content["lines"].values()) == content["document"]["lines"] == 317
    assert set(content["sentences"]) == set(content["lines"])
    assert sum(content["sentences"].values()) == 321
    assert content["unread"] == []
    assert {"kind", "line", "start", "end"} <= set(content["facts"][0])


def test_several_pages_are_one_object_a_line(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several pages come as ndjson, in the order given."""
    pages = [str(documents / name) for name in ("mayoclinic-anakinra.txt", "drugbank-DB00026.txt")]
    assert main(["read", "--format", "json", *pages]) == 0

    sources = [json.loads(line)["document"]["source"] for line in capsys.readouterr().out.splitlines()]

    assert sources == ["mayoclinic", "drugbank"]


BAD = {
    "missing": (None, "no such file"),
    "empty": (b"", "empty"),
    "blank": (b"\n \n", "empty"),
    "not UTF-8": (b"Before Using:\n\xff\xfe\n", ":2: byte 0xff is not UTF-8"),
    "of neither kind": (b"Dear diary,\ntoday it rained.\n", "no reader recognises this page"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "is not UTF-8"),
}


@pytest.mark.parametrize("fault", BAD)
@pytest.mark.parametrize("command", [["read"], ["coverage"], ["build", "--read"]])
def test_a_bad_page_ends_with_status_2_and_a_sentence(command: list[str], fault: str, tmp_path: Path) -> None:
    """Invalid input gives an error with file and line; there is no result, no file and no traceback."""
    content, words = BAD[fault]
    page = tmp_path / "page.txt"
    if content is not None:
        page.write_bytes(content)
    extra = ["--out", str(tmp_path / "dist")] if command[0] == "build" else []
    done = run(*command, str(page), *extra)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"anakinra-kg: {page}:")
    assert words in done.stderr
    assert "; " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(("page", "line"), [("drugbank-DB00026.txt", 190), ("mayoclinic-anakinra.txt", 165)])
def test_a_page_cut_in_the_middle_of_a_table_is_refused_at_its_end(
    page: str, line: int, documents: Path, tmp_path: Path
) -> None:
    """Half a table looks like a whole one that is shorter: refuse it rather than count it."""
    cut = tmp_path / page
    text = (documents / page).read_text(encoding="utf-8")
    cut.write_text("\n".join(text.split("\n")[:line]) + "\n", encoding="utf-8")
    done = run("read", str(cut))

    assert done.returncode == 2
    assert f"{cut}:{line}: " in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "status", "out"),
    [
        (["sparql", "ASK { ?s a <https://w3id.org/anakinra-kg/ontology#TrialGroup> }"], 0, "yes"),
        (["sparql", "SELECT WHERE {"], 2, ""),
        (["sparql", "absent.rq"], 2, ""),
        (["sparql", "ASK {}", "absent.ttl"], 2, ""),
        (["frobnicate"], 2, ""),
        ([], 2, ""),
        (["--version"], 0, "anakinra-kg 0.1.0"),
    ],
)
def test_questions_and_usage_end_with_the_contracted_status(arguments: list[str], status: int, out: str) -> None:
    """0 where it answered, 2 where it could not run; never a traceback."""
    done = run(*arguments)

    assert done.returncode == status
    assert done.stdout.strip() == out
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "tirals"], "no such question; did you mean `trials`?"),
        (["query", "trials", "--phase", "5"], "no phase `5` in this graph; use one of: 0, 1, 2, 3, 4"),
        (["query", "trials", "--status", "complete"], "did you mean `Completed`"),
        (["query", "trials", "--condition", "'\"} DELETE WHERE { ?s ?p ?o } #"], "no condition `'\"} DELETE"),
        (["queries", "--tag", "trails"], "did you mean `trials`"),
        (["explain", "abatacpt"], "did you mean `abatacept`"),
        (["explain", "abatacept", "--documents", "absent"], "absent: no such folder; "),
        (["sparql", "ASK {}", "--endpoint", "http://127.0.0.1:9/", "own.ttl"], "cannot be combined with"),
        (["sparql", "ASK {}", "--endpoint", "http://127.0.0.1:9/"], "http://127.0.0.1:9/: cannot be reached: "),
        (["sparql", "ASK {}", "--out", "README.md/answer.csv"], "README.md/answer.csv: file exists; "),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(arguments: list[str], words: str) -> None:
    """An unknown question, value, tag or term ends with status 2 and names the nearest; a value is never run."""
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_out_of_the_folder_of_pages_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder from elsewhere decides not which of our files are read; it may be a link itself."""
    (tmp_path / "foreign.txt").write_bytes(b"\xff")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "b.txt").write_text("A page.", encoding="utf-8")
    (pages / "a.txt").symlink_to("b.txt")
    (tmp_path / "link").symlink_to(pages)
    for folder, links in ((tmp_path / "link", 0), (pages, 1)):
        if links:
            (pages / "out.txt").symlink_to(tmp_path / "foreign.txt")

        assert main(["explain", "abatacept", "--documents", str(folder)]) == 0
        assert capsys.readouterr().err.count("out.txt: is a link that leads out of the folder") == links


def test_words_with_several_meanings_are_listed_by_explain_and_refused_by_a_question() -> None:
    """The list is an answer to `explain`, which takes all with `--all`; a question must not guess."""
    listed, everything = run("explain", "warfarin"), run("explain", "warfarin", "--all")
    refused = run("query", "interactions", "--drug", "warfarin")

    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.splitlines()[1:] == [
        "  (R)-warfarin (drug)",
        "  (S)-Warfarin (drug)",
        "  warfarin (drug class)",
    ]
    assert (everything.returncode, everything.stdout.count("affected drug: ")) == (0, 2)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "give one of: `(R)-warfarin`, `(S)-Warfarin`" in refused.stderr


def test_a_question_tells_its_parameters_and_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """Help after the name of a question shows the question, its parameters and its columns."""
    with pytest.raises(SystemExit):
        main(["query", "trials", "--help"])
    shown = " ".join(capsys.readouterr().out.split())

    assert "Which trials are there" in shown
    assert "--phase VALUE" in shown
    assert "Allowed: 0; 1; 2; 3; 4. Example: `3`." in shown
    assert "conditions" in shown


def test_the_form_of_an_answer_is_told_by_format_or_by_the_ending_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--out answer.csv` is CSV; what was there before is replaced as a whole; nothing goes to stdout."""
    out = tmp_path / "answer.csv"
    out.write_text("old\n" * 99, encoding="utf-8")
    assert main(["query", "trials-by-phase", "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["query", "trials-by-phase", "--format", "csv"]) == 0

    assert out.read_bytes().decode() == capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.csv"]


def test_the_query_shown_has_the_values_and_gives_the_same_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """What `--show` prints can be pasted anywhere."""
    assert main(["query", "trials", "--phase", "3", "--show"]) == 0
    text = capsys.readouterr().out
    assert main(["sparql", text]) == 0
    by_text = capsys.readouterr().out
    assert main(["query", "trials", "--phase", "3"]) == 0

    assert capsys.readouterr().out == by_text


def test_queries_are_listed_for_people_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """Each question is in the list; JSON has parameters and columns."""
    assert main(["queries"]) == 0
    listed = capsys.readouterr().out
    assert main(["queries", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)

    assert [question["name"] for question in content] == list(questions.names())
    assert all(name in listed for name in questions.names())


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_learns_commands_questions_and_parameters(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The script completes the names of questions and the parameters of each."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out

    assert "trials-by-phase" in script
    assert "--phase" in script


def test_completion_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without shtab the command says how to get it, with status 2."""
    monkeypatch.setitem(sys.modules, "shtab", None)

    assert main(["completion", "bash"]) == 2
    assert "pip install 'anakinra-kg[completion]'" in capsys.readouterr().err


def test_a_line_of_the_page_is_shown_where_the_page_is_at_hand(
    documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--documents`, the text of the line is below the place."""
    assert main(["explain", "abatacept", "--documents", str(documents)]) == 0

    shown = [line.strip() for line in capsys.readouterr().out.splitlines()]
    page = (documents / "mayoclinic-anakinra.txt").read_text(encoding="utf-8").splitlines()

    assert f"| {page[46].strip()}" in shown


def test_a_query_comes_from_standard_input_too() -> None:
    """`-` reads the query from standard input."""
    assert run("sparql", "-", stdin="ASK { ?s ?p ?o }").stdout == "yes\n"


def test_a_file_named_is_asked_instead_of_the_built_graph(tmp_path: Path) -> None:
    """Any RDF file can be asked."""
    graph = tmp_path / "own.ttl"
    graph.write_text("<http://example.org/a> <http://example.org/b> 1 .", encoding="utf-8")
    done = run("sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", str(graph), "--format", "csv")

    assert done.stdout.split() == ["n", "1"]


def test_build_writes_prints_a_table_and_ends_well(tmp_path: Path) -> None:
    """Build validates, writes its three files and says on stdout what is in them."""
    done = run("build", "--out", str(tmp_path / "dist"))

    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [
        *("anakinra.nq", "anakinra.ttl", "dataset.ttl", "report.json")
    ]
    assert "trial_group" in done.stdout
    assert " 0 violations, " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "no `biuld`; did you mean `build`?"),
        (["query", "trials", "--format", "jsno"], "no `jsno`; did you mean `json`?"),
        (["read", "--source", "mayo", "page.txt"], "no `mayo`; did you mean `mayoclinic`?"),
        (["query", "tirals"], "did you mean `trials`?"),
        (["queries", "--tag", "safty"], "did you mean `safety`?"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands, questions, formats, sources and tags alike; the status is 2."""
    try:
        status = main(arguments)
    except SystemExit as end:
        status = int(str(end.code))

    assert status == 2
    assert message in capsys.readouterr().err
