"""Which Welsh address answers for which English one."""

import pytest

from cydbost_language.pair import Agreements
from cydbost_language.twins import Twin, twin

OURS = Agreements(
    domains=(("sirenghraifft.llyw.cymru", "example.gov.uk"),),
    links=(("https://bit.ly/cy1", "https://bit.ly/en1"),),
)


@pytest.mark.parametrize(
    ("cy", "en", "verdict"),
    [
        ("https://www.a.cymru/b/", "http://a.cymru/b", Twin.SAME),
        ("https://bit.ly/cy1", "https://bit.ly/en1", Twin.SAME),
        ("https://a.gov.uk/cy/biniau", "https://a.gov.uk/en/biniau", Twin.SURE),
        ("https://a.gov.uk/biniau?lang=cy", "https://a.gov.uk/biniau?lang=en", Twin.SURE),
        ("https://a.gov.uk/biniau?lang=cy", "https://a.gov.uk/biniau", Twin.SURE),
        ("https://www.gov.uk/guidance/a-b.cy", "https://www.gov.uk/guidance/a-b", Twin.SURE),
        ("https://llyw.cymru/a", "https://gov.wales/a", Twin.SURE),
        ("https://cy.powys.gov.uk/a", "https://en.powys.gov.uk/a", Twin.SURE),
        ("https://sirenghraifft.llyw.cymru/a", "https://example.gov.uk/a", Twin.SURE),
        ("https://llyw.cymru/gofal-plant", "https://gov.wales/childcare", Twin.LIKELY),
        ("https://a.gov.uk/cy/ailgylchu", "https://a.gov.uk/en/recycling", Twin.LIKELY),
        ("https://www.gov.uk/cofrestru-i-bleidleisio", "https://www.gov.uk/register-to-vote", Twin.UNSURE),
        ("https://www.gov.uk/register-to-stand", "https://www.gov.uk/vote", Twin.NO),
        ("https://bit.ly/3abcde", "https://bit.ly/3abcdf", Twin.NO),
        ("https://a.gov.uk/cy/node/12", "https://a.gov.uk/en/node/13", Twin.NO),
        ("https://a.cymru/b", "https://c.com/b", Twin.NO),
        ("http://[", "", Twin.NO),
    ],
)
def test_two_addresses_are_judged(cy: str, en: str, verdict: Twin) -> None:
    assert twin(cy, en, OURS) is verdict
