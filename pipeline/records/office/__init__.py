"""Office files: DOCX, XLSX, PPTX, ODT and ODS, changed in place."""
