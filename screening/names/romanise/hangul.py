"""Latin spellings of Korean names.

Lists spell one Hangul name in several ways: South Korean passports follow the
Revised system (National Institute of the Korean Language, 2000), older
designations McCune-Reischauer (1939), designations of North Koreans mostly
the DPRK system, and the press its habits (Lee, Park, Choi). A name is
compared in all of them.
"""

import unicodedata
from functools import lru_cache
from itertools import product

INITIALS = "ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ"
VOWELS = "ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ"
FINALS = "ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ"

REVISED_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
REVISED_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
REVISED_FINALS = (
    "k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()
)  # fmt: skip
DPRK_INITIALS = "k kk n t tt r m p pp s ss - j jj ch kh th ph h".split()
DPRK_VOWELS = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()
MCCUNE_INITIALS = "k kk n t tt r m p pp s ss - ch tch ch k t p h".split()
MCCUNE_VOWELS = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()

# What a family name's first sound becomes in the South (the initial-sound
# rule: 로 is printed 노, 리 이, 림 임), and the habits of passports and press.
FAMILY_SPELLINGS: dict[str, tuple[str, ...]] = {
    "로": ("ro", "no", "roh", "noh"),
    "노": ("no", "ro", "roh", "noh"),
    "리": ("ri", "lee", "yi", "rhee", "li", "i", "rhie"),
    "이": ("lee", "ri", "yi", "rhee", "li", "i", "rhie"),
    "림": ("rim", "lim", "im", "yim", "rhim", "leem"),
    "임": ("im", "rim", "lim", "yim", "rhim"),
    "류": ("ryu", "yu", "ryoo", "yoo", "lyu", "you"),
    "유": ("yu", "ryu", "yoo", "ryoo", "you"),
    "량": ("ryang", "yang"),
    "양": ("yang", "ryang"),
    "렴": ("ryom", "yom", "yeom"),
    "염": ("yeom", "yom", "ryom"),
    "라": ("ra", "na", "rah", "nah"),
    "나": ("na", "ra", "nah", "rah"),
    "박": ("pak", "park", "bak", "bark"),
    "최": ("choe", "choi", "choy", "chey"),
    "김": ("kim", "gim"),
    "정": ("jong", "jung", "chong", "jeong", "chung", "joung"),
    "조": ("jo", "cho"),
    "주": ("ju", "chu", "joo"),
    "장": ("jang", "chang"),
    "전": ("jon", "jun", "chon", "jeon", "chun"),
    "강": ("kang", "gang"),
    "고": ("ko", "go", "koh"),
    "구": ("ku", "koo", "gu", "goo"),
    "권": ("kwon", "gwon"),
    "백": ("paek", "baek", "paik", "baik"),
    "배": ("pae", "bae", "pai"),
    "변": ("pyon", "byon", "byun", "byeon"),
    "방": ("pang", "bang"),
    "반": ("pan", "ban"),
    "신": ("sin", "shin"),
    "심": ("sim", "shim"),
    "서": ("so", "seo", "suh", "sur"),
    "선": ("son", "sun", "seon"),
    "손": ("son", "sohn"),
    "성": ("song", "sung", "seong"),
    "송": ("song",),
    "석": ("sok", "suk", "seok"),
    "오": ("o", "oh"),
    "우": ("u", "woo", "wu"),
    "원": ("won",),
    "윤": ("yun", "yoon"),
    "안": ("an", "ahn"),
    "엄": ("om", "um", "eom"),
    "여": ("yo", "ryo", "yeo"),
    "한": ("han",),
    "허": ("ho", "heo", "hur", "huh"),
    "현": ("hyon", "hyun", "hyeon"),
    "홍": ("hong",),
    "황": ("hwang", "whang"),
    "문": ("mun", "moon"),
    "민": ("min",),
    "명": ("myong", "myung", "myeong"),
    "맹": ("maeng",),
    "남": ("nam",),
    "곽": ("kwak", "gwak"),
    "길": ("kil", "gil"),
    "계": ("kye", "gye"),
    "공": ("kong", "gong"),
    "국": ("kuk", "guk", "kook"),
    "금": ("kum", "keum", "geum"),
    "기": ("ki", "gi"),
    "도": ("to", "do"),
    "동": ("tong", "dong"),
    "마": ("ma",),
    "모": ("mo",),
    "봉": ("pong", "bong"),
    "부": ("pu", "bu"),
    "사": ("sa",),
    "설": ("sol", "sul", "seol"),
    "소": ("so",),
    "어": ("o", "eo", "uh"),
    "옥": ("ok",),
    "왕": ("wang",),
    "위": ("wi",),
    "은": ("un", "eun"),
    "제": ("je", "che"),
    "지": ("ji", "chi"),
    "진": ("jin", "chin"),
    "차": ("cha",),
    "채": ("chae",),
    "천": ("chon", "chun", "cheon"),
    "태": ("thae", "tae"),
    "탁": ("thak", "tak"),
    "표": ("phyo", "pyo"),
    "하": ("ha",),
    "함": ("ham",),
    "경": ("kyong", "kyung", "gyeong"),
    "련": ("ryon", "yon"),
    "연": ("yon", "ryon", "yeon"),
    "승": ("sung", "seung"),
    "용": ("yong", "ryong"),
    "룡": ("ryong", "yong"),
}  # fmt: skip

