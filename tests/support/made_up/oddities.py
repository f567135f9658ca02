"""What is odd about single reports: blanks, marks, misprints and the like, each with what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from tests.support.made_up.model import Key, KnownReport
from tests.support.official_forms import APPLICANTS, OUTCOMES

Oddity = Callable[[KnownReport], KnownReport]
SIGNED = "items_change"


def odd(report: KnownReport) -> KnownReport:
    """The report with its oddities, as it is printed."""
    for oddity in (signed, *ODDITIES.get(report.report_id, ())):
        report = oddity(report)
    return replace(report, findings=tuple(sorted(report.findings)))


def signed(report: KnownReport) -> KnownReport:
    """本年增/减 is written in each of the ways that agencies write it."""
    rises, falls = ("增{}", "+{}", "{}", "↑{}", "增 {}", "增加{}"), ("减{}", "-{}", "↓{}", "减 {}", "减少{}")
    for number, (key, cell) in enumerate(list(report.cells.items())):
        if key[2] == SIGNED and cell.value is not None:
            ways = falls if cell.value < 0 else rises
            report = report.changed(key, raw=ways[(number + report.year) % len(ways)].format(abs(cell.value)))
    return report


def printed(key: Key, raw: str, **known: object) -> Oddity:
    """Another text stands in the cell; `known` is what it says."""
    return lambda report: report.changed(key, raw=raw, **known)


def found(*rules: str) -> Oddity:
    """Findings that the report must give."""
    return lambda report: replace(report, findings=(*report.findings, *rules))


def emptied(*keys: Key, raw: str = "", state: str = "blank", rule: str | None = None) -> Oddity:
    """No number stands in the cells; with `rule`, the sums give what is true."""

    def change(report: KnownReport) -> KnownReport:
        for key in keys:
            true = report.cells[key].value if rule else None
            report = report.changed(key, raw=raw, value=None, state=state, reconciled=true, rule=rule)
        return report

    return change


def misprinted(key: Key, change: Callable[[Decimal], Decimal], rule: str | None) -> Oddity:
    """Another number stands in the cell; with `rule`, the sums give what is true."""

    def misprint(report: KnownReport) -> KnownReport:
        true = report.cells[key].value or Decimal(0)
        wrong = change(true)
        reconciled = true if rule else None
        return report.changed(key, raw=str(wrong), value=wrong, reconciled=reconciled, rule=rule)

    return misprint


def swapped(one: Key, other: Key) -> Oddity:
    """Two numbers stand in each other's place."""

    def swap(report: KnownReport) -> KnownReport:
        first, second = report.cells[one], report.cells[other]
        return report.changed(one, raw=second.raw, value=second.value).changed(other, raw=first.raw, value=first.value)

    return swap


def rewritten(*keys: Key, how: Callable[[str], str], note: str | None = None) -> Oddity:
    """The same number written in another way."""

    def rewrite(report: KnownReport) -> KnownReport:
        for key in keys:
            report = report.changed(key, raw=how(report.cells[key].raw or ""), note=note)
        return report

    return rewrite


def told_received(number: int) -> Oddity:
    """The narrative tells another number of requests received than the table."""
    return lambda report: replace(report, told_received=Decimal(number))


def unlabelled(row: str) -> Oddity:
    """The label of the row is not printed: its numbers can only be placed by their neighbours, and the sums."""
    return lambda report: replace(report, unlabelled=report.unlabelled | {row})


def struck(*keys: Key, rule: str = "APP-C02") -> Oddity:
    """The numbers are struck out, so they are not taken; what the sums of that rule leave for them is known."""

    def strike(report: KnownReport) -> KnownReport:
        for key in keys:
            true = report.cells[key].value
            report = report.changed(key, value=None, state="unreadable", certain=False, doubts="marked")
            report = report.changed(key, reconciled=true, rule=rule)
        return replace(report, struck=report.struck | set(keys))

    return strike


def lost(row: str) -> Oddity:
    """The row is missing from the source; what the column totals leave for it is known."""

    def lose(report: KnownReport) -> KnownReport:
        for column in APPLICANTS:
            key = ("requests", row, column)
            true = report.cells[key].value
            report = report.changed(key, raw=None, value=None, state="absent", reconciled=true, rule="APP-C02")
        return replace(report, lost_rows=report.lost_rows | {row})

    return lose


def requests(row: str, *columns: str) -> tuple[Key, ...]:
    """Cells of a row of the requests table, all seven if none is named."""
    return tuple(("requests", row, column) for column in columns or APPLICANTS)


