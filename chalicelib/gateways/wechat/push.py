"""What WeChat pushes to us: proven, decrypted, and read into events. Twice, late and in any order: each event has a key."""

import hashlib
import hmac
import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.gateways.wechat.client import secret
from chalicelib.kernel import ids
from chalicelib.kernel.settings import deployment

ANSWER = "success"
Query = Mapping[str, list[str]]


class Forged(Exception):
    """Not signed by WeChat with our token, or not for our mini program."""


class Unreadable(Exception):
    """Signed, yet not of a shape we know: WeChat changed something, or sends in clear."""


class Answered(NamedTuple):
    """The patient accepted or rejected a template, in the popup or (rejections only) in the settings."""

    key: str  # of this event, the same at every repetition
    openid: str
    template: str
    accepted: bool
    in_settings: bool
    at: int  # seconds since 1970


class Delivered(NamedTuple):
    """How the delivery of one message ended."""

    key: str
    openid: str
    template: str
    message_id: str
    error: int  # 0: it reached the patient
    at: int


Event = Answered | Delivered


def verify(query: Query) -> str:
    """The text to answer when WeChat checks our address. Raises Forged."""
    _prove(_one(query, "signature"), _one(query, "timestamp"), _one(query, "nonce"))
    return _one(query, "echostr")


def events(query: Query, body: bytes) -> list[Event]:
    """The events of one push in secure mode, JSON or XML; none when it tells something we do not act on.

    Raises Forged before anything is decrypted, Unreadable for a shape we do not know.
    """
    envelope = _parsed(body)
    encrypted = envelope.get("Encrypt")
    if not isinstance(encrypted, str):
        raise Unreadable
    timestamp, nonce = _one(query, "timestamp"), _one(query, "nonce")
    signature = _one(query, "msg_signature")
    _prove(signature, timestamp, nonce, encrypted)
    try:
        return list(_events(_parsed(_decrypted(encrypted, signature, timestamp, nonce))))
    except (KeyError, TypeError, ValueError):
        raise Unreadable from None


def _one(query: Query, name: str) -> str:
    values = query.get(name, [])
    if len(values) != 1:
        raise Forged
    return values[0]


def _prove(signature: str, *signed: str) -> None:
    expected = hashlib.sha1("".join(sorted([secret().push_token, *signed])).encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise Forged


def _decrypted(encrypted: str, signature: str, timestamp: str, nonce: str) -> bytes:
    """The signature is proven; what does not decrypt or names another appid is somebody else's."""
    from wechatpy.crypto import WeChatCrypto
    from wechatpy.exceptions import WeChatException

    crypto = WeChatCrypto(secret().push_token, secret().push_aes_key, deployment().appid)
    try:
        text = crypto.decrypt_message({"Encrypt": encrypted}, signature, timestamp, nonce)
    except (WeChatException, ValueError, IndexError, struct.error):
        raise Forged from None
    return text if isinstance(text, bytes) else str(text).encode()


def _parsed(body: bytes) -> dict[str, Any]:
    """JSON or XML, as chosen in WeChat's console."""
    try:
        document = _xml(body) if body.lstrip()[:1] == b"<" else json.loads(body)
    except ValueError:
        raise Unreadable from None
    if not isinstance(document, dict):
        raise Unreadable
    return document


def _xml(body: bytes) -> Any:
    from xml.parsers.expat import ExpatError

    import xmltodict  # type: ignore[import-untyped]  # comes with wechatpy; takes no entities

    try:
        return xmltodict.parse(body, force_list=())["xml"]
    except (ExpatError, KeyError) as error:
        raise ValueError(type(error).__name__) from None


_LISTS = {  # JSON has the list at the top, XML in an element named like the event
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
    "subscribe_msg_sent_event": "SubscribeMsgSentEvent",
}


def _events(message: dict[str, Any]) -> Iterator[Event]:
    name = message.get("Event")
    if message.get("MsgType") != "event" or name not in _LISTS:
        return
    listed = message["List"] if "List" in message else message[_LISTS[name]]["List"]
    openid, at = str(message["FromUserName"]), int(message["CreateTime"])
    for one in listed if isinstance(listed, list) else [listed]:  # one item comes bare, several as a list
        template = str(one["TemplateId"])
        key = ids.derived("wechat-push", openid, str(at), name, template, str(one.get("MsgID", "")))
        if name == "subscribe_msg_sent_event":
            yield Delivered(key, openid, template, str(one["MsgID"]), int(one["ErrorCode"]), at)
        else:
            accepted = one["SubscribeStatusString"] == "accept"
            yield Answered(key, openid, template, accepted, name == "subscribe_msg_change_event", at)
