"""The HIS's resources: in memory for searching, on disk for good, each write a new version."""

import datetime as dt
import json
from collections.abc import Iterable

from sandbox.party import Party
from sandbox.seed.fhir import Resource

NOW = dt.timedelta(0)


class Store:
    """Resources by type and id. What is handed out is not to be changed: put a changed copy."""

    def __init__(self, party: Party) -> None:
        """Read the books."""
        self._party = party
        self._all: dict[str, dict[str, Resource]] = {}
        self._slots: dict[str, set[str]] = {}  # of a Schedule, by its reference
        party.sql("create table if not exists resource(kind text, id text, document text, primary key(kind, id))")
        for kind, name, document in party.sql("select kind, id, document from resource order by rowid"):
            self._remember(kind, name, json.loads(document))

    def _remember(self, kind: str, name: str, resource: Resource) -> None:
        self._all.setdefault(kind, {})[name] = resource
        if kind == "Slot":
            self._slots.setdefault(resource["schedule"]["reference"], set()).add(name)

    def get(self, kind: str, name: str) -> Resource | None:
        """One resource, or None."""
        return self._all.get(kind, {}).get(name)

    def all(self, kind: str) -> list[Resource]:
        """All of a type."""
        with self._party.lock:
            return list(self._all.get(kind, {}).values())

    def slots_of(self, schedules: Iterable[str]) -> list[Resource]:
        """The Slots of Schedules, given by reference."""
        with self._party.lock:
            return [self._all["Slot"][name] for schedule in schedules for name in sorted(self._slots.get(schedule, ()))]

    def put(self, *resources: Resource) -> Resource:
        """Write them as new versions, all or none; the last one is returned as stored."""
        return self.put_many(resources)

    def put_many(self, resources: Iterable[Resource], ago: dt.timedelta = NOW) -> Resource:
        """The same for many, as if done so long ago."""
        now = (dt.datetime.now(dt.UTC) - ago).isoformat(timespec="milliseconds")
        with self._party.lock:
            stored = [self._versioned(resource, now) for resource in resources]
            self._party.sql("begin")
            for resource in stored:
                self._write(resource)
            self._party.sql("commit")
            for resource in stored:
                self._remember(resource["resourceType"], resource["id"], resource)
        return stored[-1]

    def _versioned(self, resource: Resource, now: str) -> Resource:
        before = self.get(resource["resourceType"], resource["id"])
        version = int(before["meta"]["versionId"]) + 1 if before else 1
        return {**resource, "meta": {**resource.get("meta", {}), "versionId": str(version), "lastUpdated": now}}

    def _write(self, resource: Resource) -> None:
        kind, name = resource["resourceType"], resource["id"]
        self._party.sql(
            "insert into resource(kind, id, document) values (?, ?, ?) on conflict(kind, id) do update set document = excluded.document",
            (kind, name, json.dumps(resource, ensure_ascii=False)),
        )
