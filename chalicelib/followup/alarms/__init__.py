"""Answers that must be read: raised, escalated until somebody takes them, closed with words."""
