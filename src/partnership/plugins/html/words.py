"""The words the pages put around names, in the languages that ship. Names are never put into a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partnership.languages.tables import Counted, Tables
from partnership.plugins.html.written import Written

__all__ = ["Words", "words_for"]


@attrs.frozen(kw_only=True)
class Words(Written):
    """One language: its tag, and a word or sentence per place on a page."""

    minutes: Counted
    talks: Counted
    title: str
    made: str
    cancelled: str
    on_site: str
    video: str
    phone: str
    interpreter: str
    reserved: str
    # the letter
    dear: str
    letter_intro: str
    letter_nothing: str
    letter_cancelled: str
    with_whom: str
    about: str
    where: str
    how: str
    phone_call: str
    pupil_attends: str
    left_over: str
    left_over_intro: str
    next_step: str
    ask_school: str
    reasons: Mapping[str, str]
    # the sheets of staff
    desk: str
    desk_private: str
    desk_nothing: str
    present: str
    pause: str
    together: str
    time: str
    family: str
    door: str
    door_nothing: str
    door_knock: str
    # the board and the index
    board: str
    board_hint: str
    staff: str
    away: str
    short_video: str
    short_phone: str
    free: str
    other_times: str
    board_nothing: str
    office: str
    office_private: str
    letters: str
    desks: str
    doors: str
    not_planned: Counted


ENGLISH = Words(
    tag="en",
    minutes=Counted("{number} minute", "{number} minutes"),
    talks=Counted("{number} talk", "{number} talks"),
    title="Talks at school",
    made="Made on",
    cancelled="Cancelled",
    on_site="At school",
    video="By video",
    phone="By phone",
    interpreter="Interpreter",
    reserved="Reserved",
    dear="Dear",
    letter_intro="We look forward to speaking with you. These are your talks.",
    letter_nothing="There are no talks planned for you.",
    letter_cancelled="This talk does not take place.",
    with_whom="With",
    about="About",
    where="Where",
    how="How",
    phone_call="By phone: we call you",
    pupil_attends="joins the talk",
    left_over="Not planned yet",
    left_over_intro="We could not find a moment for the talks below. We are sorry; they are not forgotten.",
    next_step="What happens now",
    ask_school="Please ask the school for another moment.",
    reasons=MappingProxyType(
        {
            "": "There was no moment that suits everyone.",
            "staff": "This evening is full.",
            "presence": "No free moment fell within the times you gave.",
            "interpreter": "No interpreter was free at a moment that suits.",
            "room": "No room was free at a moment that suits.",
            "way": "There is no way to talk (at school, by video or by phone) that everyone can use.",
            "talks": "More talks were asked for than there is room for per family.",
        }
    ),
    desk="Your evening",
    desk_private="For your eyes only. Please do not leave this sheet on the table.",
    desk_nothing="There are no talks planned for you.",
    present="Present",
    pause="Pause",
    together="Together with",
    time="Time",
    family="For",
    door="Talks",
    door_nothing="There are no talks here.",
    door_knock="Please wait until the door opens. We start on time.",
    board="The board",
    board_hint="Scroll sideways for later times.",
    staff="Staff",
    away="not present",
    short_video="video",
    short_phone="phone",
    free="free",
    other_times="Outside the planned hours",
    board_nothing="Nobody is expected.",
    office="For the school office",
    office_private="These pages name families. Share each letter only with its own family.",
    letters="Letters to families",
    desks="Desk sheets",
    doors="Door lists",
    not_planned=Counted("{number} not planned yet", "{number} not planned yet"),
)
DUTCH = Words(
    tag="nl",
    minutes=Counted("{number} minuut", "{number} minuten"),
    talks=Counted("{number} gesprek", "{number} gesprekken"),
    title="Gesprekken op school",
    made="Gemaakt op",
    cancelled="Vervallen",
    on_site="Op school",
    video="Via video",
    phone="Telefonisch",
    interpreter="Tolk",
    reserved="Bezet",
    dear="Beste",
    letter_intro="We kijken ernaar uit om u te spreken. Dit zijn uw gesprekken.",
    letter_nothing="Er staan geen gesprekken voor u gepland.",
    letter_cancelled="Dit gesprek gaat niet door.",
    with_whom="Met",
    about="Over",
    where="Waar",
    how="Hoe",
    phone_call="Telefonisch: wij bellen u",
    pupil_attends="is erbij",
    left_over="Nog niet gepland",
    left_over_intro="Voor de gesprekken hieronder vonden we geen moment. Dat spijt ons; ze zijn niet vergeten.",
    next_step="Hoe nu verder",
    ask_school="Vraag de school om een ander moment.",
    reasons=MappingProxyType(
        {
            "": "Er was geen moment dat iedereen past.",
            "staff": "Deze avond zit vol.",
            "presence": "Binnen de tijden die u opgaf was geen moment meer vrij.",
            "interpreter": "Er was geen tolk vrij op een moment dat past.",
            "room": "Er was geen lokaal vrij op een moment dat past.",
            "way": "Er is geen manier van spreken (op school, via video of telefonisch) die iedereen kan gebruiken.",
            "talks": "Er zijn meer gesprekken gevraagd dan er per gezin plaats is.",
        }
    ),
    desk="Uw avond",
    desk_private="Alleen voor u. Laat dit blad niet op tafel liggen.",
    desk_nothing="Er staan geen gesprekken voor u gepland.",
    present="Aanwezig",
    pause="Pauze",
    together="Samen met",
    time="Tijd",
    family="Voor",
    door="Gesprekken",
    door_nothing="Hier zijn geen gesprekken.",
    door_knock="Wacht u tot de deur opengaat? We beginnen op tijd.",
    board="Het bord",
    board_hint="Schuif opzij voor latere tijden.",
    staff="Medewerker",
    away="niet aanwezig",
    short_video="video",
    short_phone="tel.",
    free="vrij",
    other_times="Buiten de geplande uren",
    board_nothing="Er wordt niemand verwacht.",
    office="Voor de administratie",
    office_private="Deze pagina's noemen gezinnen. Geef elke brief alleen aan het eigen gezin.",
    letters="Brieven aan gezinnen",
    desks="Bladen voor medewerkers",
    doors="Deurlijsten",
    not_planned=Counted("{number} nog niet gepland", "{number} nog niet gepland"),
)
TABLES = Tables("pages", ENGLISH, DUTCH)


def words_for(*languages: str) -> Words:
    """The words of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
