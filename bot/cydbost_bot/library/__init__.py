"""The council's approved words: emergency templates and saved replies, read from TOML."""

from cydbost_bot.library.library import load_saved_replies, load_templates, templates_for
from cydbost_bot.library.library_faults import LibraryCode, LibraryFault, LibraryRefused
from cydbost_bot.library.template_table import CATEGORIES, REPLY_CATEGORY

__all__ = [
    "CATEGORIES",
    "REPLY_CATEGORY",
    "LibraryCode",
    "LibraryFault",
    "LibraryRefused",
    "load_saved_replies",
    "load_templates",
    "templates_for",
]
