"""`python -m publish.checks.spelling FILE…` counts anew: plain texts in, counts.bin out."""

import sys
from pathlib import Path

from publish.checks.spelling.counts import FILE, count

if __name__ == "__main__":
    FILE.write_bytes(count(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]))
