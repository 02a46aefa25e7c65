"""Get veraPDF ready, or judge files with it: FLAVOUR FILE..."""

import sys

from tests.support.verapdf import failures, ready

flavour, *paths = sys.argv[1:] or [""]
if not paths:
    ready()
    sys.exit()

found = failures(paths, flavour)
for path, findings in found.items():
    print(f"{path}: {'complies' if not findings else ''}")
    for finding in findings:
        print(f"    {finding}")
sys.exit(any(found.values()))
