"""Latin spellings of names in Chinese characters.

Authorities print Pinyin, those of Taiwan Wade-Giles; families of the South
and of the diaspora print their name as it is spoken at home (Chan for 陈).
"""

from collections.abc import Mapping

from screening.names.fold import fold
from screening.names.romanise.pinyin import wade_giles

# Family names of two characters, in both sets of characters.
DOUBLE = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙"
    " 長孫 司徒 司空 端木 南宫 南宮 东方 東方 独孤 獨孤 百里 呼延 轩辕 軒轅 鲜于 鮮于".split()
)
_PERSON = range(2, 5)


def spellings(word: str, families: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The Latin spellings of a word: Pinyin, Wade-Giles and, of a family name, others.

    Args:
        word: Chinese characters.
        families: what else a family name of one character is printed as.
    """
    syllables = [fold(letter).strip() for letter in word]
    table = wade_giles()
    older = "".join(table.get(syllable, syllable) for syllable in syllables)
    return tuple(dict.fromkeys(("".join(syllables), older, *families.get(word, ()))))


def parted(name: str) -> list[str]:
    """A person's name written without a blank: family name and given name.

    A text of other length, such as a name of another language in Chinese
    characters, stays whole.
    """
    if len(name) not in _PERSON:
        return [name]
    family = 2 if (name[:2] in DOUBLE and len(name) > 2) or len(name) == 4 else 1
    return [name[:family], name[family:]]
