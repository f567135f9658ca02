"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from tests.support import architecture

PACKAGE = Path(__file__).parents[1] / "src" / "gongkai"
WITH_EXAMPLES = [name for name, tree in architecture.modules(PACKAGE).items() if architecture.has_examples(tree)]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_the_module_hold(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0
