"""Write screening/data/countries.tsv from Unicode CLDR and the spellings of the lists.

Run it again when Babel brings a new CLDR: `python tools/make_countries.py`. It stops
where one spelling would mean two countries.
"""

from datetime import UTC, datetime

from babel import Locale
from babel.core import get_global

from screening.countries import AMBIGUOUS, TABLE, fold

LATIN = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "tr")
LOCALES = (*LATIN, "ru", "uk", "zh", "zh_Hant", "ko", "ja", "ar", "fa")

# CLDR's territories that are no countries of ISO 3166-1; Kosovo (XK) stays.
NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)

# ISO 3166-3: code -> (alpha-3, English name). Countries that were only renamed and
# whose old name is still printed for the new one (Burma, East Timor) are spellings.
FORMER = {
    "AN": ("ANT", "Netherlands Antilles"),
    "CS": ("SCG", "Serbia and Montenegro"),
    "CSHH": ("CSK", "Czechoslovakia"),
    "DD": ("DDR", "East Germany"),
    "DY": ("DHY", "Dahomey"),
    "HV": ("HVO", "Upper Volta"),
    "RH": ("RHO", "Southern Rhodesia"),
    "SU": ("SUN", "Soviet Union"),
    "VD": ("VDR", "North Vietnam"),
    "YD": ("YMD", "South Yemen"),
    "YU": ("YUG", "Yugoslavia"),
    "ZR": ("ZAR", "Zaire"),
}
FORMER_ALPHA3 = frozenset({"BUR", "FXX", "TMP", *(alpha3 for alpha3, _ in FORMER.values())})

# CLDR's territory aliases follow the codes. They tell of CS as it was last used, and of
# YU as the state of 1992 to 2003; citizens of the Yugoslavia before it are in seven states.
SUCCESSORS = {"CSHH": "CZ SK", "YU": "BA HR ME MK RS SI XK"}

# What CLDR leaves out: ISO's formal names, older names, and what lists and people print.
SPELLINGS = {
    "AE": "UAE|U.A.E.|Emirates|ОАЭ",
    "AF": "Islamic Emirate of Afghanistan",
    "AG": "Antigua & Barbuda",
    "BA": "Bosnia|Bosnia-Herzegovina",
    "BN": "Brunei Darussalam",
    "BO": "Bolivia (Plurinational State of)|Plurinational State of Bolivia",
    "BS": "The Bahamas",
    "BY": "Weißrussland|Byelorussia|Belorussia|Byelarus|Республика Беларусь|Белоруссия",
    "CD": "Congo (Democratic Republic of the)|Democratic Republic of the Congo|DRC|DR Congo|"
    "Congo, DR|Congo DR|Congo-Kinshasa|Congo, The Democratic Republic of the",
    "CF": "CAR|Central African Rep.",
    "CG": "Republic of the Congo|Congo (Republic)|Congo Republic|Congo-Brazzaville",
    "CI": "Ivory Coast|Republic of Côte d'Ivoire",
    "CN": "People's Republic of China|PRC|P.R. China|PR China|Mainland China|КНР|"
    "中华人民共和国|中華人民共和國",
    "CSHH": "CSSR|ČSSR|former Czechoslovakia|Чехословакия",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "DD": "German Democratic Republic|GDR|former East Germany|Deutsche Demokratische Republik",
    "DE": "Federal Republic of Germany|West Germany|FRG|ФРГ",
    "EH": "Sahrawi Arab Democratic Republic",
    "FK": "Falkland Islands (Malvinas)|Falklands|Malvinas",
    "FM": "Micronesia (Federated States of)|Federated States of Micronesia",
    "GB": "UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|"
    "United Kingdom of Great Britain and Northern Ireland|Великобритания",
    "GM": "The Gambia",
    "GR": "EL|Hellenic Republic|Hellas",
    "GW": "Guinea Bissau",
    "HK": "Hong Kong|Hongkong|Hong Kong SAR|Hong Kong, China|"
    "China, Hong Kong Special Administrative Region|Гонконг|香港|홍콩",
    "IE": "Eire|Éire|Republic of Ireland",
    "IM": "Man, Isle of",
    "IR": "Islamic Republic of Iran|Iran (Islamic Republic of)|Persia",
    "JO": "Hashemite Kingdom of Jordan",
    "KG": "Kyrgyz Republic|Kirgizia|Kirghizia|Kirgizstan|Киргизия",
    "KN": "St. Christopher and Nevis",
    "KP": "DPRK|D.P.R.K.|Democratic People's Republic of Korea|North Korea|Korea, North|"
    "Korea (North)|Korea, D.P.R.|DPR Korea|N. Korea|조선민주주의인민공화국|조선|"
    "朝鲜民主主义人民共和国|朝鮮民主主義人民共和国|北朝鲜|Северная Корея|"
    "Корейская Народно-Демократическая Республика|Корейська Народно-Демократична Республіка|"
    "КНДР",
    "KR": "ROK|R.O.K.|Republic of Korea|Korea, South|Korea (South)|S. Korea|Korea, Rep.|"
    "대한민국|大韩民国|大韓民国|南韩|Южная Корея",
    "LA": "Lao People's Democratic Republic|Lao PDR",
    "LY": "Libyan Arab Jamahiriya|State of Libya|Libyan Arab Republic",
    "MD": "Moldova (Republic of)|Moldavia|Молдавия",
    "MK": "Macedonia|FYROM|Former Yugoslav Republic of Macedonia|Republic of North Macedonia|"
    "The former Yugoslav Republic of Macedonia",
    "MM": "Burma|Union of Myanmar|Republic of the Union of Myanmar|BU|BUR",
    "MO": "Macau|Macao|Macao SAR|Macau SAR|Macao, China|"
    "China, Macao Special Administrative Region",
    "NL": "Holland|The Netherlands|Kingdom of the Netherlands",
    "PS": "Palestine|State of Palestine|West Bank|Gaza|Gaza Strip|West Bank and Gaza|"
    "West Bank and Gaza Strip|Occupied Palestinian Territory|Palestinian|Палестина",
    "RE": "Reunion Island",
    "RU": "Russian Federation|Российская Федерация|РФ|Російська Федерація|RF",
    "SA": "KSA|Kingdom of Saudi Arabia",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "SK": "Slovak Republic",
    "ST": "Sao Tome and Principe",
    "SU": "USSR|U.S.S.R.|former USSR|former Soviet Union|Union of Soviet Socialist Republics|"
    "СССР|Советский Союз|Союз Советских Социалистических Республик|СРСР|ex-USSR",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland|Kingdom of Eswatini",
    "TL": "East Timor|Timor Leste|TP|TMP",
    "TR": "Turkey|Republic of Türkiye|Turkiye",
    "TW": "Taiwan, Province of China|Republic of China|Republic of China (Taiwan)|"
    "Chinese Taipei|Taiwan, China|中華民國|台灣|臺灣|台湾",
    "TZ": "Tanzania, United Republic of|United Republic of Tanzania",
    "US": "USA|U.S.|U.S.A.|United States of America|США|The United States|"
    "Соединенные Штаты Америки",
    "VA": "Holy See|Holy See (Vatican City State)|Vatican City State|Vatican",
    "VE": "Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela",
    "VG": "Virgin Islands (British)|British Virgin Islands|BVI",
    "VI": "Virgin Islands (U.S.)|US Virgin Islands|USVI",
    "VN": "Viet Nam|Socialist Republic of Vietnam|Republic of Viet Nam",
    "XK": "Republic of Kosovo|Kosovo (UNSCR 1244)|XKX|XKK|KOS",
    "YD": "People's Democratic Republic of Yemen",
    "YE": "Yemen Arab Republic|North Yemen",
    "YU": "Federal Republic of Yugoslavia|former Yugoslavia|SFRY|FRY|Югославия|"
    "Socialist Federal Republic of Yugoslavia|ex-Yugoslavia",
    "CS": "State Union of Serbia and Montenegro|Serbia & Montenegro|Сербия и Черногория",
    "ZA": "RSA|Republic of South Africa",
    "VD": "Democratic Republic of Vietnam|Democratic Republic of Viet Nam",
    "ZR": "Republic of Zaire|Заир",
    "RH": "Rhodesia",
}  # fmt: skip

