"""What the tests of the entity families share: tagging one sentence."""

from collections.abc import Callable

import pytest

from textmine.entities import tag
from textmine.notice import Entity
from textmine.readers import from_text

Tagger = Callable[..., list[tuple[str | None, ...]]]


@pytest.fixture(scope="session")
def tagged() -> Tagger:
    """Return a function from a text to its entities of some labels, as surface, value and what else is asked for."""

    def rows(text: str, *labels: str, also: tuple[str, ...] = ()) -> list[tuple[str | None, ...]]:
        notice = tag(from_text(text))
        entities: list[Entity] = [e for e in notice.entities if not labels or e.label in labels]
        return [(notice.text_of(e), e.value, *(getattr(e, name) for name in also)) for e in entities]

    return rows
