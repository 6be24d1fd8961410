"""PDF files, of which a text copy is made."""
