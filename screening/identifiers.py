"""Identifiers: their kinds, the form two prints share, and their check digits.

Sources: check digits from python-stdnum; the check digit of IMO company numbers,
which it lacks, verified with the company numbers printed in the EU's 15th package.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from screening.domain.targets import Identifier
from screening.errors import QueryError
from screening.records import record

COMPANY_WEIGHTS = (8, 6, 4, 2, 9, 7)
TOO_SHORT_TO_SHARE = 6  # characters

# Series of passports are printed in Cyrillic or in the Latin letters that look the same.
LOOKALIKES = str.maketrans("АВЕІКМНОРСТУХ", "ABEIKMHOPCTYX")

# Hexadecimal and bech32 addresses are the same in any case; base58 ones are not.
CASELESS_WALLET = re.compile(r"0x[0-9a-f]{40}|(bc|ltc)1[0-9a-z]{20,}", re.IGNORECASE)


def _stdnum(module: str) -> Callable[[str], bool]:
    """The check of a module of python-stdnum, which is imported when first used."""

    def is_valid(canonical: str) -> bool:
        return bool(import_module(f"stdnum.{module}").is_valid(canonical))

    return is_valid


def _fits_imo_company(canonical: str) -> bool:
    total = sum(int(d) * w for d, w in zip(canonical, COMPANY_WEIGHTS, strict=False))
    return (11 - total % 11) % 10 == int(canonical[-1])


def _compact(value: str) -> str:
    """Letters in upper case and digits of ours; blanks, dots, dashes and slashes go."""
    text = unicodedata.normalize("NFKC", value).upper()
    kept = "".join(mark for mark in unicodedata.normalize("NFKC", text) if mark.isalnum())
    plain = unicodedata.normalize("NFKC", kept).translate(LOOKALIKES)
    return "".join(str(unicodedata.decimal(mark, mark)) for mark in plain)


def _email(value: str) -> str:
    """An address in lower case, without blanks."""
    text = "".join(unicodedata.normalize("NFKC", value).lower().split())
    return unicodedata.normalize("NFKC", text)


def _wallet(value: str) -> str:
    """An address as printed, save that some chains read capitals as small letters."""
    address = "".join(value.split())
    return address.lower() if CASELESS_WALLET.fullmatch(address) else address


@record
class Kind:
    """What is known of one kind of identifier.

    Args:
        title: what to call it in a sentence.
        aliases: how else lists and people write the kind, joined by `|`.
        shape: regular expression of the canonical form; None where it has none.
        shape_said: the shape in words.
        check: whether the check digit of a well-shaped canonical form fits.
        idle_ending: regular expression of an ending that adds nothing.
        families: kinds are compared with each other within a family.
        canonicalise: from a print to the form that two prints share.
    """

    title: str
    aliases: str
    shape: str | None = None
    shape_said: str = ""
    check: Callable[[str], bool] | None = None
    idle_ending: str | None = None
    families: frozenset[str] = frozenset()
    canonicalise: Callable[[str], str] = _compact


TAX = frozenset({"tax"})
REGISTRATION = frozenset({"registration"})
PAPERS = frozenset({"papers"})

KINDS = {
    "imo": Kind(
        "IMO number",
        "imo no|vessel registration identification|"
        "vessel registration identification imo|ИМО|номер ИМО",
        r"[1-9][0-9]{6}",
        "seven digits",
        check=_stdnum("imo"),
    ),
    "imo-company": Kind(
        "IMO company number",
        "company imo|company imo number|imo company number|registered owner imo number",
        r"[0-9]{7}",
        "seven digits",
        check=_fits_imo_company,
    ),
    "mmsi": Kind("MMSI", "mmsi number|mmsi no", r"[0-9]{9}", "nine digits"),
    "call-sign": Kind("call sign", "vessel call sign|radio call sign"),
    "aircraft-registration": Kind(
        "aircraft registration", "tail number|aircraft tail number|aircraft mark"
    ),
    "lei": Kind(
        "LEI",
        "legal entity identifier|lei code|lei number",
        r"[0-9A-Z]{18}[0-9]{2}",
        "18 letters or digits and two digits",
        check=_stdnum("lei"),
    ),
    "bic": Kind(
        "BIC",
        "swift|swift/bic|bic/swift|swift code|bic code",
        r"[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?",
        "8 or 11 letters and digits with a country code in places 5 and 6",
        idle_ending=r"(?<=^.{8})XXX$",  # the head office
    ),
    "isin": Kind(
        "ISIN",
        "isin code",
        r"[A-Z]{2}[0-9A-Z]{9}[0-9]",
        "a country code, nine letters or digits and one digit",
        check=_stdnum("isin"),
    ),
    "inn": Kind(
        "Russian INN",
        "ИНН|inn number|inn code|russian tax number",
        r"[0-9]{10}|[0-9]{12}",
        "10 digits for a firm, 12 for a person",
        check=_stdnum("ru.inn"),
        families=TAX,
    ),
    "kpp": Kind("Russian KPP", "КПП", r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", "nine characters"),
    "ogrn": Kind(
        "Russian OGRN",
        "ОГРН|ОГРНИП|ogrnip|psrn|primary state registration number|"
        "main state registration number",
        r"[0-9]{13}|[0-9]{15}",
        "13 digits for a firm, 15 for an entrepreneur",
        check=_stdnum("ru.ogrn"),
        families=REGISTRATION,
    ),
    "edrpou": Kind(
        "Ukrainian EDRPOU",
        "ЄДРПОУ|ЕДРПОУ|usreou",
        r"[0-9]{8}",
        "eight digits",
        check=_stdnum("ua.edrpou"),
        families=REGISTRATION | TAX,
    ),
    "uscc": Kind(
        "Chinese USCC",
        "unified social credit code|uscic|统一社会信用代码",
        r"[0-9A-Z]{18}",
        "18 letters and digits",
        check=_stdnum("cn.uscc"),
        families=REGISTRATION | TAX,
    ),
    "hk-cr": Kind(
        "Hong Kong company number",
        "hong kong company number|hong kong cr number",
        families=REGISTRATION,
    ),
    "hk-br": Kind(
        "Hong Kong business registration number",
        "hong kong business registration number|hong kong br number",
        idle_ending=r"(?<=^[0-9]{8})000([0-9]{5})?$",  # main office, term of the certificate
        families=REGISTRATION,
    ),
    "ae-cbls": Kind(
        "UAE CBLS number",
        "cbls|cbls number|economic register number|economic register number (cbls)",
        families=REGISTRATION,
    ),
    "ae-license": Kind(
        "UAE trade licence", "ae licence|uae trade licence|uae license", families=REGISTRATION
    ),
    "reg": Kind(
        "registration number",
        "registration|registration id|company number|company registration number|regnumber|"
        "commercial registry number|business registration number|c.r. no.|brn|tradelic|"
        "trade license|trade licence|license|licence",
        families=REGISTRATION,
    ),
    "tax": Kind(
        "tax number",
        "tax id|tax id no|taxid|tin|vat|vat number|euvat|fiscal code|unp|УНП",
        families=TAX,
    ),
    "passport": Kind(
        "passport", "passport number|passport no|паспорт|passportnumber", families=PAPERS
    ),
    "national-id": Kind(
        "national identity number",
        "national id|national id no|national identification number|id card|identity card|ssn|"
        "cedula|cedula no|nrn|personal number",
        families=PAPERS,
    ),
    "number": Kind(
        "number of a kind not told",
        "id number|identifier|identification number|other",
        families=TAX | REGISTRATION | PAPERS,
    ),
    "wallet": Kind(
        "wallet address",
        "crypto address|digital currency address|crypto wallet|wallet id",
        canonicalise=_wallet,
    ),
    "email": Kind(
        "e-mail address",
        "e-mail|mail|email address",
        r"[^@]+@[^@]+",
        "a name, @ and a domain",
        canonicalise=_email,
    ),
}


def identifier_kind(text: str) -> str:
    """The kind that a word means: `IMO number`, `tax_id`, `ИНН`, `SWIFT` ...

    Case, blanks and punctuation do not matter.

    Returns:
        A key of `KINDS`.

    Raises:
        QueryError: it means no kind.
    """
    kind = _kinds_spelled().get(_compact(text))
    if kind is None:
        from difflib import get_close_matches  # late: nearly all kinds are known

        near = get_close_matches(_compact(text), _kinds_spelled(), n=3, cutoff=0.7)
        known = ", ".join(dict.fromkeys(_kinds_spelled()[word] for word in near) or KINDS)
        raise QueryError(
            f"{text!r} is no kind of identifier we know: write one of {known}", field="id"
        )
    return kind


def make_identifier(
    kind: str, value: str, *, country: str | None = None, note: str | None = None
) -> Identifier:
    """An identifier as a list prints it, which may be wrong and is kept all the same.

    Args:
        kind: a kind or one of its aliases.
        value: as printed.
        country: ISO 3166 code of the issuer, where it is known.
        note: what the list says of it besides.

    Returns:
        The value, its canonical form, and `valid`: False where its shape or its
        check digit does not fit, True where the check digit does, None where
        there is none to tell.

    Raises:
        QueryError: the kind is not known.
    """
    kind = identifier_kind(kind)
    canonical = _canonical(kind, value)
    valid = None
    if not _well_shaped(kind, canonical):
        valid = False
    elif (check := KINDS[kind].check) is not None:
        valid = check(canonical)
    return Identifier(kind, value, canonical, valid, country, note)


def query_identifier(kind: str, value: str) -> Identifier:
    """An identifier to look up: one that cannot be right is refused.

    Screening a mistyped number would answer clear for a number that nobody has.

    Raises:
        QueryError: the kind is not known, or the value is empty, is not shaped as
            its kind demands, or its check digit does not fit.
    """
    asked = make_identifier(kind, value.strip())
    known = KINDS[asked.kind]
    if not asked.canonical:
        raise QueryError(f"the value of the {known.title} is empty", field=asked.kind)
    if asked.valid is False:
        if _well_shaped(asked.kind, asked.canonical):
            reason = "its check digit does not fit"
        else:
            reason = f"it should have {known.shape_said}"
        raise QueryError(
            f"{asked.value} is not a valid {known.title}: {reason}; look at the number again",
            field=asked.kind,
        )
    return asked


def parse_identifier(text: str) -> Identifier:
    """Read `kind=value`, such as `imo=9842188`.

    Raises:
        QueryError: it is not built so, or `query_identifier` refuses it.
    """
    kind, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"write {text!r} as kind=value, such as imo=9842188", field="id")
    return query_identifier(kind, value)


def comparable(a: Identifier, b: Identifier) -> bool:
    """Whether two identifiers are one number and may speak for one target.

    Lists do not agree on kinds: one prints as a tax number what another calls an
    INN, and a Russian internal passport is a passport here and a national identity
    number there. So kinds count as the same within a family (tax, registration,
    papers), and a number of a kind not told is in all three.

    Short numbers are the exception. Many issuers count from one, so that a licence
    and a company share `22209` by chance, and an equal identifier is a hit whatever
    the name says. Under six characters the kind itself has to be the same. An empty
    number, such as a dash that a list prints, is the same as nothing.
    """
    if not a.canonical or a.canonical != b.canonical:
        return False
    if a.kind == b.kind:
        return True
    if len(a.canonical) < TOO_SHORT_TO_SHARE:
        return False
    return not KINDS[a.kind].families.isdisjoint(KINDS[b.kind].families)


def _canonical(kind: str, value: str) -> str:
    """The form two prints share, without the kind printed before it or an idle ending."""
    known = KINDS[kind]
    canonical = known.canonicalise(value)
    if known.shape is not None:
        rests = (rest for rest in _without_label(kind, value) if _well_shaped(kind, rest))
        canonical = next(rests, canonical)
    return re.sub(known.idle_ending, "", canonical) if known.idle_ending else canonical


def _without_label(kind: str, value: str) -> Iterator[str]:
    """What is left of `IMO No. 9842188` or `IMO9842188` behind a name of the kind."""
    words = [_compact(word) for word in re.split(r"[\W_]+", value)]
    for place in range(len(words) - 1, 0, -1):  # `SWIFT/BIC` before `SWIFT`
        if _kinds_spelled().get("".join(words[:place])) == kind:
            yield "".join(words[place:])
    whole = "".join(words)
    if not _well_shaped(kind, whole):
        for label, labelled in _kinds_spelled().items():
            if labelled == kind and whole.startswith(label):
                yield whole.removeprefix(label)


def _well_shaped(kind: str, canonical: str) -> bool:
    shape = KINDS[kind].shape
    return shape is None or re.fullmatch(shape, canonical) is not None


@cache
def _kinds_spelled() -> dict[str, str]:
    return {
        _compact(word): kind
        for kind, known in KINDS.items()
        for word in (kind, known.title, *known.aliases.split("|"))
    }
