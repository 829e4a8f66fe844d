"""What the platforms charge: what was spent, and what people were told of a month's budget.

Amounts are whole millionths of the currency's unit: a database keeps them exactly, and adds them.
"""

from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded


class SpentOn(StrEnum):
    """What a platform was paid for."""

    POSTS = "posts"
    EMERGENCIES = "emergencies"
    REPLIES = "replies"
    CHANGES = "changes"
    WITHDRAWALS = "withdrawals"
    COMMENTS = "comments"  #: that were fetched
    LOOKS = "looks"  #: own posts that were read back


class Spending(SQLModel, table=True):
    """What one account cost in one month of the council's clock (``2026-11``), by what it was spent on."""

    account: str = Field(primary_key=True, max_length=64, foreign_key="account.name")
    month: str = Field(primary_key=True, max_length=7)
    spent_on: SpentOn = Field(primary_key=True, sa_type=Coded(SpentOn))
    currency: str = Field(primary_key=True, max_length=3)
    number: int = Field(sa_type=BigInteger)
    micros: int = Field(sa_type=BigInteger)


class BudgetMonth(SQLModel, table=True):
    """One channel's month: whoever pays, or puts money aside, locks it. It keeps of which budgets people were told."""

    __tablename__ = "budget_month"

    channel: str = Field(primary_key=True, max_length=64, foreign_key="channel.name")
    month: str = Field(primary_key=True, max_length=7)
    warned_of: int | None = Field(default=None, sa_type=BigInteger)
    used_up_of: int | None = Field(default=None, sa_type=BigInteger)
