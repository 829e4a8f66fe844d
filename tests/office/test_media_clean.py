"""A picture that somebody gives is opened, judged and drawn anew: nothing but the picture is kept."""

import io
import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from cydbost_bot.clean_picture import LONGEST_EDGE, MOST_FRAMES, MOST_GIVEN, clean_picture, small_likeness
from cydbost_bot.problem import Misuse


def drawn(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: object) -> bytes:
    picture = Image.new(mode, size, "navy")
    picture.paste("gold", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def moving(frames: int, kind: str = "GIF") -> bytes:
    pictures = [Image.new("RGB", (16, 16), (number * 60 % 256, 90, 30)) for number in range(frames)]
    out = io.BytesIO()
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=80)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says that it is vast."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def code(content: bytes) -> str:
    with pytest.raises(Misuse) as refused:
        clean_picture(content, "map.png")
    return refused.value.problems[0].code


def test_where_and_with_what_it_was_taken_is_not_kept_and_it_is_turned_as_it_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: the picture lies on its side
    exif[0x010F] = "A maker of cameras"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (53.0, 7.0, 1.0)
    given_ = drawn("JPEG", exif=exif, comment=b"for the chief executive only")
    assert b"cameras" in given_
    made = clean_picture(given_, "x")
    assert (made.width, made.height, made.mime, made.frames) == (20, 40, "image/jpeg", 1)
    with Image.open(io.BytesIO(made.content)) as kept:
        assert not kept.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(kept.info)
    assert b"cameras" not in made.content
    assert b"chief" not in made.content


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_written_into_a_picture_or_behind_it_is_not_kept(kind: str) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "somebody")
    content = drawn(kind, pnginfo=notes) if kind == "PNG" else drawn(kind, xmp=b"<x>somebody</x>")
    made = clean_picture(content + b"<script>alert(1)</script>PK\x03\x04", "x")
    assert b"somebody" not in made.content
    assert b"script" not in made.content


@pytest.mark.parametrize(
    ("kind", "mode", "mime"),
    [
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGBA", "image/webp"),
    ],
)
def test_every_kind_of_picture_is_drawn_and_the_same_one_is_the_same(kind: str, mode: str, mime: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 30)).save(out, kind)
    made = clean_picture(out.getvalue(), "x")
    assert (made.mime, made.width, made.height) == (mime, 30, 30)
    assert made == clean_picture(out.getvalue(), "x")
    assert small_likeness(made.content)[8:12] == b"WEBP"


def test_what_can_be_seen_through_stays_so() -> None:
    made = clean_picture(drawn("PNG", mode="RGBA"), "x")
    with Image.open(io.BytesIO(made.content)) as kept:
        assert kept.mode == "RGBA"


def test_a_large_picture_is_made_smaller_and_a_likeness_is_small() -> None:
    made = clean_picture(drawn("JPEG", (LONGEST_EDGE + 400, 100)), "x")
    assert made.width == LONGEST_EDGE
    with Image.open(io.BytesIO(small_likeness(made.content))) as small:
        assert max(small.size) == 480


def test_a_gif_goes_on_moving_and_nothing_else_may() -> None:
    made = clean_picture(moving(5), "x")
    assert (made.mime, made.frames) == ("image/gif", 5)
    with Image.open(io.BytesIO(made.content)) as kept:
        assert (kept.n_frames, kept.info["duration"]) == (5, 80)  # type: ignore[attr-defined]  # of pictures that move
    assert code(moving(MOST_FRAMES + 1)) == "picture_frames"
    assert code(moving(3, "WEBP")) == "picture_moves"
    assert code(moving(3, "PNG")) == "picture_moves"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "picture_empty"),
        (b"\xff\xd8\xff" + b"x" * 100, "picture_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "picture_unreadable"),
        (b"%PDF-1.7 ...", "picture_unreadable"),
        (drawn("BMP"), "picture_unreadable"),
        (drawn("TIFF"), "picture_unreadable"),
        (drawn("JPEG", (600, 600))[:2000], "picture_unreadable"),
        (huge_png(9000, 9000), "picture_pixels"),
        (huge_png(60_000, 60_000), "picture_unreadable"),
        (huge_png(1000, 1000), "picture_unreadable"),
        (b"\xff" * (MOST_GIVEN + 1), "picture_too_large"),
    ],
    ids=["nothing", "head", "svg", "pdf", "bmp", "tiff", "half", "wide", "vast", "hollow", "heavy"],
)
def test_what_is_no_picture_or_would_exhaust_the_machine_is_refused(content: bytes, why: str) -> None:
    assert code(content) == why


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]),
    place=st.integers(0, 400),
    junk=st.binary(min_size=1, max_size=40),
)
def test_a_damaged_picture_is_drawn_or_refused_and_never_breaks_anything(kind: str, place: int, junk: bytes) -> None:
    content = drawn(kind, (64, 64))
    place %= len(content)
    try:
        made = clean_picture(content[:place] + junk + content[place + len(junk) :], "x")
    except Misuse:
        return
    assert made.width * made.height <= 50_000_000
