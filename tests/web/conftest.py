from collections.abc import Iterator
from pathlib import Path

import pytest

from web.notice_board import Town, open_town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path) as town:
        yield town
