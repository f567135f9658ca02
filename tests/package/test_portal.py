"""Data portals take the catalogue: it keeps to the shapes beside this file, and what lacks a part does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from gongkai.forms.schema import table_schemas
from gongkai.package import catalogue

# rdflib still uses what it warns its users about.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")

DCAT, DCT = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
FOAF, SPDX = Namespace("http://xmlns.com/foaf/0.1/"), Namespace("http://spdx.org/rdf/terms#")
SITE = "https://data.example.org/gongkai/"
ADDRESS = "data/science-technology/latest/"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(Path(__file__).with_name("dcat_shapes.ttl"))


@pytest.fixture
def portal(gold_package: Path) -> Graph:
    return parsed(catalogue({ADDRESS: gold_package}), SITE + "catalog.jsonld")


def parsed(text: str, address: str) -> Graph:
    return Graph().parse(data=text, format="json-ld", publicID=address)


def complaints(graph: Graph, shapes: Graph) -> str:
    # a second to load, in every worker that collects this file
    from pyshacl import validate

    conforms, _, text = validate(graph, shacl_graph=shapes)
    return "" if conforms else str(text)


def test_the_catalogue_and_the_dataset_alone_are_accepted(portal: Graph, gold_package: Path, shapes: Graph) -> None:
    assert complaints(portal, shapes) == ""
    alone = (gold_package / "dcat.jsonld").read_text(encoding="utf-8")
    assert complaints(parsed(alone, SITE + ADDRESS + "dcat.jsonld"), shapes) == ""


def test_the_dataset_has_one_address_wherever_it_is_described(portal: Graph, gold_package: Path) -> None:
    alone = parsed((gold_package / "dcat.jsonld").read_text(encoding="utf-8"), SITE + ADDRESS + "dcat.jsonld")
    for graph in (portal, alone):
        assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {URIRef(SITE + ADDRESS)}
    assert set(portal.objects(None, DCAT.downloadURL)) == set(alone.objects(None, DCAT.downloadURL))


def test_every_address_is_a_file_of_the_package(portal: Graph, gold_package: Path) -> None:
    addresses = [str(address) for address in portal.objects(None, DCAT.downloadURL)]
    assert len(addresses) == 2 * len(table_schemas())
    for address in addresses:
        path = gold_package / address.removeprefix(SITE + ADDRESS)
        (file,) = portal.subjects(DCAT.downloadURL, URIRef(address))
        assert [int(str(size)) for size in portal.objects(file, DCAT.byteSize)] == [path.stat().st_size]


@pytest.mark.parametrize(
    ("what", "lacking"),
    [
        (DCAT.Catalog, DCT.title),
        (DCAT.Catalog, DCT.description),
        (DCAT.Catalog, DCT.publisher),
        (DCAT.Catalog, DCAT.dataset),
        (DCAT.Dataset, DCT.title),
        (DCAT.Dataset, DCT.description),
        (DCAT.Dataset, DCT.publisher),
        (DCAT.Dataset, DCT.license),
        (DCAT.Dataset, DCAT.distribution),
        (DCAT.Dataset, DCAT.keyword),
        (DCAT.Distribution, DCT.license),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.Distribution, DCAT.mediaType),
        (DCAT.Distribution, SPDX.checksum),
        (FOAF.Agent, FOAF.name),
    ],
)
def test_what_lacks_a_part_is_refused(portal: Graph, shapes: Graph, what: URIRef, lacking: URIRef) -> None:
    subject = next(iter(portal.subjects(RDF.type, what)))
    portal.remove((subject, lacking, None))
    assert f"Result Path: {portal.qname(lacking)}" in complaints(portal, shapes)


def one_language(graph: Graph) -> None:
    dataset = next(iter(graph.subjects(RDF.type, DCAT.Dataset)))
    titles = (title for title in graph.objects(dataset, DCT.title) if isinstance(title, Literal))
    graph.remove((dataset, DCT.title, next(title for title in titles if title.language == "en")))


def text_as_media_type(graph: Graph) -> None:
    file = next(iter(graph.subjects(RDF.type, DCAT.Distribution)))
    graph.set((file, DCAT.mediaType, Literal("text/csv")))


def short_checksum(graph: Graph) -> None:
    proof = next(iter(graph.subjects(RDF.type, SPDX.Checksum)))
    graph.set((proof, SPDX.checksumValue, Literal("ab", datatype="http://www.w3.org/2001/XMLSchema#hexBinary")))


def nobody(graph: Graph) -> None:
    dataset = next(iter(graph.subjects(RDF.type, DCAT.Dataset)))
    graph.set((dataset, DCT.publisher, BNode()))


@pytest.mark.parametrize("spoil", [one_language, text_as_media_type, short_checksum, nobody])
def test_what_is_said_wrongly_is_refused(portal: Graph, shapes: Graph, spoil: Callable[[Graph], Any]) -> None:
    spoil(portal)
    assert complaints(portal, shapes)


def test_a_site_of_two_datasets_lists_both(gold_package: Path, tmp_path: Path) -> None:
    text = catalogue({"data/b/latest/": gold_package, "data/a/latest/": gold_package})
    assert [dataset["@id"] for dataset in json.loads(text)["dcat:dataset"]] == ["data/a/latest/", "data/b/latest/"]
