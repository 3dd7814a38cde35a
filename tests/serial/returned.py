"""Messages that came back, as servers write them; every word of them is our own."""

from textwrap import dedent

__all__ = ["MARK", "exchange", "exim", "holiday", "postfix", "qmail", "report", "warning"]

MARK = "a2b3c4d5e6f7g2h3i4j5k6l7m2"
ADDRESS = "Fatima@Home.example"


def _mail(head: str, body: str, mark: str) -> bytes:
    lines = f"{dedent(head).strip()}\nDelivered-To: bounces+{mark}@de-beuk.example\n\n{body}"
    return lines.replace("\n", "\r\n").encode()


def report(
    action: str = "failed", status: str = "5.1.1", *, mark: str = MARK, address: str = ADDRESS, **more: str
) -> bytes:
    """The standard form (RFC 3464), with the head of the letter it speaks of."""
    fields = {"Final-Recipient": f"rfc822; {address}", "Action": action, "Status": status} | more
    group = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    head = """
        From: MAILER-DAEMON@mx.home.example
        To: sender@elsewhere.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"
    """
    body = (
        "--b1\nContent-Type: text/plain\n\nThis letter did not arrive.\n\n"
        f"--b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.home.example\n\n{group}\n\n"
        "--b1\nContent-Type: text/rfc822-headers\n\nSubject: Your talk at school\n\n--b1--\n"
    )
    return _mail(head, body, mark)


def qmail(mark: str = MARK) -> bytes:
    """As qmail writes it: a greeting by its name, and the address between angles."""
    body = (
        "Hi. This is the qmail-send program at mx.home.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{ADDRESS}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\nSubject: Your talk at school\n"
    )
    return _mail("From: MAILER-DAEMON@mx.home.example\nSubject: failure notice", body, mark)


def exchange(mark: str = MARK) -> bytes:
    """As Exchange wrote it before it knew the standard: sentences, and times between."""
    body = (
        "Your message\n\n  To:      Fatima\n  Subject: Your talk at school\n\n"
        "did not reach the following recipient(s):\n\n"
        f"{ADDRESS} on Tue, 24 Nov 2026 12:00:00 -0000\n"
        "    The recipient name is not recognized\n"
        "        MSEXCH:IMS:Home:Home:MX 0 (000C05A6) Unknown Recipient\n\n"
    )
    return _mail("From: System Administrator <postmaster@home.example>\nSubject: Undeliverable", body, mark)


def exim(mark: str = MARK) -> bytes:
    """As Exim writes it: the address in a head of its own."""
    head = f"From: Mail Delivery System <x@home.example>\nX-Failed-Recipients: {ADDRESS}\nSubject: failed"
    return _mail(head, "A letter could not be delivered.\n", mark)


def postfix(mark: str = MARK) -> bytes:
    """As an old Postfix warns that it still tries, in no standard form."""
    body = (
        "--b2\nContent-Description: Notification\nContent-Type: text/plain\n\n"
        "This is the Postfix program at host mx.home.example.\n\n"
        "####################################################################\n"
        "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
        "####################################################################\n\n"
        "Your message could not be delivered for 4.0 hours.\nIt will be retried until it is 5.0 days old.\n\n"
        f"<{ADDRESS}>: connect to mx.home.example[192.0.2.1]: timed out\n\n--b2--\n"
    )
    head = """
        From: MAILER-DAEMON@mx.home.example
        Subject: Delayed Mail (still being retried)
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b2"
    """
    return _mail(head, body, mark)


def warning(mark: str = MARK) -> bytes:
    """As Google warns that it still tries."""
    body = (
        "This is an automatically generated Delivery Status Notification\n\n"
        "THIS IS A WARNING MESSAGE ONLY.\n\n"
        f"Delivery to the following recipient has been delayed:\n\n     {ADDRESS}\n\n"
        "Message will be retried for 2 more day(s)\n"
    )
    return _mail("From: MAILER-DAEMON@home.example\nSubject: Delivery Status Notification", body, mark)


def holiday(mark: str = MARK) -> bytes:
    """An answer that somebody is away."""
    head = "From: fatima@home.example\nSubject: Away\nAuto-Submitted: auto-replied"
    return _mail(head, "I am away until Monday. For what cannot wait: sister@home.example\n", mark)
