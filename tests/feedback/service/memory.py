"""The objects that another one holds in memory."""

import gc
import sys


def reachable(root: object) -> list[object]:
    """Return all objects that `root` leads to, without modules, classes and functions."""
    seen: dict[int, object] = {}
    rest = [root]
    while rest:
        one = rest.pop()
        if id(one) not in seen and not isinstance(one, type(sys) | type | type(reachable)):
            seen[id(one)] = one
            rest += gc.get_referents(one)
    return list(seen.values())
