# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ZIP file put together field by field, so that each can say something else than the others."""

import struct
import zlib

PLACE, SIZE, PACKED = "place", "size", "packed"
_FULL = 0xFFFFFFFF


class Member:
    """One file: what its own header, the directory and a ZIP64 field of each say of it. By itself all of it fits."""

    def __init__(self, name, content):
        self.name, self.content = name.encode(), content
        self.flags = 0 if name.isascii() else 0x800
        self.need = self.own_need = 20
        self.crc = self.own_crc = zlib.crc32(content)
        self.size = self.own_size = self.packed = self.own_packed = len(content)
        self.extra, self.own_extra, self.behind, self.place = b"", b"", b"", None
        self.own_flags = self.flags

    def local(self):
        head = struct.pack(
            "<4s5H3L2H",
            *(b"PK\x03\x04", self.own_need, self.own_flags, 0, 6274, 23586, self.own_crc),
            *(self.own_packed, self.own_size, len(self.name), len(self.own_extra)),
        )
        return head + self.name + self.own_extra + self.content + self.behind

    def listed(self, place):
        place = place if self.place is None else self.place
        head = struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 0x300 | self.need, self.need, self.flags, 0, 6274, 23586, self.crc),
            *(self.packed, self.size, len(self.name), len(self.extra), 0, 0, 0, 0o644 << 16, place),
        )
        return head + self.name + self.extra


def members(files):
    return [Member(name, content) for name, content in files.items()]


def wide(*values):
    """A ZIP64 field."""
    return struct.pack(f"<HH{len(values)}Q", 1, 8 * len(values), *values)


def put_together(written, listed=None, *, end64=None, behind_directory=b""):
    """The archive of these members in this order; `listed` are those of the directory, each a member that is written.

    `end64` makes the end as large archives have it, from what the plain end says.
    """
    content, places = b"", {}
    for each in written:
        places[id(each)] = len(content)
        content += each.local()
    listed = written if listed is None else listed
    directory = b"".join(each.listed(places[id(each)]) for each in listed)
    begin = len(content)
    content += directory + behind_directory
    if end64:
        content += end64(len(listed), len(directory), begin, len(content))
    return content + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(listed), len(listed), len(directory), begin, 0)


def end64(count=None, size=None, begin=None, at=None, version=45, more=b"", disks=1):
    """The end of a large archive, with what is given said otherwise."""

    def made(true_count, true_size, true_begin, true_at):
        number = true_count if count is None else count
        told = (true_size if size is None else size, true_begin if begin is None else begin)
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44 + len(more), version, version, 0, 0, number, number, *told)
        return record + more + struct.pack("<4sLQL", b"PK\x06\x07", 0, true_at if at is None else at, disks)

    return made


def changed(number=0, **facts):
    """The archive with these facts about one member."""

    def do(files):
        made = members(files)
        for name, value in facts.items():
            setattr(made[number], name, value(made[number]) if callable(value) else value)
        return put_together(made)

    return do


def both_wide(own, listed=None, **more):
    """Both headers point to ZIP64 fields; `own` and `listed` say what stands in them."""
    return changed(
        own_need=45, need=45, own_size=_FULL, own_packed=_FULL, size=_FULL, packed=_FULL,
        own_extra=lambda each: own(len(each.content)), extra=lambda each: (listed or own)(len(each.content)), **more,
    )  # fmt: skip


def _unlisted(files):
    made = members({"akte.json": b"{}", **files})
    return put_together(made, made[1:])


def _between(files):
    made = members(files)
    stranger = Member("akte.json", b"{}")
    return put_together([*made[:2], stranger, *made[2:]], made)


def _behind(files):
    made = members(files)
    return put_together([*made, Member("hinweis.txt", b"x")], made)


def _twice_listed(files):
    made = members(files)
    return put_together(made, [*made, made[0]])


def _one_in_another(files):
    """A member whose bytes lie within those of another: a reader sees both."""
    made = members(files)
    inner = Member("hinweis.txt", b"x")
    outer = made[0]
    before = len(outer.local())
    outer.content += inner.local()
    outer.crc = outer.own_crc = zlib.crc32(outer.content)
    outer.size = outer.own_size = outer.packed = outer.own_packed = len(outer.content)
    inner.place = before
    content = put_together(made)
    begin, end = struct.unpack_from("<L", content, len(content) - 6)[0], len(content) - 22
    directory = content[begin:end] + inner.listed(before)
    count = len(made) + 1
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), begin, 0)
    return content[:begin] + directory + tail


def _overlapping(files):
    """The last bytes of one member are the header of the next."""
    made = members(files)
    made[0].size = made[0].own_size = made[0].packed = made[0].own_packed = len(made[0].content) + 8
    return put_together(made)


