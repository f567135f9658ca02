"""Who reports on which year, when it was published, and how to reach them."""

from __future__ import annotations

from gongkai.forms import normal_form
from gongkai.forms.divisions import unknown_place
from gongkai.model import Document, Outline, Report
from gongkai.reading.metadata.agency import full_agency, is_printed, level_of, names_of_agency
from gongkai.reading.metadata.contacts import (
    read_address,
    read_email,
    read_notice,
    read_phone,
    read_postcode,
    read_website,
)
from gongkai.reading.metadata.days import read_coverage, read_publish_date, read_year
from gongkai.reading.metadata.page import Page
from gongkai.reading.metadata.region import Region, with_parent_in_full
from gongkai.reading.metadata.title import read_title

__all__ = ["extract_report"]


def extract_report(document: Document, outline: Outline) -> Report:
    """The report's own data; a field is None wherever the document does not settle it."""
    page = Page(document, outline)
    title = read_title(page)
    region = Region(page)
    name = next(filter(None, names_of_agency(page, title.agency if title else "")), None)
    name = with_parent_in_full(name) if name else None
    code = region.of_name(name) if name else region.site
    agency = full_agency(name, code) if name else None
    coverage = read_coverage(page)
    year = read_year(page, coverage, title.year if title else None)
    return Report(
        title=title.printed if title else None,
        agency=agency,
        agency_as_titled=(title.agency or None) if title else None,
        agency_inferred=agency is not None and not is_printed(agency, page),
        agency_certain=agency is None or unknown_place(normal_form(agency)) is None,
        level=level_of(agency, code),
        division_code=code,
        year=year,
        edition=outline.edition,
        coverage_start=coverage[0],
        coverage_end=coverage[1],
        publish_date=read_publish_date(page, year),
        signatory=page.closing.signatory,
        signature_date=page.closing.dated,
        format_notice=read_notice(page),
        website=read_website(page),
        phone=read_phone(page),
        email=read_email(page),
        address=read_address(page),
        postcode=read_postcode(page),
    )
