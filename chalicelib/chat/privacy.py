"""What this room holds of an account: its conversation with the service desk."""

from chalicelib.chat import answering, transitions
from chalicelib.chat.models import Chat, Line, id_of
from chalicelib.chat.states import ChatState
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit


def export(account: AccountId) -> dict[str, object]:
    """Every line of it."""
    lines = Line.query(id_of(account), consistent_read=True)
    return {"lines": [{"at": one.at, "by": one.by, "words": transitions.words_of(one)} for one in lines]}


def forget(account: AccountId) -> None:
    """It ends, and is nobody's. The transcript stays as long as the hospital must keep it, sealed and without a name."""
    found = Chat.find(id_of(account))
    if found is None or not found.account:
        return
    if found.stands is not ChatState.CLOSED:
        with Unit() as unit:
            answering.end(unit, found, "账号已注销，本次咨询结束。")
    Chat(found.id).update([Chat.account.set(""), Chat.patient.set("")])
