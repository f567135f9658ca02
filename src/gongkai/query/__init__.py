"""Figures from published packages: the only room that speaks SQL to DuckDB."""

from gongkai.query.database import write_database
from gongkai.query.views import run, run_all, views

__all__ = ["run", "run_all", "views", "write_database"]
