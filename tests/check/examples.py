"""For each rule: a report that breaks it, one that keeps it, and one it cannot judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gongkai.model import Extraction, Number, State
from tests.support.reports import (
    consistent_report,
    uncertain,
    with_column,
    with_fact,
    with_number,
    with_report,
    with_row,
    with_state,
    with_text,
    with_unit,
    without_facts,
)

OLD = without_facts(consistent_report("2019"))
NEW = without_facts(consistent_report("2021"))
LATE = without_facts(consistent_report("2021", year=2024))
RECEIVED, CARRIED_IN = "requests/new_received", "requests/carried_in"
REVIEW = "review_litigation/reconsideration"
DIRECT = "review_litigation/litigation_direct/total"
DOCUMENTS = "proactive_disclosure/normative_documents"
LICENSING = "proactive_disclosure/administrative_licensing"
AMOUNT = "proactive_disclosure/centralized_procurement/procurement_amount"
NOTHING = (None,) * 7
GROUPS = ("granted", "partially_", "refused_", "unable_", "not_processed_", "other_")
ROWS = {cell.key.row for cell in NEW.cells if cell.key.table == "requests"}
OUTCOMES: dict[str, Number | None] = {row: None for row in ROWS if row.startswith(GROUPS)}
REFUSALS: dict[str, Number | None] = {row: None for row in ROWS if row.startswith("refused_")}


@dataclass(frozen=True)
class Example:
    """What a rule says of three reports; `expected` and `found` are those of the finding about the first."""

    rule: str
    fails: Extraction
    passes: Extraction
    open: Extraction | None = None
    expected: Number | str | None = None
    found: Number | str | None = None


def outcomes(**values: Number | None) -> Extraction:
    """Natural persons: these outcomes and no others."""
    return with_column(NEW, "natural_person", **{**OUTCOMES, **values})


def refusals(**values: Number | None) -> Extraction:
    """Natural persons: these reasons for refusal and no others, with a subtotal that the form has no row for."""
    return with_column(NEW, "natural_person", **{**REFUSALS, **values})


def received(new: int, carried_in: int, said: int, qualifier: str = "exact") -> Extraction:
    """A table with these requests and a text that speaks of `said`."""
    report = with_row(NEW, RECEIVED, new, 0, 0, 0, 0, 0, new)
    report = with_row(report, CARRIED_IN, carried_in, 0, 0, 0, 0, 0, carried_in)
    return with_fact(report, "applications_received", said, qualifier=qualifier)


def only_total(row: str, total: int | None, fact: str, said: int) -> Extraction:
    """A row with one natural person's figure, or blank, and a text that speaks of `said`."""
    report = with_row(NEW, f"requests/{row}", total, None, None, None, None, None, total)
    return with_fact(report, fact, said)


def listing(sentence: str) -> Extraction:
    """A text with that sentence."""
    return with_fact(NEW, "website_posts", 10, sentence=sentence)


