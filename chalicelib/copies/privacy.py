"""What this room holds of an account: the applications it made."""

from chalicelib.copies import forms, history, looking
from chalicelib.copies.models import Application, Authorisation, Of
from chalicelib.copies.states import OPEN, Money, State
from chalicelib.kernel.ids import AccountId

MOVING = frozenset({Money.REFUNDING, Money.REFUND_STUCK, Money.DUE})
BEGUN = frozenset({State.DRAFT, State.SENT_BACK})  # nobody waits for these but the applicant
TOLD = ("id", "number", "state", "began", "handed_in", "due", "kind", "purpose", "parts", "stays", "delivery", "reason")


def export(account: AccountId) -> dict[str, object]:
    """Every application with what was typed into it."""
    return {
        "copies": [_told(one) for one in history.of(account)],
        "looks": [one._asdict() for one in looking.of_account(account)],
    }


def unfinished(account: AccountId) -> bool:
    """Whether somebody works for this account, or money is still moving."""
    return any((one.stands in OPEN - BEGUN) or one.money_stands in MOVING for one in history.of(account))


def forget(account: AccountId) -> None:
    """Take the account out of them. The applications stay: the law has the hospital keep who was given which copies."""
    for one in history.of(account):
        Application(one.id).update([Application.account.set("")], condition=Application.account == account)
        Of(f"account#{account}", one.key()).delete()
    looking.forget(account)
    for mine in list(Of.query(f"authoriser#{account}", consistent_read=True)):
        application = Application.get(mine.key.partition("#")[2], consistent_read=True)
        yes = Authorisation.find(application.authorisation)
        if yes is not None and yes.account == account:
            yes.update([Authorisation.account.set("")])
        mine.delete()


def _told(one: Application) -> dict[str, object]:
    told: dict[str, object] = {name: getattr(one, name) for name in TOLD}
    typed = {
        "applicant": forms.opened(one, "applicant", forms.ApplicantForm),
        "patient": forms.opened(one, "subject", forms.SubjectForm),
        "recipient": forms.opened(one, "recipient", forms.RecipientForm),
    }
    return told | {name: form.model_dump(mode="json") for name, form in typed.items() if form} | {"paid": int(one.paid)}
