"""The few words of this program's own, in three languages. Those around names and times are the library's."""

from collections.abc import Iterable, Sequence

import attrs

from partnership.almanac import Almanac, almanac_in
from partnership.learning.goals import Wording

LANGUAGES = {"nl": "Nederlands", "en": "English", "ar": "العربية"}
_WORDS = {
    # key: Dutch, English, Arabic
    "skip": ("Naar de inhoud", "Skip to content", "انتقل إلى المحتوى"),
    "language": ("Taal", "Language", "اللغة"),
    "log_in": ("Inloggen", "Log in", "تسجيل الدخول"),
    "log_out": ("Uitloggen", "Log out", "تسجيل الخروج"),
    "login": ("Gebruikersnaam", "User name", "اسم المستخدم"),
    "password": ("Wachtwoord", "Password", "كلمة المرور"),
    "wrong": (
        "Deze naam en dit wachtwoord horen niet bij elkaar.",
        "This name and this password do not belong together.",
        "اسم المستخدم أو كلمة المرور غير صحيحة.",
    ),
    "home": ("Mijn overzicht", "My overview", "صفحتي"),
    "children": ("Mijn kinderen", "My children", "أطفالي"),
    "talks": ("Mijn gesprekken", "My talks", "محادثاتي"),
    "no_talks": ("U heeft nog geen gesprek.", "You have no talk yet.", "ليس لديك أي موعد محادثة بعد."),
    "no_time": ("nog geen tijd gekozen", "no time chosen yet", "لم يتم اختيار الوقت بعد"),
    "ask": ("Een gesprek aanvragen", "Ask for a talk", "طلب محادثة"),
    "about": ("Over wie?", "About whom?", "عن من؟"),
    "with": ("Met wie?", "With whom?", "مع من؟"),
    "choose": ("Kies een tijd", "Choose a time", "اختر وقتًا"),
    "none_free": (
        "Er is nu geen tijd vrij. De school denkt met u mee.",
        "No time is free now. The school will find a way with you.",
        "لا يوجد وقت متاح الآن. ستبحث المدرسة عن حل معك.",
    ),
    "move": ("Andere tijd", "Another time", "وقت آخر"),
    "cancel": ("Afzeggen", "Cancel", "إلغاء"),
    "booked": ("Uw gesprek staat vast.", "Your talk is booked.", "تم حجز محادثتك."),
    "cancelled": ("Uw gesprek is afgezegd.", "Your talk is cancelled.", "تم إلغاء محادثتك."),
    "calendar": ("Zet in mijn agenda", "Add to my calendar", "أضف إلى تقويمي"),
    "goals": ("Samen leren", "Learning together", "نتعلم معًا"),
    "question": (
        "Hoe kunt u dit thuis ondersteunen?",
        "How can you support this at home?",
        "كيف يمكنك دعم ذلك في المنزل؟",
    ),
    "your_answer": ("Uw antwoord", "Your answer", "إجابتك"),
    "send": ("Versturen", "Send", "إرسال"),
    "thanks": ("Dank u wel voor uw antwoord.", "Thank you for your answer.", "شكرًا على إجابتك."),
    "evening": ("De avond", "The evening", "الأمسية"),
    "no_evening": ("Er is nog niets geboekt.", "Nothing is booked yet.", "لم يتم حجز أي شيء بعد."),
    "desk": ("Mijn tafelblad", "My desk sheet", "ورقة مكتبي"),
    "doors": ("Deurlijsten", "Door lists", "قوائم الأبواب"),
    "check in": ("Is er", "Is here", "حضر"),
    "start": ("Begint", "Begins", "بدء"),
    "end": ("Klaar", "Ends", "انتهاء"),
    "be missed": ("Niet gekomen", "Did not come", "لم يحضر"),
    "planned": ("wordt verwacht", "expected", "منتظر"),
    "checked_in": ("is er", "is here", "حاضر"),
    "started": ("is bezig", "is talking", "جارية"),
    "ended": ("is klaar", "is over", "انتهت"),
    "no_show": ("niet gekomen", "did not come", "لم يحضر"),
    "declined": ("afgezegd", "called off", "ملغاة"),
    "moved": ("verplaatst", "moved", "نُقلت"),
    "sorry": ("Dat ging niet", "That did not work", "لم ينجح ذلك"),
    "sorry_more": (
        "Deze pagina is er niet, of wat u vroeg kan nu niet.",
        "This page is not there, or what you asked cannot be done now.",
        "هذه الصفحة غير موجودة، أو لا يمكن تنفيذ طلبك الآن.",
    ),
    "not-free": (
        "Die tijd is net bezet. Deze tijden zijn nog vrij.",
        "That time has just been taken. These times are still free.",
        "تم حجز هذا الوقت للتو. هذه الأوقات لا تزال متاحة.",
    ),
    "cap": (
        "U heeft dit gesprek al aangevraagd.",
        "You have asked for this talk already.",
        "لقد طلبت هذه المحادثة من قبل.",
    ),
    "refused": (
        "Dat kan nu niet. Bel gerust de school.",
        "That cannot be done now. Please call the school.",
        "لا يمكن ذلك الآن. يرجى الاتصال بالمدرسة.",
    ),
}


@attrs.frozen
class Words:
    """The words of one language."""

    tag: str

    @property
    def direction(self) -> str:
        """How it is read."""
        return "rtl" if self.tag == "ar" else "ltr"

    @property
    def almanac(self) -> Almanac:
        """The library's names of days and months."""
        return almanac_in(self.tag)

    def __contains__(self, key: str) -> bool:
        return key in _WORDS

    def __call__(self, key: str) -> str:
        return _WORDS[key][list(LANGUAGES).index(self.tag)]

    def best(self, wordings: Sequence[Wording]) -> Wording:
        """The wording this reader reads most easily."""
        return next((each for each in wordings if each.language == self.tag), wordings[0])

    def refused(self, rules: Iterable[str]) -> str:
        """Why something was refused, by the first rule there are words for."""
        return self(next((rule for rule in rules if rule in _WORDS), "refused"))


def words_in(language: str) -> Words:
    """The words of a language; English when we do not speak it."""
    return Words(language if language in LANGUAGES else "en")
