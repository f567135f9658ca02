"""What pages say of themselves to search engines (schema.org)."""

from __future__ import annotations

from gongkai.site import addresses
from gongkai.site.names import NamedAgency
from gongkai.site.rows import ReportRow
from gongkai.site.settings import Settings
from gongkai.site.words import Words

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Linked = dict[str, object]


def report_data(report: ReportRow, agency: str, text: str, settings: Settings, words: Words) -> Linked:
    """A report as a dataset of its numbers, with the files that hold them."""
    page = settings.site_url + addresses.report(report.report_id) if settings.site_url else ""
    start, end = report.coverage_start or f"{report.year}-01-01", report.coverage_end or f"{report.year}-12-31"
    files = {"text/csv": "report.csv", "application/json": "report.json"}
    linked: Linked = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{agency} {report.year}",
        "description": text,
        "identifier": report.report_id,
        "version": settings.release,
        "license": LICENCE,
        "temporalCoverage": f"{start}/{end}",
        "inLanguage": "zh",
        "creator": {"@type": "GovernmentOrganization", "name": report.agency_name or agency},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": page + name} for kind, name in files.items()
        ],
    }
    if report.source_url and report.source_url.startswith(("http://", "https://")):
        linked["isBasedOn"] = report.source_url
    return {**linked, "url": page} if page else linked


def agency_data(agency: NamedAgency, settings: Settings, words: Words) -> Linked:
    """An agency as an organization, with the names it used."""
    path = addresses.in_language(addresses.agency(agency.row.agency_id), words.lang)
    linked: Linked = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": agency.shown,
        "alternateName": [name for name in (agency.row.names_used or "").split("|") if name != agency.shown],
        "identifier": agency.row.agency_id,
        "areaServed": agency.full_place,
    }
    return {**linked, "mainEntityOfPage": settings.site_url + path} if settings.site_url else linked


def home_data(settings: Settings, words: Words) -> Linked:
    """The site with its search."""
    root = settings.site_url + addresses.in_language("", words.lang) if settings.site_url else ""
    linked: Linked = {"@context": "https://schema.org", "@type": "WebSite", "name": words("公开年报", "Gongkai")}
    if not root:
        return linked
    search = {"@type": "EntryPoint", "urlTemplate": f"{root}search/?q={{query}}"}
    action = {"@type": "SearchAction", "target": search, "query-input": "required name=query"}
    return {**linked, "url": root, "potentialAction": action}


def list_data(name: str, text: str, settings: Settings, path: str, words: Words) -> Linked:
    """A page that sums up reports."""
    linked: Linked = {"@context": "https://schema.org", "@type": "CollectionPage", "name": name, "description": text}
    address = settings.site_url + addresses.in_language(path, words.lang) if settings.site_url else ""
    return {**linked, "url": address} if address else linked
