"""Made-up datasets of any size with known truth: bodies, figures, narratives, the files they print, their damage."""
