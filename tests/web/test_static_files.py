"""Files of the site itself: a browser that has one already is told so, and nothing stays open."""

from __future__ import annotations

import gc
import warnings

from tests.support.drive import Matter


def test_a_file_that_the_browser_has_already_is_not_left_open(draft: Matter) -> None:
    client = draft.si.app.test_client()
    first = client.get("/static/favicon.svg", base_url="http://127.0.0.1")
    known = {"If-None-Match": first.headers["ETag"]}
    first.close()
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        again = client.get("/static/favicon.svg", base_url="http://127.0.0.1", headers=known)
        assert again.status_code == 304
        del again
        gc.collect()
    assert [str(one.message) for one in heard if issubclass(one.category, ResourceWarning)] == []
