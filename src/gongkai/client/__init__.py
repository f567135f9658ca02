"""For those who use the data: tables in one line, what changed between two versions, a citation for each number."""

from gongkai.client.citation import cite
from gongkai.client.differences import diff
from gongkai.client.tables import load

__all__ = ["cite", "diff", "load"]
