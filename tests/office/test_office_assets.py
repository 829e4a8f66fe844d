"""What the pages are styled with: the versions that belong together, and nothing that may not be used."""

import json
import re
import tomllib
from pathlib import Path

from cydbost_bot.office.assets import asset

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ROOT / "bot" / "cydbost_bot" / "office"

#: Which GOV.UK Frontend the macros are written for, as their package says.
FITS = {"4.1.0": "6.3.0"}


def test_the_macros_and_the_style_sheet_are_of_the_same_govuk_frontend() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (macros,) = (one for one in project["project"]["dependencies"] if one.startswith("govuk-frontend-jinja=="))
    package = json.loads((OFFICE / "assets" / "package.json").read_text(encoding="utf-8"))
    assert FITS[macros.partition("==")[2]] == package["dependencies"]["govuk-frontend"]


def test_nothing_served_names_another_host_or_the_restricted_typeface() -> None:
    sheet = asset("office.css")
    assert sheet is not None
    text = sheet.content.decode()
    assert "GDS Transport" not in text
    assert not re.search(r"url\(\W*http|@import", text)
    assert "@font-face" not in text


def test_no_two_rooms_style_the_same_class_and_every_function_was_compiled() -> None:
    styled: dict[str, set[str]] = {}
    for sheet in sorted((OFFICE / "assets" / "styles").glob("_*.scss")):
        # a class that stands alone is a room's own; one beside another is a place in somebody else's
        for name in re.findall(r"^\.(app-[a-z-]+)(?=[ ,{:]|$)", sheet.read_text(encoding="utf-8"), flags=re.MULTILINE):
            styled.setdefault(name, set()).add(sheet.stem)
    shared = {name: rooms for name, rooms in styled.items() if len(rooms) > 1}
    assert {name: rooms for name, rooms in shared.items() if "_layout" not in rooms} == {}
    compiled = asset("office.css")
    assert compiled is not None
    assert re.findall(r"[:,( ]govuk-[a-z]+\(", compiled.content.decode()) == []


def test_the_lock_of_the_packages_has_a_hash_for_each_and_no_download_address() -> None:
    locked = json.loads((OFFICE / "assets" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {name: facts for name, facts in locked.items() if name}
    assert all("integrity" in facts and "resolved" not in facts for facts in packages.values())
