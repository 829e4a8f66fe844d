"""Whether what platforms renew is sealed, and its key where it should be."""

from cydbost_bot.checkup_finding import Finding
from cydbost_bot.i18n import _
from cydbost_bot.sentences import error_sentence
from cydbost_bot.settings_model import Settings
from cydbost_bot.vault_key import EXAMPLE, is_open_to_others, read_seal
from cydbost_queue.errors import StoreError
from cydbost_queue.resealing import look_over
from cydbost_queue.store import Store


def vault_kept(settings: Settings, store: Store) -> Finding:
    """Say how the vault stands, or what to mend."""
    try:
        kept = look_over(store, read_seal(settings.database))
    except StoreError as error:
        return Finding("vault", is_well=False, sentence=error_sentence(error))
    if kept.shut:
        sentence = f"{error_sentence(StoreError('vault_key_wrong'))} ({', '.join(kept.shut)})"
        return Finding("vault", is_well=False, sentence=sentence)
    place = settings.database.vault_key
    if place is None:
        return _without_key(len(kept.clear))
    if kept.clear:
        sentence = _("Credentials kept in clear: {n}. Seal them: cydbost db rekey").format(n=len(kept.clear))
        return Finding("vault", is_well=False, sentence=sentence)
    if place.path is not None and is_open_to_others(place.path):
        sentence = _("Others may read the key {file}. Let only its owner read it: chmod 600").format(file=place.path)
        return Finding("vault", is_well=False, sentence=sentence)
    return Finding("vault", is_well=True, sentence=_("What platforms renew is sealed: {n}.").format(n=len(kept.sealed)))


def _without_key(clear: int) -> Finding:
    if not clear:
        return Finding("vault", is_well=True, sentence=_("No platform has renewed any credentials."))
    sentence = _(
        "Credentials kept in clear: {n}. Write vault_key = {example} under [database], then run “cydbost db key” and "
        "“cydbost db rekey”."
    )
    return Finding("vault", is_well=False, sentence=sentence.format(n=clear, example=EXAMPLE))
