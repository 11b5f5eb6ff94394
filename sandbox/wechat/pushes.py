"""What WeChat pushes to our server: encrypted, signed, retried, and on demand doubled, forged or in the other shape."""

import base64
import hashlib
import json
import os
import struct
import threading
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from werkzeug.wrappers import Request

from sandbox.party import Answer, answers
from sandbox.wechat.base import Base

PATH = "/wechat/push"
TRIES, BLOCK = 3, 32
XML_LISTS = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
    "subscribe_msg_sent_event": "SubscribeMsgSentEvent",
}
Pushed = tuple[dict[str, str], bytes]  # query and body


class Pushes(Base):
    """Pushing is off until `pushing` is set; book `pushed` holds what was pushed and what was answered."""

    pushing = False
    events_of_delivery = True  # subscribe_msg_sent_event after each send
    xml = False
    copies = 1
    forged = False
    time_as_text = False
    seconds_between_tries = 5.0

    def tell(self, openid: str, event: str, listed: list[dict[str, str]]) -> None:
        """Push an event in a thread of its own, when pushing is on."""
        if not self.pushing or (event == "subscribe_msg_sent_event" and not self.events_of_delivery):
            return
        query, body = self.sealed(openid, event, listed)
        threading.Thread(target=self._push_all, args=(event, query, body), daemon=True).start()

    def sealed(self, openid: str, event: str, listed: list[dict[str, str]]) -> Pushed:
        """A push as it goes over the wire. One item comes bare, several as a list: WeChat's trap."""
        at = int(self.now())
        message: dict[str, Any] = {
            "ToUserName": self.original_id,
            "FromUserName": openid,
            "CreateTime": str(at) if self.time_as_text else at,
            "MsgType": "event",
            "Event": event,
        }
        shape: Any = listed[0] if len(listed) == 1 else listed
        if self.xml:
            return self.envelope(_xml({**message, XML_LISTS[event]: {"List": listed}}))
        return self.envelope(json.dumps({**message, "List": shape}, ensure_ascii=False))

    def envelope(self, text: str, appid: str = "") -> Pushed:
        """Any text, encrypted and signed for our mini program (or for another appid)."""
        encrypted = self._encrypted(text, appid or self.appid)
        body = {"ToUserName": self.original_id, "Encrypt": encrypted}
        return self.signed(encrypted), (_xml(body) if self.xml else json.dumps(body)).encode()

    def signed(self, encrypted: str) -> dict[str, str]:
        """The query that goes with an encrypted text."""
        timestamp, nonce = str(int(self.now())), str(int.from_bytes(os.urandom(4), "big"))
        token = "somebody else's" if self.forged else str(self.book("keys")["push_token"])
        return {
            "signature": _sha1(token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": "",
            "encrypt_type": "aes",
            "msg_signature": _sha1(token, timestamp, nonce, encrypted),
        }

    def address_check(self, echo: str) -> dict[str, str]:
        """The query of WeChat's check of our address."""
        timestamp, nonce = str(int(self.now())), os.urandom(4).hex()
        token = str(self.book("keys")["push_token"])
        return {"signature": _sha1(token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce, "echostr": echo}

    def _encrypted(self, text: str, appid: str) -> str:
        key = base64.b64decode(self.book("keys")["push_aes_key"] + "=")
        message = text.encode()
        plain = os.urandom(16) + struct.pack(">I", len(message)) + message + appid.encode()
        short = BLOCK - len(plain) % BLOCK
        encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
        return base64.b64encode(encryptor.update(plain + bytes([short]) * short) + encryptor.finalize()).decode()

    def _push_all(self, event: str, query: dict[str, str], body: bytes) -> None:
        for copy in range(self.copies):
            for tried in range(TRIES):
                status = self._push(query, body)
                self.book("pushed")[f"{query['nonce']}.{copy}.{tried}"] = {"event": event, "status": status, "at": time.time()}
                if status == 200:
                    break
                time.sleep(self.seconds_between_tries)

    def _push(self, query: dict[str, str], body: bytes) -> int:
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self.ours}{PATH}?{urlencode(query)}", body, {"Content-Type": "text/xml" if self.xml else "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code
        except OSError:
            return 0

    @answers("POST", "/_switch")
    def _switch(self, request: Request) -> Answer:
        """Set how pushes behave: {"pushing": true, "copies": 2, "xml": true, "forged": true, "events_of_delivery": false, …}."""
        for switch, value in request.get_json().items():
            if not isinstance(getattr(Pushes, switch, None), bool | int | float):
                return 422, {"unknown": switch}
            setattr(self, switch, value)
        return {}

    @answers("GET", "/_pushed")
    def _pushed(self, _request: Request) -> Answer:
        return self.book("pushed").values()


def _sha1(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def _xml(document: dict[str, Any]) -> str:
    return f"<xml>{_elements(document)}</xml>"


def _elements(document: dict[str, Any]) -> str:
    text = ""
    for name, value in document.items():
        for one in value if isinstance(value, list) else [value]:
            text += f"<{name}>{_elements(one) if isinstance(one, dict) else escape(str(one))}</{name}>"
    return text
