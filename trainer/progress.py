"""Progress events for the calling program: one JSON object a line on standard output."""

import json
import sys


def report(event: str, **values) -> None:
    sys.stdout.write(json.dumps({"event": event, **values}) + "\n")
    sys.stdout.flush()
