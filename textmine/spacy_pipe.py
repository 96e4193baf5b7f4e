"""Notices in spaCy: a component for any `zh` pipeline, a tokenizer whose tokens every entity fits, and notices as Docs.

    nlp = spacy.blank("zh")
    nlp.add_pipe("textmine")

`doc.ents` are the entities, the outermost where one lies inside another; `doc.spans["entities"]` are all of them and
`doc.spans["outline"]` the nodes, with the role as label and the node's id as `span.id_`. What a label does not say
stands in extensions: `span._.value`, `unit`, `mod`, `kind`, `mention`, `node`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import spacy
from msgspec import UNSET, ValidationError
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from textmine.notice import Entity, Notice
from textmine.pipeline import parse_text
from textmine.words import segment

__all__ = ["make_component", "make_tokenizer", "to_doc", "to_docbin"]

_EXTENSIONS: Final = ("value", "unit", "mod", "kind", "mention", "node")
# The notice that the tokenizer has parsed waits here, as JSON, so that the component need not parse it again and a
# Doc can still be written to bytes.
_PARSED: Final = "textmine.notice"


@Language.factory("textmine", assigns=["doc.ents", "doc.spans"])
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that tags a Doc's text; its tokens are split where an entity or a node begins or ends."""
    _extend()
    return _component


def _component(doc: Doc) -> Doc:
    notice = _notice(doc)
    _split(doc, _edges(notice))
    return _annotate(doc, notice)


def make_tokenizer() -> Callable[[Language], _Tokenizer]:
    """Return the maker of a tokenizer: jieba with the lexicon, its words split where an entity begins or ends."""
    return lambda nlp: _Tokenizer(nlp.vocab)


# spaCy looks into its registries by name; this line is read when the entry point, or a program, imports the module.
registry.tokenizers.register("textmine.Tokenizer.v1", func=make_tokenizer)


class _Tokenizer:
    """Parses a text, and segments it so that every entity and every node begins and ends at a token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        notice = _parse(text)
        doc = _doc(self.vocab, text, notice)
        doc.user_data[_PARSED] = notice.to_json()
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the lexicon comes with the package, and there is no other state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> _Tokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing, as `to_bytes`."""

    def from_disk(self, _path: Any, **_: Any) -> _Tokenizer:
        return self


def to_doc(notice: Notice, nlp: Language | None = None) -> Doc:
    """Return a parsed notice as a Doc in the vocabulary of `nlp`, or of a blank `zh` pipeline.

    >>> doc = to_doc(parse_text("县财政局追缴12.5万元。"))
    >>> [(ent.text, ent.label_, ent._.value) for ent in doc.ents if ent.label_ == "MONEY"]
    [('12.5万元', 'MONEY', '125000')]
    """
    _extend()
    vocab = (nlp or spacy.blank("zh")).vocab
    return _annotate(_doc(vocab, notice.text, notice), notice)


def to_docbin(notices: Iterable[Notice], nlp: Language | None = None) -> DocBin:
    """Return parsed notices as a DocBin for `spacy train`, with the extensions' values as user data."""
    nlp = nlp or spacy.blank("zh")
    return DocBin(docs=[to_doc(notice, nlp) for notice in notices], store_user_data=True)


def _extend() -> None:
    for name in _EXTENSIONS:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


def _parse(text: str) -> Notice:
    """Return `text` parsed with offsets that hold in it: a line end of two characters would become one."""
    return parse_text(text.replace("\r\n", " \n"))


def _notice(doc: Doc) -> Notice:
    """Return the notice that the tokenizer has parsed, or parse the Doc's text."""
    parsed = doc.user_data.pop(_PARSED, None)
    if isinstance(parsed, str):
        try:
            notice = Notice.from_json(parsed)
        except ValidationError:  # of another version's writing
            return _parse(doc.text)
        if len(notice.text) == len(doc.text):
            return notice
    return _parse(doc.text)


def _edges(notice: Notice) -> list[int]:
    spans = [entity.span for entity in notice.entities] + [node.span for node in notice.walk()]
    return sorted({edge for span in spans for edge in span})


def _doc(vocab: Vocab, text: str, notice: Notice) -> Doc:
    """Return the words of `text` as a Doc, white space as tokens of its own."""
    words = list(_cut(segment(text), _edges(notice)))
    return Doc(vocab, words=words, spaces=[False] * len(words))


def _cut(words: Iterable[str], edges: list[int]) -> Iterator[str]:
    """Yield the words, split at every edge that falls inside one."""
    edge, start = iter([*edges, -1]), 0
    at = next(edge)
    for word in words:
        end, done = start + len(word), start
        while 0 <= at < end:
            if at > done:
                yield word[done - start : at - start]
                done = at
            at = next(edge)
        yield word[done - start :]
        start = end


def _split(doc: Doc, edges: list[int]) -> None:
    """Split the Doc's tokens in place at every edge that falls inside one."""
    inner: dict[int, list[int]] = {}
    tokens = iter(doc)
    token = next(tokens, None)
    for edge in edges:
        while token is not None and token.idx + len(token) <= edge:
            token = next(tokens, None)
        if token is not None and token.idx < edge:
            inner.setdefault(token.i, []).append(edge - token.idx)
    with doc.retokenize() as retokenizer:
        for index, cuts in inner.items():
            token = doc[index]
            parts = [token.text[a:b] for a, b in zip([0, *cuts], [*cuts, len(token)], strict=True)]
            retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))


def _annotate(doc: Doc, notice: Notice) -> Doc:
    """Set the Doc's entities and span groups; every span fits its tokens by now."""
    entities = []
    for entity in notice.entities:
        span = doc.char_span(*entity.span, label=entity.label)
        if span is not None:
            _set(span, entity)
            entities.append(span)
    doc.spans["entities"] = entities
    outermost = filter_spans(entities)
    doc.set_ents(outermost)
    outline = [doc.char_span(*node.span, label=node.role, span_id=node.id) for node in notice.walk()]
    doc.spans["outline"] = [span for span in outline if span is not None]
    return doc


def _set(span: Span, entity: Entity) -> None:
    for name in _EXTENSIONS:
        value = getattr(entity, name)
        if value is not UNSET and value is not None:
            span._.set(name, value)
