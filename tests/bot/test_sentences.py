"""Every code of the queue has its sentence, in both languages, with its facts in it."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest

import cydbost_queue
from cydbost_bot import i18n, sentences_errors, sentences_library, sentences_notices, sentences_record
from cydbost_bot import sentences_inbox as inbox
from cydbost_bot import sentences_moderation as moderation
from cydbost_bot import sentences_people as people
from cydbost_bot import sentences_words as words
from cydbost_bot.library import LibraryCode, LibraryFault
from cydbost_bot.notify import wording
from cydbost_bot.sentences import (
    connector_sentence,
    entry_line,
    entry_sentence,
    error_data,
    error_sentence,
    flaw_sentence,
    notice_sentence,
    spell_length,
    spell_moment,
    subject_name,
    subject_of,
)
from cydbost_connectors import ConnectorError, Unavailable
from cydbost_language.template_faults import FaultCode
from cydbost_queue.errors import Denied, QueueError, StoreError
from cydbost_queue.policy import Right, Role
from cydbost_queue.queries.due import Left
from cydbost_queue.record import Tag
from cydbost_queue.record.verify import Flaw
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import (
    ApprovalKind,
    Carries,
    CommentState,
    Concern,
    HeldReason,
    Layout,
    ModerationKind,
    ModerationState,
    NoteKind,
    OnEdit,
    OnHalf,
    OnHalfEdit,
    PostingKind,
    ProposalEnd,
    QuietKind,
    ReplyKind,
    Task,
    Way,
)
from cydbost_queue.views import EntryView, NoticeView

QUEUE = Path(cydbost_queue.__file__).parent
ERRORS = ("Refused", "Denied", "NotFound", "IllegalMove", "WrongLanguage", "LeaseLost")
AT = datetime(2026, 6, 1, 17, 30, tzinfo=UTC)


def calls(*names: str, place: int = 0) -> Iterator[tuple[str, set[str]]]:
    """Yield the code and the names of the facts of every call of ``names`` in the queue's source."""
    for path in QUEUE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) <= place:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            is_store = called.startswith("Store") and "Store" in names and called != "Store"
            if called in names or is_store:
                for code in constants(node.args[place]):
                    yield code, {keyword.arg for keyword in node.keywords if keyword.arg}


def constants(node: ast.expr) -> list[str]:
    """Return the strings that an argument can be; ``[]`` for a name."""
    if isinstance(node, ast.IfExp):
        return [*constants(node.body), *constants(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def word_tables() -> list[dict[str, str]]:
    return [table for name, table in vars(words).items() if name.isupper() and isinstance(table, dict)]


def gaps(sentence: str) -> set[str]:
    return set(re.findall(r"(?<!{){(\w+)}", sentence))


def test_every_error_has_its_sentence_and_every_gap_its_fact() -> None:
    found = list(calls(*ERRORS, "Store"))
    assert len(found) > 40
    for code, facts in found:
        assert code in sentences_errors.ERRORS, code
        assert gaps(sentences_errors.ERRORS[code]) <= facts | {"version"}, code
    for code in ("store_full", "store_read_only", "store_locked", "store_unreachable", "gate_closed"):
        assert code in sentences_errors.ERRORS


def test_every_obstacle_flaw_and_notice_has_its_sentence() -> None:
    assert {code for code, _ in calls("Obstacle")} <= set(sentences_errors.OBSTACLES)
    assert {code for code, _ in calls("Flaw")} == set(sentences_notices.FLAWS)
    told = {code for code, _ in calls("tell", place=1)} | {"welsh_late", "welsh_due"}
    assert told == set(sentences_notices.NOTICES)
    assert told == set(wording.NEXT) == set(wording.TITLES) == set(words.NOTICES)


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (PostingState, words.POSTING_STATES),
        (DeliveryState, words.DELIVERY_STATES),
        (CommentState, inbox.COMMENT_STATES),
        (HeldReason, words.HELD_REASONS),
        (Role, people.ROLES),
        (Right, words.RIGHTS),
        (Layout, words.LAYOUTS),
        (OnHalf, words.ON_HALF),
        (OnEdit, words.ON_EDIT),
        (OnHalfEdit, words.ON_HALF_EDIT),
        (Carries, words.VERSIONS),
        (PostingKind, words.POSTING_KINDS),
        (QuietKind, words.QUIET_KINDS),
        (ReplyKind, words.REPLY_KINDS),
        (Concern, inbox.CONCERNS),
        (NoteKind, inbox.NOTE_KINDS),
        (ProposalEnd, inbox.PROPOSAL_ENDS),
        (ModerationKind, moderation.MODERATIONS),
        (ModerationState, moderation.MODERATION_STATES),
        (ApprovalKind, words.APPROVAL_KINDS),
        (Task, words.TASKS),
        (Way, people.PROOFS),
        (Left, words.LEFT),
        ([*LibraryCode, *FaultCode], sentences_library.FAULTS),
    ],
)
def test_every_member_has_its_name(codes: type[StrEnum], table: dict[str, str]) -> None:
    assert {code.value for code in codes} == set(table)


