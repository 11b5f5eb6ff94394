"""WeChat as our server meets it, played: sign-in, access tokens, phone numbers, subscribe messages, pushes to us."""

from sandbox.wechat.party import Wechat

__all__ = ["Wechat"]
