"""What is done to the pages of MkDocs before any is stamped."""

from __future__ import annotations

import re

from gongkai.site.shells import scrolling_parts


def test_a_table_written_in_markdown_scrolls_under_the_name_of_its_part() -> None:
    page = '<h2 id="a">所用<code>时间</code></h2>\n<table>\n<tr><td>1</td></tr>\n</table>\n<p>x</p>'
    assert scrolling_parts(page) == (
        '<h2 id="a">所用<code>时间</code></h2>\n<div class="scroll" tabindex="0" role="region" aria-label="所用时间">'
        "<table>\n<tr><td>1</td></tr>\n</table></div>\n<p>x</p>"
    )


def test_two_tables_of_a_part_have_names_of_their_own() -> None:
    page = scrolling_parts("<h2>A</h2><table>1</table><table>2</table><h3>B</h3><table>3</table>")
    assert re.findall('aria-label="([^"]*)"', page) == ["A", "A 2", "B"]


def test_code_that_is_wider_than_a_phone_can_be_scrolled_by_keyboard() -> None:
    page = '<pre><code class="language-console">$ gongkai new second</code></pre>'
    assert scrolling_parts(page).startswith('<pre tabindex="0"><code class="language-console">$')


def test_other_tables_are_left_alone() -> None:
    page = '<h2>A</h2><div class="scroll"><table class="ledger"><tr><td>1</td></tr></table></div>'
    assert scrolling_parts(page) == page
