"""Every key that a rule file knows: its name, its shape, what it means, and which kinds take it.

The reader, the JSON Schema and the table in the docs are all made from these definitions.
"""

from __future__ import annotations

from consistency.languages import codes
from consistency.model import RULE_KINDS as KINDS
from consistency.model import SEVERITIES, VERDICTS
from consistency.rulebook import units, values
from consistency.rulebook.shapes import Key, One, Rows, Several, Table, Within
from consistency.vocabulary import concept

MEASURES = ("stock", "total", "constant")
SAME = ("subject", "of", "place", "predicate", "event", "dimension")
ABOUT_ARTICLE = ("published", "outlet", "title")  # the keys of an example's article besides its text
QUIET = "quiet"  # the examples that give no finding at all
CALM = "calm"  # those that give no contradiction and no denial, whatever else


def _choice(name: str, what: str, choices: tuple[str, ...]) -> One:
    return One(name, values.one_of(what, choices), {"enum": list(choices)})


TEXT = One("text", values.text)
COUNTRY = One("a country code", values.country, {"type": "string", "pattern": f"^{values.COUNTRY}$"})
DURATION = One("a duration", values.days, {"type": "string", "pattern": r"^(0|[1-9]\d{0,4}) *(day|week|month|year)s?$"})
PERCENTAGE = One("a percentage", values.share, {"type": "string", "pattern": r"^(0|[1-9]\d{0,2})(\.\d+)? *%$"})
NUMBER = One("a number", values.end, {"type": ["number", "null"]})
FLAG = One("true or false", values.flag, {"type": "boolean"})
DAY = One("a day", values.day, {"type": "string", "format": "date"})
SUBJECT = One("a subject", values.subject)
PLACE = Several(COUNTRY, rest=One("the name of a place", values.place_name))

SELECTOR = (
    Key("subject", Several(SUBJECT), "What is counted: any of these words of the vocabulary."),
    Key("of", Several(COUNTRY), "Whose: any of these countries, as ISO 3166 codes."),
    Key("place", PLACE, "Where: a country, or the way from a country to a smaller place, as in [RU, Kursk]."),
    Key("predicate", Several(One("a predicate", values.participle)), "What is said of the subject: any of these."),
    Key("event", One("an event", values.event), "The happening: concept/place/first day, as precise as known."),
    Key(
        "dimension",
        _choice("a dimension", "dimension", units.DIMENSIONS),
        "What kind of magnitude: count, share, money, or a physical dimension such as area.",
    ),
)

FACT = (
    Key("low", NUMBER, "The lower end; without it, or null, the figure has none.", default="unbounded"),
    Key("high", NUMBER, "The upper end; without it, or null, the figure has none.", default="unbounded"),
    Key(
        "closed",
        _choice("an end's name", "way to close an interval", ("both", "left", "right", "neither")),
        "Which ends belong to the figure.",
        default="both",
    ),
    Key("approximate", FLAG, "Whether the source calls the figure inexact.", default="false"),
    Key("unit", One("a unit", units.unit), "The unit in which the ends are given.", default="count"),
    Key("subject", SUBJECT, "What is counted.", default="the subject of `about`"),
    Key("of", COUNTRY, "Whose.", default="the country of `about`"),
    Key("place", PLACE, "Where.", default="the place of `about`"),
    Key("predicate", One("a predicate", values.participle), "What is said of the subject.", default="that of `about`"),
    Key("source", TEXT, "Who says so.", required=True),
    Key("as_of", Several(DAY), "The day on which the figure held, or the first and the last such day.", required=True),
    Key("cite", TEXT, "The words of the source, or where they can be read.", required=True),
)


def article_table() -> Table:
    """One article of an example: its text under its language, and when and where it appeared."""
    published = One("a publication date", values.moment)
    return Table(
        "an article of an example",
        (
            Key("published", published, "When it appeared, as precise as known.", required=True),
            Key("outlet", TEXT, "Where it appeared."),
            Key("title", TEXT, "Its headline."),
            *(Key(code, TEXT, f"The article's text, in the language '{code}'.") for code in codes()),
        ),
    )


def examples_table() -> Table:
    """The examples of a rule: articles, grouped by the verdict that they must give."""
    stories = Rows(Rows(article_table(), least=1, noun="article"))
    told = [Key(verdict, stories, f"Articles that give the verdict {verdict}.") for verdict in VERDICTS]
    besides = (
        Key(QUIET, stories, "Articles on which the rule has nothing to say."),
        Key(CALM, stories, "Articles of which the rule finds no contradiction and no denial."),
    )
    return Table("examples", (*told, *besides))


def rule_table() -> Table:
    """A whole rule file."""
    about = Table("a selection of claims", SELECTOR)
    role = Within("subject", Several(SUBJECT), about)
    held = ("level", "sum", "ceiling", "share")  # the kinds that hold levels against each other
    timed = (*held, "denial")
    return Table(
        "a rule",
        (
            Key("title", TEXT, "What the rule is about, as a heading for readers.", required=True),
            Key("kind", _choice("a kind", "kind", tuple(KINDS)), "What must hold.", required=True),
            Key("about", about, "Which claims are compared; every key given must fit.", default="all claims"),
            Key(
                "same",
                Several(_choice("a claim's key", "key to split by", SAME), bare=False),
                "Claims are compared only where these agree.",
                default="one topic",
                kinds=timed,
            ),
            Key(
                "whole",
                role,
                "What the parts add up to; of a share, what it is a share of: a subject, or a selection.",
                default="what the text ties the share to",
                kinds=("sum", "share"),
                needed_by=("sum",),
            ),
            Key(
                "parts",
                Rows(role, least=1, noun="part"),
                "What adds up to the whole; of a share, what it amounts to.",
                default="the subject of the share",
                kinds=("sum", "share"),
                needed_by=("sum",),
            ),
            Key("lower", role, "What may not be more than `upper`.", kinds=("ceiling",), needed_by=("ceiling",)),
            Key("upper", role, "What may not be less than `lower`.", kinds=("ceiling",), needed_by=("ceiling",)),
            Key(
                "measure",
                _choice("a measure", "measure", MEASURES),
                "How the truth may move: a stock freely, a total only up, a constant not at all.",
                default="that of the subject",
                kinds=timed,
            ),
            Key(
                "holds",
                DURATION,
                "How long a stock stays true after it was stated.",
                default="that of the subject",
                kinds=timed,
            ),
            Key(
                "lag", DURATION, "How old a figure without a date may be when it is printed.",
                default=f"that of the subject, mostly {concept(None).lag} days", kinds=timed,
            ),
            Key("slack", PERCENTAGE, "How far off an approximate figure may be.", default="10%"),
            Key(
                "losses",
                about,
                "What may have been taken from a stock between two figures: from nothing to all of it.",
                kinds=("level",),
            ),
            Key("severity", _choice("a severity", "severity", SEVERITIES), "How bad it is.", default="warning"),
            Key("why", TEXT, "Why the figures must fit, in a sentence or two for readers.", required=True),
            Key("facts", Rows(Table("a fact", FACT)), "Reference figures, held against every article.", kinds=held),
            Key("examples", examples_table(), "Short articles and the verdict that they must give."),
        ),
    )  # fmt: skip
