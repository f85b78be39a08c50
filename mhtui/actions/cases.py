"""What can be done in Casussen, with one case, and with its text."""

from typing import Final

from mhtui.actions.action import CASEWORK, REGION, TABLE, Action

_SHARED: Final = CASEWORK | TABLE | REGION


def _list(verb: str, label: str, tooltip: str, key: str, footer: int) -> Action:
    return Action(
        f"cases.{verb}", label, tooltip, (key,), screen="cases", group="Casussen", roles=_SHARED, footer=footer
    )


def _case(
    verb: str, label: str, tooltip: str, keys: tuple[str, ...], footer: int, roles: frozenset[str] = CASEWORK
) -> Action:
    return Action(f"case.{verb}", label, tooltip, keys, screen="case", group="Casus", roles=roles, footer=footer)


def _text(verb: str, label: str, tooltip: str, *keys: str, footer: int = 0) -> Action:
    return Action(
        f"shielding.{verb}",
        label,
        tooltip,
        keys,
        screen="shielding",
        group="Afschermen",
        roles=CASEWORK,
        footer=footer,
    )


ACTIONS: Final = (
    _list("filter", "Zoeken", "Maakt de lijst korter terwijl u typt.", "slash", 1),
    _list("all", "Ook afgesloten", "Toont ook afgesloten casussen, of alleen wat open is.", "a", 2),
    _case("shield", "Afschermen", "Schrijf de tekst voor het overleg naast de brontekst.", ("a",), 1),
    _case("agenda", "Op agenda", "Zet de casus op de agenda van het volgende overleg.", ("g",), 2, _SHARED),
    _case("step", "Stap", "Legt vast wat er met deze casus gedaan is.", ("s",), 3),
    _case("withdraw", "Intrekken", "Haalt de vrijgegeven tekst bij het overleg weg, met reden.", ("i",), 4),
    _case("split", "Losmaken", "Maakt een signaal los van deze casus.", ("l",), 5),
    _case(
        "named",
        "Namen nakijken",
        "Laat zien waar het overleg iemand noemde die nu geregistreerd staat, en zet er labels voor in de plaats.",
        ("n",),
        0,
    ),
    _case("leave", "Terug", "Gaat terug naar de lijst.", ("escape",), 6, _SHARED),
    _text(
        "accept",
        "Voorstel",
        "Neemt het voorstel over: een label, of iets vagers; gaat naar de volgende.",
        "enter",
        footer=1,
    ),
    _text(
        "harmless", "Laten staan", "Niet herleidbaar: deze woorden mogen blijven, overal in de tekst.", "o", footer=2
    ),
    _text(
        "label", "Label", "Kiest een ander label, of een nieuw: een betrokkene, een bedrijf, een adres.", "p", footer=3
    ),
    _text(
        "vaguer", "Algemener", "Kiest iets vagers, of typt het: 16-20 jaar, najaar 2026, de gemeente.", "v", footer=4
    ),
    _text("write", "Typen", "Verandert de tekst; esc gaat terug naar beoordelen.", "e", footer=5),
    _text("keep", "Bewaren", "Bewaart tekst en beoordeling; wat vrijgegeven was wordt ingetrokken.", "f10", footer=6),
    _text("release", "Vrijgeven", "Beantwoord de vragen en geef de tekst vrij voor het overleg.", "f9", footer=7),
    _text("drop", "Weglaten", "Laat de woorden weg uit de tekst voor het overleg.", "w"),
    _text("undo", "Ongedaan", "Neemt de laatste beoordeling terug.", "u"),
    _text("forward", "Volgende", "Naar de volgende markering die nog open is.", "tab", "n"),
    _text("back", "Vorige", "Naar de markering ervoor.", "shift+tab", "b"),
    _text("mark", "Zelf markeren", "Markeert wat gekozen is, of het woord onder de cursor, overal in de tekst.", "m"),
    _text("stretch", "Markering langer", "Neemt het woord erachter bij deze markering.", "greater_than_sign"),
    _text("unmark", "Opnieuw", "Haalt het antwoord weg, of een markering die u zelf maakte.", "delete", "x"),
    _text(
        "known_word",
        "Bekend woord",
        "Zet deze naam van een organisatie op de lijst van bekende woorden: nergens meer gemarkeerd.",
        "k",
    ),
    _text("known_words", "Bekende woorden", "Opent de lijst van wat niet gemarkeerd wordt.", "K"),
    _text("source", "Bron", "Laat de tekst van de signalen zien; dat komt in het logboek.", "s"),
    _text("history", "Vrijgaven", "Wat eerder is vrijgegeven, en waarom het werd ingetrokken.", "h"),
    _text("leave", "Terug", "Gaat terug; vraagt eerst als er iets veranderd is.", "escape"),
)
