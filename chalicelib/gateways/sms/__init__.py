"""Short messages, by Tencent Cloud."""
