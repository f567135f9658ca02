"""Measures of size and speed on made-up reports; no tests, since the machine decides the seconds."""
