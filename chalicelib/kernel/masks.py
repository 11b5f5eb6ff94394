"""How personal data are shown: enough to recognise, too little to use."""

SHORT_NAME = 4  # characters: a Chinese name of the usual lengths
SHORTEST_PHONE = 11


def name(text: str) -> str:
    """`王小明` → `*小明`, `王明` → `*明`; a longer name keeps its last three characters: `***mes`."""
    return "*" + text[1:] if len(text) <= SHORT_NAME else "***" + text[-3:]


def number(text: str) -> str:
    """`990101199001011234` → `9****************4`: the first and the last character stay."""
    return text[:1] + "*" * max(1, len(text) - 2) + text[-1:]


def phone(text: str) -> str:
    """`13800001234` → `138****1234`; anything shorter is hidden whole."""
    return text[:-8] + "****" + text[-4:] if len(text) >= SHORTEST_PHONE else "*" * len(text)
