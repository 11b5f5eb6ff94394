"""What this room holds of an account: the answers that it gave, and what its own patients were asked."""

from chalicelib.followup import showing
from chalicelib.followup.asks import answering
from chalicelib.followup.models import Ask, Of
from chalicelib.kernel.ids import AccountId

KEPT = (
    "随访记录属于医院病历资料的一部分，按病历管理规定保存；注销后不再与您的微信账号关联。匿名问卷无法对应到任何人，因此无法导出或删除。",
)


def export(account: AccountId) -> dict[str, object]:
    """Every questionnaire put to its patients, with the answers as FHIR has them; and whether they want to be followed up."""
    return {
        "follow_ups": [
            {"patient": one.patient, "wanted": one.wants, "questionnaires": [_told(ask) for ask in one.asks]}
            for one in showing.of(account)
        ],
        "kept": list(KEPT),
    }


def forget(account: AccountId) -> None:
    """Take the account out of the answers it gave. They stay with the patient's record; the patient's choice stays too."""
    for row in list(Of.query(f"account#{account}", consistent_read=True)):
        name = row.what.partition("#")[2]
        Ask(name).update([Ask.account.set("")], condition=Ask.account == account)
        row.delete()


def _told(ask: Ask) -> dict[str, object]:
    said = answering.response(ask)
    return {
        "id": ask.id,
        "title": ask.title,
        "state": ask.state,
        "asked": ask.asked,
        "answered": ask.answered,
        "answers": said.resource() if said else None,
    }
