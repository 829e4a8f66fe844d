"""People of the office in words: their roles, how they prove who they are, and what the record says of them."""

from typing import Final

from cydbost_bot.i18n import N_

ROLES: Final = {
    "author": N_("author"),
    "translator": N_("translator"),
    "approver": N_("approver"),
    "on-call": N_("on-call officer"),
    "language-officer": N_("Welsh language officer"),
    "administrator": N_("administrator"),
    "system": N_("Cydbost itself"),
}
PEOPLE_RIGHTS: Final = {"run-people": N_("look after people and their roles")}
PEOPLE_FIELDS: Final = {"person_name": N_("name")}
PEOPLE_SUBJECTS: Final = {"people": N_("People")}
#: How somebody proved who they are.
PROOFS: Final = {
    "password": N_("password"),
    "totp": N_("password and app"),
    "recovery": N_("password and recovery code"),
    "oidc": N_("the council’s own sign-in"),
}
#: What the record says of them.
PEOPLE_ENTRIES: Final = {
    "person.added": N_("{name} was added; roles: {roles}; able to approve in: {languages}."),
    "person.added>channels": N_(
        "{name} was added; roles: {roles}; able to approve in: {languages}; for these channels only: {channels}."
    ),
    "person.set": N_("{name}: able to approve in: {languages}; for every channel."),
    "person.set>channels": N_("{name}: able to approve in: {languages}; for these channels only: {channels}."),
    "role.given": N_("{name} was given a role: {role}."),
    "role.taken": N_("A role was taken from {name}: {role}."),
    "person.invited": N_("{name} was invited to choose a password, until {expires}."),
    "login.disabled": N_("{name} was shut out of the office."),
    "login.enabled": N_("{name} may use the office again."),
    "login.locked": N_("Wrong passwords or codes for {name}: {failures}. None is looked at until {until}."),
    "session.begun": N_("{name} signed in: {proof}."),
    "session.ended": N_("Sessions of {name} that were ended: {number}."),
    "password.set": N_("{name} has a new password."),
    "totp.set": N_("{name} has a new authenticator app."),
    "codes.made": N_("{name} has new recovery codes."),
    "identity.bound": N_("{name} is known to the council’s own sign-in ({issuer})."),
    "key.made": N_("{name} made the key {ref}, until {expires}, to: {scopes}."),
    "key.revoked": N_("The key {ref} of {name} was taken back."),
}
#: Why the queue says no.
PEOPLE_ERRORS: Final = {
    "out_of_scope": N_("The key of {actor} was not made for this: {right}. Use one that was."),
    "not_their_language": N_("{actor} is not able to approve {version}. Ask somebody who is."),
    "not_their_channel": N_("{actor} may do nothing about the channel {channel}. Ask somebody who may."),
    "not_for_one_channel": N_("This is about more than the channels of {actor}. Ask somebody who has them all."),
    "password_short": N_("The password is too short. Use {shortest} characters or more; three words together do well."),
    "password_long": N_("The password is longer than {longest} characters. Shorten it."),
    "password_guessable": N_("The password is easily guessed. Use three words that have nothing in common."),
    "login_disabled": N_("{name} is shut out of the office. Let them in again first."),
    "no_invitation": N_("This invitation was used or has run out. Ask an administrator for a new one."),
    "no_password_here": N_("{name} has no password here, and signs in with the council’s own account."),
    "code_wrong": N_("That is not the code the app shows now. Type the six figures of the newest one."),
    "own_roles": N_("{actor} cannot change what they may do themselves. Ask another administrator."),
    "no_person": N_("There is nobody called {name} who was added here. Those of the configuration are changed there."),
    "name_unusable": N_("The name “{name}” cannot be used. Write one line, without “|” and “/”."),
    "name_taken": N_("Somebody is called “{name}” already, perhaps with other capitals. Choose another name."),
    "role_missing": N_("There is no role. Choose one or more."),
    "channel_missing": N_("There is no channel. Choose one or more, or do not limit the person."),
    "email_unusable": N_("This is no e-mail address. Write one such as name@council.example."),
    "identity_taken": N_("The council’s own sign-in knows {name} by this account already. Use another account."),
    "no_session": N_("There is no such session any more."),
    "no_key": N_("There is no key {ref}."),
    "not_by_key": N_("A program’s key cannot do this, and none can be made that could. Sign in as {actor}."),
    "scopes_missing": N_("The key is for nothing. Choose one right or more."),
    "key_expiry": N_("A key ends on a day to come, within {longest} days. Give another day."),
}
