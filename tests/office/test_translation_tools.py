"""What is sent out can be filled in with another program's reading of XLIFF, and comes back whole."""

from typing import Any

import pytest
from translate.storage import xliff, xliff2

from cydbost_bot.exchange.formats import Format, read_parcel, write_parcel
from cydbost_bot.exchange.parcel import Origin, OutgoingText, Unit
from cydbost_language import Language

WORDS = {"Bins & bags: <late> this week.": "Biniau a bagiau: <hwyr> yr wythnos hon.", "It’s 7am.": "Mae’n 7yb; ŵ ŷ."}


@pytest.mark.parametrize(("kind", "reader"), [(Format.XLIFF_12, xliff.xlifffile), (Format.XLIFF_2, xliff2.Xliff2File)])
def test_another_programs_reading_of_xliff_fills_in_what_we_send_out(kind: Format, reader: Any) -> None:
    origins = [Origin(f"P{number}", "0" * 12, Language.CY, "a" * 64) for number in (1, 2)]
    units = tuple(Unit(f"text.{at}", source) for at, source in enumerate(WORDS, 1))
    sent = write_parcel([OutgoingText(origin, "Biniau", units, "Nodyn") for origin in origins], kind)

    store = reader.parsestring(sent)
    assert [unit.source for unit in store.units if unit.istranslatable()] == [*WORDS, *WORDS]
    for unit in store.units:
        if unit.istranslatable():
            unit.target = WORDS[unit.source]

    back = read_parcel(bytes(store))
    assert [Origin.read(text.origin) for text in back] == origins
    assert [[*text.words.values()] for text in back] == [[*WORDS.values()]] * 2