EXAMPLES = (
    Example(
        "APP-R01",
        fails=with_row(NEW, CARRIED_IN, 2, 1, 0, 0, 0, 0, 4),
        passes=with_row(NEW, CARRIED_IN, 2, 1, None, None, 0, 0, 3),
        open=with_row(NEW, CARRIED_IN, None, None, None, None, None, None, 4),
        expected=3,
        found=4,
    ),
    Example(
        "APP-R02",
        fails=with_row(NEW, CARRIED_IN, 2, None, None, None, None, None, None),
        passes=with_row(NEW, CARRIED_IN, 2, None, None, None, None, None, 2),
        open=with_state(NEW, f"{CARRIED_IN}/total", State.UNREADABLE, "二件"),
        expected=2,
    ),
    Example("APP-R03", fails=with_row(NEW, CARRIED_IN, *NOTHING), passes=NEW),
    Example(
        "APP-C01",
        fails=with_column(NEW, "total", new_received=5, carried_in=1, total_processed=4, carried_out=1),
        passes=with_column(NEW, "total", new_received=5, carried_in=None, total_processed=4, carried_out=1),
        open=with_column(NEW, "total", new_received=None, carried_in=1, total_processed=4, carried_out=1),
        expected=6,
        found=5,
    ),
    Example(
        "APP-C02",
        fails=outcomes(granted=3, total_processed=4),
        passes=outcomes(granted=3, total_processed=3),
        open=outcomes(total_processed=4),
        expected=3,
        found=4,
    ),
    Example(
        "APP-C03",
        fails=outcomes(granted=3, total_processed=None),
        passes=outcomes(granted=3, total_processed=3),
        open=outcomes(granted=0, total_processed=None),
        expected=3,
    ),
    Example(
        "APP-C04",
        fails=refusals(refused_state_secret=6, refused=7),
        passes=refusals(refused_state_secret=6, refused=6),
        open=refusals(refused=7),
        expected=6,
        found=7,
    ),
    Example(
        "RL-R01",
        fails=with_row(NEW, REVIEW, 1, 0, 1, 0, 3),
        passes=with_row(NEW, REVIEW, 1, 0, 1, None, 2),
        open=with_row(NEW, REVIEW, None, None, None, None, 3),
        expected=2,
        found=3,
    ),
    Example("RL-R02", fails=with_row(NEW, REVIEW, None, None, None, None, None), passes=NEW),
    Example(
        "RL-P01",
        fails=with_number(LATE, DIRECT, 2),
        passes=LATE,
        open=with_number(LATE, DIRECT, None),
        expected=0,
        found=2,
    ),
    Example(
        "A20-V01",
        fails=with_number(NEW, f"{DOCUMENTS}/in_force", -1),
        passes=with_number(OLD, f"{LICENSING}/items_change", -1),
        open=uncertain(with_number(NEW, f"{DOCUMENTS}/in_force", -1)),
        expected="≥ 0",
        found=-1,
    ),
    Example(
        "A20-E19-01",
        fails=with_row(OLD, DOCUMENTS, 1, 5, 3),
        passes=with_row(OLD, DOCUMENTS, 1, 5, 5),
        open=with_row(OLD, DOCUMENTS, 1, None, 3),
        expected="≥ 5",
        found=3,
    ),
    Example(
        "A20-E19-02",
        fails=with_row(OLD, DOCUMENTS, 6, 5, 32),
        passes=with_row(OLD, DOCUMENTS, 5, 5, 32),
        open=with_row(OLD, DOCUMENTS, None, 5, 32),
        expected="≥ 6",
        found=5,
    ),
    Example(
        "A20-E19-03",
        fails=with_row(OLD, LICENSING, 3, -4, 0),
        passes=with_row(OLD, LICENSING, 4, -4, 0),
        open=with_row(OLD, LICENSING, None, -4, 0),
        expected="≥ 0",
        found=-1,
    ),
    Example("A20-E19-04", fails=with_unit(OLD, AMOUNT, None), passes=OLD, found=Decimal("12.5")),
    Example(
        "A20-E19-06",
        fails=with_row(OLD, DOCUMENTS, 2, 7, 7),
        passes=with_row(OLD, DOCUMENTS, 0, 0, 0),
        open=with_row(OLD, DOCUMENTS, 2, None, 7),
        found=7,
    ),
    Example(
        "NAR-01",
        fails=received(11, 2, said=12),
        passes=received(11, 2, said=13),
        open=received(11, 2, said=12, qualifier="approximate"),
        expected=11,
        found=12,
    ),
    Example(
        "NAR-02",
        fails=only_total("total_processed", 4, "applications_processed", 5),
        passes=only_total("total_processed", 5, "applications_processed", 5),
        open=only_total("total_processed", None, "applications_processed", 5),
        expected=4,
        found=5,
    ),
    Example(
        "NAR-03",
        fails=only_total("granted", 2, "applications_granted", 1),
        passes=only_total("granted", 1, "applications_granted", 1),
        open=only_total("granted", None, "applications_granted", 1),
        expected=2,
        found=1,
    ),
    Example(
        "NAR-04",
        fails=only_total("carried_out", 3, "applications_carried_out", 2),
        passes=only_total("carried_out", 2, "applications_carried_out", 2),
        open=only_total("carried_out", None, "applications_carried_out", 2),
        expected=3,
        found=2,
    ),
    Example(
        "NAR-05",
        fails=with_fact(with_row(NEW, REVIEW, 1, 0, 0, 0, 1), "reconsideration_cases", 0, implied=True),
        passes=with_fact(with_row(NEW, REVIEW, 0, 0, 0, 0, 0), "reconsideration_cases", 0, implied=True),
        open=with_fact(with_row(NEW, REVIEW, *NOTHING[:5]), "reconsideration_cases", 0, implied=True),
        expected=1,
        found=0,
    ),
    Example(
        "NAR-06",
        fails=listing("发布信息10条，其中：通知3条，动态4条，公告4条。"),
        passes=listing("发布信息10条。其中，通知3条、动态3条、公告4条。"),
        open=listing("发布信息10条，其中通知3条。"),
        expected=10,
        found=11,
    ),
    Example(
        "NAR-07",
        fails=with_fact(NEW, "website_posts", 36501),
        passes=with_fact(NEW, "website_posts", 36500),
        expected="≤ 36500",
        found=36501,
    ),
    Example(
        "ED-01",
        fails=with_report(OLD, year=2021),
        passes=with_report(OLD, year=2020),
        open=with_report(OLD, year=None),
        expected="2021",
        found="2019",
    ),
    Example(
        "ED-03",
        fails=with_report(OLD, format_notice="国办公开办函202130号"),
        passes=with_report(OLD, format_notice="国办公开办函〔 2019 〕60 号"),
        open=with_report(OLD, format_notice="某办发〔2020〕1号"),
        expected="国办公开办函〔2019〕60号",
        found="国办公开办函202130号",
    ),
    Example(
        "META-01",
        fails=with_report(NEW, title="云岭区示范局2020年政府信息公开工作年度报告"),
        passes=with_report(NEW, title="云岭区示范局二○二一年政府信息公开工作年度报告"),
        open=with_report(NEW, title="云岭区示范局政府信息公开工作年度报告"),
        expected=2020,
        found="2021-01-01/2021-12-31",
    ),
    Example(
        "META-02",
        fails=with_report(NEW, coverage_start=date(2021, 2, 1)),
        passes=NEW,
        open=with_report(NEW, year=None),
        expected="2021-01-01/2021-12-31",
        found="2021-02-01/2021-12-31",
    ),
    Example(
        "META-03",
        fails=with_report(NEW, publish_date=date(2022, 2, 1)),
        passes=with_report(NEW, publish_date=date(2022, 1, 31)),
        open=with_report(NEW, publish_date=None),
        expected="≤ 2022-01-31",
        found="2022-02-01",
    ),
    Example(
        "META-04",
        fails=with_report(NEW, signatory="云岭区财政局"),
        passes=with_report(NEW, signatory="区示范局"),
        open=with_report(NEW, signatory=None),
        expected="云岭区示范局",
        found="云岭区财政局",
    ),
    Example(
        "META-05",
        fails=replace(NEW, sections=NEW.sections[:5]),
        passes=NEW,
        expected="六、其他需要报告的事项",
    ),
    Example("META-06", fails=with_report(NEW, phone=None), passes=with_report(NEW, phone=None, email="a@b.cn")),
    Example(
        "META-07",
        fails=with_text(NEW, "（一）主动公开。2020年，本局公开信息30条。"),
        passes=with_text(NEW, "2021年，本局公开信息30条，比2020年多3条。2020年以来，本局公开信息60条。"),
        open=with_text(NEW, ""),
        expected=2021,
        found=2020,
    ),
    Example(
        "META-08",
        fails=with_report(NEW, publish_date=date(2021, 12, 31)),
        passes=with_report(NEW, publish_date=date(2022, 1, 1)),
        open=with_report(NEW, coverage_end=None),
        expected="> 2021-12-31",
        found="2021-12-31",
    ),
    Example(
        "META-10",
        fails=with_report(NEW, agency="沐阳县人民政府", agency_as_titled="沐阳县人民政府"),
        passes=with_report(NEW, agency="沭阳县人民政府", agency_as_titled="沭阳县人民政府"),
        open=NEW,
        found="沐阳县",
    ),
)
