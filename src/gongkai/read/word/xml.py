"""Walking the XML of a Word document, whatever its namespaces."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.read.reader import SourceFile
from gongkai.read.rejection import rejection

Element = etree._Element

WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "body", "dir", "bdo",
     "subDoc", "ruby", "rubyBase", "oMathPara", "oMath", "sect", "sub-section", "pBdrGroup", "content"}
)  # fmt: skip
"""Elements that only wrap what counts."""
LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "tblPr", "tblGrid", "trPr",
     "tcPr", "sdtPr", "sdtEndPr", "footnoteReference", "endnoteReference", "annotationRef", "sectPr"}
)  # fmt: skip
_OFF = ("0", "false", "off", "none")


def parse_xml(file: SourceFile, data: bytes, part: str) -> Element:
    """The root of a part of a file; raises `damaged` if it is no XML, or hostile."""
    file.spend("tags", data.count(b"<"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise rejection("damaged", file.name, "no_xml", part=part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise rejection("damaged", file.name, "entities", part=part)
    return root


def local_name(element: Element) -> str:
    """Tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by local name, whatever its namespace."""
    if element is None:
        return None
    found = (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next((str(value) for value in found), None)


def child_of(element: Element | None, *names: str) -> Element | None:
    """The first child of one of those names."""
    if element is None:
        return None
    return next((child for child in element if local_name(child) in names), None)


def is_on(element: Element | None) -> bool:
    """True for a switch that is there and not turned off."""
    return element is not None and attribute(element, "val") not in _OFF


def unwrapped(parent: Element) -> Iterator[Element]:
    """Children with wrappers opened and alternatives decided, in order."""
    stack: list[Iterator[Element]] = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        name = local_name(child)
        # Word 2003 marks tracked changes, bookmarks and remarks alike as annotations of some type.
        if name in WRAPPERS or (name == "annotation" and attribute(child, "type") == "Word.Insertion"):
            stack.append(iter(child))
        elif name == "AlternateContent":
            # the first choice that has text, else the fallback: a text box is stored in both
            options = (option for option in child if local_name(option) in ("Choice", "Fallback"))
            with_text = (iter(option) for option in options if any(text.text for text in option.iter("{*}t")))
            stack.append(next(with_text, iter(())))
        elif name not in LEFT_OUT and name != "annotation":
            yield child
