"""The actions of others that workflows and the action of this project use."""

from __future__ import annotations

SEEN = {
    "actions/attest@a1948c3f048ba23858d222213b7c278aabede763": "v4.1.1",
    "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd": "v6.0.2",
    "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405": "v6.2.0",
    "github/codeql-action/upload-sarif@5d4e8d1aca955e8d8589aabd499c5cae939e33c7": "v4.31.9",
    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f": "v7.0.0",
}
"""Commits that someone has looked up, in the action's own repository or in other people's workflows, and their tag.
Whoever takes another one does so too: GitHub also runs a commit that is in nothing but a fork of the action."""
