"""A backup: everything of one council in one file, that can be proved, and from which nothing is sent twice."""
