"""What publish uses of the insides of WeasyPrint 70, typed; modules without a stub here are `Any`.

`test_stubs` holds it against the WeasyPrint that is installed (mypy's stubtest): a name that is gone and parameters
that differ are told by their place. How a page is laid out beyond that stands in `writers/weasyprint/replacements.py`.
"""

from typing import Any

HTML: Any
CSS: Any
tinyhtml5: Any
