"""Make reports/example: the sample articles in seeds/ → the report on them, and the picture that the README shows.

    python tests/make_example.py

Run from anywhere; it writes what `consistency report seeds/` writes, from the repository's root and with its rules.
"""

from __future__ import annotations

from pathlib import Path

from consistency import pipeline, rendering
from consistency.rendering import svg

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "reports" / "example"
FILES = ("report.html", "report.md", "claims.csv", "claims.jsonl", "findings.json")
PICTURE = "north-korean-casualties"


def contents() -> dict[str, bytes]:
    """The files of the example, by name."""
    report = pipeline.report([ROOT / "seeds"], rules=[ROOT / "rules"])
    found = {}
    for name in FILES:
        content = rendering.render(report, name)
        found[name] = content.encode() if isinstance(content, str) else content
    topic = next(topic for topic in report.topics if topic.rule == PICTURE)
    picture = svg.render(report, topic)
    assert picture is not None
    found[f"{PICTURE}.svg"] = picture.encode()
    return found


if __name__ == "__main__":
    EXAMPLE.mkdir(parents=True, exist_ok=True)
    for name, content in contents().items():
        (EXAMPLE / name).write_bytes(content)
