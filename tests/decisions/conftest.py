"""The repository of the tests of `check`, with a contradiction in it, for what decisions do there."""

from __future__ import annotations

from checking.conftest import repository  # noqa: F401 -- a fixture
from decisions.deciding import conflict  # noqa: F401 -- another
