"""How many comments one address may send."""

from datetime import UTC, datetime, timedelta

from cydbost_bot.web.rate_limit import CommentLimit, RateLimit

START = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


class _Clock:
    now = START

    def __call__(self) -> datetime:
        return self.now


def _limit(count: int = 2) -> tuple[RateLimit, _Clock]:
    clock = _Clock()
    return RateLimit(CommentLimit(count=count, within=timedelta(minutes=1)), clock), clock


def test_the_window_slides_and_says_when_the_next_may_come() -> None:
    limit, clock = _limit()
    assert limit.take("192.0.2.1") is None
    clock.now += timedelta(seconds=40)
    assert limit.take("192.0.2.1") is None
    assert limit.take("192.0.2.1") == START + timedelta(minutes=1)
    clock.now = START + timedelta(minutes=1)
    assert limit.take("192.0.2.1") is None
    assert limit.take("192.0.2.1") == START + timedelta(seconds=100)


def test_addresses_are_counted_apart_and_a_household_together() -> None:
    limit, _ = _limit(count=1)
    taken = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1", "testclient", ""]
    assert [limit.take(address) for address in taken] == [None] * len(taken)
    refused = ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::2", "2001:db8::ffff:1", "testclient", ""]
    assert None not in [limit.take(address) for address in refused]


def test_no_comments_at_all_can_be_the_limit() -> None:
    assert _limit(count=0)[0].take("192.0.2.1") == START + timedelta(minutes=1)


def test_a_flood_of_addresses_is_forgotten_again() -> None:
    limit, _ = _limit()
    for number in range(10_500):
        limit.take(f"10.0.{number // 256}.{number % 256}")
    assert len(limit._sent) == 10_000
