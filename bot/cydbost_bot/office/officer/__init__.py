"""The Welsh language officer’s pages: how the council keeps its promise, shown and provable. Nothing changes here."""
