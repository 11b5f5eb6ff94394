"""The directory's table: lists kept whole, so that a public page costs one query, and none while the process remembers.

A list is a head (part 0: its version, how far the HIS has been read) and its content in compressed parts.
"""

import datetime as dt

from pydantic import BaseModel, ConfigDict
from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Table

GRADES = ("主任医师", "副主任医师", "主治医师", "住院医师")  # the higher first


class Part(Table):
    """One part of a list."""

    noun = "directory"

    kind = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    version = NumberAttribute(default=0)
    parts = NumberAttribute(default=0)  # how many follow the head
    since = UnicodeAttribute(default="")  # until when the HIS's changes are in
    basis = UnicodeAttribute(default="")  # the versions of the lists that this one was made from
    body = BinaryAttribute(legacy_encoding=False, default=b"")


class Spelled(BaseModel):
    """What can be searched by name, pinyin, initials and code. Pinyin is `xin xue guan nei ke`, computed when synced."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: str
    name: str
    active: bool  # else gone from the hospital: hidden, kept for old visits
    pinyin: str = ""
    initials: str = ""
    code: str = ""


class Campus(Spelled):
    """A campus 院区."""

    address: str
    phone: str


class Department(Spelled):
    """A department of one campus."""

    campus: str
    parent: str | None
    sensitive: bool
    introduction: str
    places: tuple[str, ...]


class Post(BaseModel):
    """A doctor's place in a department."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    department: str
    grade: str
    specialities: tuple[str, ...]


class Doctor(Spelled):
    """A doctor; without a post he is hidden."""

    sex: str
    introduction: str
    posts: tuple[Post, ...]

    @property
    def grade(self) -> str:
        """The highest grade of the posts; empty when none is one of the four."""
        return min((post.grade for post in self.posts if post.grade in GRADES), key=GRADES.index, default="")


class Hospital(BaseModel):
    """The hospital as its pages show it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str = ""
    introduction: str = ""
    campuses: tuple[Campus, ...] = ()
    departments: tuple[Department, ...] = ()
    doctors: tuple[Doctor, ...] = ()


class Price(Spelled):
    """An entry of the price list."""

    at: dt.datetime
    drug: bool
    specification: str
    unit: str
    amount: Fen
