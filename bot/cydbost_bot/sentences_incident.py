"""What is said of an emergency's chain of messages: why a step is refused, and what the record tells of it."""

from typing import Final

from cydbost_bot.i18n import N_

#: Why the queue refuses.
INCIDENT_ERRORS: Final = {
    "request_used": N_("This was sent already, as {ref}. To send other words, start again."),
    "request_name": N_("The name of a request must be 1 to {limit} characters long."),
    "no_incident": N_("{ref} is of no emergency."),
    "no_emergency_template": N_("There is no emergency template {template}."),
    "incident_over": N_("The emergency {ref} is over already: {by} said so."),
}
#: What the record tells.
INCIDENT_ENTRIES: Final = {
    "incident.joined": N_("It is a further message of the emergency {incident}."),
    "incident.ended": N_("The emergency is over."),
    "incident.reopened": N_("The emergency goes on: {posting} is an update of it."),
}
#: What people are told; what a notice is about in a few words, what to do now, and its first line.
INCIDENT_NOTICES: Final = {
    "emergency_waits": N_("{by} wrote the emergency {ref} in both languages. It goes out once you approve it."),
}
INCIDENT_NOTICE_NAMES: Final = {"emergency_waits": N_("an emergency waits for approval")}
INCIDENT_NOTICE_NEXT: Final = {
    "emergency_waits": N_("See it: cydbost post show {ref}. Then: cydbost post approve {ref}"),
}
INCIDENT_NOTICE_TITLES: Final = {"emergency_waits": N_("{ref}: EMERGENCY, to be approved now")}
