"""Turn published Chinese rectification notices (巡察整改通报) into data.

>>> import textmine
>>> notice = textmine.parse_text("某局党组关于巡察整改情况的通报\\n一、关于学习不深入的问题\\n1.修订了学习制度。")
>>> [issue.title for issue in notice.issues]
['学习不深入']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textmine.errors import ReadError, TextmineError
    from textmine.notice import Entity, Node, Notice
    from textmine.pipeline import parse, parse_text

__all__ = ["Entity", "Node", "Notice", "ReadError", "TextmineError", "parse", "parse_text"]
__version__ = "0.1.0"

_HOMES = {
    "Entity": "notice",
    "Node": "notice",
    "Notice": "notice",
    "ReadError": "errors",
    "TextmineError": "errors",
    "parse": "pipeline",
    "parse_text": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: nothing heavy is loaded by `import textmine`."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"textmine.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'textmine' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
