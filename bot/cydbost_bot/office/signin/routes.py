"""Every route of the room that lets people in."""

from cydbost_bot.office.signin import apps, council, invitations, keys, me, signing_in
from cydbost_bot.office.signin.door import room

PARTS = (signing_in, apps, invitations, council, me, keys)

__all__ = ["PARTS", "room"]
