"""Where a plan's pictures are: beside the file, or brought in together with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from cydbost_bot.i18n import N_
from cydbost_bot.media_intake import keep_media
from cydbost_bot.problem import Problem, Wording
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Media

NO_PICTURE = Wording("plan_no_picture", N_("The picture {file} is not there. Put it beside the plan."))
NOT_BROUGHT = Wording(
    "plan_picture_not_brought", N_("The picture {file} did not come with the plan. Choose it together with the plan.")
)


class Pictures(Protocol):
    """The pictures that the rows of a plan name."""

    def problem_of(self, name: str) -> Problem | None:
        """Return what is wrong with the picture called ``name``, or ``None`` where it is there."""
        ...

    def take(self, name: str, alt_text: str, rights: str) -> Media:
        """Return the picture called ``name``, kept beside the database.

        Raises:
            Misuse: it cannot be used as it is.
        """
        ...


@dataclass(frozen=True, slots=True)
class BesideThePlan:
    """Pictures in the folder of the plan's file; they are taken in when the plan is imported."""

    settings: Settings
    folder: Path

    def problem_of(self, name: str) -> Problem | None:
        """Tell of a file that is not there."""
        return None if (self.folder / name).is_file() else NO_PICTURE(file=name)

    def take(self, name: str, alt_text: str, rights: str) -> Media:
        """Copy the file beside the database."""
        return keep_media(self.settings, self.folder / name, alt_text, rights)


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """Pictures that came with the plan and are kept already, by the names their files had."""

    kept: Mapping[str, Media]

    def problem_of(self, name: str) -> Problem | None:
        """Tell of a picture that did not come with the plan."""
        return None if name in self.kept else NOT_BROUGHT(file=name)

    def take(self, name: str, alt_text: str, rights: str) -> Media:
        """Give the kept picture this row's description."""
        return replace(self.kept[name], alt_text=alt_text.strip(), rights=rights.strip())
