"""Figures from published packages: the only room that speaks SQL to DuckDB."""

from gongkai.query.database import write_database
from gongkai.query.differences import differences, rules_by_cell
from gongkai.query.examples import examples
from gongkai.query.views import OWNERS, Views, run, run_all, views

__all__ = ["OWNERS", "Views", "differences", "examples", "rules_by_cell", "run", "run_all", "views", "write_database"]
