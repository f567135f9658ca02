"""The types that rooms pass to each other: frozen dataclasses, standard library only."""

from gongkai.model.collecting import Catch, Exchange, Judgement, ListPage, Visit
from gongkai.model.correction import Correction
from gongkai.model.dataset import (
    Agency,
    CoverageYear,
    Dataset,
    DatasetContent,
    Fault,
    Proposal,
    PublishedReport,
    fault,
)
from gongkai.model.difference import Difference
from gongkai.model.document import Block, Document, Grid, GridCell, Mark, MarkKind, Paragraph, Source
from gongkai.model.indicator import Indicator
from gongkai.model.outline import FormLine, Outline, SectionSpan
from gongkai.model.place import Place
from gongkai.model.reading_change import ReadingChange
from gongkai.model.report import (
    Cell,
    CellKey,
    Check,
    Extraction,
    Fact,
    Finding,
    Number,
    Report,
    Section,
    State,
    Status,
)
from gongkai.model.report_id import ReportId
from gongkai.model.table import Table
from gongkai.model.values import as_text, exactly, harmless, json_value

__all__ = [
    "Agency",
    "Block",
    "Catch",
    "Cell",
    "CellKey",
    "Check",
    "Correction",
    "CoverageYear",
    "Dataset",
    "DatasetContent",
    "Difference",
    "Document",
    "Exchange",
    "Extraction",
    "Fact",
    "Fault",
    "Finding",
    "FormLine",
    "Grid",
    "GridCell",
    "Indicator",
    "Judgement",
    "ListPage",
    "Mark",
    "MarkKind",
    "Number",
    "Outline",
    "Paragraph",
    "Place",
    "Proposal",
    "PublishedReport",
    "ReadingChange",
    "Report",
    "ReportId",
    "Section",
    "SectionSpan",
    "Source",
    "State",
    "Status",
    "Table",
    "Visit",
    "as_text",
    "exactly",
    "fault",
    "harmless",
    "json_value",
]