# The family names of two syllables, which a given name of two may follow.
DOUBLE_FAMILIES: dict[str, tuple[str, ...]] = {
    "남궁": ("namgung", "namkung", "namgoong", "namkoong"),
    "황보": ("hwangbo", "hwangpo", "whangbo"),
    "선우": ("sonu", "seonu", "sunu", "sunwoo", "seonwoo", "sonwoo"),
    "제갈": ("jegal", "chegal", "jekal", "chekal"),
    "사공": ("sagong", "sakong"),
    "독고": ("tokko", "dokgo", "dokko", "tokgo", "dokkoh"),
    "서문": ("somun", "seomun", "suhmoon", "seomoon"),
    "동방": ("tongbang", "dongbang"),
}

# Second spellings of single sounds in passports and press: Hyun for Hyeon,
# Young for Yeong, Soon for Sun, Woo for U.
PRESS_VOWELS: dict[str, tuple[str, ...]] = {
    "ᅥ": ("u",),
    "ᅧ": ("you", "yu"),
    "ᅮ": ("oo",),
    "ᅳ": ("u", "eu"),
    "ᅵ": ("ee",),
    "ᅴ": ("ee", "i"),
    "ᅢ": ("ai",),
    "ᅬ": ("oi",),
}
RESONANT_FINALS = frozenset({"", "ᆫ", "ᆯ", "ᆷ", "ᆼ"})
PLAIN_STOPS = "ᄀᄃᄇ"
VOICED = {"k": "g", "t": "d", "p": "b"}


def is_hangul(text: str) -> bool:
    """Whether a text is one or more whole Hangul syllables and nothing else."""
    return bool(text) and all("가" <= letter <= "힣" for letter in text)


def letters(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final letter of a syllable, the final possibly empty."""
    apart = unicodedata.normalize("NFD", syllable)
    return apart[0], apart[1], apart[2:]


@lru_cache(maxsize=4096)
def spellings(syllable: str) -> tuple[str, ...]:
    """Every usual Latin spelling of one syllable, the DPRK one first.

    Family names have habits beyond these: `FAMILY_SPELLINGS`.
    """
    initial, vowel, final = letters(syllable)
    at, middle = INITIALS.index(initial), VOWELS.index(vowel)
    end = REVISED_FINALS[FINALS.index(final)] if final else ""
    systems = (
        (DPRK_INITIALS[at], DPRK_VOWELS[middle]),
        (REVISED_INITIALS[at], REVISED_VOWELS[middle]),
        (MCCUNE_INITIALS[at], MCCUNE_VOWELS[middle]),
    )
    starts = {start.replace("-", "") for start, _ in systems}
    if initial in PLAIN_STOPS:
        starts |= {VOICED[start] for start in starts if start in VOICED}
    if initial == "ᄅ":
        starts |= {"n", "l"} if not vowel_is_i(vowel) else {"", "l"}
    if initial == "ᄂ" and vowel_is_i(vowel):
        starts.add("")
    if initial == "ᄉ" and vowel_is_i(vowel):
        starts.add("sh")
    middles = {text for _, text in systems} | set(PRESS_VOWELS.get(vowel, ()))
    official = [start.replace("-", "") + text + end for start, text in systems]
    every = sorted(start + text + end for start, text in product(starts, middles))
    return tuple(dict.fromkeys((*official, *every)))


def revised(word: str) -> str:
    """A Hangul word letter by letter in the Revised system, in lower case."""
    spelled = []
    for syllable in word:
        initial, vowel, final = letters(syllable)
        spelled.append(REVISED_INITIALS[INITIALS.index(initial)].replace("-", ""))
        spelled.append(REVISED_VOWELS[VOWELS.index(vowel)])
        spelled.append(REVISED_FINALS[FINALS.index(final)] if final else "")
    return "".join(spelled)


def mccune(word: str) -> str:
    """A Hangul word in McCune-Reischauer without its signs, in lower case.

    A plain stop is voiced between resonant sounds.
    """
    spelled = []
    before = ""
    for position, syllable in enumerate(word):
        initial, vowel, final = letters(syllable)
        start = MCCUNE_INITIALS[INITIALS.index(initial)].replace("-", "")
        if position and before in RESONANT_FINALS and initial in PLAIN_STOPS + "ᄌ":
            start = VOICED.get(start, "j")
        end = REVISED_FINALS[FINALS.index(final)] if final else ""
        spelled.append(start + MCCUNE_VOWELS[VOWELS.index(vowel)] + end)
        before = final
    return "".join(spelled)


def of_word(word: str) -> tuple[str, ...]:
    """A word in the three systems, as organisations print it; the DPRK one first."""
    if not is_hangul(word):
        return (word,)
    north = dprk(word, family_length=0).replace(" ", "").lower()
    return tuple(dict.fromkeys((north, revised(word), mccune(word))))


def vowel_is_i(vowel: str) -> bool:
    """Whether a vowel begins with the sound of i or y, before which r and n fall."""
    return vowel in "ᅣᅤᅧᅨᅭᅲᅵ"


def dprk(name: str, *, family_length: int = 1) -> str:
    """A Hangul personal name in the DPRK system: `노광철` -> `No Kwang Chol`.

    A plain stop is voiced between resonant sounds, except where the family
    name or the given name begins (`Ri Pong Chun`, `Kim Yong Bok`).

    Args:
        name: syllables without blanks, family name first.
        family_length: how many of them are the family name.
    """
    spelled: list[str] = []
    before = ""
    for position, syllable in enumerate(name):
        initial, vowel, final = letters(syllable)
        start = DPRK_INITIALS[INITIALS.index(initial)].replace("-", "")
        starts_a_part = position in (0, family_length)
        if not starts_a_part and before in RESONANT_FINALS:
            start = VOICED.get(start, start)
        end = REVISED_FINALS[FINALS.index(final)] if final else ""
        spelled.append((start + DPRK_VOWELS[VOWELS.index(vowel)] + end).capitalize())
        before = final
    return " ".join(spelled)
