"""Comparing notices: each analysis is a function from a `Sample` to a `Table`, one file an analysis."""

from textmine.compare.sample import Sample, read_sample
from textmine.compare.table import Column, Note, Table

__all__ = ["Column", "Note", "Sample", "Table", "read_sample"]
