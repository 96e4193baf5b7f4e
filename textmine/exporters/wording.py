"""The Chinese names of labels, statuses and problem types, as the taxonomy gives them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from textmine.errors import ResourceError

Table = Literal["labels", "problems", "statuses"]


@cache
def names(table: Table) -> dict[str, str]:
    """Return the names in one table of the taxonomy, by their codes.

    >>> names("labels")["fund"], names("statuses")["ongoing"]
    ('资金清退压减', '正在整改')
    """
    try:
        text = (files("textmine.resources") / "taxonomy.toml").read_text(encoding="utf-8")
        return dict(tomllib.loads(text)[table])
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"the taxonomy cannot be read: {error}; reinstall the package") from error


def name(table: Table, code: str) -> str:
    """Return a code's name, or the code itself where the taxonomy has none.

    >>> name("problems", "finance"), name("problems", "unheard")
    ('财务、采购、资产', 'unheard')
    """
    return names(table).get(code, code)
