"""What the templates' categories are called, and the kinds of emergency that the settings begin with."""

from typing import Final

from cydbost_bot.i18n import N_

CATEGORY_NAMES: Final = {
    "flooding": N_("Flooding"),
    "transport": N_("Roads and transport"),
    "education": N_("Schools"),
    "utilities": N_("Water, power and telephones"),
    "fire": N_("Fire and smoke"),
    "shelter": N_("Evacuation and shelter"),
    "police": N_("Police"),
    "weather": N_("Weather"),
    "health": N_("Public health"),
    "industrial": N_("Industrial incidents"),
    "ground": N_("Landslips"),
    "general": N_("General"),
}

#: Kinds of emergency; a council may have others, which are called as it has written them.
EMERGENCY_NAMES: Final = {
    **CATEGORY_NAMES,
    "evacuation": N_("Evacuation"),
    "industrial-incident": N_("Industrial incident"),
    "missing-person": N_("Missing person"),
    "public-health": N_("Public health"),
    "road-closed": N_("Road closed"),
    "school-closed": N_("School closed"),
    "severe-weather": N_("Severe weather"),
    "other": N_("Another kind"),
}
