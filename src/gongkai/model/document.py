"""The neutral document that every reader gives, whatever the file format."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.model.place import Place


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from.

    Attributes:
        file: file name as the person gave it, without folders.
        format: code of the reader (`text`, `markdown`, `html`, `docx`, `pdf`, `doc`), None if none fits.
        encoding: character encoding, None for binary formats.
        sha256: hash of the bytes, hexadecimal.
        bytes: size of the file.
    """

    file: str
    format: str | None
    encoding: str | None
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (or line) outside tables, white space at the ends removed."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class GridCell:
    """One position of a table.

    A merged cell covers several positions: each of them repeats the text and place of the first one and
    has `covered=True`, so that a value is never counted twice.
    """

    text: str
    place: Place
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, merged cells filled in; rows may differ in length.

    `inferred` is True where nothing but white space parts the columns: then a blank cell is a guess, but for the
    rows in `clear` (by index), whose values stand under their columns beyond doubt.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place
    inferred: bool = False
    clear: frozenset[int] = frozenset()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, in reading order.

    Attributes:
        source: the file.
        blocks: paragraphs and tables of the article, page furniture removed.
        metadata: (name, text) pairs that stand beside the article (meta tags, information tables of the
            site such as 发布日期, 索引号, 发布机构; document properties), in source order.
        pictures: places of pictures so large that they may hold a table; no text of theirs was read.
    """

    source: Source
    blocks: tuple[Block, ...]
    metadata: tuple[tuple[str, str], ...] = field(default=())
    pictures: tuple[Place, ...] = ()
