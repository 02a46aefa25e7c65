"""The browser of the tests: the system's Chromium, else the build that Playwright keeps."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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


def launch_options() -> dict[str, object]:
    """What to give to Playwright: `playwright.chromium.launch(**launch_options())`."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return {"args": QUIET} | ({"executable_path": found} if found else {})
