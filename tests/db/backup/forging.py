"""What somebody does with a backup who knows the format and every public key: takes it apart and puts it together."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from db.backup.container import KEYSLOTS, MANIFEST, README, STORE, pack
from db.backup.dump import PURPOSE as DUMP_PURPOSE
from db.backup.dump import last_line
from db.backup.lines import _end
from db.backup.manifest import PURPOSE, Summary, manifest_body, read_manifest, write_manifest
from keys import canonical
from keys.agefile import seal_stream
from keys.ring import Ring

Sign = Callable[[bytes, bytes], bytes]


def parts(path: Path) -> dict[str, bytes]:
    """Return the four files."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(path: Path, ring: Ring) -> list[bytes]:
    """Return the lines of the dump."""
    with ring.open_stream(io.BytesIO(parts(path)[STORE])) as plain:
        return plain.readlines()


def summary_of(lines: Sequence[bytes]) -> Summary:
    """Return what the last line says."""
    return _end(lines[-1])[0]


def put_together(path: Path, files: dict[str, bytes], manifest: bytes | None = None) -> None:
    """Write a ZIP of these files, with a manifest when another one is given."""
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        chosen = files[MANIFEST] if manifest is None else manifest
        pack(file, files[README], chosen, files[KEYSLOTS], io.BytesIO(files[STORE]), lambda _done: None)


def told(files: dict[str, bytes], summary: Summary, root: str, sign: Sign) -> bytes:
    """Return a manifest that fits these files."""
    digests = {name: hashlib.sha256(files[name]).hexdigest() for name in (README, KEYSLOTS, STORE)}
    body = manifest_body(summary, root, digests)
    return write_manifest(body, sign(PURPOSE, body))


def forge(
    path: Path,
    lines: Sequence[bytes],
    recipients: Sequence[bytes],
    sign: Sign,
    sign_outside: Sign | None = None,
    **said: object,
) -> None:
    """Make a backup of the lines of a dump without its last, sealed to these, as good as it can be made."""
    content = b"".join(lines)
    counts: dict[str, int] = {}
    table = ""
    for line in lines[1:]:
        if line.startswith(b"["):
            counts[table] += 1
        elif line.startswith(b"{"):
            table = canonical.text(canonical.load(line.strip()), "table")
            counts[table] = 0
    files = parts(path)
    before = read_manifest(files[MANIFEST])
    summary = replace(before.summary, counts=counts, digest=hashlib.sha256(content).hexdigest(), **said)  # type: ignore[arg-type] # fields by name
    body = canonical.dump(summary.fields())
    out = io.BytesIO()
    seal_stream(io.BytesIO(content + last_line(body, sign(DUMP_PURPOSE, body))), out, recipients)
    files[STORE] = out.getvalue()
    put_together(path, files, told(files, summary, before.root, sign_outside or sign))
