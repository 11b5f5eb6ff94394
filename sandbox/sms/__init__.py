"""Tencent Cloud's short messages, played."""

from sandbox.sms.party import Sms

__all__ = ["Sms"]
