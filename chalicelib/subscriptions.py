"""Which fact goes to which room's queue, and which agenda item. The one table that routes them.

Keys of FACTS are (kind, purpose); keys of AGENDA are kinds. A fact that nobody acts on stands here with no queue:
it is kept for measuring.
"""

FACTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("card.bound", ""): (),
    ("card.requested", ""): ("cards",),
    ("card.settled", ""): (),
    ("patient.died", ""): (),
    ("patient.merged", ""): (),
    ("patient.unmerged", ""): (),
    ("privacy.copy_asked", ""): ("privacy",),
    ("privacy.copy_done", ""): (),
    ("privacy.deletion_asked", ""): ("privacy",),
    ("privacy.deletion_done", ""): (),
    ("proxy.bound", ""): ("cards",),
    ("proxy.ended", ""): (),
}

AGENDA: dict[str, str] = {
    "cards.birthday": "cards",
    "cards.follow": "cards",
    "cards.request": "cards",
    "cards.telling": "cards",
    "payments.expire": "payments",
    "payments.close": "payments",
    "payments.ask_order": "payments",
    "payments.send_refund": "payments",
    "payments.ask_refund": "payments",
}
