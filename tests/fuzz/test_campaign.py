"""A campaign notices every way in which an input can be a fault, and goes on after it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.support.fuzz import campaign
from tests.support.fuzz.campaign import READ, REFUSED, run, shrunk
from tests.support.fuzz.oracles import check_line, nothing_else_touched
from tests.support.fuzz.targets import queries

TOY = "tests.support.fuzz.toy"


def test_every_fault_is_found_with_its_case_and_its_smallest_input() -> None:
    """A failed check, the end of the process and a case without end; the cases after them are run all the same."""
    tally = run(TOY, cases=25, seconds=120)
    found = {fault.what: fault for fault in tally.faults.values()}

    assert found.keys() == {"assertion: a fault", "ends the process: SIGABRT", "takes more than 1 seconds"}
    for word, what in zip((b"FAULT", b"ABORT", b"HANG"), sorted(found), strict=True):
        assert word in found[what].smallest
        assert len(found[what].smallest) < len(campaign.target(TOY).case(found[what].number).content)
    assert tally.outcomes[READ] > 3
    assert tally.outcomes[REFUSED] > 1
    case = campaign.target(TOY).case(found["assertion: a fault"].number)
    assert b"FAULT" in case.content
    assert "--first" in str(found["assertion: a fault"])


def test_a_campaign_ends_in_time() -> None:
    """However many cases there are; what was done is counted."""
    tally = run("fact-files", cases=1 << 40, seconds=2)

    assert tally.cases > 50
    assert tally.seconds < 30


def test_an_input_is_shrunk_as_long_as_it_fails() -> None:
    """To the signs that matter."""
    assert shrunk(b"one a two\nthree\nb four\n" * 20, lambda text: b"a" in text and b"b" in text, 5) in {b"ab", b"ba"}


def test_what_is_touched_besides_is_noticed() -> None:
    """A file elsewhere, and a connection to a port that was not named."""
    with pytest.raises(AssertionError, match="opens /etc/hostname"), nothing_else_touched():
        Path("/etc/hostname").read_bytes()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with nothing_else_touched(port):
            socket.create_connection(("127.0.0.1", port)).close()
        with pytest.raises(AssertionError, match=r"socket\.connect"), nothing_else_touched():
            socket.create_connection(("127.0.0.1", port)).close()


def test_a_query_that_sends_a_request_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the check of SERVICE, the oracle of the queries finds a request: by the listener, or by its message."""
    monkeypatch.setattr("anakinra_kg.query.sparql_text.check_services", lambda *_, **__: None)
    target = queries.target("queries")
    for address in ("http://127.0.0.1:45999/", "http://nowhere.invalid/"):
        content = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}".encode()

        with pytest.raises(AssertionError, match=r"a query has sent a request|a request was tried"):
            target.check(campaign.Case(content, 1))


@pytest.mark.parametrize("sign", ["\n", "\x1b", "\u202e", "\ufeff", "\udc80"])
def test_what_does_not_print_is_noticed(sign: str) -> None:
    """In a message; letters of any script and no-break spaces do print."""
    check_line("naïve\xa0٣ 漢", "a message")
    with pytest.raises(AssertionError, match=r"a message has characters that do not print: \['U\+"):
        check_line(f"a{sign}b", "a message")
