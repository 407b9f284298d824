"""Echoes: the same figure in several articles of one story → one key for all of them, and what that tells of others.

Two articles of one story that give the same sharp figure, of what may be one thing, speak of one thing: under the
fullest key that either tells. The words by which they count it are then words for one thing, too.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from consistency.reconciliation.stories import sharp_value
from consistency.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.reconciliation.arrays import Ints
    from consistency.reconciliation.stories import Told
    from consistency.reconciliation.topics import Key

FIRM = ("asserted", "estimated")
Figure = tuple[str, float]  # what it measures, and how much in base units


def renamed(codes: Ints, keys: Sequence[Key], told: Told) -> tuple[Ints, list[Key]]:
    """Two words of a story that count the same sharp figure in two articles are words for one thing ("állampolgár",
    "national"), where the vocabulary knows at most one of them: throughout that story it has one name.
    """
    names = _names(codes, keys, told)
    index = {key: at for at, key in enumerate(keys)}
    found = codes.copy()
    for at, story in enumerate(told.stories if names else ()):
        key = keys[codes[at]]
        name = names.get((story, key.subject))
        if name is not None:
            found[at] = index.setdefault(key._replace(subject=name), len(index))
    return found, list(index)


def _names(codes: Ints, keys: Sequence[Key], told: Told) -> dict[tuple[str, str], str]:
    """The name under which a word of a story is counted."""
    counting: dict[tuple[str, str, Figure], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, story in enumerate(told.stories):
        claim = told.claim(at)
        value = sharp_value(claim)
        if value is not None and claim.modality != "denied" and not keys[codes[at]].is_general:
            counting[story, claim.kind, value][keys[codes[at]].subject].append(at)
    names: dict[tuple[str, str], str] = {}
    for (story, *_), subjects in sorted(counting.items(), key=str):
        for one, other in combinations(sorted(subjects, key=lambda name: (not concept(name).known, name)), 2):
            pairs = [(a, b) for a in subjects[one] for b in subjects[other]]
            apart = all(told.texts[a] != told.texts[b] and keys[codes[a]].may_be(keys[codes[b]]) for a, b in pairs)
            if apart and not concept(other).known:
                names.setdefault((story, other), names.get((story, one), one))
    return names


def echoed(codes: Ints, keys: Sequence[Key], told: Told) -> Ints:
    """The same figure in several articles of one story: each under the fullest key that it may have."""
    found = codes.copy()
    alike: dict[tuple[str, str, Figure], list[int]] = defaultdict(list)
    for at, story in enumerate(told.stories):
        claim = told.claim(at)
        value = sharp_value(claim, 1)
        if value is not None and claim.modality != "denied":
            alike[story, claim.kind, value].append(at)
    for members in alike.values():
        if told.are_apart(members):
            fullest = sorted(members, key=lambda at: _rank(keys[int(codes[at])]))
            for at in fullest:
                sharp = sharp_value(told.claim(at), 2) is not None
                home = next((one for one in fullest if _may_be_one(keys[codes[at]], keys[codes[one]], sharp)), at)
                found[at] = codes[home]
    return found


def _rank(key: Key) -> tuple[int, str]:
    """What sorts keys: those that tell most first."""
    place = len(key.place or ())
    told = 8 * (not key.is_general) + 4 * any(key.event) + 2 * place + bool(key.of) + bool(key.predicate)
    return -told, key.spelt()


def _may_be_one(one: Key, two: Key, sharp: bool) -> bool:
    """Whether two equal figures may be of one thing, as far as both tell. sharp: no round one, which chance repeats."""
    if one == two:
        return True
    general = [key.is_general for key in (one, two)]
    if any(general) and (all(general) or not sharp):
        return False
    return one.dimension == two.dimension and (any(general) or one.subject == two.subject) and one.may_be(two)


def bridged(codes: Ints, keys: Sequence[Key], told: Told) -> Ints:
    """An increase or decrease that does not tell of what: it is of that one thing of its story whose levels it joins.

    "Nine more bodies" are of what was 14 the day before and 23 after.
    """
    levels: dict[tuple[str, str], dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    flows: list[tuple[int, float]] = []
    for at, story in enumerate(told.stories):
        claim, key = told.claim(at), keys[codes[at]]
        value = sharp_value(claim, 1)
        if value is None:
            continue
        if claim.kind != "level" and key.is_general:
            flows.append((at, value[1]))
        elif claim.kind == "level" and not key.is_general and claim.modality in FIRM:
            levels[key.dimension, story][int(codes[at])].add(value[1])
    found = codes.copy()
    for at, amount in flows:
        known = levels[keys[codes[at]].dimension, told.stories[at]]
        fitting = [code for code, values in known.items() if any(value + amount in values for value in values)]
        if len(fitting) == 1:
            found[at] = fitting[0]
    return found


def quoted(codes: Ints, keys: Sequence[Key], told: Told) -> tuple[Ints, list[Key]]:
    """Figures that do not tell what they count, and that several articles of a story give: the same one, or those that
    one speaker gives for the same days, which are of one thing as long as no article has two of them.
    """
    given: dict[tuple[str, str, tuple[object, ...]], list[int]] = defaultdict(list)
    for at, story in enumerate(told.stories):
        key, claim = keys[codes[at]], told.claim(at)
        if key.subject or key.text or key.is_tied or claim.kind != "level" or claim.modality not in FIRM:
            continue
        value, origins = sharp_value(claim), told.table.word("origins", told.rows[at])
        if value is not None:
            given[story, key.dimension, (value,)].append(at)
        elif claim.source and (rounder := sharp_value(claim, 1)):
            given[story, key.dimension, ((*rounder, *origins),)].append(at)
        if claim.source and claim.as_of:
            given[story, key.dimension, (origins, claim.as_of)].append(at)
    index = {key: at for at, key in enumerate(keys)}
    found = codes.copy()
    for (story, _, what), members in given.items():
        once = len(what) == 1 or len({told.texts[at] for at in members}) == len(members)
        if told.are_apart(members) and once and all(keys[codes[members[0]]].may_be(keys[codes[at]]) for at in members):
            fullest = min((keys[int(codes[at])] for at in members), key=_rank)
            key = fullest._replace(text=f"{story} ({', '.join(map(str, what[:1]))})")
            found[members] = index.setdefault(key, len(index))
    return found, list(index)
