"""The version of the program, which every room may tell."""

__version__ = "0.1.0"
