"""What the library promises: emergencies and replies ready in both languages, and a council's own added over them."""

from pathlib import Path

import pytest

from cydbost_bot.library import (
    CATEGORIES,
    REPLY_CATEGORY,
    LibraryCode,
    LibraryRefused,
    load_saved_replies,
    load_templates,
    templates_for,
)
from cydbost_bot.settings_model import Emergency
from cydbost_language.template_faults import FaultCode
from cydbost_language.templates import FieldKind, Template, Words, fill, template_hash

TEMPLATES = load_templates()
REPLIES = load_saved_replies()

#: What a post may hold on the shortest platform a council uses, in characters.
SHORTEST_LIMIT = 280

OWN = """
category = "general"
title = { cy = "Prawf", en = "Test" }
text = { cy = "Lleoliad: {place}", en = "Location: {place}" }
[fields.place]
kind = "place"
help = { cy = "Y lle.", en = "The place." }
example = { both = "Prestatyn" }
"""


def refused(directory: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(LibraryRefused) as caught:
        load_templates(directory)
    return [(fault.file, fault.key, fault.code) for fault in caught.value.faults]


def test_every_emergency_that_councils_plan_for_has_a_template() -> None:
    assert set(TEMPLATES) >= {
        "all-clear",
        "bridge-closed",
        "evacuation",
        "fire-smoke",
        "flood-evacuation",
        "flood-warning",
        "industrial-incident",
        "landslip",
        "missing-person",
        "power-cut",
        "public-health",
        "rest-centre",
        "road-closed",
        "school-closed",
        "service-line-down",
        "severe-weather",
        "snow-gritting",
        "update",
        "water-supply",
    }
    assert {template.category for template in TEMPLATES.values()} == set(CATEGORIES)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_template_fits_the_shortest_platform_in_both_languages(template: Template) -> None:
    filled = fill(template, template.examples(), short=True)
    assert max(len(filled.cy), len(filled.en)) <= SHORTEST_LIMIT
    assert "{" not in filled.cy + filled.en


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_short_text_leads_to_the_same_details_as_the_long_one(template: Template) -> None:
    links = [field.name for field in template.fields if field.kind is FieldKind.LINK]
    assert links
    for name in links:
        link = template.examples()[name]
        assert isinstance(link, Words)
        assert link.cy in fill(template, template.examples(), short=True).cy
        assert link.en in fill(template, template.examples(), short=True).en


def test_every_template_says_different_words_in_each_language_and_has_its_own_hash() -> None:
    for template in [*TEMPLATES.values(), *REPLIES.values()]:
        assert template.text.cy != template.text.en
        assert template.title.cy != template.title.en
    hashes = {template_hash(template) for template in [*TEMPLATES.values(), *REPLIES.values()]}
    assert len(hashes) == len(TEMPLATES) + len(REPLIES)


def test_every_kind_of_emergency_is_offered_a_template_before_english_first() -> None:
    for category in set(Emergency().categories) - {"other"}:
        assert templates_for(category, TEMPLATES), category
    assert [template.name for template in templates_for("evacuation", TEMPLATES)] == ["evacuation"]
    assert [template.name for template in templates_for("flooding", TEMPLATES)] == ["flood-evacuation", "flood-warning"]
    assert templates_for("other", TEMPLATES) == ()


def test_there_are_replies_for_everyday_answers_and_one_that_is_sent_by_itself() -> None:
    assert len(REPLIES) > 15
    assert {reply.category for reply in REPLIES.values()} == {REPLY_CATEGORY}
    assert REPLIES["acknowledgement"].fields == ()
    for reply in REPLIES.values():
        filled = fill(reply, reply.examples())
        assert max(len(filled.cy), len(filled.en)) <= SHORTEST_LIMIT


def test_a_council_adds_its_own_templates_and_takes_the_place_of_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "beach-closed.toml").write_text(OWN)
    (tmp_path / "update.toml").write_text(OWN)
    (tmp_path / "notes.txt").write_text("not a template")
    own = load_templates(tmp_path)
    assert set(own) == {*TEMPLATES, "beach-closed"}
    assert own["update"].title == Words("Prawf", "Test")
    assert fill(own["beach-closed"], own["beach-closed"].examples()).cy == "Lleoliad: Prestatyn"


