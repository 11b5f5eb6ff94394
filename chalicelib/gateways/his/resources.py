"""Reading FHIR JSON with care: every value is taken by its type, what is missing is named, nothing is guessed."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from chalicelib.gateways.his.outcomes import Unusable
from chalicelib.kernel import clock
from chalicelib.kernel.money import Fen


def opaque(fhir_id: str) -> str:
    """A FHIR id as an id of ours: FHIR allows dots and no underscores, we the other way round."""
    return fhir_id.replace(".", "_")


def fhir(ours: str) -> str:
    """The FHIR id behind `opaque`."""
    return ours.replace("_", ".")


class Node:
    """An object of FHIR JSON and where it stands in its resource. What is asked for by name and missing raises Unusable."""

    def __init__(self, content: Mapping[str, object], where: str = "") -> None:
        """Wrap."""
        kind = content.get("resourceType")
        self.content, self._where = content, str(kind) if kind else where

    def _there(self, name: str) -> str:
        return f"{self._where}.{name}"

    def maybe(self, name: str) -> str | None:
        """A text, or None."""
        value = self.content.get(name)
        return value if isinstance(value, str) and value else None

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self.maybe(name)
        if value is None:
            raise Unusable(self._there(name))
        return value

    def flag(self, name: str, *, otherwise: bool) -> bool:
        """A boolean."""
        value = self.content.get(name)
        return value if isinstance(value, bool) else otherwise

    def whole(self, name: str) -> int | None:
        """A whole number, or None."""
        value = self.content.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def node(self, name: str) -> "Node | None":
        """An object, or None."""
        value = self.content.get(name)
        return Node(value, self._there(name)) if isinstance(value, dict) else None

    def nodes(self, name: str) -> "list[Node]":
        """The objects of a list; empty when there is none."""
        values = self.content.get(name)
        return [Node(value, self._there(name)) for value in values if isinstance(value, dict)] if isinstance(values, list) else []

    def moment(self, name: str) -> dt.datetime:
        """An instant that must be there, with a zone."""
        found = self.maybe_moment(name)
        if found is None:
            raise Unusable(self._there(name))
        return found

    def maybe_moment(self, name: str) -> dt.datetime | None:
        """An instant, or None."""
        text = self.maybe(name)
        if text is None:
            return None
        try:
            return clock.read(text)
        except ValueError:
            raise Unusable(self._there(name)) from None

    def day(self, name: str) -> dt.date | None:
        """A whole date, or None."""
        try:
            return dt.date.fromisoformat(self.maybe(name) or "")
        except ValueError:
            return None

    # ---- what every resource has
    @property
    def kind(self) -> str:
        """Its resource type."""
        return self.maybe("resourceType") or ""

    @property
    def id(self) -> str:
        """Its id, as an id of ours."""
        return opaque(self.text("id"))

    @property
    def version(self) -> str:
        """Its version, for If-Match."""
        return (self.node("meta") or self).text("versionId")

    @property
    def at(self) -> dt.datetime:
        """When the HIS last changed it."""
        return (self.node("meta") or self).moment("lastUpdated")

    # ---- data types
    def identifiers(self, system: str) -> list[str]:
        """Every identifier of that system that is still in use."""
        found = [one for one in self.nodes("identifier") if one.maybe("system") == system and one.maybe("use") != "old"]
        return [one.text("value") for one in found]

    def code(self, system: str) -> str | None:
        """The code of that system in this CodeableConcept."""
        return next((one.maybe("code") for one in self.nodes("coding") if one.maybe("system") == system), None)

    def words(self) -> str:
        """This CodeableConcept in words."""
        return self.maybe("text") or next((one.text("display") for one in self.nodes("coding") if one.maybe("display")), "")

    def concepts(self, name: str, system: str) -> list[str]:
        """The codes of that system in a list of CodeableConcepts."""
        return [code for one in self.nodes(name) if (code := one.code(system))]

    def refers(self, kind: str) -> str | None:
        """The id that this Reference gives for that resource type; None when it is for another."""
        parts = (self.maybe("reference") or "").split("/_history/")[0].split("/")
        return opaque(parts[-1]) if parts[-2:-1] == [kind] else None

    def reference(self, name: str, kind: str) -> str | None:
        """The id in the Reference of that name."""
        found = self.node(name)
        return found.refers(kind) if found else None

    def needed(self, name: str, kind: str) -> str:
        """The id in a Reference that must be there."""
        found = self.reference(name, kind)
        if found is None:
            raise Unusable(self._there(name))
        return found

    def extensions(self, url: str) -> "list[Node]":
        """The extensions with that URL."""
        return [one for one in self.nodes("extension") if one.maybe("url") == url]

    def extension(self, url: str) -> "Node | None":
        """The first extension with that URL, or None."""
        return next(iter(self.extensions(url)), None)

    def said(self, url: str) -> str:
        """The text of the extension with that URL; empty when there is none."""
        found = self.extension(url)
        return (found.maybe("valueString") or found.maybe("valueMarkdown") or "") if found else ""

    def fen(self, name: str) -> Fen:
        """A Money in CNY that must be there, exactly."""
        money = self.node(name)
        if money is None or money.maybe("currency") not in {"CNY", None}:
            raise Unusable(self._there(name))
        value = money.content.get("value")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Unusable(self._there(name))
        fen = Decimal(value) * 100
        if fen != fen.to_integral_value() or fen < 0:
            raise Unusable(self._there(name))
        return Fen(int(fen))


def money(amount: Fen) -> dict[str, object]:
    """A Money in CNY."""
    return {"value": Decimal(amount).scaleb(-2), "currency": "CNY"}


def instant(moment: dt.datetime) -> str:
    """An instant on the hospital's wall clock, with its zone."""
    return clock.local(moment).isoformat(timespec="seconds")


def concept(system: str, code: str) -> dict[str, object]:
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code}]}
