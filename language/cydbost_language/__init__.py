"""Language: text in, judgement out. Pure functions; no files, no network, no database."""

from cydbost_language.pair import Agreements, Attachment, Finding, Language, Pair, Severity, Side, Span

__all__ = ["Agreements", "Attachment", "Finding", "Language", "Pair", "Severity", "Side", "Span"]
