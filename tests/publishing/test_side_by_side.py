"""Writers side by side: chains do not fork, batches have one holder, and two halves finished at once make a whole."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from cydbost_queue.desk import Desk
from cydbost_queue.queries.record import entries
from cydbost_queue.record import Tag
from cydbost_queue.record.seals import seal
from cydbost_queue.record.verify import verify
from cydbost_queue.sending.claims import claim_next
from cydbost_queue.sending.releases import release_next
from cydbost_queue.store import open_store
from publishing.conftest import Council

WRITERS = 4
EACH = 15


def together(council: Council, act: Callable[[Desk, int], None]) -> None:
    """Let ``WRITERS`` do ``act`` at the same time, each with a connection of its own as another process has."""
    begin, faults = Barrier(WRITERS), list[BaseException]()

    def work(number: int) -> None:
        store = open_store(council.address)
        try:
            begin.wait()
            act(Desk(store, council.clock), number)
        except BaseException as fault:  # noqa: BLE001 - shown by the test, whatever it is
            faults.append(fault)
        finally:
            store.close()

    workers = [Thread(target=work, args=(number,)) for number in range(WRITERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []


def test_writers_at_once_do_not_fork_a_chain_nor_the_seals(council: Council) -> None:
    def write(desk: Desk, _number: int) -> None:
        for _ in range(EACH):
            with desk.system_act() as act:
                act.record("templates", Tag.TEMPLATE_APPROVED, template="flood", content="0" * 64)
            with desk.system_act() as act:
                seal(act.session, act.at)

    together(council, write)
    own = [entry.number for entry in entries(council.desk, subject="templates")]
    assert own == list(range(1, WRITERS * EACH + 1))
    assert verify(council.desk.store).is_whole


def test_workers_at_once_release_each_posting_once_and_claim_each_batch_once(council: Council) -> None:
    for _ in range(6):
        council.scheduled()
    council.clock.advance(council.desk.rules.late_grace)
    released: list[int] = []
    claimed: list[str] = []

    def work(desk: Desk, number: int) -> None:
        while release_next(desk):
            released.append(number)
        while (claim := claim_next(desk, f"worker-{number}")) is not None:
            claimed.append(claim.batch)

    together(council, work)
    claimed += batches_left(council)
    assert len(released) == len(set(claimed)) == len(claimed) == 6


def batches_left(council: Council) -> Sequence[str]:
    """Return what was passed over while another worker was looking at it."""
    left = []
    while (claim := claim_next(council.desk, "last")) is not None:
        left.append(claim.batch)
    return left
