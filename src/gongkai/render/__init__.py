"""One reading shown to people and programs: JSON lines and terminal tables."""

from gongkai.render.json_lines import as_json
from gongkai.render.markdown import as_markdown
from gongkai.render.readings import reading_differences
from gongkai.render.terminal import findings_table, proposal_text, rejection_line, summary_line, visible

__all__ = [
    "as_json",
    "as_markdown",
    "findings_table",
    "proposal_text",
    "reading_differences",
    "rejection_line",
    "summary_line",
    "visible",
]
