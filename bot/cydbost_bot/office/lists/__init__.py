"""The lists of agreed pairs: words, names, hashtags, handles, links and domains."""
