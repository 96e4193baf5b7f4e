"""The Wilson score interval of a share (Wilson 1927)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def wilson(count: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ends of the interval of count/n, of independent units; NaN where n is 0.

    >>> low, high = wilson(3, 10)
    >>> round(float(low), 4), round(float(high), 4)
    (0.1078, 0.6032)
    """
    from scipy.special import ndtri

    k, size = np.asarray(count, dtype=float), np.asarray(n, dtype=float)
    z2 = float(ndtri((1 + level) / 2)) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(size > 0, k / size, np.nan)
        middle = (share + z2 / (2 * size)) / (1 + z2 / size)
        reach = np.sqrt(z2 * share * (1 - share) / size + z2**2 / (4 * size**2)) / (1 + z2 / size)
    return np.maximum(middle - reach, 0.0), np.minimum(middle + reach, 1.0)
