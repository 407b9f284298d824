"""What every language pack must be: the documented slots and no other, strings only, no word with two meanings."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from consistency.languages import codes, load

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = files("consistency.languages")
SLOT = re.compile(r"^- `([a-z_.]+)(\.\*)?`: ", re.MULTILINE)
DOCUMENTED = SLOT.findall(FOLDER.joinpath("schema.md").read_text(encoding="utf-8"))
FREE = frozenset(slot for slot, star in DOCUMENTED if star)  # slots whose keys are values, units, concepts or codes

# slots in which one word must not mean two things; elsewhere ("second", "volt") context decides
ONE_MEANING = ("numbers", "scales", "scale_signs", "countries", "demonyms", "currencies", "places", "rates")


def pack(code: str) -> dict[str, Any]:
    text = FOLDER.joinpath(f"{code}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return data


def slots(data: dict[str, Any], path: str = "") -> Iterator[str]:
    for key, value in data.items():
        slot = path + key
        if isinstance(value, dict) and slot not in FREE:
            yield from slots(value, slot + ".")
        else:
            yield slot


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def test_no_slot_is_documented_twice() -> None:
    assert [slot for slot, count in Counter(slot for slot, _ in DOCUMENTED).items() if count > 1] == []


@pytest.mark.parametrize("code", codes())
def test_a_pack_has_exactly_the_documented_slots(code: str) -> None:
    has, documented = set(slots(pack(code))), {slot for slot, _ in DOCUMENTED}
    assert sorted(has - documented) == [], "in the pack, not in schema.md"
    assert sorted(documented - has) == [], "in schema.md, not in the pack"


@pytest.mark.parametrize("code", codes())
def test_a_pack_holds_strings_only(code: str) -> None:
    assert [leaf for leaf in leaves(pack(code)) if not isinstance(leaf, str)] == []


@pytest.mark.parametrize("code", codes())
def test_a_pack_has_no_key_twice(code: str) -> None:
    """YAML would silently keep the last of them."""

    def keys(node: yaml.Node) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            yield from (f"line {node.start_mark.line + 1}: {n}" for n, count in Counter(names).items() if count > 1)
            for _, value in node.value:
                yield from keys(value)

    tree = yaml.compose(FOLDER.joinpath(f"{code}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert tree is not None
    assert list(keys(tree)) == []


@pytest.mark.parametrize("code", codes())
def test_a_pack_loads_under_its_own_code(code: str) -> None:
    loaded = load(code)
    assert loaded.code == code
    assert loaded.name


def test_all_packs_have_the_same_slots() -> None:
    first, *others = (set(slots(pack(code))) for code in codes())
    assert all(other == first for other in others)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        load("xx")


@pytest.mark.parametrize("slot", ONE_MEANING)
@pytest.mark.parametrize("code", codes())
def test_no_word_means_two_things_in_one_slot(code: str, slot: str) -> None:
    meanings: dict[str, set[str]] = {}
    for key, words in pack(code)[slot].items():
        for word in words if isinstance(words, list) else [key]:
            meanings.setdefault(word, set()).add(words if isinstance(words, str) else key)
    assert {word: sorted(keys) for word, keys in meanings.items() if len(keys) > 1} == {}
