"""Names to draw from: first names and family names as they sound in a Dutch schoolyard, combined by chance."""

from random import Random

from partnership.people.names import PersonName

__all__ = ["LANGUAGES", "child", "grown_up", "surname"]

_CHILDREN = [
    "Noor",
    "Sem",
    "Yara",
    "Milan",
    "Lotte",
    "Bram",
    "Aylin",
    "Daan",
    "Fenna",
    "Ilyas",
    "Saar",
    "Jayden",
    "Esma",
    "Thijs",
    "Roos",
    "Omar",
    "Liv",
    "Mats",
    "Zofia",
    "Finn",
    "Maryam",
    "Teun",
    "Amira",
    "Stijn",
    "Nina",
    "Kacper",
    "Evi",
    "Rayan",
    "Pleun",
    "Luuk",
    "Selin",
    "Guus",
    "Isa",
    "Davyd",
    "Femke",
    "Noah",
    "Lina",
    "Tygo",
    "Hanna",
    "Mees",
    "Soraya",
    "Jip",
]
_ADULTS = [
    "Petra",
    "Sjoerd",
    "Zeynep",
    "Mohammed",
    "Anneke",
    "Piotr",
    "Fatima",
    "Jeroen",
    "Oksana",
    "Willem",
    "Samira",
    "Marloes",
    "Emre",
    "Ingrid",
    "Youssef",
    "Karin",
    "Bas",
    "Svitlana",
    "Hakan",
    "Judith",
    "Tomasz",
    "Nadia",
    "Erik",
    "Mirjam",
    "Abdel",
    "Wendy",
    "Robert",
    "Elif",
    "Sandra",
    "Kofi",
    "Patricia",
    "Ruben",
    "Hatice",
    "Joost",
]
_SURNAMES: tuple[tuple[str, str, str], ...] = (
    ("van den", "Berg", "nl"), ("de", "Vries", "nl"), ("", "Bakker", "nl"), ("", "Visser", "nl"), ("van", "Dijk", "nl"),
    ("", "Smit", "nl"), ("'t", "Hart", "nl"), ("van der", "Meer", "nl"), ("", "Kuipers", "nl"), ("de", "Graaf", "nl"),
    ("", "Hoekstra", "nl"), ("van", "Leeuwen", "nl"), ("", "Postma", "nl"), ("", "Peeters", "nl"), ("te", "Riele", "nl"),
    ("", "Yılmaz", "tr"), ("", "Kaya", "tr"), ("", "Demir", "tr"), ("", "Öztürk", "tr"),
    ("el", "Amrani", "ar"), ("", "Bouzid", "ar"), ("", "Haddad", "ar"), ("", "Nasser", "ar"),
    ("", "Kowalska", "pl"), ("", "Wójcik", "pl"), ("", "Zieliński", "pl"),
    ("", "Shevchenko", "uk"), ("", "Bondarenko", "uk"), ("", "Owusu", "en"), ("", "Martina", "nl"),
)  # fmt: skip

LANGUAGES = ("tr", "ar", "pl", "uk")
"""The languages, besides Dutch and English, that some families speak best."""


def surname(random: Random) -> tuple[str, str, str]:
    """A family name as (infix, name, language spoken at home)."""
    return random.choice(_SURNAMES)


def child(random: Random, infix: str, family: str) -> PersonName:
    """A child's name in a family."""
    return PersonName(given=random.choice(_CHILDREN), infix=infix, family=family)


def grown_up(random: Random, infix: str, family: str) -> PersonName:
    """A grown-up's name."""
    return PersonName(given=random.choice(_ADULTS), infix=infix, family=family)
