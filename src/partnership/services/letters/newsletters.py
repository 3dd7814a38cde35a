"""The letter that brings a newsletter, in the language that was written down when it was sent."""

from partnership.contact.newsletters import Edition, EditionState
from partnership.serial.newsletter_page import newsletter_page, newsletter_title, with_days
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent
from partnership.services.people import class_called

__all__ = ["newsletter"]


def newsletter(reading: Reading) -> Draft | Unsent:
    """The whole edition; not sent when it is gone, or was put away before it could be sent."""
    found = entry_or_none(reading.transaction, Edition, str(reading.body["edition"]))
    if found is None or found[0].state is not EditionState.SENT:
        return Unsent(state=Idle.SUPPRESSED, why="no longer sent")
    edition = found[0]
    language, text = edition.text_for(str(reading.body["language"]))
    group = class_called(reading.transaction, edition.class_id)
    return Draft(
        subject=newsletter_title(edition, language=language, group=group),
        paragraphs=tuple(with_days(text, language=language).split("\n\n")),
        page=newsletter_page(edition, language=language, group=group),
        language=language,
        news=True,
    )
