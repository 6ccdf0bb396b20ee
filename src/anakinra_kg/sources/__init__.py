"""Readers, one module a kind of source, and which of them a file needs."""
