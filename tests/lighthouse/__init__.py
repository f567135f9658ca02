"""Lighthouse over every type of page: `python -m tests.lighthouse`."""
