"""An e-mail of Outlook, as a compound file written by hand: [MS-CFB] 2.2 to 2.6, every stream in the small sectors."""

from __future__ import annotations

import struct

FREE, END, FAT, NOTHING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SECTOR, SMALL = 512, 64


def msg(streams: dict[str, bytes], enclosures: dict[str, bytes] | None = None) -> bytes:
    """A message with these streams, and with one folder for an enclosure."""
    streams = {"__properties_version1.0": b"\0" * 32, **streams}
    small, chain, at = b"", [], {}
    for where, told in [*streams.items(), *((f"/{name}", told) for name, told in (enclosures or {}).items())]:
        count = -(-len(told) // SMALL)
        at[where] = (len(chain) if count else END, len(told))
        chain += [*range(len(chain) + 1, len(chain) + count), END] if count else []
        small += told.ljust(count * SMALL, b"\0")
    rows = _folder(streams, enclosures or {}, at, len(small))
    listing = _sectors(b"".join(rows))
    small, minis = _sectors(small), _sectors(b"".join(struct.pack("<I", one) for one in chain), b"\xff")
    parts = [listing, minis, small]
    fat, starts = [FAT], []
    for part in parts:
        count = len(part) // SECTOR
        starts.append(len(fat) if count else END)
        fat += [*range(len(fat) + 1, len(fat) + count), END] if count else []
    table = _sectors(b"".join(struct.pack("<I", one) for one in fat), b"\xff")
    assert len(table) == SECTOR, "too long for one table"
    listing = listing[:116] + struct.pack("<I", starts[2]) + listing[120:]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, starts[0], 0, 4096, starts[1], len(minis) // SECTOR, END, 0)
    head += struct.pack("<I", 0) + b"\xff" * (SECTOR - len(head) - 4)
    return head + table + listing + minis + small


def _folder(
    streams: dict[str, bytes], enclosures: dict[str, bytes], at: dict[str, tuple[int, int]], size: int
) -> list[bytes]:
    """The list of all entries; each only points to the next, which every reader follows."""
    rows = [_entry("Root Entry", 5, 1, NOTHING, 0, size)]
    for number, name in enumerate(streams, 1):
        more = number < len(streams) or bool(enclosures)
        rows.append(_entry(name, 2, NOTHING, number + 1 if more else NOTHING, *at[name]))
    if enclosures:
        rows.append(_entry("__attach_version1.0_#00000000", 1, len(rows) + 1, NOTHING, 0, 0))
        for number, name in enumerate(enclosures, 1):
            rows.append(_entry(name, 2, NOTHING, len(rows) + 1 if number < len(enclosures) else NOTHING, *at[f"/{name}"]))  # fmt: skip
    return rows


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    told = name.encode("utf-16-le")
    return (
        told.ljust(64, b"\0") + struct.pack("<HBBIII", len(told) + 2, kind, 1, NOTHING, right, child) + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )  # fmt: skip


def _sectors(data: bytes, filling: bytes = b"\0") -> bytes:
    return data.ljust(-(-len(data) // SECTOR) * SECTOR, filling)
