"""The lists of agreed pairs in words: what each is called, what is refused, and what the record says of them."""

from typing import Final

from cydbost_bot.i18n import N_

#: What a pair of each kind is.
PAIR_KINDS: Final = {
    "term": N_("word or phrase"),
    "name": N_("place or name"),
    "hashtag": N_("hashtag"),
    "mention": N_("handle"),
    "link": N_("link"),
    "domain": N_("domain"),
    "line": N_("line that differs on purpose"),
}
LIST_RIGHTS: Final = {"keep-lists": N_("keep the lists of agreed pairs")}
LIST_SUBJECTS: Final = {"lists": N_("The lists of agreed pairs")}
LIST_FIELDS: Final = {"cy": N_("Welsh"), "en": N_("English"), "note": N_("note")}
LIST_ENTRIES: Final = {
    "pair.agreed": N_("{ref} was put on the list of agreed pairs ({pair_kind})."),
    "pair.ended": N_("{ref} was taken off the list of agreed pairs ({pair_kind})."),
}
LIST_ERRORS: Final = {
    "no_pair": N_("There is no agreed pair {ref}, or it was taken off its list. Look at the list again."),
    "pair_agreed": N_("“{cy}” and “{en}” are on the list already."),
    "pair_same": N_("“{half}” is the same in both languages. Give the Welsh and the English."),
    "pair_form": N_(
        "“{half}” is no {pair_kind}. A hashtag begins with #, a handle with @, a link with https://, and a domain is a "
        "name such as example.cymru."
    ),
    "nothing_written": N_("{ref} has no words to write again. Choose another."),
    "too_many_pairs": N_("There are more than {limit} pairs. Import them in parts."),
    "words_in_unknown": N_("“{named}” is no language of a picture’s words. Give cy, en or both."),
}
