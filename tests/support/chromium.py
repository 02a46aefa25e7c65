"""The browser of the tests: the system's Chromium, else the build that Playwright keeps.

Chromium without the parts that draw windows (the headless shell, which is what Playwright itself takes) lays out, paints and
runs scripts with the same code, and costs a fifth: a new window 0.1 instead of 0.7 seconds, a page with a letter in it 0.06
instead of 0.6. It has no viewer for PDF; what needs that asks for the whole browser.
"""

import shutil

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A browser that neither calls home nor needs a screen, a graphics card or a user of its own.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launch_options(*, whole: bool = False) -> dict[str, object]:
    """What to give to Playwright: `playwright.chromium.launch(**launch_options())`. Whole: with its viewer for PDF."""
    names = WHOLE if whole else (SHELL, *WHOLE)
    found = next((path for name in names if (path := shutil.which(name))), None)
    own = {"channel": "chromium"} if whole else {}  # Playwright takes its shell unless asked otherwise
    return {"args": QUIET} | ({"executable_path": found} if found else own)
