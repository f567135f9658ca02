"""Cutting what stands in a row into groups: characters into words, lines into paragraphs, strokes into rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def grouped(items: Iterable[T], parts: Callable[[list[T], T], bool]) -> Iterator[list[T]]:
    """The items in groups, in order.

    Args:
        items: what is to be grouped.
        parts: True if an item does not belong to the group so far and begins the next.
    """
    group: list[T] = []
    for item in items:
        if group and parts(group, item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group
