"""A newsletter put into another language by a machine: for a person to check, and sent by nobody before that."""

from collections.abc import Iterator

from partnership.contact.newsletters import Edition, translated
from partnership.contact.veiled import Veiled, veiled
from partnership.errors import IllegalStep, InvalidInput, PartnershipError, PluginFailed, Problem
from partnership.ids import ClassId, EditionId
from partnership.people.classes import Enrolment
from partnership.people.pupils import Pupil
from partnership.ports import Transaction, Translator
from partnership.services.desk import Desk, every
from partnership.services.dossier import entry
from partnership.services.newsletters import revise
from partnership.services.people import known

__all__ = ["translate"]


def translate(desk: Desk, id: EditionId, language: str, translator: Translator, *, by: str) -> Edition:
    """Have an edition put into another language; what comes of it is kept as a machine's, which is never sent.

    The names of the pupils of the class do not leave the school: a number in braces stands for each. Nothing is locked
    while the translator works.

    Args:
        desk: Where.
        id: Which edition.
        language: Into which, as a BCP 47 tag.
        translator: Who does it.
        by: Who asks for it.

    Raises:
        NotFound: There is no such edition.
        IllegalStep: It was sent, or rewritten meanwhile.
        InvalidInput: What came back lost a name or a line, or is empty; nothing was kept.
        PluginFailed: The translator broke.
        PartnershipError: The translator does not do this, or not now.
    """

    def look(transaction: Transaction) -> tuple[Edition, Veiled]:
        found, _ = entry(transaction, Edition, id)
        return found, veiled(found.text, _names(transaction, found.class_id))

    before, hidden = desk.read(look)
    said = _said(translator, hidden, before.language, language)

    def change(now: Edition) -> Edition:
        if now.digest != before.digest:
            raise IllegalStep(
                f"newsletter {id}",
                state="rewritten meanwhile",
                step="get this translation",
                allowed=["be translated again"],
            )
        return translated(now, language, hidden.unveiled(said), checked=False)

    return revise(desk, id, change, by=by)


def _said(translator: Translator, hidden: Veiled, source: str, target: str) -> str:
    try:
        said = translator.translate(hidden.text, source=source, target=target)
    except PartnershipError:
        raise
    except Exception:  # noqa: BLE001 - its words may hold the text
        raise PluginFailed("translator", doing="translating a newsletter") from None
    if hidden.lost(said):
        told = "the translator left out a name, a number in braces or a line; have a person translate it"
        raise InvalidInput([Problem("$.text", told)], source=f"translation into {target}")
    return said


def _names(transaction: Transaction, class_id: ClassId) -> Iterator[str]:
    """The names of every pupil who is or was in the class."""
    for each in every(transaction, "enrolment", "class", value=class_id):
        link = known(transaction, Enrolment, each.record.id)
        pupil = None if link is None else known(transaction, Pupil, link.pupil)
        if pupil is not None:
            yield from (pupil.name.full, pupil.name.given, pupil.name.family)
