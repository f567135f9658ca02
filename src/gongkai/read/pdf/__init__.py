"""PDF files, read by what is drawn on their pages."""
