"""Administrative divisions of China (GB/T 2260): names, parents, and the hints that lead to one."""

from gongkai.forms.divisions.hints import (
    counties_of_town,
    counties_of_town_by_stem,
    division_of_domain,
    division_of_site_id,
    divisions_of_phone,
    domain_fits,
)
from gongkai.forms.divisions.mentions import Mention, find_divisions, unknown_place
from gongkai.forms.divisions.table import (
    Division,
    codes_by_change,
    divisions,
    divisions_named,
    full_name,
    lineage,
    within,
)

__all__ = [
    "Division",
    "Mention",
    "codes_by_change",
    "counties_of_town",
    "counties_of_town_by_stem",
    "division_of_domain",
    "division_of_site_id",
    "divisions",
    "divisions_named",
    "divisions_of_phone",
    "domain_fits",
    "find_divisions",
    "full_name",
    "lineage",
    "unknown_place",
    "within",
]
