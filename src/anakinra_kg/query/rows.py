"""The rows of the answer to a canned question as Python values: named fields with the types of the columns.

Does not format and does not query.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pandas import DataFrame
    from pyoxigraph import Literal, NamedNode

    from anakinra_kg.query.questions import Question
    from anakinra_kg.query.results import Result


class Rows(Sequence[Any]):
    """An answer: a sequence of rows, each a named tuple with a field for each column of the question.

    A cell is a `str` (also for an IRI), an `int`, a `decimal.Decimal` or a `datetime.date`, depending on the type of
    the column, and None if the value is missing.

    Attributes:
        question: The question.

    Example:
        >>> import anakinra_kg
        >>> rows = anakinra_kg.load().query("trials-by-phase")
        >>> rows[0]
        trials_by_phase(phase='0', trials=2)
        >>> sum(row.trials for row in rows)
        101
    """

    def __init__(self, question: Question, solutions: Result) -> None:
        makers: dict[str, Callable[[str], Any]] = {
            "date": date.fromisoformat,
            "decimal": Decimal,
            "integer": int,
            "iri": str,
            "string": str,
        }
        columns = question.columns
        row: Any = namedtuple(question.name.replace("-", "_"), [column.name for column in columns])  # type: ignore[misc]  # noqa: PYI024 - its fields are known at run time only
        self.question = question
        self._rows = tuple(
            row(*(_value(makers[column.type], cell) for column, cell in zip(columns, solution, strict=True)))
            for solution in cast("Iterable[Iterable[NamedNode | Literal | None]]", solutions)
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order.

        Example:
            >>> import anakinra_kg
            >>> anakinra_kg.load().query("trials-by-phase").columns
            ('phase', 'trials')
        """
        return tuple(column.name for column in self.question.columns)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Any: ...  # noqa: ANN401 - its fields are known at run time only
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        """Return a row or a slice of rows."""
        return self._rows[index]

    def __repr__(self) -> str:
        """Return the number of rows, the name of the question and its columns."""
        return f"<{len(self)} rows of {self.question.name}: {', '.join(self.columns)}>"

    def to_pandas(self) -> DataFrame:
        """Return the rows as a pandas data frame; pandas must be installed.

        Example:
            >>> import anakinra_kg
            >>> anakinra_kg.load().query("trials-by-phase").to_pandas().shape
            (8, 2)
        """
        from pandas import DataFrame  # noqa: PLC0415 - slow to import, and not every user has it

        return DataFrame(self._rows, columns=self.columns)


def _value(make: Callable[[str], Any], cell: NamedNode | Literal | None) -> Any:  # noqa: ANN401 - the type of its column
    return None if cell is None else make(cell.value)
