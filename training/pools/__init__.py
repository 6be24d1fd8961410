"""Pool builders: generate the word lists from which surrogates are drawn."""
