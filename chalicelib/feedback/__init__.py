"""Satisfaction and feedback: how a visit or stay was, and praise, complaints and suggestions until they are answered."""
