"""Payments: orders, their payment and refund by WeChat Pay, and the ledger. Knows a purpose and a reference, never a room."""
