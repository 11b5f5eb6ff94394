"""What a tester does behind the scenes, in the world's environment: time passes quickly, a clinic is found in the HIS."""

import json

from chalicelib.kernel import agenda, queues
from chalicelib.registration.models import Clinic
from chalicelib.subscriptions import AGENDA


def bring_forward(kind: str, subject: str = "") -> int:
    """Hand the items of that kind (of one subject, or all) over as the drain will once they are due; how many there were."""
    found = 0
    for shard in range(agenda.SHARDS):
        for entry in agenda.Entry.query(f"{shard:02d}", consistent_read=True):
            due = agenda.Due.model_validate_json(entry.body)
            if due.kind == kind and subject in {"", due.subject}:
                queues.send(AGENDA[kind], [queues.Message(json.dumps({"due": due.model_dump()}, ensure_ascii=False))])
                entry.delete()
                found += 1
    return found


def name_in_his(clinic: str) -> str:
    """The HIS's own id of a clinic."""
    return next(one.his for one in Clinic.scan(consistent_read=True) if one.id == clinic)
