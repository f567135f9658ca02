"""Jinja templates for page bodies: everything is escaped unless a template says otherwise."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongkai.site.addresses import Way
from gongkai.site.words import Words, file_size, grouped, plain


@cache
def _environment() -> Environment:
    folder = str(files("gongkai.site") / "templates" / "pages")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        n=grouped, plain=plain, size=file_size, edition_name=lambda code, words: words.edition(code)
    )
    return environment


def render(template: str, path: str, words: Words, **values: Any) -> str:
    """The template `templates/pages/<template>.html` for the page at `path`.

    Templates see `t` (both languages, also code labels), `english`, `to` (the ways to other pages: `to.report(id)`,
    `to.page("reports/")`, `to.file("static/x")`; see `addresses.Way`), and the values given.
    """
    return _environment().get_template(f"{template}.html").render(**{**values, **_names(path, words)})


def render_macro(template: str, macro: str, path: str, words: Words, **values: Any) -> str:
    """One macro of a template, for the page at `path`."""
    module = _environment().get_template(f"{template}.html").make_module(_names(path, words))
    return str(getattr(module, macro)(**values))


def _names(path: str, words: Words) -> dict[str, Any]:
    return {"t": words, "english": words.lang == "en", "path": path, "to": Way(path, words.lang)}
