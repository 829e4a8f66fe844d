"""A council in the middle of its work, made through the queue's own doors: something of everything a page can show."""

from datetime import datetime, timedelta

from cydbost_connectors.errors import Rejected
from cydbost_connectors.noticeboard.reading import standing
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.quieting import begin_quiet
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.series import add_series
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting, edit_version
from cydbost_queue.content import Content
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.tables import QuietKind
from office.office_rig import House
from publishing.conftest import APPROVER, EDITOR, MANAGER, OFFICER, TRANSLATOR
from publishing.faults import before

PAIRS = {
    "Llyfrgell": (
        "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 8 Mehefin 2026. Bydd yn ailagor am 9.30yb ddydd Mawrth.",
        "The library in Ruthin will be closed on Monday 8 June 2026. It will reopen at 9.30am on Tuesday.",
    ),
    "Marchnad": (
        "Bydd marchnad yn Llangollen ddydd Sadwrn 20 Mehefin 2026 o 10yb tan 4yh. Croeso i bawb.",
        "There will be a market in Llangollen on Saturday 20 June 2026 from 10am to 4pm. All welcome.",
    ),
    "Gwastraff gardd": (
        "Cofiwch adnewyddu eich casgliad gwastraff gardd erbyn 30 Mehefin 2026. Mae’n costio £45 y bin.",
        "Remember to renew your garden waste collection by 30 June 2026. It costs £45 a bin.",
    ),
    "Parcio": (
        "Bydd parcio am ddim ym meysydd parcio’r cyngor yn y Rhyl ar ôl 3yh bob dydd ym mis Gorffennaf.",
        "Parking will be free in the council’s car parks in Rhyl after 3pm every day in July.",
    ),
    "Pafiliwn": (
        "Mae tocynnau’r pantomeim ar werth nawr o swyddfa docynnau’r pafiliwn: 01632 960321.",
        "Tickets for the pantomime are on sale now at the pavilion’s box office: 01632 960321.",
    ),
    "Cyfrifiaduron": (
        "Dewch i’r llyfrgell am help gyda’ch cyfrifiadur. Mae’r sesiynau am ddim ac yn dechrau am 2yh.",
        "Come to the library for help with your computer. The sessions are free and begin at 2pm.",
    ),
}
FAULTY = (
    "Bydd cyfarfod cyhoeddus am 6yh ddydd Iau 18 Mehefin 2026 yn Neuadd y Dref, Dinbych.",
    "There will be a public meeting at 7pm on Thursday 18 June 2026 in Denbigh Town Hall.",
)
COMMENTS = (
    (
        "Preswylydd",
        "Prynhawn da. A fyddech cystal â rhoi gwybod pryd y bydd y llyfrgell yn ailagor, os gwelwch yn dda?",
    ),
    ("Resident", "Good morning. Could you tell me when the library will open again after the bank holiday?"),
    (
        "Rhiant",
        "Diolch am ateb mor gyflym, ond dydw i ddim yn deall y llythyr. Can you explain what the charge is for?",
    ),
    ("Resident", "Is the bus from Llangollen to Corwen running today?"),
)


def fill(house: House) -> None:
    """Fill the house.

    P1 is published, P2 scheduled, P3 without Welsh, P4 out in English first, P5 has a fault, P6 is ready, P7 withdrawn,
    P8 refused by the platform, P9 the pattern of a series; of C1 to C4 the second is answered. A quiet period
    is to come.
    """
    council, desk, clock = house.council, house.council.desk, house.council.clock
    for name, after in (("Llyfrgell", timedelta(minutes=5)), ("Marchnad", timedelta(days=4))):
        ref = _pair(house, name)
        approve(desk, APPROVER, ref)
        schedule(desk, EDITOR, ref, clock.now() + after)
    council.run_to(timedelta(minutes=6))
    _comment(house)
    add_posting(desk, EDITOR, label="Ffair swyddi", channels=["board"], contents={Language.EN: Content(_ENGLISH_ALONE)})
    raise_english_first(
        desk,
        OFFICER,
        label="Llifogydd Ffordd y Dyffryn",
        english=Content("Flooding on Vale Road, Rhyl. Do not drive through the water. Call 01632 960199 for help."),
        category="flooding",
        reason="The river is over its banks and the translator on call does not answer.",
        channels=["board"],
        authoriser=MANAGER,
    )
    council.worker().tick()
    _pair(house, "Cyfarfod", *FAULTY)
    for name in ("Parcio", "Pafiliwn"):
        _approved(house, name)
    withdraw(desk, APPROVER, "P7", "It was called off.")
    _refuse(house)
    add_series(
        desk,
        EDITOR,
        _approved(house, "Cyfrifiaduron"),
        "FREQ=WEEKLY;BYDAY=MO",
        datetime(2026, 6, 15, 9),  # noqa: DTZ001 - on the wall
    )
    begin_quiet(
        desk,
        APPROVER,
        kind=QuietKind.PRE_ELECTION,
        name="Cyfnod cyn etholiad",
        channels=["board"],
        reason="By-election",
        begins=clock.now() + timedelta(days=20),
        ends=clock.now() + timedelta(days=30),
    )
    council.worker().tick()


_ENGLISH_ALONE = "A jobs fair will be held in Rhyl Town Hall on Friday 12 June 2026 from 10am to 2pm."


def _pair(house: House, label: str, cy: str = "", en: str = "") -> str:
    welsh, english = (cy, en) if cy else PAIRS[label]
    desk = house.council.desk
    ref = add_posting(desk, EDITOR, label=label, channels=["board"], contents={Language.EN: Content(english)})
    edit_version(desk, TRANSLATOR, ref, Language.CY, Content(welsh))
    return ref


def _approved(house: House, label: str) -> str:
    ref = _pair(house, label)
    approve(house.council.desk, APPROVER, ref)
    return ref


def _refuse(house: House) -> None:
    council = house.council
    ref = _approved(house, "Gwastraff gardd")
    schedule(council.desk, EDITOR, ref, council.clock.now() + timedelta(minutes=1))
    for connector in council.faulty.values():
        connector.meet("publish", *[before(Rejected("rejected"))] * 3)
    council.run_to(timedelta(minutes=2))
    council.worker().tick()
    for connector in council.faulty.values():
        connector.lined_up.clear()


def _comment(house: House) -> None:
    council = house.council
    with council.board.view() as connection:
        welsh, english = sorted(standing(connection), key=lambda notice: notice.number)[:2]
    for number, (author, text) in enumerate(COMMENTS):
        council.board.add_comment((welsh if number % 2 == 0 else english).number, text=text, author=author)
        council.clock.advance(timedelta(seconds=30))
    council.worker().tick()
    second = next(comment for comment in list_comments(council.desk) if comment.text == COMMENTS[1][1])
    answer(council.desk, EDITOR, second.ref, {Language.EN: "Good morning. It opens again at 9.30am on Tuesday."})
    council.worker().tick()
