"""Which fact goes to which room's queue, and which agenda item. The one table that routes them.

Keys of FACTS are (kind, purpose); keys of AGENDA are kinds. A fact that nobody acts on stands here with no queue: it is kept for measuring.
"""

FACTS: dict[tuple[str, str], tuple[str, ...]] = {}

AGENDA: dict[str, str] = {}