def test_every_platform_error_has_its_words() -> None:
    kinds, seen = [ConnectorError], set()
    while kinds:
        kind = kinds.pop()
        seen.add(kind.code)
        kinds += kind.__subclasses__()
    assert seen <= set(words.ERRORS)


@pytest.mark.parametrize("tag", list(Tag))
def test_every_kind_of_entry_says_a_sentence(tag: Tag) -> None:
    assert any(key == tag.value or key.startswith(f"{tag.value}>") for key in sentences_record.ENTRIES)


@pytest.mark.parametrize("state", list(PostingState))
def test_every_move_of_a_posting_says_where_it_went(state: PostingState) -> None:
    assert "does not know" not in entry_sentence("posting.moved", {"now": "draft", "to": state.value})


@pytest.mark.parametrize("state", list(DeliveryState))
def test_every_move_of_a_delivery_says_where_it_went(state: DeliveryState) -> None:
    assert "does not know" not in entry_sentence("delivery.moved", {"account": "a", "carries": "cy", "to": state.value})


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_sentence_is_said_in_both_languages(language: str) -> None:
    i18n.use(language)
    tables = (
        [*sentences_errors.ERRORS.values(), *sentences_errors.OBSTACLES.values(), sentences_errors.UNKNOWN],
        sentences_errors.CONFLICTS.values(),
        [*sentences_record.ENTRIES.values(), *sentences_notices.NOTICES.values(), *sentences_notices.FLAWS.values()],
        sentences_library.FAULTS.values(),
        [word for table in word_tables() for word in table.values()],
    )
    for sentence in (one for table in tables for one in table):
        assert gaps(i18n._(sentence)) == gaps(sentence)


def test_facts_stand_in_the_sentence_in_the_reader_s_language() -> None:
    error = Denied("denied", actor="editor", right="approve", roles="approver, on-call")
    assert error_sentence(error) == (
        "Editor may not do this: approve a version. One of these roles is needed: approver, on-call officer."
    )
    with i18n.using("cy"):
        assert "cymeradwywr, swyddog ar alw" in error_sentence(error)


def test_an_entry_is_told_with_its_moment_person_and_subject() -> None:
    entry = EntryView("posting:12", 2, AT, "translator", "version.written", "a", {"language": "cy", "revision": 2}, "h")
    assert entry_line(entry) == (
        "6.30pm on Monday 1 June 2026, translator, P12: Revision 2 was written: the Welsh version."
    )
    with i18n.using("cy"):
        assert entry_line(entry) == (
            "6.30yh ddydd Llun 1 Mehefin 2026, translator, P12: Ysgrifennwyd adolygiad 2: y fersiwn Gymraeg."
        )


@pytest.mark.parametrize("tag", list(Tag))
def test_an_entry_whose_facts_were_not_given_still_says_a_sentence(tag: Tag) -> None:
    facts = ("slot", "due", "live", "gap", "roles", "language", "channels", "accounts", "kind")
    assert entry_sentence(tag.value, dict.fromkeys(facts))


def test_a_damaged_or_unknown_entry_still_says_something() -> None:
    assert "?" in entry_sentence("version.written", {})
    assert "new.kind" in entry_sentence("new.kind", {})


def test_an_address_with_a_password_is_never_shown() -> None:
    error = StoreError("database_address", url="postgresql://u:secret@h/d")
    assert "secret" not in str(error_data(error))
    assert "secret" not in error_sentence(error)


def test_an_unknown_code_is_not_hidden() -> None:
    assert "brand_new" in error_sentence(QueueError("brand_new"))


def test_a_platform_s_two_languages_are_told_apart() -> None:
    error = Unavailable("Ar gau. / Shut.")
    assert connector_sentence(error) == "The platform was not reached: Shut."
    with i18n.using("cy"):
        assert connector_sentence(error).endswith(": Ar gau.")


def test_notices_and_flaws_say_where() -> None:
    notice = NoticeView(AT, ("approver",), "posting_held", "posting:3", {"ref": "P3", "reason": "refused"})
    assert "P3 is held: a platform refused it." in notice_sentence(notice)
    assert flaw_sentence(Flaw("entry_changed", "posting:3", 4)).startswith("P3, number 4: ")
    assert flaw_sentence(Flaw("seal_changed", "seal:2")).startswith("Seal 2: ")


def test_the_hour_shown_twice_says_which_of_the_two_it_is() -> None:
    assert spell_moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)).endswith("BST")
    assert spell_moment(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)).endswith("GMT")
    assert spell_moment("nonsense") == "nonsense"


def test_lengths_are_seconds_then_minutes() -> None:
    assert [spell_length(1), spell_length(41.2), spell_length(5400)] == ["1 second", "41 seconds", "1 hour 30 minutes"]


def test_people_s_references_and_subjects_name_each_other() -> None:
    assert subject_of("p12") == subject_of("12") == "posting:12"
    assert subject_name(subject_of("C4")) == "C4"
    assert subject_of("Settings") == "settings"


def test_a_library_fault_names_file_and_key() -> None:
    fault = LibraryFault("replies.toml", "thanks.text", FaultCode.WELSH_MISSING)
    assert sentences_library.fault_line(fault) == "replies.toml: thanks.text: the Welsh is empty. Write it."
