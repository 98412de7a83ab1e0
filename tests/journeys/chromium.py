"""Which browser journeys run in, and how it is started."""

import os
from pathlib import Path

import pytest

# The one without windows, tabs and toolbars opens the same pages with less work. Either will do.
SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
MADE_UP = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")  # a camera, a microphone
ALONE = [  # it runs as root in a small container, and asks nobody outside for anything
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
    "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--disable-extensions",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication", "--no-pings",
]  # fmt: skip


def executable():
    """The browser that is here, or None."""
    return next((browser for browser in (SHELL, WHOLE) if browser.exists()), None)


def launched(playwright, *more, **options):
    if not executable():
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop(
            f"Journeys need Debian’s Chromium: there is neither {SHELL} nor {WHOLE}. "
            f"Install the package “{SHELL.name}”."
        )
    return playwright.chromium.launch(**options | {"executable_path": executable(), "args": [*ALONE, *more]})
