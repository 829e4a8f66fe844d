"""Sending texts out to be translated elsewhere."""

from starlette.responses import Response

from cydbost_bot.exchange.formats import ENDINGS, MEDIA_TYPES, Format, write_parcel
from cydbost_bot.exchange.parcel import MOST_TEXTS, outgoing
from cydbost_bot.office.translation.naming import FORMATS
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_language import Language
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.translation import TranslationView, show_translation


def choose(visit: Visit) -> Response:
    """Show the texts chosen on the desk, by the language they are wanted in, and the kinds of file."""
    chosen = _chosen(visit)
    groups = [(language, [view for view in chosen if view.wanted is language]) for language in Language]
    return visit.show(
        "translation/send_out.html",
        groups=[group for group in groups if group[1]],
        formats=[
            {"value": kind.value, "text": _(name), "hint": {"text": _(hint)}} for kind, (name, hint) in FORMATS.items()
        ],
    )


def send(visit: Visit) -> Response:
    """Answer with the file; the texts of one language only, the first one's."""
    chosen = _chosen(visit)
    if not chosen:
        return visit.show("translation/send_out.html", groups=[], formats=[], status=404)
    wanted = chosen[0].wanted
    asked = visit.query.get("format", "")
    kind = Format(asked) if asked in list(Format) else Format.XLIFF_12
    content = write_parcel([outgoing(view) for view in chosen if view.wanted is wanted], kind)
    name = f"cydbost-{wanted.value}-{visit.now:%Y-%m-%d}.{ENDINGS[kind]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


def _chosen(visit: Visit) -> list[TranslationView]:
    """Return what was chosen and can be sent out; what cannot is left out, as the page then shows."""
    refs = [value for name, value in visit.request.query_params.multi_items() if name == "ref"]
    into = visit.query.get("into", "")
    wanted = Language(into) if into in list(Language) else None
    found = []
    for ref in dict.fromkeys(refs[:MOST_TEXTS]):
        try:
            found.append(show_translation(visit.desk, ref, wanted))
        except QueueError:
            continue
    return found
