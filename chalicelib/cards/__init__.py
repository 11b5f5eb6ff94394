"""Whom an account may act for: patients 就诊人, one person one index, and their visit cards 就诊卡."""
