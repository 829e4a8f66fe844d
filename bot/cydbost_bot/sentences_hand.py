"""What is done by hand, in words: what a person is asked to do, and what was seen of what they did."""

from typing import Final

from cydbost_bot.i18n import N_

#: What a person is to do by hand, by the task.
HAND_TASKS: Final = {
    "publish": N_("post it"),
    "edit": N_("change it where it stands"),
    "withdraw": N_("take it down"),
    "recall": N_("do not post it; take it down if it is out"),
}
#: What was seen of what a person posted by hand.
SIGHTS: Final = {
    "seen": N_("its words were seen there"),
    "unseen": N_("its words were not seen there, and the person’s word is taken"),
    "unread": N_("the page cannot be read, and the person’s word is taken"),
}
