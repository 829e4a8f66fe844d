"""Texts sent out to be translated and brought back: XLIFF and CSV, and what a file that comes back is worth."""
