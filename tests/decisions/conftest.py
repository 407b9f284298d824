"""The repository of the tests of `check`, for what decisions do there."""

from __future__ import annotations

from checking.conftest import repository  # noqa: F401 -- a fixture
