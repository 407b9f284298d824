"""consistency: articles in, agreements and contradictions between their figures out.

The steps are functions: `read`, `extract`, `reconcile`, and `report`, which is all of them; each takes and gives lists
or pandas tables. They are brought in when first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.tables import claims_table as claims_table
    from consistency.tables import extract as extract
    from consistency.tables import findings_table as findings_table
    from consistency.tables import picture as picture
    from consistency.tables import read as read
    from consistency.tables import reconcile as reconcile
    from consistency.tables import report as report
    from consistency.tables import rules as rules
    from consistency.tables import topics_table as topics_table

__version__ = "0.1.0"
_STEPS = (
    "claims_table",
    "extract",
    "findings_table",
    "picture",
    "read",
    "reconcile",
    "report",
    "rules",
    "topics_table",
)
__all__ = ["__version__", *_STEPS]  # noqa: PLE0604 -- the names of functions, brought in below


def __getattr__(name: str) -> object:
    if name not in _STEPS:
        raise AttributeError(f"module 'consistency' has no attribute {name!r}")
    return getattr(import_module("consistency.tables"), name)
