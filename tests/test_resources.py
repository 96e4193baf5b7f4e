"""Every lexicon is sound, and a broken one says where."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import ResourceError
from textmine.resources import load_lexicon, read_lexicon
from textmine.resources.trie import alternation, guarded

HEAD = 'version = "1"\nsource = "own"\n'
NAMES = ("abbreviations", "bodies", "bounds", "places", "sectors", "segmentation", "surnames")


@pytest.mark.parametrize("name", NAMES)
def test_lexicon_is_sound(name: str) -> None:
    lexicon = load_lexicon(name)
    assert lexicon.version
    assert lexicon.source
    assert lexicon.words or lexicon.endings or lexicon.pairs


def test_every_file_states_version_and_source() -> None:
    for path in (files("textmine") / "resources" / "lexicon").iterdir():
        text = path.read_text(encoding="utf-8")
        assert re.search(r'^version = ".+"$', text, re.M), path
        assert re.search(r'^source = ".+"$', text, re.M), path


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("version = ", "no TOML"),
        ('source = "own"', "its version"),
        ('version = "1"', "its source"),
        (HEAD + "[other]", "'other'"),
        (HEAD + '[words]\nlevels = ""', "words.levels holds no words"),
        (HEAD + '[words]\nlevels = "省 市 省"', "'省' stands there twice"),
        (HEAD + '[words]\nlevels = "省 (市"', "'(市' is no word"),
        (HEAD + "words = 3", "words is no table"),
        (HEAD + '[[ending]]\nwords = "局"', "kind None"),
        (HEAD + '[[ending]]\nkind = "named"', "names no words"),
        (HEAD + '[[ending]]\nkind = "named"\nwords = "局"\nwhere = "左"', "'where'"),
        (HEAD + '[pairs]\n"人社" = 3', "pairs.人社"),
    ],
)
def test_fault_is_named(text: str, fault: str) -> None:
    with pytest.raises(ResourceError, match=re.escape(fault)) as error:
        read_lexicon(text, name="made")
    assert "made" in str(error.value)


def test_missing_lexicon_and_missing_list() -> None:
    with pytest.raises(ResourceError, match="nowhere"):
        load_lexicon("nowhere")
    with pytest.raises(ResourceError, match="'nothing'"):
        load_lexicon("places")["nothing"]


WORDS = st.lists(st.text("局财政区", min_size=1, max_size=4), min_size=1, max_size=40, unique=True)


@given(WORDS, st.text("局财政区", max_size=6), st.booleans())
def test_alternation_matches_the_longest_word(words: list[str], text: str, reverse: bool) -> None:
    pattern = re.compile(alternation(words, reverse=reverse))
    wanted = max((w for w in words if (text.endswith(w) if reverse else text.startswith(w))), key=len, default=None)
    match = pattern.match(text[::-1] if reverse else text)
    assert (match and match[0]) == (wanted and (wanted[::-1] if reverse else wanted))


def test_guard_gives_way_to_a_shorter_word() -> None:
    pattern = re.compile(guarded({"财政": "", "财政局": "(?!长)"}))
    found = [match[0] for text in ("财政局", "财政局长") if (match := pattern.match(text))]
    assert found == ["财政局", "财政"]
