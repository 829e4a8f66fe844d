"""What can be wrong with a file of templates or saved replies: a line for each fault, with its place."""

from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.library import LibraryFault, LibraryRefused
from cydbost_bot.sentences_facts import filled

FAULTS: Final = {
    # the file itself
    "unreadable": N_("it could not be read: {reason}."),
    "not_utf8": N_("it is not UTF-8 text. Save it as UTF-8."),
    "not_toml": N_("it cannot be read as TOML. Check quotes, brackets and equals signs. Parser: {detail}"),
    "too_large": N_("it is over {limit} bytes: this is not such a file."),
    "name": N_("a name here has only small letters a to z, figures and hyphens."),
    "key_missing": N_("this key is missing. Add it."),
    "key_unknown": N_("there is no such key. The nearest: {near}"),
    "not_text": N_("this must be text in quotation marks."),
    "not_table": N_("this must be a table of names and values."),
    "kind_unknown": N_("there is no such kind: {given}. There are: {kinds}."),
    "category_unknown": N_("there is no such category: {given}. There are: {categories}."),
    "not_example": N_("an example is a value, or a table of cy and en, or of both."),
    # filling
    "field_missing": N_("this field has no value. Give one."),
    "field_unknown": N_("there is no such field. The nearest: {near}"),
    "wrong_kind": N_("this value is not of the kind {kind}."),
    "one_value_for_two": N_("this was given once. Give it in each language, or say that both are the same."),
    "welsh_missing": N_("the Welsh is empty. Write it."),
    "english_missing": N_("the English is empty. Write it."),
    "choice_unknown": N_("{given} is none of the choices: {choices}."),
    # the template's own words
    "words_missing": N_("the {part} is empty ({language}). Write it."),
    "placeholder_undeclared": N_("a gap in the text has no field of this name ({language}). Declare it."),
    "placeholder_one_sided": N_("the {part} has this gap in one language only; it is missing here: {language}."),
    "field_unused": N_("this field is in no text. Use it or take it out."),
    "field_twice": N_("this field is declared twice. Keep one."),
    "form_unknown": N_("the form “{form}” does not suit this kind of field."),
    "stray_brace": N_("a brace that is no gap stands in the text ({language}, at place {position}). Take it out."),
    "mutation": N_("the word “{word}” before the gap asks for a mutation that filling cannot give. Word it otherwise."),
    "choices_missing": N_("a choice needs at least two. Add them."),
}
UNKNOWN: Final = N_("this does not suit ({code}).")


def library_lines(error: LibraryRefused) -> list[str]:
    """Return a line for each fault, with the file and the key it stands at."""
    return [fault_line(fault) for fault in error.faults]


def fault_line(fault: LibraryFault) -> str:
    """Return one fault with its place."""
    place = f"{fault.file}: {fault.key}" if fault.key else fault.file
    code = str(fault.code)
    return f"{place}: {filled(FAULTS.get(code, UNKNOWN), fault.facts, code=code)}"
