"""How a planted text could stand in a file: a look for one way of writing it would miss the others."""

import base64


def spellings(name: str) -> set[bytes]:
    """Return a text as it could stand in a file: three encodings of it, each also as hex and as base64."""
    found: set[bytes] = set()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = name.encode(encoding)
        found |= {raw, raw.hex().encode(), raw.hex().upper().encode()}
        for shift in range(3):
            # whatever stands before it shifts how it looks in base64; the ends depend on neighbours and are left out
            found.add(base64.b64encode(bytes(shift) + raw)[4:-4])
    return {each for each in found if len(each) > 5}
