"""Payment notices through HTTP beside one RSA verification and one conditional write each; and beside the same items."""

from collections import Counter
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pynamodb.connection import Connection

from benchmarks import load
from benchmarks.load import Call, Rate, Share
from chalicelib.payments import notices, orders
from chalicelib.payments.models import Order, OrderState
from chalicelib.registration import booking
from sandbox.wechatpay import WechatPay
from sandbox.wechatpay.keys import public_pem
from sandbox.world import World
from tests.registration import people


def measure(world: World, size: int) -> dict[str, Rate]:
    """Ours, the floor, and the floor with our items."""
    pay = WechatPay(world.folder / "wechatpay")
    letters = [_letter(pay) for _ in range(3 * size)]
    public = public_pem(pay.keys["platform"])
    same = [(public, letter, _recorded(letter)) for letter in letters[:size]]
    bare = [
        (public, letter, order) for letter, order in zip(letters[size : 2 * size], _orders(letters[size : 2 * size]), strict=True)
    ]
    prefix = urlsplit(world.environment["XINGLIN_PUBLIC_URL"]).path
    ours = [(world.url("app"), _call(letter, prefix)) for letter in letters[2 * size :]]
    return {
        "floor": load.run(verify_and_write, bare),
        "same items": load.run(verify_and_send, same),
        "ours": load.run(load.requests, ours),
    }


def _letter(pay: WechatPay) -> Any:
    person, segment = people.somebody(), people.segment(1)
    held = booking.hold(person.me, person.wish, segment.clinic, segment.id, people.request(person))
    prepared = orders.prepay(person.me, orders.OrderId(held.order))
    pay.notices = "never"
    pay.pay(prepared.package.removeprefix("prepay_id="))
    return pay.letter(held.order)


def _orders(letters: list[Any]) -> list[str]:
    found = []
    for letter in letters:
        with mock.patch.object(notices, "_act", lambda told: found.append(told.out_trade_no)):
            notices.receive(_merchant(letter), {name.lower(): value for name, value in letter.headers.items()}, letter.body)
    return found


def _recorded(letter: Any) -> dict[str, Any]:
    sent: list[dict[str, Any]] = []
    with mock.patch.object(Connection, "transact_write_items", lambda _self, **items: sent.append(items)):
        notices.receive(_merchant(letter), {name.lower(): value for name, value in letter.headers.items()}, letter.body)
    return sent[0]


def _merchant(letter: Any) -> str:
    return str(letter.url.rsplit("/", 1)[1])


def _call(letter: Any, prefix: str) -> Call:
    return Call("POST", urlsplit(letter.url).path.removeprefix(prefix), letter.headers, letter.body)


def _verify(public: str, letter: Any) -> None:
    key = load_pem_public_key(public.encode())
    assert isinstance(key, rsa.RSAPublicKey)
    import base64

    head = letter.headers
    content = f"{head['Wechatpay-Timestamp']}\n{head['Wechatpay-Nonce']}\n".encode() + letter.body + b"\n"
    key.verify(base64.b64decode(head["Wechatpay-Signature"]), content, PKCS1v15(), SHA256())


def verify_and_write(share: Share) -> Counter[str]:
    """One verification, one conditional update."""
    for public, letter, order in share:
        _verify(public, letter)
        paid = [Order.state.set(OrderState.PAID.value), Order.transaction.set("4200000000")]
        Order(order).update(paid, condition=Order.state == OrderState.AWAITING.value)
    return Counter(written=len(share))


def verify_and_send(share: Share) -> Counter[str]:
    """One verification, one read, and the transaction that we send."""
    from chalicelib.kernel.tables import connection

    for public, letter, items in share:
        _verify(public, letter)
        connection().transact_write_items(**items)
    return Counter(written=len(share))
