"""Grammar: the features that the endings of a pack carry → the groups of them that readers ask for.

A pack names its endings by these categories ("accusative", "owned", "past"); a language without cases has none of them.
"""

from __future__ import annotations

LOCAL = frozenset(
    {"inessive", "illative", "elative", "superessive", "sublative", "delative", "adessive", "ablative"}
)  # where, whence and whither
CIRCUMSTANCE = LOCAL | {"instrumental", "causal", "terminative"}  # what is neither counted nor acts
OBLIQUE = CIRCUMSTANCE | {"accusative", "dative", "allative"}  # what no subject of a verb stands in
EVIDENCE = frozenset({"elative", "sublative", "delative", "ablative"})  # what a source of words stands in
FINITE = frozenset({"past", "present", "conditional", "potential"})  # a verb that makes a statement
