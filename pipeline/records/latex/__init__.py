"""LaTeX and BibTeX files: text with commands, accents decoded, commands and braces unchanged."""
