"""SF Express's platform 丰桥, played."""

from sandbox.express.party import Express

__all__ = ["Express"]
