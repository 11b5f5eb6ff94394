"""WeChat Pay APIv3 for merchants: orders, refunds, notices; nothing else knows how it is signed and spelled."""
