"""The hall: the first page, the choice of language, and what is said about accessibility."""
