"""WeChat Pay, played: the genuine protocol with keys of its own, a cashier page, and every way in which it may misbehave."""

from sandbox.wechatpay.party import WechatPay

__all__ = ["WechatPay"]
