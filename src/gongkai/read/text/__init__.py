"""Plain text and Markdown, with the tables that are typed or drawn in them."""
