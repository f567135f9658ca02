"""Outline → typed cells, facts, sections and metadata, each with its place in the source."""
