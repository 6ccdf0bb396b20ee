"""Fact files and the register of pages: YAML that a reader or a person writes.

An input is refused with an error, or it is read as exactly what it says, which another parser of YAML tells: no value
is changed on the way, no key is passed over, and what was read can be written and read again.
"""

from __future__ import annotations

import random
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import yaml

from anakinra_kg.errors import FactFileError
from anakinra_kg.facts import yaml_nodes
from anakinra_kg.facts.documents import Document, load_documents
from anakinra_kg.facts.fact_files import FactFile, load_facts
from anakinra_kg.facts.records import KINDS, fields_of, record_of
from anakinra_kg.resources import resource
from tests.support.fuzz.campaign import READ, REFUSED, Case, Target
from tests.support.fuzz.oracles import check_error, nothing_else_touched, scratch

_DOCUMENTS = load_documents()
_PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every scalar as the string that it is written as."""
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FACTS_OF_SEED = 5


def target(name: str) -> Target:
    """Return the target."""
    names = [field.name for kind in KINDS for field in fields_of(kind)]
    words = [*KINDS, *names, "also:", "!!int ", "!!str ", "!!binary ", "<<: ", "&x ", "*x", "| ", "> ", "? ", "- - "]
    return Target(name=name, seeds=_seeds(), check=_check, words=[word.encode() for word in words])


def _seeds() -> list[bytes]:
    """Return short files of some facts each, and the register."""
    chance = random.Random(0)
    seeds = [resource("data", "documents.yaml").read_bytes()]
    for path in sorted(resource("data").glob("*/*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), _SAFE)  # noqa: S506 - a safe loader
        for _ in range(60):
            part = {name: value for name, value in content.items() if name == "document"}
            for name in ("facts", "prose"):
                if content.get(name):
                    part[name] = chance.choices(content[name], k=_FACTS_OF_SEED)
            seeds.append(yaml_nodes.dump(part).encode())
    return seeds


def _check(case: Case) -> str:
    path = scratch() / "facts.yaml"
    path.write_bytes(case.content)
    said = REFUSED
    with nothing_else_touched():
        try:
            document, file = load_facts(path, _DOCUMENTS)
        except FactFileError as error:
            check_error(error)
        else:
            said = READ
        try:
            register = load_documents(path)
        except FactFileError as error:
            check_error(error)
        else:
            _check_register(register, case.content)
            return READ
    if said == READ:
        _check_file(document, file, case.content)
    return said


def _check_file(document: Document, file: FactFile, content: bytes) -> None:
    text = content.decode("utf-8")
    written: dict[str, Any] = yaml.load(text, _PLAIN)  # noqa: S506 - it makes strings only
    valued: dict[str, Any] = yaml.load(text, _SAFE)  # noqa: S506 - a safe loader
    head = asdict(document)
    for name, value in written["document"].items():
        assert str(head[name]) == value, f"the document is read otherwise: {name} {value!r}"
    records = [record_of(fact) for fact in file.facts]
    prose = [{"section": s.section, "line": s.span.line, "start": s.span.start, "end": s.span.end} for s in file.prose]
    assert _plain(records) == _plain(written.get("facts") or []), f"facts are read otherwise: {records}"
    assert _plain(prose) == _plain(written.get("prose") or []), f"prose is read otherwise: {prose}"
    for read, value in zip(
        [*records, *prose], [*(valued.get("facts") or []), *(valued.get("prose") or [])], strict=True
    ):
        for name in ("line", "start", "end"):
            assert read[name] == value[name], f"a number is read otherwise: {read} of {value}"
    again = scratch() / "again.yaml"
    again.write_text(yaml_nodes.dump({"document": {**_head(document)}, "facts": records, "prose": prose}), "utf-8")
    assert load_facts(again, _DOCUMENTS) == (document, file), "what is written is read otherwise"


def _head(document: Document) -> dict[str, Any]:
    return {"source": document.source, "id": document.id, "sha256": document.sha256}


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return a value with its scalars as strings, numbers in one spelling, and without empty lists."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item not in ([], ())}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    text = str(value)
    try:
        return str(Decimal(text).normalize())
    except ArithmeticError:
        return text


def _check_register(register: tuple[Document, ...], content: bytes) -> None:
    written = yaml.load(content.decode("utf-8"), _PLAIN)  # noqa: S506 - it makes strings only
    read = [{name: value for name, value in asdict(document).items() if value is not None} for document in register]
    assert set(written) == {"documents"}, f"a key of the register is passed over: {sorted(written)}"
    assert _plain(read) == _plain(written["documents"]), f"the register is read otherwise: {read}"
