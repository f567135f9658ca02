"""Web pages: what a browser shows of them, the article, and what the page says about it."""
