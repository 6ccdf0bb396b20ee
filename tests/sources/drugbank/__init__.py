"""Tests of the reader of DrugBank pages, a module for each part of a page."""
