"""Files that are plainly something else: pictures, archives, programs, known by their first bytes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from gongkai.forms.data_files import csv_rows
from gongkai.read.rejection import rejection


@dataclass(frozen=True, slots=True)
class Signature:
    """First bytes of a kind of file that no reader reads."""

    kind: str
    offset: int
    magic: bytes
    suffixes: tuple[str, ...]

    def fits(self, data: bytes) -> bool:
        """True if the data begin like this."""
        return data.startswith(self.magic, self.offset)


def refuse_foreign(name: str, suffix: str, data: bytes, announced: Collection[str]) -> None:
    """Raises `mislabelled` for a picture called .pdf, `scanned` for a picture, `unknown_format` otherwise."""
    found = next((signature for signature in _signatures() if signature.fits(data)), None)
    if found is None:
        return
    if suffix in announced:
        raise rejection("mislabelled", name, "content", kind=found.suffixes[0])
    raise rejection("scanned" if found.kind == "picture" else "unknown_format", name)


@cache
def _signatures() -> tuple[Signature, ...]:
    return tuple(
        Signature(row["kind"], int(row["offset"]), bytes.fromhex(row["hex"]), tuple(row["suffixes"].split()))
        for row in csv_rows("gongkai.read", "signatures.csv")
    )