def test_a_council_adds_its_own_replies(tmp_path: Path) -> None:
    own = tmp_path / "replies.toml"
    own.write_text('[thanks]\ntitle = { cy = "Diolch", en = "Thanks" }\ntext = { cy = "Diolch.", en = "Thank you." }\n')
    replies = load_saved_replies(own)
    assert replies["thanks"].text == Words("Diolch.", "Thank you.")
    assert set(replies) == set(REPLIES)


@pytest.mark.parametrize(
    ("before", "after", "key", "code"),
    [
        ('category = "general"\n', "", "category", LibraryCode.KEY_MISSING),
        ('"general"', '"beaches"', "category", LibraryCode.CATEGORY_UNKNOWN),
        ('"general"', "7", "category", LibraryCode.NOT_TEXT),
        ("title =", "titel =", "titel", LibraryCode.KEY_UNKNOWN),
        ('{ cy = "Prawf", en = "Test" }', '"Test"', "title", LibraryCode.NOT_TABLE),
        ('en = "Test"', "en = 1", "title.en", LibraryCode.NOT_TEXT),
        ('cy = "Prawf", ', "", "title.cy", LibraryCode.KEY_MISSING),
        ('kind = "place"', 'kind = "spot"', "fields.place.kind", LibraryCode.KIND_UNKNOWN),
        ('example = { both = "Prestatyn" }', "", "fields.place.example", LibraryCode.KEY_MISSING),
        ('{ both = "Prestatyn" }', "[1]", "fields.place.example", LibraryCode.NOT_EXAMPLE),
        ('{ both = "Prestatyn" }', '"Prestatyn"', "fields.place", FaultCode.ONE_VALUE_FOR_TWO),
        ('{ both = "Prestatyn" }', '{ cy = "", en = "x" }', "fields.place", FaultCode.WELSH_MISSING),
        ("Lleoliad: {place}", "Lleoliad", "fields.place", FaultCode.PLACEHOLDER_ONE_SIDED),
        ("Lleoliad: {place}", "Yn {place}", "fields.place", FaultCode.MUTATION),
        ("[fields.place]", "[field.place]", "field", LibraryCode.KEY_UNKNOWN),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(
    tmp_path: Path, before: str, after: str, key: str, code: LibraryCode | FaultCode
) -> None:
    assert before in OWN
    (tmp_path / "own.toml").write_text(OWN.replace(before, after))
    assert ("own.toml", key, code) in refused(tmp_path)


def test_the_mistakes_of_every_file_are_named_together(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(OWN.replace('"general"', '"beaches"'))
    (tmp_path / "b.toml").write_text("title = ")
    (tmp_path / "c.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "Bad Name.toml").write_text(OWN)
    (tmp_path / "d.toml").mkdir()
    assert refused(tmp_path) == [
        ("Bad Name.toml", "", LibraryCode.NAME),
        ("a.toml", "category", LibraryCode.CATEGORY_UNKNOWN),
        ("b.toml", "", LibraryCode.NOT_TOML),
        ("c.toml", "", LibraryCode.NOT_UTF8),
        ("d.toml", "", LibraryCode.UNREADABLE),
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent") == [("absent", "", LibraryCode.UNREADABLE)]


def test_a_file_beyond_any_library_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "huge.toml").write_bytes(b"#" * 1_000_001)
    assert refused(tmp_path) == [("huge.toml", "", LibraryCode.TOO_LARGE)]


def test_a_mistake_in_a_reply_is_named_under_the_reply(tmp_path: Path) -> None:
    own = tmp_path / "replies.toml"
    own.write_text(
        '[thanks]\ntitle = { cy = "Diolch", en = "Thanks" }\ntext = { cy = "Diolch {x}", en = "Thank you" }\n[Odd]\n'
    )
    with pytest.raises(LibraryRefused) as caught:
        load_saved_replies(own)
    assert {(fault.key, fault.code) for fault in caught.value.faults} == {
        ("thanks.fields.x", FaultCode.PLACEHOLDER_UNDECLARED),
        ("thanks.fields.x", FaultCode.PLACEHOLDER_ONE_SIDED),
        ("Odd", LibraryCode.NAME),
    }
