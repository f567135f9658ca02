"""Made-up bodies over the real divisions of China: which places, which departments, how many requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from gongkai.forms.divisions import Division, divisions

DEPARTMENTS = {
    "education": ("教育", "Education"),
    "science_technology": ("科学技术", "Science and Technology"),
    "civil_affairs": ("民政", "Civil Affairs"),
    "justice": ("司法", "Justice"),
    "finance": ("财政", "Finance"),
    "natural_resources": ("自然资源", "Natural Resources"),
    "ecology_environment": ("生态环境", "Ecology and Environment"),
    "housing_construction": ("住房和城乡建设", "Housing and Construction"),
    "transport": ("交通运输", "Transport"),
    "water": ("水利", "Water Resources"),
    "agriculture_rural": ("农业农村", "Agriculture and Rural Affairs"),
    "commerce": ("商务", "Commerce"),
    "emergency_management": ("应急管理", "Emergency Management"),
    "audit": ("审计", "Audit"),
    "statistics": ("统计", "Statistics"),
    "medical_security": ("医疗保障", "Medical Security"),
}
LEVELS = {"province": 0.06, "prefecture": 0.3, "county": 0.64}
"""Share of bodies by level: a few provinces, most of them counties."""

TYPICAL_REQUESTS = {"province": 45.0, "prefecture": 18.0, "county": 6.0}
"""Median of the requests a department gets in a year."""

GENERAL = 0.1
"""Share of bodies that are governments, not departments."""

WITHOUT_REPORTS = ("71", "81", "82")
"""Provinces to which the Regulations don't apply."""


@dataclass(frozen=True, slots=True)
class Body:
    """One made-up body: `typical` is the median of its requests a year."""

    agency_id: str
    name: str
    name_en: str
    division: Division
    sector: str
    typical: float


def made_up_bodies(seed: int) -> Iterator[Body]:
    """Bodies without end in sight, the same for the same seed; no two share an id."""
    chance = Random(f"bodies {seed}")
    places = _places()
    taken: set[str] = set()
    while True:
        level = chance.choices(list(LEVELS), list(LEVELS.values()))[0]
        body = _body(chance, chance.choice(places[level]))
        if body.agency_id not in taken:
            taken.add(body.agency_id)
            yield body


def _places() -> dict[str, list[Division]]:
    present = [d for d in divisions().values() if d.valid_to is None and not d.code.startswith(WITHOUT_REPORTS)]
    return {level: [d for d in present if d.level == level] for level in LEVELS}


def _body(chance: Random, place: Division) -> Body:
    typical = TYPICAL_REQUESTS[place.level] * chance.lognormvariate(0, 1.1)
    if chance.random() < GENERAL:
        name, english = f"{place.name}人民政府", f"People's Government of {place.name_en}"
        return Body(f"{place.code}-general", name, english, place, "general", typical * 8)
    sector = chance.choice(list(DEPARTMENTS))
    chinese, english = DEPARTMENTS[sector]
    ending, office = ("厅", "Department") if place.level == "province" else ("局", "Bureau")
    agency_id = f"{place.code}-{sector.replace('_', '-')}"
    return Body(
        agency_id, f"{place.name}{chinese}{ending}", f"{place.name_en} {english} {office}", place, sector, typical
    )
