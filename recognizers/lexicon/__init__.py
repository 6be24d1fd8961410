"""Lexicon: the words, formats and spellings that both finding and replacing values use."""
