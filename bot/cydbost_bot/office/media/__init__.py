"""Pictures, link cards and the translation memory: what stands beside the words.

For a form that writes a pair (its ``<form>`` has ``enctype="multipart/form-data"``):

- ``pictures_of({language: media})`` are the pictures of what is written; ``pictures_in(fields)`` those of kept fields.
- ``{% include "media/_fields.html" %}`` shows them as ``pictures``, Welsh first, with buttons to add, order, replace
  and remove them; every button posts the whole form, so that it works without scripts.
- ``from_form(visit, errors)`` reads them back and takes in what was chosen. Where ``is_asked`` is true, the form is to
  be shown again and nothing else done.
- ``pictures.media(settings, language)`` are the files of one version, for ``Content``.
"""

from cydbost_bot.office.media.pictures import MARK, Half, Picture, Pictures, WordsIn, pictures_in, pictures_of
from cydbost_bot.office.media.taking_in import from_form

__all__ = ["MARK", "Half", "Picture", "Pictures", "WordsIn", "from_form", "pictures_in", "pictures_of"]
