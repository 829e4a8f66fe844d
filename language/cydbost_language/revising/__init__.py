"""What was changed from one writing of a text to the next, and what two people's changes come to together."""

from cydbost_language.revising.changes import Change, word_changes
from cydbost_language.revising.joining import joined

__all__ = ["Change", "joined", "word_changes"]
