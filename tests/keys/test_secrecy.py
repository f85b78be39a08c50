"""No secret shows itself: not printed, not copied, not pickled, not in an error or its traceback."""

import base64
import copy
import pickle
import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest

from keys.compartment import CompartmentKeys, make_grant, open_grant
from keys.directory import RootKey
from keys.envelope import Cipher, seal, unseal
from keys.errors import DecryptionError, KeysError, LimitExceeded, MistypedCode
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY, make_keyslot, open_keyslot
from keys.recovery import print_code, read_code
from keys.ring import Ring
from keys.sealing import SealingKey, seal_to
from keys.table_pass import LentKey, public_of
from tests.keys.conftest import AF_ID, STORE
from tests.keys.test_table_pass import PASS

SECRET = bytes(range(100, 132))
WORDS = "zeven groene fietsen \ud83d"
CODE = print_code(SECRET)
PLAIN = b"Een naam die niemand mag zien"
HOLDER = HolderKeys.from_root(SECRET)
COMPARTMENT = CompartmentKeys("c3" * 16, 1, SECRET)

SECRETIVE = [
    HOLDER,
    COMPARTMENT,
    RootKey(SECRET),
    Cipher(SECRET),
    SealingKey.from_seed(SECRET),
    Ring(AF_ID, HOLDER, [COMPARTMENT]),
    LentKey(SECRET, replace(PASS, public=public_of(SECRET))),
]


def shown(value: str) -> list[str]:
    """List the secrets that can be read in a text, in the forms in which bytes get printed."""
    forms = [
        str(list(SECRET))[1:-1],
        repr(SECRET)[2:-1],
        SECRET.hex(),
        base64.b64encode(SECRET).decode(),
        SECRET.hex(" "),
    ]
    return [form for form in [*forms, "fietsen", CODE.split()[3], PLAIN.decode()] if form in value]


@pytest.mark.parametrize("value", SECRETIVE, ids=lambda value: type(value).__name__)
def test_what_holds_a_secret_prints_only_its_kind(value: object) -> None:
    """In repr, str, format, inside a container, and as a local variable in a traceback."""
    for text in (repr(value), str(value), f"{value}", f"{value!r:>80}", repr([value]), repr({"x": value})):
        assert type(value).__name__ in text
        assert shown(text) == []


@pytest.mark.parametrize("value", SECRETIVE, ids=lambda value: type(value).__name__)
def test_what_holds_a_secret_does_not_leave_by_accident(value: object) -> None:
    """No pickle of any protocol, no copy, and no dictionary of attributes to walk."""
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError):
            pickle.dumps(value, protocol)
    for duplicate in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            duplicate(value)
    assert not hasattr(value, "__dict__")


def moved_slot() -> bytes:
    """Open a slot under another context."""
    slot = make_keyslot(SECRET, WORDS, context=[b"a"], policy=FLOOR_POLICY)
    return open_keyslot(slot, WORDS, context=[b"b"], policy=FLOOR_POLICY)


def wrong_words() -> bytes:
    """Open a slot with other words."""
    slot = make_keyslot(SECRET, WORDS, context=[], policy=FLOOR_POLICY)
    return open_keyslot(slot, WORDS + "!", context=[], policy=FLOOR_POLICY)


def moved_grant() -> CompartmentKeys:
    """Open a grant in another store."""
    grant = make_grant(
        COMPARTMENT, store_id=STORE, holder=AF_ID, holder_public=HOLDER.public, grantor=AF_ID, grantor_keys=HOLDER
    )
    return open_grant(grant, store_id="other", holder_keys=HOLDER, grantor_public=HOLDER.public)


FAILURES: dict[str, Callable[[], object]] = {
    "context": lambda: unseal(SECRET, seal(SECRET, PLAIN, [b"a"], epoch=1), [b"b"]),
    "info": lambda: HOLDER.open_sealed(seal_to(HOLDER.public.sealing, PLAIN, [b"a"]), [b"b"]),
    "seal to nothing": lambda: seal_to(SECRET, PLAIN, []),
    "key size": lambda: Cipher(SECRET + SECRET),
    "root size": lambda: HolderKeys.from_root(SECRET + SECRET),
    "root key size": lambda: RootKey(SECRET + SECRET),
    "moved slot": moved_slot,
    "wrong words": wrong_words,
    "endless words": lambda: make_keyslot(SECRET, WORDS * 100, context=[], policy=FLOOR_POLICY),
    "moved grant": moved_grant,
    "mistyped code": lambda: read_code(CODE.replace(CODE[0], "U", 1)),
    "code size": lambda: print_code(SECRET + SECRET),
}


@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES.keys())
def test_an_error_carries_no_content(fail: Callable[[], object]) -> None:
    """Neither it, nor what it was raised from, nor any of their attributes."""
    with pytest.raises(KeysError) as caught:
        fail()
    chain: list[BaseException] = [caught.value]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(cause)
    for each in chain:
        assert shown(f"{each} {each!r} {each.args} {vars(each)}") == []
        for name in ("object", "doc"):
            assert not hasattr(each, name)
    assert shown("".join(traceback.format_exception(caught.value))) == []


def test_decryption_says_the_same_for_every_cause() -> None:
    """Another key, another place and a changed byte are not told apart."""
    sealed = seal(SECRET, PLAIN, [b"a"], epoch=1)
    causes: list[Callable[[], object]] = [
        lambda: unseal(bytes(32), sealed, [b"a"]),
        lambda: unseal(SECRET, sealed, [b"b"]),
        lambda: unseal(SECRET, sealed[:-1], [b"a"]),
        lambda: unseal(SECRET, sealed[:10], [b"a"]),
    ]
    said = set()
    for cause in causes:
        with pytest.raises(DecryptionError) as caught:
            cause()
        said.add(repr(caught.value))
    assert said == {"DecryptionError('the sealed value does not open')"}


def test_errors_cross_a_process_border() -> None:
    """A worker's error arrives as it was, the group of a mistyped code included."""
    for error in (DecryptionError(), LimitExceeded("a fixed sentence"), MistypedCode(7)):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert type(again) is type(error)
        assert str(again) == str(error)
    assert pickle.loads(pickle.dumps(MistypedCode(7))).group == 7  # noqa: S301 - our own bytes
    assert str(MistypedCode(7)) == "the recovery code is mistyped in group 7"
    assert str(MistypedCode(0)) == "the recovery code does not add up"
