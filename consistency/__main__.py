"""`python -m consistency` → the command line."""

from __future__ import annotations

from consistency.cli import run

if __name__ == "__main__":
    run()
