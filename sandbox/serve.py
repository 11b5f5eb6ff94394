"""One played party as a process: `python -m sandbox.serve NAME FOLDER PORT OURS [OPTIONS]`, until it is ended.

What the hospital would have got from that party (secrets) and where our gateway finds it stand in FOLDER/provision.json.
"""

import importlib
import json
import signal
import sys
from pathlib import Path

from sandbox.party import Party

PARTIES = {
    "wechat": "sandbox.wechat:Wechat",
    "wechatpay": "sandbox.wechatpay:WechatPay",
    "his": "sandbox.his:His",
    "sms": "sandbox.sms:Sms",
    "express": "sandbox.express:Express",
    "invoices": "sandbox.invoices:Invoices",
    "calls": "sandbox.calls:Calls",
    "vaults": "sandbox.vaults:Vaults",
    "queues": "sandbox.queues:Queues",
}
OUTSIDE = (
    "wechat",
    "wechatpay",
    "his",
    "sms",
    "express",
    "invoices",
    "calls",
)  # parties of the hospital; the others stand in for AWS
PROVISION = "provision.json"


def party(name: str, folder: Path, port: int, **options: object) -> Party:
    """That party, not yet serving."""
    module, _, kind = PARTIES[name].partition(":")
    made: Party = getattr(importlib.import_module(module), kind)(folder, port, **options)
    return made


def main(name: str, folder: str, port: str, ours: str, options: str = "{}") -> None:
    """Serve it. `ours`: our own base URL for an outside party, ministack's for the queues; options of the party in JSON."""
    one = party(name, Path(folder), int(port), **json.loads(options))
    setattr(one, "behind" if name == "queues" else "ours", ours)
    if name in OUTSIDE:
        told = {"secrets": one.provision(), "deployment": one.deployment()}  # type: ignore[attr-defined]
        path = Path(folder) / PROVISION
        path.write_text(json.dumps(told))
        path.chmod(0o600)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    one.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:6])
