"""Papers, whose they are, and what is left of those that were destroyed."""

from enum import StrEnum
from typing import NewType

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table

PaperId = NewType("PaperId", str)


class PaperState(StrEnum):
    """Where a paper stands. Until SEALED it does not count."""

    WANTED = "wanted"
    UPLOADED = "uploaded"
    SEALED = "sealed"
    REJECTED = "rejected"
    DESTROYING = "destroying"  # its key is gone already; the objects are being deleted
    DESTROYED = "destroyed"


NEXT: dict[PaperState, frozenset[PaperState]] = {
    PaperState.WANTED: frozenset({PaperState.UPLOADED, PaperState.DESTROYING}),
    PaperState.UPLOADED: frozenset({PaperState.SEALED, PaperState.REJECTED, PaperState.DESTROYING}),
    PaperState.REJECTED: frozenset({PaperState.UPLOADED, PaperState.DESTROYING}),
    PaperState.SEALED: frozenset({PaperState.DESTROYING}),
    PaperState.DESTROYING: frozenset({PaperState.DESTROYED}),
    PaperState.DESTROYED: frozenset(),
}
OPEN = frozenset({PaperState.WANTED, PaperState.UPLOADED, PaperState.REJECTED})  # a file may still come
OVER = frozenset({PaperState.DESTROYING, PaperState.DESTROYED})


class PaperClass(StrEnum):
    """How long a paper is kept: an ID scan until its case is over, the proof that the hospital checked for years."""

    SCAN = "scan"
    PROOF = "proof"


def owner(purpose: str, reference: str) -> str:
    """Whose paper it is, as one text: the room that asked, and its own id."""
    return f"{purpose}#{reference}"


class Paper(Table):
    """One place for one file. No personal data: what was photographed lies sealed in the vault."""

    noun = "papers"

    id = UnicodeAttribute(hash_key=True)
    purpose = UnicodeAttribute()
    reference = UnicodeAttribute()
    kind = UnicodeAttribute()  # the asking room's word: "id_card_front"
    paper_class = UnicodeAttribute(default=PaperClass.SCAN.value)
    account = UnicodeAttribute()
    state = UnicodeAttribute(default=PaperState.WANTED.value)
    version = NumberAttribute(default=1)  # of the state; every change is conditioned on it
    wanted_at = UnicodeAttribute()
    attempt = UnicodeAttribute(null=True)  # the upload that is being sealed, was sealed or was rejected
    deaths = NumberAttribute(default=0)  # how often the check of this upload ended a whole process
    key = BinaryAttribute(legacy_encoding=False, null=True)  # the data key, wrapped by KMS under this paper's context
    fingerprint = UnicodeAttribute(null=True)  # keyed hash of the file as it was sent
    problem = UnicodeAttribute(null=True)
    content_type = UnicodeAttribute(null=True)  # of what was sealed
    pages = NumberAttribute(null=True)
    size = NumberAttribute(null=True)
    sealed_at = UnicodeAttribute(null=True)
    why = UnicodeAttribute(null=True)  # it is destroyed
    key_gone_at = UnicodeAttribute(null=True)

    @property
    def owner(self) -> str:
        """Whose it is."""
        return owner(self.purpose, self.reference)

    @property
    def object(self) -> str:
        """Its name in the vault; each upload has its own."""
        return f"{self.prefix}{self.attempt}"

    @property
    def prefix(self) -> str:
        """Everything in the vault that is this paper's."""
        return f"{self.paper_class}/{self.id}/"


class PaperOf(Table):
    """The papers of one owner."""

    noun = "papers-of"

    owner = UnicodeAttribute(hash_key=True)
    paper = UnicodeAttribute(range_key=True)


class Hold(Table):
    """That nothing of this owner's may be destroyed for now."""

    noun = "paper-holds"

    owner = UnicodeAttribute(hash_key=True)
    until = UnicodeAttribute()  # a moment
    by = UnicodeAttribute()
    at = UnicodeAttribute()


class Destroyed(Table):
    """That a paper was destroyed; stands for good."""

    noun = "paper-certificates"

    owner = UnicodeAttribute(hash_key=True)
    paper = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute()
    paper_class = UnicodeAttribute()
    why = UnicodeAttribute()
    sealed_at = UnicodeAttribute(null=True)  # never sealed: there was nothing but a place
    key_gone_at = UnicodeAttribute()
    objects_gone_at = UnicodeAttribute()
    last_backup_day = UnicodeAttribute()  # on which the last backup that holds its key expires
