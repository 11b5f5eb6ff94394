"""My data: copies and deletion."""

from pydantic import Field

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.kernel.http import Input, Routes, View
from chalicelib.kernel.idempotency import Once
from chalicelib.privacy import asking
from chalicelib.privacy.models import Asked, Kind

routes = Routes(__name__)

KEPT = "法律要求保存的挂号、缴费、退款记录和操作记录会按期限保存，到期后删除；其余信息已开始删除，您的账号已退出。"


class Deletion(Input):
    """That the patient means it."""

    understood: bool = Field(description="must be true: what is kept by law, and that it cannot be undone")


class RequestView(View):
    """A request for a copy or for deletion."""

    id: str
    kind: Kind
    state: str
    asked_at: str
    done_at: str
    message: str = ""


class CopyView(View):
    """A copy of everything we hold about the caller: JSON text, empty while it is being made."""

    document: str


def _view(asked: Asked, message: str = "") -> RequestView:
    return RequestView(
        id=asked.id, kind=Kind(asked.kind), state=asked.state, asked_at=asked.at, done_at=asked.done, message=message
    )


@routes.post("/me/copies", who=Patient, once=True, status=202)
def ask_copy(me: Patient, once: Once) -> RequestView:
    """Ask for a copy of everything we hold about me."""
    return _view(asking.ask_copy(me, once), "数据副本正在准备，完成后可在此查看")


@routes.get("/me/copies/{request}", who=PresentPatient)
def copy_state(me: PresentPatient, request: str) -> RequestView:
    """How far my copy is."""
    return _view(asking.mine(me, request))


@routes.get("/me/copies/{request}/document", who=PresentPatient)
def copy_document(me: PresentPatient, request: str) -> CopyView:
    """The copy."""
    return CopyView(document=asking.copy(me, request))


@routes.post("/me/deletion", who=Patient, body=Deletion, once=True, status=202)
def ask_deletion(me: Patient, wish: Deletion, once: Once) -> RequestView:
    """Delete my account and what the law does not require us to keep."""
    return _view(asking.ask_deletion(me, once, understood=wish.understood), KEPT)
