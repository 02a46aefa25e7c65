"""Running numbers without gaps, one series per authority and year."""

from sqlalchemy.orm import Mapped, mapped_column

from mla.storage.database import Base


class ReferenceCounter(Base):
    """The last number given in one series of one year. It rises in the transaction that uses the number."""

    __tablename__ = "reference_counter"

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
