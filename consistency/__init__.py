"""consistency: articles in, agreements and contradictions between their figures out.

The steps are functions: `read`, `extract`, `reconcile`, and `report`, which is all of them. They are brought in when
first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.extraction import extract as extract
    from consistency.pipeline import read as read
    from consistency.pipeline import report as report
    from consistency.reconciliation import reconcile as reconcile

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "read", "reconcile", "report"]

_ROOMS = {
    "read": "consistency.pipeline",
    "extract": "consistency.extraction",
    "reconcile": "consistency.reconciliation",
    "report": "consistency.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'consistency' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
