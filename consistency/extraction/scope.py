"""Scope: the moments, places and speakers of a sentence → which of them belong to which figure.

What stands in a figure's own zone (its segment, up to the figures beside it) is its own; else what the segment shares;
else what an earlier part of the sentence said for all that follows. A speaker named behind a statement covers what
stands before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.extraction.attributions import Attribution
    from consistency.extraction.places import Location
    from consistency.extraction.sentences import Sentence
    from consistency.extraction.stated import Figure, Row
    from consistency.extraction.time_words import Moment
    from consistency.model import Days


BESIDE = 2  # tokens, the comma with them, between a relay and whom it cites


class Scope:
    """The circumstances of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        moments: list[Moment],
        locations: list[Location],
        attributions: list[Attribution],
        figures: Row,
    ) -> None:
        self.sentence = sentence
        self.segments = sentence.segments
        self.locations = locations
        self.attributions = attributions
        self.figures = figures
        self.said = {id(m): self._is_saying_time(m) for m in moments}
        self.moments = [m for m in moments if m.days is not None]

    def attribution(self, first: int, last: int) -> Attribution | None:
        """Who says what tokens[first:last] state; whom a relay cites rather than the relay."""
        found = self._nearest(first, last)
        return self._cited(found) or found if found is not None and found.relay else found

    def _cited(self, relay: Attribution) -> Attribution | None:
        """Whom a relay cites right beside it: "CNN reported, citing the Pentagon", "írja az MTI a Pentagonra
        hivatkozva".
        """
        for other in self.attributions:
            apart = max(other.first - relay.last, relay.first - other.last)
            if (
                other.who is not None
                and not other.relay
                and other.kind in ("according", "estimate")
                and apart <= BESIDE
            ):
                return other
        return None

    def _nearest(self, first: int, last: int) -> Attribution | None:
        segment = self.segments[first]
        every = [a for a in self.attributions if not a.local or self.segments[a.at] == segment]
        same = [
            a
            for a in every
            if self.segments[a.at] == segment or self.segments[a.last - 1] == segment or a.first <= first < a.last
        ]
        if same:
            nearest = min(same, key=lambda a: (a.relay, a.impersonal, min(abs(a.first - last), abs(first - a.last))))
            telling = self._telling(nearest, last)
            if telling is not None:
                return telling
            if nearest.who is not None or nearest.at < first or nearest.kind == "according":
                return nearest
            named = [a for a in every if a.who is not None and a.at < first and not a.trailing]
            return named[-1] if named and self.sentence.pack.inflected and nearest.at > last else nearest
        left = [a for a in every if a.at < first and not (a.trailing and self._is_closed(a, first))]
        right = [a for a in every if a.at >= last and a.trailing]
        if left and left[-1].relay:
            original = [a for a in left if not a.relay and self.segments[a.at] == self.segments[left[-1].at]]
            left = original or left
        if left and right and self._is_voiced(left[-1], first):
            return left[-1]
        if not right and not left:  # "Gerasimov reported, 24 settlements …": set in before its statement
            left = [a for a in every if a.at < first]
        return right[0] if right else left[-1] if left else None

    def _telling(self, counting: Attribution, last: int) -> Attribution | None:
        """Who closes a statement about somebody's counting: "Searchers have found 84 bodies, the sheriff said"."""
        if counting.trailing or self.sentence.tokens[counting.at].low not in self.sentence.pack.words["counting_verbs"]:
            return None
        closing = [a for a in self.attributions if a.trailing and a.at >= last and a.who is not None and not a.relay]
        closing = [a for a in closing if not any(t.text == ";" for t in self.sentence.tokens[last : a.first])]
        return closing[0] if closing and closing[0].kind == "say" else None

    def denier(self, verb: int) -> Attribution | None:
        """Who denies: the subject of the verb of denial, else whoever the sentence names ("Nem igaz, hogy … – mondta
        X").
        """
        own = next((a for a in self.attributions if a.at == verb), None)
        if own is not None and own.who is not None:
            return own
        others = [a for a in self.attributions if a.who is not None and a.at != verb]
        return others[-1] if others else own

    def _is_closed(self, attribution: Attribution, first: int) -> bool:
        """Whether a trailing attribution ended its statement before token `first`: no "that" leads on from it."""
        return not any(
            self.sentence.tokens[i].low in self.sentence.pack.words["that"]
            for i in range(attribution.last, min(attribution.last + 4, first))
        )

    def _is_voiced(self, attribution: Attribution, first: int) -> bool:
        """Whether the attribution on the left opens the very clause of the figure ("X said that …")."""
        return any(
            self.sentence.tokens[i].low in self.sentence.pack.words["that"] for i in range(attribution.last, first)
        )

    def place(self, figure: Figure) -> tuple[str, ...]:
        """Where the figure holds, from the country to the finest place."""
        return self.place_between(figure.first, figure.last, self._zone(figure))

    def place_between(self, first: int, last: int, zone: tuple[int, int] | None = None) -> tuple[str, ...]:
        """Where: the finest place of the zone, else of the segment, else of what came before in the sentence."""
        begin, end = zone or (0, len(self.segments))
        segment = self.segments[min(last, len(self.segments)) - 1]
        alike = {segment, self.segments[first]}
        strong = [p for p in self.locations if not p.weak]
        own = [p for p in strong if begin <= p.first < end and self.segments[p.first] in alike]
        behind = [p for p in own if p.first >= last]
        if behind and zone and zone[0] > 0:
            own = behind  # "9,000 in Romania and 1,000 in Moldova"
        shared = own or [p for p in strong if self.segments[p.first] in alike]
        before = (
            shared
            or [p for p in strong if p.last <= first][-1:]
            or [p for p in strong if self._is_relative(p.first, last)]
        )
        before = before or [p for p in self.locations if p.weak and self.segments[p.first] in alike]
        if not before:
            return ()
        nearest = min(before, key=lambda p: min(abs(p.first - last), abs(first - p.last)))
        finer = [p for p in before if p.path[0] == nearest.path[0]]
        finer += [
            p for p in self.locations if p.weak and p.path[0] == nearest.path[0] and self.segments[p.first] in alike
        ]
        return max(finer, key=lambda p: (len(p.path), -abs(p.first - last))).path

    def times(self, figure: Figure, to_come: bool = False) -> tuple[Days | None, Days | None]:
        """(when the figure holds, when the speaker spoke). to_come: it is of what is yet to come."""
        return self.times_between(figure.first, figure.last, self._zone(figure), to_come, figure.unit == "percent")

    def times_between(
        self,
        first: int,
        last: int,
        zone: tuple[int, int] | None = None,
        to_come: bool = False,
        share: bool = False,
    ) -> tuple[Days | None, Days | None]:
        """(when what tokens[first:last] state holds, when the speaker spoke); zone: tokens that are its own. share: so
        that a time counted from another one only tells what it is compared with: "4% above a year earlier".
        """
        begin, end = zone or (0, len(self.segments))
        alike = {self.segments[min(last, len(self.segments)) - 1], self.segments[first]}
        holding = [m for m in self.moments if not self.said[id(m)] and self._owner(m) in (None, first)]
        if share:
            holding = [m for m in holding if m.shift is None or not self._is_compared(m)]
        own = [m for m in holding if begin <= m.first < end and self.segments[m.first] in alike]
        shared = own or [m for m in holding if m.last <= first and self.segments[m.first] in alike]
        before = shared or [m for m in holding if m.last <= first][-1:]
        before = before or [m for m in holding if self._is_relative(m.first, last)][:1]
        before = before or self._only_one(holding, alike)
        behind = not self.sentence.pack.inflected  # of two as near, where words of time follow what they are of
        nearest = min(
            before,
            key=lambda m: (min(abs(m.first - last), abs(first - m.last)), (m.first < first) == behind),
            default=None,
        )
        if nearest is not None and to_come and nearest.ahead is not None:
            return nearest.ahead, None
        spoken = [m for m in self.moments if self.said[id(m)]]
        return (nearest.days if nearest else None), (spoken[-1].days if spoken else None)

    def _is_compared(self, moment: Moment) -> bool:
        """Whether a time only names what a share is compared with: "than a year earlier", "az egy évvel korábbit"."""
        pack, i = self.sentence.pack, moment.first - 1
        article = self.sentence.low(i) in pack.words["articles"]
        return article if pack.inflected else self.sentence.low(i - article) in pack.words["compared_with"]

    def _only_one(self, holding: list[Moment], alike: set[int]) -> list[Moment]:
        """The one time that a clause tells, beyond its next figure: "1,195 people came in 19 boats on Saturday"."""
        own = [m for m in holding if self.segments[m.first] in alike]
        return own if len(own) == 1 else []

    def _is_relative(self, i: int, last: int) -> bool:
        """Whether token i stands in a relative clause right behind tokens up to `last` ("…, akik a kurszki harcokban
        részt vettek").
        """
        if i < last or self.segments[i] != self.segments[last - 1] + 1:
            return False
        opening = next(
            (
                t
                for t, s in zip(self.sentence.tokens, self.segments, strict=True)
                if s == self.segments[i] and t.kind == "w"
            ),
            None,
        )
        return opening is not None and opening.low.startswith(self.sentence.pack.affixes["relative"])

    def _owner(self, moment: Moment) -> int | None:
        """The first token of the figure right before a moment, whose time alone it is: "115,000 by 2 January"."""
        if len(self.moments) < 2:
            return None  # one time is of all that the sentence tells
        for figure in self.figures:
            between = self.sentence.tokens[figure.last : moment.first]
            if (
                figure.last <= moment.first
                and len(between) <= 2
                and between
                and all(t.low in self.sentence.pack.words["function_words"] for t in between)
            ):
                return figure.first
        return None

    def _is_saying_time(self, moment: Moment) -> bool:
        """Whether a moment tells when someone spoke: it stands at a verb of telling, apart from the figures."""
        for attribution in self.attributions:
            counting = self.sentence.tokens[attribution.at].low in self.sentence.pack.words["counting_verbs"]
            if (
                attribution.first <= moment.first < attribution.last
                and attribution.who is not None
                and attribution.at > moment.first
                and not counting
            ):
                return True
            if (
                attribution.kind == "according"
                or self.sentence.at(attribution.at, "saying") is None
                or attribution.kind == "expect"
                or counting
            ):
                continue
            inside = attribution.first <= moment.first < attribution.last
            beside = 0 <= moment.first - attribution.last <= 2 or 0 <= attribution.at - moment.last <= 1
            same = self.segments[moment.first] == self.segments[attribution.at]
            apart = not any(self.segments[f.first] == self.segments[attribution.at] for f in self.figures)
            if inside or (same and (beside or apart or self._is_before_that(moment, attribution))):
                return True
        return False

    def _is_before_that(self, moment: Moment, attribution: Attribution) -> bool:
        """Whether a time closes the telling: "warned the European Parliament on Tuesday that it could grow to"."""
        told = attribution.last <= moment.first and self.sentence.low(moment.last) in self.sentence.pack.words["that"]
        return told and not any(attribution.last <= f.first < moment.first for f in self.figures)

    def _zone(self, figure: Figure) -> tuple[int, int]:
        end = self.figures.start_behind(figure.last, len(self.segments))
        return self.figures.end_before(figure.first), end
