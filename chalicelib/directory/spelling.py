"""Pinyin of names, computed when they are synced: looking up never needs the library."""

import unicodedata

SURNAMES = {  # read otherwise as a surname than elsewhere
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "任": "ren",
    "解": "xie",
    "查": "zha",
    "朴": "piao",
    "区": "ou",
    "尉": "yu",
    "翟": "zhai",
    "盖": "ge",
    "乐": "yue",
    "缪": "miao",
    "覃": "qin",
    "华": "hua",
    "种": "chong",
}


def plain(text: str) -> str:
    """As it is compared: full-width as half-width, lower case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def spell(name: str, *, person: bool = False) -> tuple[str, str]:
    """`心内科` → (`xin nei ke`, `xnk`). Letters and digits stay as they are."""
    from pypinyin import lazy_pinyin

    syllables = [syllable for part in lazy_pinyin(plain(name)) if (syllable := plain(part))]
    if person and name[:1] in SURNAMES and syllables:
        syllables[0] = SURNAMES[name[:1]]
    return " ".join(syllables), "".join(_initial(syllable) for syllable in syllables)


def _initial(syllable: str) -> str:
    """The first letter of a syllable; what is no syllable stays whole (`ct平扫` → `ctps`)."""
    return syllable if len(syllable) > LONGEST_SYLLABLE or not any(vowel in syllable for vowel in "aeiouv") else syllable[0]


LONGEST_SYLLABLE = 6  # zhuang
