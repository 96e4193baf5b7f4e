"""Fetching pages politely from the sites that publish them, into web archives that can be parsed."""

from textmine.fetch.run import Summary, fetch

__all__ = ["Summary", "fetch"]
