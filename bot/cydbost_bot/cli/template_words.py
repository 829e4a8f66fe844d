"""What the templates' categories are called."""

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
