"""What is wrong with a database, in words: a sentence for each code of ``soundness``."""

from typing import Final

from cydbost_bot.i18n import N_, _
from cydbost_queue.soundness import Weakness

#: By the weakness's code; ``{table}`` says where, ``{what}`` what of it.
WEAKNESSES: Final = {
    "schema_differs": N_("The table {table} is not as this version made it ({what}). Restore it from a backup."),
    "guard_missing": N_(
        "The table {table} is not guarded against {what}: its trigger is missing, changed or switched off. Find out "
        "who did it, run “cydbost audit verify”, and restore the trigger from a backup."
    ),
    "pages_damaged": N_("The database file is damaged. Restore it from a backup."),
    "references_broken": N_("Rows refer to others that are gone. Restore the database from a backup."),
    "encoding_not_utf8": N_("The database does not keep its texts as UTF-8. Move to one that does."),
    "collation_differs": N_("The database sorts words by the rules of a language. Move to one that Cydbost made."),
}
UNKNOWN: Final = N_("The database has a fault of a kind that this version does not know ({code}).")


def weakness_sentence(weakness: Weakness) -> str:
    """Return what is wrong and how to mend it, in the language of the context."""
    message = _(WEAKNESSES.get(weakness.code, UNKNOWN))
    return message.format(code=weakness.code, table=weakness.table, what=weakness.what)
