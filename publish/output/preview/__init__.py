"""The preview in a browser: the pages as pictures beside the report, renewed after every save, on this machine only."""

from publish.output.preview.pages import Pages
from publish.output.preview.server import Preview, serve

__all__ = ["Pages", "Preview", "serve"]
