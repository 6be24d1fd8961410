"""Archives: zip and tar files, whose members are read in their own formats."""
