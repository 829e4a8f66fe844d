"""The council's settings that the queue's rules depend on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from cydbost_connectors import Dated, Prices
from cydbost_connectors.measure import Measure
from cydbost_language import Agreements, Language, Speller
from cydbost_language.strictness import Severities
from cydbost_queue.telling.ladder import DEFAULT as DEFAULT_LADDER
from cydbost_queue.telling.ladder import Ladder
from cydbost_queue.telling.reach import Reach


def _categories() -> dict[str, timedelta]:
    # Law and policy give no hours; these follow the severity of what each category puts at risk.
    short, middle, long = timedelta(minutes=30), timedelta(minutes=60), timedelta(minutes=120)
    return {
        "flooding": short,
        "fire": short,
        "industrial": short,
        "police": short,
        "shelter": short,
        "weather": middle,
        "transport": middle,
        "utilities": middle,
        "health": middle,
        "ground": middle,
        "education": long,
        "general": long,
    }


def _concerns() -> dict[str, tuple[str, ...]]:
    return {
        "safeguarding": ("on-call", "approver"),
        "threat-to-life": ("on-call", "approver"),
        "press": ("approver",),
        "councillor": ("approver",),
    }


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much one account may send: ``posts`` in any stretch of ``per``, of which ``reserve`` are for emergencies.

    Posts and replies count; with ``every_write`` edits and withdrawals do too, as where a platform limits all writes.
    """

    posts: int
    per: timedelta
    reserve: int
    every_write: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """What the accounts of one channel may cost together in a month by the council's clock; emergencies may pass it.

    Args:
        monthly: in millionths of the platform's currency.
        warn_at: at so many percent of it people are told.
        holds_replies: whether answers to the public are held back too.
    """

    monthly: int
    warn_at: int = 80
    holds_replies: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a council may set about how the queue behaves. Durations are ``timedelta``."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    agreements: Agreements = field(default_factory=Agreements)
    severities: Severities = field(default_factory=dict)
    spellers: Mapping[Language, Speller] = field(default_factory=dict)  #: none where none is installed
    measures: Mapping[str, Measure] = field(default_factory=dict)  #: by channel: how its platform counts
    categories: Mapping[str, timedelta] = field(default_factory=_categories)  #: time to the Welsh, by category
    ladder: Ladder = DEFAULT_LADDER  #: who is told when, as the time to the Welsh passes
    ladders: Mapping[str, Ladder] = field(default_factory=dict)  #: by category, where it has its own
    reach: Reach = field(default_factory=Reach)  #: who can be told something, and on which rotas they are
    holding_line: str = "Neges frys. Bydd y fersiwn Gymraeg yma erbyn {due}."  #: Welsh; ``{due}`` is the time
    pair_window: timedelta = timedelta(minutes=5)  #: how long one language may stand alone before ``on_half``
    correction_line: tuple[str, str] = (
        "Cywiriad i'n neges gynharach: {address}",
        "Correction to our earlier message: {address}",
    )  #: Welsh, English; ``{address}`` is where what it corrects stands
    hand_window: timedelta = timedelta(minutes=30)  #: the same where a person posts; after it they are told again
    gap_target: timedelta = timedelta(seconds=60)
    preflight: timedelta = timedelta(minutes=15)  #: how long before its slot a posting is looked over
    series_lead: timedelta = timedelta(days=14)  #: how long before its time an occurrence of a series is made
    repeat_within: timedelta = timedelta()  #: the same said again on an account within so long is warned of; 0: never
    repeat_likeness: float = 0.9  #: of their words that two texts share, to be nearly the same
    near_time: timedelta = timedelta()  #: another post on an account within so long is warned of; 0: never
    most_an_hour: int = 0  #: posts on an account before followers are flooded; 0: any number
    most_a_day: int = 0
    late_grace: timedelta = timedelta(hours=1)  #: a slot missed by more than this waits for a person
    lease: timedelta = timedelta(minutes=3)  #: more than all time-outs of one platform call together
    accept_for: timedelta = timedelta(days=30)  #: how long the acceptance of a warning holds
    allowances: Mapping[str, Allowance] = field(default_factory=dict)  #: by account
    prices: Mapping[str, Prices] = field(default_factory=dict)  #: by account, where the platform charges
    budgets: Mapping[str, Budget] = field(default_factory=dict)  #: by channel
    known: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)  #: what is known of each channel's platform
    comment_overlap: timedelta = timedelta(minutes=10)  #: read again, because platforms list late
    acknowledgement: tuple[str, str] = (
        "Diolch am eich neges. Rydym wedi'i derbyn a byddwn yn ateb cyn gynted â phosibl.",
        "Thank you for your message. We have received it and will reply as soon as possible.",
    )  #: Welsh, English

    stop_words: tuple[str, ...] = ("stop", "stopiwch", "peidiwch")  #: whoever writes one is acknowledged no more

    answer_within: timedelta = timedelta(days=1)  #: when an answer is due: one time, whatever the language
    preference_kept: timedelta = timedelta(days=365)  #: how long it is remembered how somebody asked to be answered
    reply_approval: bool = False  #: whether somebody else approves an answer before it leaves
    concerns: Mapping[str, tuple[str, ...]] = field(default_factory=_concerns)  #: who is told of which concern

    def acknowledgement_in(self, language: Language) -> str:
        """Return the automatic acknowledgement in ``language``."""
        return self.acknowledgement[0] if language is Language.CY else self.acknowledgement[1]

    def ladder_for(self, category: str) -> Ladder:
        """Return the ladder of an emergency of this ``category``."""
        return self.ladders.get(category, self.ladder)