def reviews(channel: str, *outcomes: str) -> tuple[Key, ...]:
    """Cells of a channel, all five if none is named."""
    return tuple(("review_litigation", channel, outcome) for outcome in outcomes or OUTCOMES)


_AMOUNT = ("proactive_disclosure", "centralized_procurement", "procurement_amount")
_NORMATIVE = ("proactive_disclosure", "normative_documents")
ODDITIES: Mapping[str, tuple[Oddity, ...]] = {
    "320000-education-2019": (printed(_AMOUNT, "251000元", value=Decimal(251000), unit="CNY"),),
    "320000-education-2020": (
        printed(_AMOUNT, "1.5亿元", value=Decimal(15000), unit="CNY_10K"),
        emptied(*requests("refused_state_secret")),
        emptied(*reviews("litigation_direct")),
        found("APP-R03", *["APP-C02"] * 7, "RL-R02", "META-03"),
    ),
    "320000-education-2021": (
        emptied(*requests("granted", "total"), rule="APP-R01"),
        emptied(("proactive_disclosure", "administrative_fees", "fee_amount"), raw="/", state="not_applicable"),
        found("APP-R02", "APP-C02"),
    ),
    "320000-education-2022": (found(*["YOY-01"] * 7),),
    "320000-education-2023": (
        misprinted(requests("new_received", "total")[0], lambda true: true + 3000, "APP-R01"),
        found("APP-R01", "APP-C01"),
    ),
    "321200-education-2019": (
        misprinted(requests("partially_granted", "total")[0], lambda true: true + 9000, "APP-R01"),
        found("APP-R01", "APP-C02"),
    ),
    "321200-education-2021": (
        printed(
            ("proactive_disclosure", "administrative_licensing", "decisions"),
            "1*7",
            value=None,
            state="unreadable",
            reconciled=Decimal(107),
            rule="COR-01",
        ),
        found("A20-V02", "COR-01"),
    ),
    "321200-education-2023": (
        rewritten((*_NORMATIVE, "issued_this_year"), how="{}（其中修订 3 件）".format, note="其中修订3件"),
        rewritten(*requests("new_received"), how=lambda raw: f"{int(raw):,}"),
        misprinted(requests("granted", "total")[0], lambda _: Decimal(0), "APP-R01"),
        misprinted(requests("total_processed", "total")[0], lambda _: Decimal(0), "APP-R01"),
        found("APP-R01", "APP-R01", "APP-C01", "APP-C02", "META-03"),
    ),
    "320106-education-2021": (
        emptied(*requests("not_processed_repeat", "commercial_enterprise"), raw="若干", state="unreadable",
                rule="APP-R01"),
        found("APP-V02"),
    ),
    "320106-education-2022": (lost("refused_process_information"), found("APP-S01")),
    "350102-education-2021": (
        swapped(*requests("refused_internal_affairs", "natural_person", "commercial_enterprise")),
        found("APP-C02", "APP-C02", "FIX-01"),
    ),
    "350102-education-2022": (
        told_received(70001),
        struck(*requests("refused_internal_affairs", "total"), rule="APP-R01"),
        found("APP-V02", "NAR-01"),
    ),
    "320500-sports-2019": (
        swapped((*_NORMATIVE, "newly_disclosed_this_year"), (*_NORMATIVE, "total_disclosed")),
        found("A20-E19-01"),
    ),
    "320500-education-2021": (
        emptied(*reviews("litigation_after_reconsideration"), raw="—", state="not_applicable"),
    ),
    "350000-government-2021": (
        misprinted(reviews("reconsideration", "total")[0], lambda true: true + 70, None),
        found("RL-R01", "FIX-01"),
    ),
    "350000-government-2022": (found("META-03"),),
    "350100-government-2021": (
        emptied(*requests("total_processed"), rule="APP-C02"),
        found("APP-R03", *["APP-C03"] * 7),
    ),
    "350000-health-2019": (
        rewritten(_AMOUNT, how=lambda raw: raw.removesuffix("万元")),
        lambda report: report.changed(_AMOUNT, unit=None),
        emptied(*requests("granted", "total"), rule="APP-R01"),
        found("A20-E19-04", "APP-C02", "APP-R02"),
    ),
    "350000-health-2021": (unlabelled("carried_in"), found("READ-02")),
    "350000-health-2020": (
        struck(*requests("unable_must_be_created", "natural_person", "research_institution")),
        found("APP-V02", "APP-V02"),
    ),
}  # fmt: skip
