"""SQLite databases: their rows are records, and the copy is a database built anew."""
