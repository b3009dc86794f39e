"""An e-mail is read as a question or refused; what could tell who somebody is never comes in."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules.letters import (
    MOST_BYTES,
    own_words,
    read_letter,
    words_of_html,
)
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
WORDS = "Who drives to the suite at night?"


def message(body: str = WORDS, **headers: str) -> EmailMessage:
    """A message with these headers; a header that is empty is left out."""
    made = EmailMessage()
    usual = {
        "From": "Jo Lowe <jo.lowe@eastmoor.example>",
        "Subject": "Conveyance",
        "Message-ID": "<1@eastmoor.example>",
        "Date": format_datetime(NOW - timedelta(hours=3)),
    }
    for name, value in (usual | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        if value:
            made[name] = value
    made.set_content(body)
    return made


def read(made: EmailMessage | bytes):
    return read_letter(made if isinstance(made, bytes) else made.as_bytes(), now=NOW)


def test_a_plain_message_is_read_up_to_its_first_quote() -> None:
    letter = read(message(f"{WORDS}\n\nThank you\n-- \nJo\nOn 3 June Al <a@b.example> wrote:\n> x"))
    assert letter.words == f"{WORDS}\n\nThank you"
    assert (letter.sender, letter.subject) == ("jo.lowe@eastmoor.example", "Conveyance")
    assert letter.sent_at == NOW - timedelta(hours=3)
    assert len(letter.key) == 64


@pytest.mark.parametrize(
    "quote",
    [
        "> what was said",
        "On Wed, 3 June 2026 at 10:11, Al Reed <al@trust.example> wrote:",
        "-----Original Message-----",
        "From: al@trust.example",
        "________________",
    ],
)
def test_each_way_of_quoting_ends_it(quote: str) -> None:
    assert own_words(f"Mine.\n{quote}\nTheirs.") == "Mine."


def test_html_becomes_words_and_its_scripts_nothing() -> None:
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>Who\ndrives?</p>"
        "<script>alert(1)</script><div>At night &amp; far</div><blockquote>old</blockquote></body>"
    )
    assert own_words(words_of_html(html)) == "Who drives?\nAt night & far"
    assert words_of_html("a</script>b") == "ab"
    made = message()
    made.set_content(html, subtype="html")
    assert read(made).words == "Who drives?\nAt night & far"


def test_plain_text_is_preferred_and_attachments_are_named_only() -> None:
    made = message()
    made.add_alternative("<p>Other words</p>", subtype="html")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="flow chart.pdf")
    made.add_attachment(b"x", maintype="image", subtype="png")
    letter = read(made)
    assert letter.words == WORDS
    assert letter.attachments == ("flow chart.pdf", "a part without a name")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (b"x" * (MOST_BYTES + 1), "letter.large"),
        (message(Message_ID=""), "letter.no_id"),
        (message(From=""), "letter.no_sender"),
        (message(From="nobody"), "letter.no_sender"),
        (message("> only what was quoted"), "letter.no_words"),
        (message("x" * 4001), "letter.long"),
        (message(Auto_Submitted="auto-replied"), "letter.automatic"),
        (message().as_bytes().replace(b"utf-8", b"no-such-charset"), "letter.unreadable"),
        (b"Message-ID: <2@x>\nFrom: a@b.example\nContent-Type: multipart/mixed\n\n", ""),
    ],
)
def test_what_cannot_be_a_question_is_refused_by_name(made, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(made)
    assert refused.value.code == code or not code


@pytest.mark.parametrize(
    "telling",
    [
        {"body": "About 999 000 0018"},
        {"Subject": "Born 3 May 1980"},
    ],
)
def test_words_that_tell_who_are_held_back_whole(telling: dict[str, str]) -> None:
    letter = read(message(**telling))
    assert letter.held_for
    assert letter.subject == "Question by e-mail, held back"
    assert "999" not in letter.words
    assert "1980" not in letter.words + letter.subject
    assert letter.attachments == ()


@pytest.mark.parametrize(
    "said",
    ["", "no date", format_datetime(NOW + timedelta(days=1)), "Mon, 1 Jan 2001 10:00:00 +0000"],
)
def test_a_date_that_cannot_be_so_is_not_believed(said: str) -> None:
    assert read(message(Date=said)).sent_at is None


def test_a_message_without_a_subject_is_called_by_its_first_line() -> None:
    assert read(message(Subject="")).subject == WORDS
    assert read(message(Subject="x" * 300)).subject.endswith("…")


def test_an_answer_goes_to_where_it_is_asked_to_go() -> None:
    assert read(message(Reply_To="Desk <desk@eastmoor.example>")).sender == "desk@eastmoor.example"


@given(st.binary(max_size=400))
def test_whatever_lies_in_a_mailbox_is_read_or_refused(raw: bytes) -> None:
    head = b"Message-ID: <1@x.example>\nFrom: a@b.example\n"
    for one in (raw, head + raw, head + b"\n" + raw):
        try:
            letter = read_letter(one, now=NOW)
        except Refused:
            continue
        assert letter.words
        assert letter.sender
