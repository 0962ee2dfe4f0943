"""Typeset Chinese speeches and official documents as PDF and Word.

The house, each room a folder or module; a row may import what stands before it, never what stands after or beside it
(held by tests/test_architecture.py):

    model                          what a document is, with the place of every part in its source
    errors paths text composition  exit codes; folders; periods, numerals; Chinese lines and titles, pure
    style processes report readers tokens of a look; child processes; what is told; bytes -> Source
    fonts structure checks         roles -> faces; Source -> Document; findings, which never edit;
      comparison output              two Documents -> edits; imposition, mail, delivery (of the same row)
    writers                        Document -> HTML -> PDF, Document -> Word; weasyprint/ alone knows WeasyPrint
    pipeline                       the only orchestrator
    cli desk                       the command line, the page in the browser

The walk of a speech: resolve source, style, fonts and output, so that what can fail early does; read; recognise; check;
write; verify that the text of the output is the Document's, or refuse; deliver by a temporary file in the same folder.
"""

__version__ = "0.1.0"
