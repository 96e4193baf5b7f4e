"""Krippendorff's α against published values and NLTK's; MASI against its definition."""

import random

import pytest
from nltk.metrics.agreement import AnnotationTask

from textmine.agreement import alpha, alpha_over, masi, nominal

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): A, two observers and two values; B,
# two observers and five values; C, four observers who left out units.
A = ["01", "11", "00", "10", "00", "10", "00", "00", "10", "00"]
B = ["ab", "aa", "bb", "bb", "db", "cc", "cc", "cc", "ee", "dd", "dd", "ad"]
C = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]


@pytest.mark.parametrize(("units", "published"), [(A, 0.095), (B, 0.692), (C, 0.743)])
def test_published_values(units: list[str], published: float) -> None:
    assert alpha(units) == pytest.approx(published, abs=5e-4)


def sets(seed: int) -> list[tuple[frozenset[str], ...]]:
    """Return 60 units with the label sets of three coders who agree now and then."""
    draw = random.Random(seed)
    units = []
    for _ in range(60):
        base = frozenset(draw.sample("abcdef", draw.randint(0, 3)))
        units.append(tuple(base if draw.random() < 0.6 else base ^ {draw.choice("abcdef")} for _ in range(3)))
    return units


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("distance", [masi, nominal])
def test_nltk_says_the_same(seed: int, distance) -> None:
    units = sets(seed)
    rows = [(str(coder), str(unit), value) for unit, row in enumerate(units) for coder, value in enumerate(row)]
    assert alpha(units, distance) == pytest.approx(AnnotationTask(rows, distance=distance).alpha(), abs=1e-9)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [("a", "a", 0), ("", "", 0), ("a", "", 1), ("a", "b", 1), ("ab", "a", 1 - 1 / 2 * 2 / 3), ("ab", "bc", 1 - 1 / 3 / 3)],
)  # fmt: skip
def test_masi(first: str, second: str, distance: float) -> None:
    assert masi(first, second) == masi(second, first) == pytest.approx(distance)


@pytest.mark.parametrize("units", [[], ["a", "b"], ["aa", "aa"]])
def test_nothing_to_agree_on(units: list[str]) -> None:
    assert alpha(units) is None


def test_the_interval_holds_the_value_and_is_wider_over_fewer_notices() -> None:
    many = alpha_over([[unit] for unit in C])
    few = alpha_over([C[:2], C[2:4], C[4:7], C[7:]])
    assert many.value == few.value == alpha(C)
    assert many.units == few.units == 11
    for found in (many, few):
        assert found.low <= found.value <= found.high
    assert alpha_over([C]).low == alpha_over([C]).high, "one notice drawn again is itself"


def test_the_same_codings_give_the_same_interval() -> None:
    assert alpha_over([C, A]) == alpha_over([C, A])


def test_no_notice_at_all() -> None:
    assert alpha_over([]) == (None, None, None, 0)
