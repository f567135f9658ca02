"""Jinja templates for page bodies: everything is escaped unless a template says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongkai.site.addresses import Way
from gongkai.site.names import distinct_name
from gongkai.site.rows.lists import OwnRequests, marks
from gongkai.site.words import Words, file_size, grouped, plain


class _InOneLanguage(FileSystemLoader):
    """Templates whose fixed words are put in when they are read, not each time that a page is made."""

    _FIXED = re.compile(r"""\{\{ t\((["'])([^"'{}\\]*)\1, (["'])([^"'{}\\]*)\3\) \}\}""")

    def __init__(self, folder: str, words: Words) -> None:
        super().__init__(folder)
        self._words = words

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template with its fixed words in one language."""
        text, name, current = super().get_source(environment, template)
        return self._FIXED.sub(lambda match: escape(self._words(match[2], match[4])), text), name, current


@cache
def _environment(words: Words) -> Environment:
    folder = str(files("gongkai.site") / "templates" / "pages")
    environment = Environment(
        loader=_InOneLanguage(folder, words),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        n=grouped,
        plain=plain,
        size=file_size,
        edition_name=lambda code, words: words.edition(code),
        distinct_name=distinct_name,
        marked=marked,
        of_processed=lambda row: f"{marked(row, 'granted')} / {marked(row, 'processed')}",
    )
    return environment


_ROWS = {"received": "new_received", "processed": "total_processed"}
"""The row of the form that a number of a report's requests stands in, where it has another name."""


def marked(report: OwnRequests, name: str) -> str:
    """A number of a report's requests with its marks: ? in doubt, * reconciled."""
    return grouped(getattr(report, name)) + marks(report, _ROWS.get(name, name))


def render(template: str, path: str, words: Words, **values: object) -> str:
    """The template `templates/pages/<template>.html` for the page at `path`.

    Templates see `t` (both languages, also code labels), `english`, `to` (the ways to other pages: `to.report(id)`,
    `to.page("reports/")`, `to.file("static/x")`; see `addresses.Way`), and the values given.
    """
    return _environment(words).get_template(f"{template}.html").render(**{**values, **_names(path, words)})


def render_macro(template: str, macro: str, path: str, words: Words, **values: object) -> str:
    """One macro of a template, for the page at `path`."""
    module = _environment(words).get_template(f"{template}.html").make_module(_names(path, words))
    return str(getattr(module, macro)(**values))


def _names(path: str, words: Words) -> dict[str, object]:
    return {"t": words, "english": words.lang == "en", "path": path, "to": Way(path, words.lang)}
