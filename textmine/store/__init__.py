"""The store: parsed notices in one SQLite file. docs/store.md describes its tables."""

from textmine.store.database import Failure, Store
from textmine.store.errors import StoreError
from textmine.store.search import Hit

__all__ = ["Failure", "Hit", "Store", "StoreError"]
