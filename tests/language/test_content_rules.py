"""The rules of content hold for a version by itself, and name nothing that is decent or nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.checks.personal import passes_check
from cydbost_language.detection.mutation import mutations
from cydbost_language.detection.word_lists import phrases_of
from cydbost_language.judge import check_alone, check_pair
from cydbost_language.pair import Agreements, Finding, Language, Pair, Severity, Side, Span


def alone(text: str, language: Language = Language.EN) -> list[str]:
    return [one.code for one in check_alone(Side(text), language)]


def health_number(nine: int) -> str | None:
    """Return the number that begins with the nine digits of ``nine``, unless none does."""
    return next((f"{nine}{last}" for last in range(10) if passes_check(f"{nine}{last}")), None)


def test_an_emergency_without_its_welsh_is_judged_by_the_same_rules() -> None:
    assert alone("Call Mr Enghraifft on 07512 345678 about the flood at once.") == ["private-mobile"]
    assert alone("The flood warning for St Asaph has been lifted: donâ€™t go near the river.") == ["characters-broken"]


@pytest.mark.parametrize("number", ["9434765919", "4010232137"])
def test_the_check_digit_of_a_known_example_is_right(number: str) -> None:
    assert passes_check(number)


@given(st.integers(300_000_000, 499_999_999) | st.integers(600_000_000, 799_999_999), st.sampled_from(" -"))
def test_every_health_number_parted_as_one_stops_a_posting(nine: int, gap: str) -> None:
    number = health_number(nine)
    if number is not None:
        written = gap.join((number[:3], number[3:6], number[6:]))
        found = [
            one for one in check_alone(Side(f"The number is {written} now."), Language.EN) if one.check == "personal"
        ]
        assert [(one.code, one.severity) for one in found] == [("health-number", Severity.BLOCK)]
        assert found[0].en == Span(14, 26)


@given(st.integers(400_000_000, 799_999_999), st.integers(0, 9))
def test_ten_digits_that_fail_the_check_are_a_number_like_any_other(nine: int, last: int) -> None:
    if not passes_check(f"{nine}{last}"):
        assert "health-number" not in alone(f"Your NHS number is not {nine}{last}, is it?")


def test_ten_digits_running_are_a_health_number_only_where_the_service_is_named() -> None:
    assert "health-number" in alone("The NHS number 4010232137 was in the letter.")
    assert "health-number" not in alone("The meter reading 4010232137 was in the letter.")


@given(st.text("ABCDEFGHJKLMNOPRSTUVWXYZ", min_size=2, max_size=2), st.integers(0, 999_999), st.sampled_from("ABCD"))
def test_no_prefix_that_is_never_given_makes_an_insurance_number(prefix: str, digits: int, end: str) -> None:
    never = prefix[0] in "DFIQUV" or prefix[1] in "DFIOQUV" or prefix in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
    sample = f"{prefix}{digits:06}{end}" in {"AB123456C", "AA123456A", "AB123456A", "JC123456C", "WM123456A"}
    found = alone(f"Bring {prefix} {digits:06} {end} with you.")
    assert ("national-insurance" in found) is (not never and not sample)


@pytest.mark.parametrize("phrase", sorted(phrases_of("insults_cy.txt")), ids=" ".join)
def test_a_welsh_insult_is_found_in_every_mutation(phrase: tuple[str, ...]) -> None:
    for first in (phrase[0], *mutations(phrase[0])):
        if len(first) > 2:
            text = f"Roedd hynny'n {' '.join((first, *phrase[1:]))} i bawb oedd yno."
            assert "offensive-word" in alone(text, Language.CY)


@pytest.mark.parametrize(
    "text",
    [
        "Faggots and peas, Maine Coon cats, Offa's Dyke, breeding bitches, a queer history, fire-retardant doors.",
        "Finger-prick tests in Scunthorpe and Penistone. Weather cocks. Slag heaps. Shiitake. Classic assessments.",
        "Call 01632 960001 or 07700 900461, or write to galw@sirenghraifft.llyw.cymru and office@meme.com.",
        "Meet at 12 High Street. Parking on Kinmel Dr. Mr Enghraifft will speak at 12 noon in Park Hall.",
        "The reference is AB 12 34 56 E, and UPRN 10023456789.",
    ],
)
def test_decent_words_and_public_details_are_left_alone(text: str) -> None:
    of_content = {"offensive-word", "private-mobile", "private-email", "person-address", "national-insurance"}
    assert not of_content & set(alone(text))


@pytest.mark.parametrize(
    "text",
    [
        "Write to Mrs A. Enghraifft, 12 High Street, Ruthin.",
        "The fire was at 14 Bryn Road (Dr Enghraifft) last night.",
        "Ms Enghraifft Enghraifft who lives at 3B Maes Enghraifft was not hurt.",
        "Mr Enghraifft\n9 Station Road\nRhyl",
    ],
)
def test_a_name_with_its_address_is_reported(text: str) -> None:
    assert "person-address" in alone(text)


def test_a_fault_of_both_versions_is_one_finding_with_two_spans() -> None:
    cy, en = "Ffoniwch 07512 345678 heddiw.", "Call 07512345678 today."
    found = [one for one in check_pair(Pair(Side(cy), Side(en))) if one.check == "personal"]
    assert [(one.cy, one.en) for one in found] == [(Span(9, 21), Span(5, 16))]


def test_a_council_may_make_a_rule_of_content_stricter_or_softer() -> None:
    pair = Pair(Side("Ebostiwch clwb@gmail.com heddiw."), Side("E-mail clwb@gmail.com today."))

    def severity(**severities: Severity) -> list[Severity]:
        settings = {name.replace("_", "-"): value for name, value in severities.items()}
        return [one.severity for one in check_pair(pair, severities=settings) if one.check == "personal"]

    assert severity() == [Severity.WARN]
    assert severity(private_email=Severity.BLOCK) == [Severity.BLOCK]
    assert severity(private_email=Severity.INFO) == [Severity.INFO]


def terms_found(cy: str, en: str, *terms: tuple[str, str]) -> list[Finding]:
    return [one for one in check_pair(Pair(Side(cy), Side(en)), Agreements(terms=terms)) if one.check == "terms"]


@given(
    st.sampled_from(
        ["canolfan", "prosiect", "tocyn", "gardd", "bws", "dôl", "llyfrgell", "mynwent", "rhandir", "ysgol"]
    )
)
def test_a_term_is_known_in_each_of_its_mutations_and_in_the_english_plural(word: str) -> None:
    for form in (word, *mutations(word)):
        text = f"Bydd gwybodaeth am {form} ar gael yn fuan ar ein gwefan."
        assert terms_found(text, "Information about the thing’s future will be online soon.", (word, "thing")) == []
    assert terms_found("Bydd hwn yn agor.", "The things will open.", (word, "thing"))[0].code == "term-missing-cy"