def _descriptor(mark):
    """Sizes and hash behind the bytes, as writers do that cannot go back."""

    def of(each):
        return mark + struct.pack("<3L", each.crc, len(each.content), len(each.content))

    return of


def _two_archives(files):
    one = put_together(members(files))
    return one + one


def _directory_turned(files):
    made = members(files)
    return put_together(made, [*made[1:], made[0]])


BY_HAND = {
    "a ZIP64 field that says the same, needlessly": both_wide(lambda size: wide(size, size)),
    "a ZIP64 field in the header alone": changed(
        own_need=45, need=45, own_size=_FULL, own_packed=_FULL, own_extra=lambda each: wide(each.size, each.size)
    ),
    "a ZIP64 field in the directory alone": changed(
        own_need=45, need=45, size=_FULL, packed=_FULL, extra=lambda each: wide(each.own_size, each.own_size)
    ),
    "ZIP64 fields that differ": both_wide(lambda size: wide(size, size), lambda size: wide(size - 1, size - 1)),
    "ZIP64 fields whose two sizes differ": both_wide(lambda size: wide(size, size - 1)),
    "a ZIP64 field beside plain sizes": changed(extra=lambda each: wide(each.size + 1, each.size + 1)),
    "a ZIP64 field beside plain sizes in the header": changed(own_extra=lambda each: wide(1, 1)),
    "a ZIP64 field that is too short": both_wide(lambda size: wide(size)),
    "a ZIP64 field that is too long": both_wide(lambda size: wide(size, size, 0, 0)),
    "two ZIP64 fields": both_wide(lambda size: wide(size, size) + wide(1, 1)),
    "another field before the ZIP64 field": both_wide(lambda size: b"\x55\x54\x01\x00\x00" + wide(size, size)),
    "a size beyond all that is there": both_wide(lambda size: wide(1 << 63, 1 << 63)),
    "a place in a ZIP64 field that leads elsewhere": changed(
        1, need=45, own_need=45, place=_FULL, extra=lambda _each: wide(0)
    ),
    "a place in a ZIP64 field beyond the end": changed(
        1, need=45, own_need=45, place=_FULL, extra=lambda _each: wide(1 << 62)
    ),
    "another name for Unicode readers": changed(extra=b"\x75\x70\x06\x00\x01\x00\x00\x00\x00x"),
    "another size in the header": changed(own_size=1, own_packed=1),
    "another size in the directory": changed(size=1, packed=1),
    "no size in the header": changed(own_size=0, own_packed=0, own_crc=0),
    "a larger unpacked size in both": changed(size=lambda each: each.size + 1, own_size=lambda each: each.size),
    "another hash in both": changed(crc=1, own_crc=1),
    "a descriptor": changed(flags=8, own_flags=8, behind=_descriptor(b"PK\x07\x08")),
    "a descriptor without a mark": changed(flags=8, own_flags=8, behind=_descriptor(b"")),
    "a descriptor and no sizes in the header": changed(
        flags=8, own_flags=8, own_size=0, own_packed=0, own_crc=0, behind=_descriptor(b"PK\x07\x08")
    ),
    "a descriptor that nobody announces": changed(behind=_descriptor(b"PK\x07\x08")),
    "a descriptor announced in the directory alone": changed(flags=8),
    "a member before all others that is not listed": _unlisted,
    "a member between two others that is not listed": _between,
    "a member behind all others that is not listed": _behind,
    "a member that is listed twice": _twice_listed,
    "a member within another": _one_in_another,
    "two members that overlap": _overlapping,
    "a directory in another order": _directory_turned,
    "something between directory and end": lambda f: put_together(members(f), behind_directory=b"x"),
    "an archive behind the archive": _two_archives,
    "an empty archive behind the archive": lambda f: put_together(members(f)) + put_together([]),
    "an end as of a large archive, needlessly": lambda f: put_together(members(f), end64=end64()),
    "a large end with another number": lambda f: put_together(members(f), end64=end64(count=1)),
    "a large end with another directory": lambda f: put_together(members(f), end64=end64(begin=0)),
    "a large end with another size": lambda f: put_together(members(f), end64=end64(size=46)),
    "a large end that lies elsewhere": lambda f: put_together(members(f), end64=end64(at=0)),
    "a large end of a later version": lambda f: put_together(members(f), end64=end64(version=62)),
    "a large end with more in it": lambda f: put_together(members(f), end64=end64(more=b"mehr")),
    "a large end on several disks": lambda f: put_together(members(f), end64=end64(disks=2)),
    "two large ends": lambda f: put_together(members(f), behind_directory=end64()(1, 46, 0, 0), end64=end64()),
}
