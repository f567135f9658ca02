"""Figures from published packages: the only room that speaks SQL."""

from gongkai.query.views import run, run_all, views

__all__ = ["run", "run_all", "views"]