HEADER = """\
# Countries, their codes and the ways they are spelled.
# Source: names, three-letter codes and successors from Unicode CLDR {cldr} through Babel
# (copyright Unicode, Inc.; Unicode License v3); codes of former countries from ISO 3166-3;
# list spellings, later states of YU and CSHH by hand, in tools/make_countries.py.
# Made on {today}; do not edit by hand.
# code	alpha-3	English name	successors	other spellings
"""


def main() -> None:
    """Write the table, or stop with the spellings that mean two countries."""
    ambiguous = {fold(word) for words in AMBIGUOUS for word in words.split("|")}
    alpha3 = _alpha3()
    meant: dict[str, str] = {}
    lines: list[str] = []
    for code, name, names in _countries():
        spellings: dict[str, str] = {}
        for spelling in (code, alpha3[code], name, *names):
            key = fold(spelling)
            if key in ambiguous or not key:
                continue
            if meant.setdefault(key, code) != code:
                raise SystemExit(f"{spelling!r} means {meant[key]} and {code}")
            spellings.setdefault(key, spelling)
        others = [text for text in spellings.values() if text not in (code, alpha3[code], name)]
        followed_by = " ".join(_successors(code))
        lines.append("\t".join((code, alpha3[code], name, followed_by, "|".join(others))))
    today = datetime.now(tz=UTC).date()
    header = HEADER.format(cldr=get_global("cldr")["version"], today=today)
    TABLE.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def _countries() -> list[tuple[str, str, list[str]]]:
    """Code, English name and other names, by code."""
    territories = [Locale.parse(locale).territories for locale in LOCALES]
    countries: list[tuple[str, str, list[str]]] = []
    for code, name in territories[0].items():
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
            names = [names[code] for names in territories[1:] if code in names]
            countries.append((code, name, names))
    countries += [(code, name, []) for code, (_, name) in FORMER.items()]
    return sorted(
        (code, name, SPELLINGS.get(code, "").split("|") + names)
        for code, name, names in countries
    )


def _alpha3() -> dict[str, str]:
    """Two-letter to three-letter codes."""
    found = {
        codes[0]: alias
        for alias, codes in get_global("territory_aliases").items()
        if len(alias) == 3 and alias.isalpha() and alias not in FORMER_ALPHA3
    }
    return found | {code: alpha3 for code, (alpha3, _) in FORMER.items()}


def _successors(code: str) -> list[str]:
    if code in SUCCESSORS:
        return SUCCESSORS[code].split()
    return list(get_global("territory_aliases")[code]) if code in FORMER else []


if __name__ == "__main__":
    main()
