"""What the other side could say, because of what stands on one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.offering import OfferKind, Proposed, offers, proposed_twin
from cydbost_language.pair import Agreements, Language, Pair, Side

OURS = Agreements(
    hashtags=(("#Rhuthun", "#Ruthin"), ("ailgylchu", "recycle")),
    mentions=(("@cyngorenghraifft", "@examplecouncil"),),
    domains=(("enghraifft.gov.uk", "example.gov.uk"),),
    links=(("https://bit.ly/cy1", "https://bit.ly/en1"),),
    names=(("Rhuthun", "Ruthin"),),
    terms=(("gofal cymdeithasol", "social care"),),
)


def said(cy: str = "", en: str = "") -> list[tuple[OfferKind, Language, str, str]]:
    return [(one.kind, one.language, one.put, one.beside) for one in offers(Pair(Side(cy), Side(en)), OURS)]


def test_the_twin_of_a_hashtag_an_account_a_name_and_a_term_is_offered_to_the_other_side() -> None:
    assert said(en="Ruthin: social care news from @ExampleCouncil #Recycle") == [
        (OfferKind.HASHTAG, Language.CY, "#ailgylchu", "#Recycle"),
        (OfferKind.MENTION, Language.CY, "@cyngorenghraifft", "@ExampleCouncil"),
        (OfferKind.NAME, Language.CY, "Rhuthun", "Ruthin"),
        (OfferKind.TERM, Language.CY, "gofal cymdeithasol", "social care"),
    ]
    assert said(cy="#Rhuthun #rhuthun") == [
        (OfferKind.HASHTAG, Language.EN, "#Ruthin", "#Rhuthun"),
    ]


def test_what_stands_on_both_sides_already_is_not_offered_whatever_its_case_or_mutation() -> None:
    assert said("Yn Rhuthun, newyddion ofal cymdeithasol #RHUTHUN", "In Ruthin, social care #ruthin") == []


def test_a_place_that_an_offer_is_made_for_is_named() -> None:
    (offer,) = offers(Pair(Side(""), Side("Come to Ruthin.")), OURS)
    assert (offer.span and (offer.span.start, offer.span.end)) == (8, 14)


@pytest.mark.parametrize(
    ("address", "to", "proposed"),
    [
        ("https://bit.ly/en1", Language.CY, Proposed("https://bit.ly/cy1", is_sure=True)),
        ("https://www.example.gov.uk/bins", Language.CY, Proposed("https://www.enghraifft.gov.uk/bins", is_sure=False)),
        ("enghraifft.gov.uk/a", Language.EN, Proposed("example.gov.uk/a", is_sure=False)),
        ("https://gov.wales/childcare", Language.CY, Proposed("https://llyw.cymru/childcare", is_sure=False)),
        ("https://a.gov.uk/en/bins?lang=en", Language.CY, Proposed("https://a.gov.uk/cy/bins?lang=cy", is_sure=False)),
        ("https://a.wales/x.en.html", Language.CY, Proposed("https://a.cymru/x.cy.html", is_sure=False)),
        ("https://a.gov.uk/cy/biniau", Language.CY, None),
        ("https://somewhere.org/page", Language.CY, None),
        ("", Language.EN, None),
    ],
)
def test_the_address_in_the_other_language_is_worked_out(address: str, to: Language, proposed: Proposed | None) -> None:
    assert proposed_twin(address, to, OURS) == proposed


def test_a_link_without_a_twin_has_one_proposed_and_a_card_too() -> None:
    pair = Pair(Side("Ewch i’r wefan"), Side("See www.example.gov.uk/bins.", link="https://gov.wales/a"))
    assert [(one.kind, one.put, one.is_sure) for one in offers(pair, OURS)] == [
        (OfferKind.LINK, "www.enghraifft.gov.uk/bins", False),
        (OfferKind.CARD, "https://llyw.cymru/a", False),
    ]
    twins = Pair(Side("https://www.enghraifft.gov.uk/biniau"), Side("https://www.example.gov.uk/bins"))
    assert offers(twins, OURS) == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_that_people_type_is_too_much(cy: str, en: str) -> None:
    for offer in offers(Pair(Side(cy, link=en[:20]), Side(en)), OURS):
        assert offer.put
