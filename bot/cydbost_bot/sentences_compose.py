"""What is written before it is handed in, and where it is to go, in words."""

from typing import Final

from cydbost_bot.i18n import N_

#: What the record says of it.
COMPOSE_ENTRIES: Final = {
    "posting.renamed": N_("It was given another name."),
    "posting.addressed": N_("Its channels were changed: {channels}."),
}
#: The finding ``too_long_to_divide`` where the post can be divided with a button.
DIVIDE_HERE: Final = N_(
    "On {channel} ({platform}) {version} counts {length}; {limit} is the most. Take out {over}, or save it "
    "and divide it."
)
#: Why the queue says no.
COMPOSE_ERRORS: Final = {
    "draft_place": N_("Nothing can be kept under “{place}”. Open the post again, and go on there."),
    "draft_too_long": N_("What you have typed is over {limit} characters in all, and is not kept. Shorten it."),
    "draft_elsewhere": N_(
        "You have typed other words of this post in another window. Choose which of the two to go on with."
    ),
    "channels_stand": N_(
        "{ref} keeps its channels: its state is “{state}”. Withdraw it, and write a new post for the others."
    ),
    "nothing_chosen": N_("Nothing is chosen. Choose the version that you approve."),
    "channels_none": N_("{ref} would have no channel. Choose one or more."),
}
