"""Makes ZIP files of packs, good and hostile ones, and names the faults with what Parley says of each."""

import io
import stat
import zipfile
from collections.abc import Callable, Mapping

Members = Mapping[str, bytes]


def zipped(members: Members, *, packing: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> bytes:
    """Return a ZIP file with these members; `mode` is the kind of file that each says it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, body in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            file.writestr(info, body, packing)
    return out.getvalue()


def understated(raw: bytes, size: int) -> bytes:
    """Return a ZIP file whose members say that they unpack to less than they do."""
    said, told = size.to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert said in raw
    return raw.replace(said, told)


def _with(name: str, body: bytes = b"x: 1\n") -> Callable[[Members], bytes]:
    return lambda files: zipped({**files, name: body})


def _text(name: str, old: bytes, new: bytes) -> Callable[[Members], bytes]:
    def change(files: Members) -> bytes:
        assert old in files[name]
        return zipped({**files, name: files[name].replace(old, new, 1)})

    return change


HOSTILE: dict[str, tuple[Callable[[Members], bytes], str]] = {
    "no zip": (lambda files: b"not a zip", "no ZIP file"),
    "half of it": (lambda files: zipped(files)[:900], "no ZIP file"),
    "nothing": (lambda files: zipped({}), "scenario.yaml: there is no such file"),
    "a climbing name": (_with("../../etc/passwd"), "no pack has a file of this name"),
    "a climbing name within seats": (_with("seats/../../x.yaml"), "no pack has a file of this name"),
    "an absolute name": (_with("/etc/passwd"), "no pack has a file of this name"),
    "a name with a back slash": (_with("seats\\..\\..\\x.yaml"), "no pack has a file of this name"),
    "a program": (_with("setup.py", b"import os"), "no pack has a file of this name"),
    "links": (lambda files: zipped({**files, "README.md": b"/etc/passwd"}, mode=stat.S_IFLNK), "links are not read"),
    "another packing": (lambda files: zipped(files, packing=zipfile.ZIP_LZMA), "packed in a way"),
    "a bomb": (_with("README.md", b"0" * 50_000_000), "unpacks to more than 6,000,000 bytes"),
    "a bomb that lies": (
        lambda files: understated(zipped({**files, "README.md": b"0" * 5_000_000}), 5_000_000),
        "no ZIP file, or a broken one|unpacks to more than",
    ),
    "10 MB of text": (
        lambda files: zipped({**files, "README.md": b"0123456789" * 1_000_000}, packing=zipfile.ZIP_STORED),
        "larger than 3,000,000 bytes",
    ),
    "a long file": (_with("README.md", b"0" * 300_000), "larger than 256 kB"),
    "a crowd": (lambda files: zipped({**files, **{f"seats/x{n}.yaml": b"" for n in range(120)}}), "more than 100"),
    "no text": (_with("README.md", b"\xff\xfe"), "not UTF-8"),
    "an empty sign": (_with("README.md", b"\0"), "control character"),
    "no slug": (_text("scenario.yaml", b"slug: small", b"slug: ../small"), "no short name"),
    "a newer form": (_text("scenario.yaml", b"meta:", b"format: 2\nmeta:"), "Use a newer edition of Parley"),
    "an unknown key": (_text("scenario.yaml", b"meta:", b"strange: 2\nmeta:"), "'strange' is not known"),
    "no schema": (_text("scenario.yaml", b"meta:", b"meta2:"), "the pack has no short name"),
    "a cycle": (_text("scenario.yaml", b"facts: [", b"facts: &a [*a, "), "anchor"),
    "a wrong reference": (_text("scenario.yaml", b"focus: liancourt-rocks", b"focus: nowhere"), "nowhere"),
}
"""Changes of a good pack that make a file which nobody may bring in, and a part of the answer."""
