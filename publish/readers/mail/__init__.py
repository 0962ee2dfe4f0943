"""Mails (.eml): the body or the attached source."""
