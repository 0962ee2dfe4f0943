"""The bytes of a mail or of a saved page (.mht) as a tree of parts."""

from __future__ import annotations

import email
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from typing import Any

from publish.errors import InputError
from publish.model import Place

GIVEN_UP = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
DEEPEST = 100  # parts in each other; `email` goes down by recursion, some hundreds


class PatientPolicy(EmailPolicy):
    """The default policy, except that a header it cannot parse is an empty one instead of an error.

    `email` raises on reading: ValueError for an address whose encoded name holds CR or LF, others for damaged
    parameters.
    """

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The header as parsed, or as if nothing stood in it."""
        try:
            return super().header_fetch_parse(name, value)
        except GIVEN_UP:
            return super().header_fetch_parse(name, "")


PATIENT = PatientPolicy()


def parse_message(data: bytes, name: str) -> EmailMessage:
    """The message. Raises InputError when its parts stand in each other deeper than DEEPEST."""
    try:
        message = email.message_from_bytes(data, policy=PATIENT)
    except RecursionError as error:
        raise _refuse(name) from error
    if _is_deep(message):
        raise _refuse(name)
    assert isinstance(message, EmailMessage)
    return message


def _is_deep(message: Message) -> bool:
    layer = [message]
    for _ in range(DEEPEST):
        inner = (part.get_payload() for part in layer if part.is_multipart())
        layer = [each for parts in inner if isinstance(parts, list) for each in parts if isinstance(each, Message)]
        if not layer:
            return False
    return True


def _refuse(name: str) -> InputError:
    return InputError("邮件或网页里一层套一层，太深了，读不了", "请打开它，把里面的文稿另存出来再试", Place(name, 1))
