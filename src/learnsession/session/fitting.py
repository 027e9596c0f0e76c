"""Making a plan fit the time there is."""

from __future__ import annotations

from collections.abc import Sequence


def fit(minutes: Sequence[int], available: int) -> list[int]:
    """Shorten minutes in proportion so that they sum to `available`, none below 1 (0 stays 0).

    Longer plans are never stretched. When even one minute each is too much, each is 1.
    """
    total = sum(minutes)
    if available >= total or not total:
        return list(minutes)
    exact = [value * available / total for value in minutes]
    fitted = [
        max(1, int(share)) if value else 0 for value, share in zip(minutes, exact, strict=True)
    ]
    by_remainder = sorted(range(len(exact)), key=lambda i: exact[i] - fitted[i], reverse=True)
    for index in by_remainder:
        if sum(fitted) >= available:
            break
        if minutes[index]:
            fitted[index] += 1
    while sum(fitted) > available and max(fitted) > 1:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted
