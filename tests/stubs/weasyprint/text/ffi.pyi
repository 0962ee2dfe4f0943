"""Pango and HarfBuzz through cffi, whose objects have no types."""

from typing import Any

ffi: Any
pango: Any
