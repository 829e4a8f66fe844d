"""A picture made anew: what somebody gave is opened, judged, and drawn again, so that nothing but the picture is kept.

Where it was taken, with which camera, what was written into it or hidden behind it: none of that is copied. What is no
picture, or was made to exhaust a machine, is refused before it is drawn.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PIL import Image, ImageCms, ImageOps, ImageSequence

from cydbost_bot.i18n import N_
from cydbost_bot.media_intake import LARGEST
from cydbost_bot.problem import Misuse, Wording

MOST_GIVEN: Final = 20_000_000  #: bytes of a file that somebody may give: a phone's camera makes no larger one
MOST_PIXELS: Final = 50_000_000  #: of one picture, and of all pictures of one that moves together
LONGEST_EDGE: Final = 4096  #: pixels; a larger still picture is made smaller
MOST_FRAMES: Final = 200
SMALL_EDGE: Final = 480  #: pixels of a picture's small likeness

_KINDS: Final = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
_Drawn = TypeVar("_Drawn")

EMPTY: Final = Wording("picture_empty", N_("The picture {file} is empty. Choose another file."))
TOO_LARGE: Final = Wording("picture_too_large", N_("The picture {file} is over {limit} MB. Save it smaller."))
NO_PICTURE: Final = Wording(
    "picture_unreadable",
    N_("{file} is not a JPEG, PNG, GIF or WebP picture that can be opened. Save it as one of these."),
)
TOO_MANY_PIXELS: Final = Wording(
    "picture_pixels", N_("The picture {file} has more than {limit} million pixels. Save it smaller.")
)
TOO_LONG: Final = Wording(
    "picture_frames", N_("The moving picture {file} has more than {limit} pictures in it. Make it shorter.")
)
MOVES: Final = Wording("picture_moves", N_("{file} moves, and is no GIF. Save it as a GIF, or as a still picture."))

#: What Pillow raises on a file that is broken, or was broken on purpose.
_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    AttributeError,
    MemoryError,
    NotImplementedError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    ImageCms.PyCMSError,
)


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is kept: its bytes, what they are, and its measures in pixels, and how many frames it has."""

    content: bytes
    mime: str
    ending: str
    width: int
    height: int
    frames: int


def clean_picture(content: bytes, name: str) -> CleanPicture:
    """Return the picture of ``content``, drawn anew; the same content gives the same picture.

    Args:
        content: the file as it was given.
        name: what its giver calls it, for what is said of it.

    Raises:
        Misuse: it is empty, too large, moves for too long, or is no picture of a kind we send.
    """
    if not content:
        raise Misuse(EMPTY(file=name))
    if len(content) > MOST_GIVEN:
        raise Misuse(TOO_LARGE(file=name, limit=MOST_GIVEN // 1_000_000))
    made = _guarded(lambda: _made(content, name), name)
    if len(made.content) > LARGEST:
        raise Misuse(TOO_LARGE(file=name, limit=LARGEST // 1_000_000))
    return made


def small_likeness(content: bytes) -> bytes:
    """Return a small still likeness of a kept picture, as a WebP.

    Raises:
        Misuse: it cannot be opened.
    """

    def drawn() -> bytes:
        with Image.open(io.BytesIO(content), formats=list(_KINDS)) as opened:
            _require_drawable(opened, "")
            opened.draft("RGB", (SMALL_EDGE, SMALL_EDGE))
            picture = opened.convert("RGBA" if _is_see_through(opened) else "RGB")
        picture.thumbnail((SMALL_EDGE, SMALL_EDGE))
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=80)
        return out.getvalue()

    return _guarded(drawn, "")


def _guarded(draw: Callable[[], _Drawn], name: str) -> _Drawn:
    try:
        return draw()
    except _BROKEN as error:
        raise Misuse(NO_PICTURE(file=name)) from error


def _made(content: bytes, name: str) -> CleanPicture:
    with Image.open(io.BytesIO(content), formats=list(_KINDS)) as opened:
        kind = opened.format or ""
        frames = getattr(opened, "n_frames", 1)
        _require_drawable(opened, name, frames=frames)
        if frames > 1 and kind != "GIF":
            raise Misuse(MOVES(file=name))
        return _moving(opened) if frames > 1 else _still(opened, kind)


def _require_drawable(opened: Image.Image, name: str, *, frames: int = 1) -> None:
    """Judge by what the file says of itself, before anything of it is drawn."""
    if frames > MOST_FRAMES:
        raise Misuse(TOO_LONG(file=name, limit=MOST_FRAMES))
    if opened.width * opened.height * frames > MOST_PIXELS:
        raise Misuse(TOO_MANY_PIXELS(file=name, limit=MOST_PIXELS // 1_000_000))


def _still(opened: Image.Image, kind: str) -> CleanPicture:
    picture = ImageOps.exif_transpose(opened)  # turned as the camera was held, for that note is not kept
    see_through = kind != "JPEG" and _is_see_through(picture)
    picture = _in_plain_colours(picture, "RGBA" if see_through else "RGB")
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = io.BytesIO()
    fresh = Image.frombytes(picture.mode, picture.size, picture.tobytes())  # what stood beside the picture stays behind
    if kind == "JPEG":
        fresh.save(out, "JPEG", quality=90, progressive=True, optimize=True)
    elif kind == "WEBP":
        fresh.save(out, "WEBP", quality=90)
    else:
        kind = "PNG"  # a still GIF too: it loses nothing
        fresh.save(out, "PNG", optimize=True)
    return CleanPicture(out.getvalue(), *_KINDS[kind], fresh.width, fresh.height, 1)


def _moving(opened: Image.Image) -> CleanPicture:
    frames, lengths = [], []
    for frame in ImageSequence.Iterator(opened):
        drawn = frame.convert("RGBA")
        frames.append(Image.frombytes(drawn.mode, drawn.size, drawn.tobytes()))
        lengths.append(max(int(frame.info.get("duration", 100)), 20))
    out = io.BytesIO()
    first, *rest = frames
    first.save(out, "GIF", save_all=True, append_images=rest, duration=lengths, loop=0, disposal=2)
    return CleanPicture(out.getvalue(), *_KINDS["GIF"], first.width, first.height, len(frames))


def _is_see_through(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info


def _in_plain_colours(picture: Image.Image, mode: str) -> Image.Image:
    """Return the picture in the colours that every screen knows: a profile of its own is worked in, not kept."""
    profile: Any = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            worked = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            worked = None  # a profile that says nothing sensible: the colours as they stand
        if worked is not None and mode == "RGB":
            return worked
    return picture.convert(mode)
