"""Which platforms may say that there is news, and what is done about it: the account is read at once."""

from functools import partial

from cydbost_bot.compose import account_name, accounts_of
from cydbost_bot.reaching import told_of
from cydbost_bot.settings_model import Settings
from cydbost_bot.web.webhook_routes import Heard, Webhooks
from cydbost_connectors import AccountSettings
from cydbost_connectors.telling import Webhook
from cydbost_queue.desk import Desk
from cydbost_queue.inbox.turns import ask_soon


def webhooks_of(settings: Settings, desk: Desk) -> Webhooks:
    """Return who may call; in an exercise, nobody.

    Raises:
        Misuse: a platform or an account cannot be used as it is set.
    """
    readers: dict[str, Webhook] = {}
    accounts: dict[str, dict[str, AccountSettings]] = {}
    for channel in settings.channels if not settings.is_exercise else ():
        for _carries, account in accounts_of(channel):
            found = told_of(channel, account, desk.clock)
            if found is not None:
                readers[channel.platform], made_from = found
                accounts.setdefault(channel.platform, {})[account_name(channel, account)] = made_from
    heard = {platform: Heard(reader, accounts[platform]) for platform, reader in readers.items()}
    return Webhooks(heard, partial(ask_soon, desk))
