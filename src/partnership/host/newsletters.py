"""The newsletters of one school."""

from collections.abc import Callable
from datetime import date

from partnership.contact.circulation import Delivery
from partnership.contact.newsletters import Edition, EditionState
from partnership.host.settings import Settings
from partnership.ids import ClassId, EditionId, GuardianId
from partnership.ports import Jurisdiction, Translator
from partnership.services import newsletter_translation, newsletters
from partnership.services.desk import Desk
from partnership.services.dossier import entry, every_entry
from partnership.services.people import class_called

__all__ = ["Newsletters"]


class Newsletters:
    """Editions, from a draft to who read them.

    Args:
        settings: The school's clock.
        desk: Where they are kept.
        law: Who may be told; None asks nobody.
    """

    def __init__(self, settings: Settings, desk: Desk, law: Jurisdiction | None) -> None:
        self._settings = settings
        self._desk = desk
        self._law = law

    @property
    def _today(self) -> date:
        return self._desk.clock().astimezone(self._settings.school.timezone).date()

    def draft(self, edition: Edition, *, by: str) -> Edition:
        """Keep a new edition (see `services.newsletters.draft`)."""
        return newsletters.draft(self._desk, edition, by=by)

    def revise(self, id: EditionId, change: Callable[[Edition], Edition], *, by: str) -> Edition:
        """Rewrite or translate an edition (see `services.newsletters.revise`)."""
        return newsletters.revise(self._desk, id, change, by=by)

    def translate(self, id: EditionId, language: str, translator: Translator, *, by: str) -> Edition:
        """Have a machine put an edition into another language (see `services.newsletter_translation.translate`)."""
        return newsletter_translation.translate(self._desk, id, language, translator, by=by)

    def step(self, id: EditionId, to: EditionState, *, by: str) -> Edition:
        """Take an edition one step further (see `services.newsletters.step`)."""
        return newsletters.step(self._desk, id, to, law=self._law, on=self._today, by=by)

    def send(self, id: EditionId, *, by: str) -> tuple[Delivery, ...]:
        """Put an approved edition in every family's post (see `services.newsletters.send`)."""
        return newsletters.send(self._desk, id, law=self._law, on=self._today, by=by)

    def edition(self, id: EditionId) -> Edition:
        """One edition.

        Raises:
            NotFound: There is none of this id.
        """
        return self._desk.read(lambda transaction: entry(transaction, Edition, id)[0])

    def group(self, edition: Edition) -> str:
        """What the class of an edition is called; its id when no roster told of it."""
        return self._desk.read(lambda transaction: class_called(transaction, edition.class_id))

    def editions(self, class_id: ClassId | None = None) -> tuple[Edition, ...]:
        """Every edition, or those of a class."""
        index = None if class_id is None else "class"
        return self._desk.read(lambda transaction: tuple(every_entry(transaction, Edition, index, class_id)))

    def deliveries(self, guardian: GuardianId | None = None) -> tuple[Delivery, ...]:
        """Who got what, or what one guardian got."""
        index = None if guardian is None else "guardian"
        return self._desk.read(lambda transaction: tuple(every_entry(transaction, Delivery, index, guardian)))
