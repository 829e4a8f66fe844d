"""Plain text as a heading and paragraphs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cydbost_bot.web.heard import split_lead
from cydbost_bot.web.prose import TITLE_LIMIT, paragraphs, shortened, title_and_body
from web.page_reading import read

PIECES = st.sampled_from(
    ["Ffordd ", "ar gau. ", "\n", "\n\n", "<b>", "&amp; ", "https://a.cymru/x. ", "ŵ", "x" * 60, "! "]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS)
def test_heading_and_body_together_say_every_word_and_nothing_else(text: str) -> None:
    title, body = title_and_body(text)
    assert len(title) <= TITLE_LIMIT
    assert text.split() in (f"{title} {body}".split(), body.split())


@given(TEXTS)
def test_paragraphs_say_the_text_and_hold_no_element_but_ours(text: str) -> None:
    page = read(str(paragraphs(text)))
    assert {child.tag for p in page.all("p") for child in p.children} <= {"a", "br"}
    assert all(a.attributes["href"] == "https://a.cymru/x" for a in page.all("a"))
    assert sorted("".join(page.words().split())) == sorted("".join(text.split()))


@given(st.text(max_size=400))
def test_no_text_at_all_breaks_a_page(text: str) -> None:
    title_and_body(text)
    paragraphs(text)
    assert len(shortened(text, 70)) <= 70


@settings(deadline=None)  # the first text waits for the word lists
@given(TEXTS)
def test_telling_a_holding_line_apart_loses_no_word(text: str) -> None:
    lead, rest = split_lead(text, "en")
    assert f"{lead} {rest}".split() == text.split()
    assert rest.strip() or not text.strip()
