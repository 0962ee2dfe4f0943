"""Headers of mails and of saved pages (.mht) that Python's parser gives up on."""

from __future__ import annotations

from email.policy import EmailPolicy
from typing import Any

GIVEN_UP = (ValueError, LookupError, TypeError, AttributeError, AssertionError)


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
