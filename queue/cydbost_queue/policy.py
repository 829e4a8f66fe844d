"""Who may do what. A right that is not listed for any of a person's roles is denied."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cydbost_language import Language
from cydbost_queue.errors import Denied


class Role(StrEnum):
    """What a person is here for."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    APPROVER = "approver"
    ON_CALL = "on-call"
    LANGUAGE_OFFICER = "language-officer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"  #: the worker itself; never given to a person


class Right(StrEnum):
    """Something a person may ask of the queue."""

    WRITE = "write"
    TRANSLATE = "translate"
    INVITE_TRANSLATOR = "invite-translator"
    APPROVE = "approve"
    ACCEPT_FINDING = "accept-finding"
    SCHEDULE = "schedule"
    WITHDRAW = "withdraw"
    KEEP_QUIET = "keep-quiet"
    EXEMPT = "exempt"
    RAISE_EMERGENCY = "raise-emergency"
    AUTHORISE_EMERGENCY = "authorise-emergency"
    REVIEW_EMERGENCY = "review-emergency"
    APPROVE_TEMPLATE = "approve-template"
    ANSWER = "answer"
    APPROVE_REPLY = "approve-reply"
    HANDLE_COMMENT = "handle-comment"
    MODERATE = "moderate"
    CORRECT_LANGUAGE = "correct-language"
    RUN_CHANNEL = "run-channel"
    RESOLVE = "resolve"
    POST_BY_HAND = "post-by-hand"
    KEEP_LISTS = "keep-lists"  #: of agreed pairs: words, names, hashtags, handles, links
    READ = "read"
    RUN_PEOPLE = "run-people"


_R = Role
_ALL_PEOPLE = frozenset(role for role in Role if role is not Role.SYSTEM)

#: Separation of duties: the language officer reads everything and posts nothing; an administrator runs the machine.
RIGHTS: Final[dict[Right, frozenset[Role]]] = {
    Right.WRITE: frozenset({_R.AUTHOR, _R.TRANSLATOR, _R.ON_CALL}),
    Right.TRANSLATE: frozenset({_R.TRANSLATOR}),
    Right.INVITE_TRANSLATOR: frozenset({_R.AUTHOR, _R.TRANSLATOR}),
    Right.APPROVE: frozenset({_R.APPROVER}),
    Right.ACCEPT_FINDING: frozenset({_R.APPROVER, _R.LANGUAGE_OFFICER}),
    Right.SCHEDULE: frozenset({_R.AUTHOR, _R.APPROVER, _R.ON_CALL}),
    Right.WITHDRAW: frozenset({_R.APPROVER, _R.ON_CALL}),
    Right.KEEP_QUIET: frozenset({_R.APPROVER, _R.ON_CALL}),
    Right.EXEMPT: frozenset({_R.APPROVER}),
    Right.RAISE_EMERGENCY: frozenset({_R.ON_CALL}),
    Right.AUTHORISE_EMERGENCY: frozenset({_R.ON_CALL, _R.APPROVER}),
    Right.REVIEW_EMERGENCY: frozenset({_R.LANGUAGE_OFFICER}),
    Right.APPROVE_TEMPLATE: frozenset({_R.LANGUAGE_OFFICER}),
    Right.ANSWER: frozenset({_R.AUTHOR, _R.TRANSLATOR, _R.ON_CALL}),
    Right.APPROVE_REPLY: frozenset({_R.APPROVER}),
    Right.HANDLE_COMMENT: frozenset({_R.AUTHOR, _R.TRANSLATOR, _R.APPROVER, _R.ON_CALL, _R.LANGUAGE_OFFICER}),
    Right.MODERATE: frozenset({_R.APPROVER, _R.ON_CALL}),
    Right.CORRECT_LANGUAGE: frozenset({_R.AUTHOR, _R.TRANSLATOR, _R.LANGUAGE_OFFICER}),
    Right.RUN_CHANNEL: frozenset({_R.ADMINISTRATOR, _R.ON_CALL}),
    Right.RESOLVE: frozenset({_R.APPROVER, _R.ON_CALL}),
    Right.POST_BY_HAND: frozenset({_R.AUTHOR, _R.APPROVER, _R.ON_CALL}),
    Right.KEEP_LISTS: frozenset({_R.TRANSLATOR, _R.LANGUAGE_OFFICER}),
    Right.READ: _ALL_PEOPLE,
    Right.RUN_PEOPLE: frozenset({_R.ADMINISTRATOR}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name that the record keeps, and what decides what is allowed.

    Args:
        name: the person's.
        roles: what they are here for; each brings its rights.
        languages: those they are able to approve in.
        channels: the only ones they may do anything about; ``None`` where they are not limited.
        scopes: the only rights they may use now, whatever their roles; ``None`` where they are not limited.
    """

    name: str
    roles: frozenset[Role]
    languages: frozenset[Language] = frozenset(Language)
    channels: frozenset[str] | None = None
    scopes: frozenset[Right] | None = None

    def may(self, right: Right) -> bool:
        """Tell whether one of the actor's roles carries ``right``; the system may do what its own code asks."""
        if self.scopes is not None and right not in self.scopes:
            return False
        return Role.SYSTEM in self.roles or bool(self.roles & RIGHTS.get(right, frozenset()))

    def require(self, right: Right) -> None:
        """Raise ``Denied``, naming the roles that would do, unless the actor has ``right``."""
        if self.scopes is not None and right not in self.scopes:
            raise Denied("out_of_scope", actor=self.name, right=right.value)
        if not self.may(right):
            wanted = ", ".join(sorted(role.value for role in RIGHTS.get(right, frozenset())))
            raise Denied("denied", actor=self.name, right=right.value, roles=wanted)

    def require_language(self, language: Language) -> None:
        """Raise ``Denied`` unless the actor may say of a text in ``language`` that it is right."""
        if language not in self.languages:
            raise Denied("not_their_language", actor=self.name, language=language.value)


#: Who the record names when the queue acts by itself.
SYSTEM: Final = Actor("cydbost", frozenset({Role.SYSTEM}))
