"""What can go wrong on this floor.

    KeysError
      DecryptionError       a sealed value does not open; why is never said
      WrongPassphrase       the keyslot is whole, the passphrase is another one
      DamagedSlot           the keyslot is not as it was written, or belongs elsewhere
      Locked                the ring was locked
      NotGranted            this holder has no key of that compartment
      KeyNotTrusted         a key, holder or compartment that the signed directory does not name
      BadSignature          a signature that is not of this key over this message
      UnsupportedVersion    written by a newer version of the program
      LimitExceeded         too big, too costly or too weak to even try
      TooLittleMemory       the computer has no room now to derive a key
      MistypedCode          a recovery code with a typing error; knows the group
      NotAKeyFile           not a personal key file, or changed since it was written
      NotAPublicKey         not the public half of a personal key, or changed since it was written
      BrokenParcel          what one process handed to the next did not come through whole

An error carries a fixed English sentence and never content, a key, a passphrase or an identifier.
"""

# ruff: noqa: N818 - named for what happened; the root says that they are errors


class KeysError(Exception):
    """The root of every error of `keys`."""

    sentence = "a key operation failed"

    def __init__(self, sentence: str | None = None) -> None:
        """Take a fixed sentence of this program, never a value of the user."""
        super().__init__(self.sentence if sentence is None else sentence)


class DecryptionError(KeysError):
    """A sealed value does not open: another key, another context, or changed bytes. It never says which."""

    sentence = "the sealed value does not open"

    def __init__(self) -> None:
        """Take nothing: one opaque error for every cause."""
        super().__init__()

    def __reduce__(self) -> tuple[type["DecryptionError"], tuple[()]]:
        """Rebuild from nothing, so that the error survives a process border."""
        return DecryptionError, ()


class WrongPassphrase(KeysError):
    """The keyslot is whole but this is not its passphrase."""

    sentence = "this is not the passphrase of the keyslot"


class DamagedSlot(KeysError):
    """The keyslot is not as it was written, or it was moved from another holder or store."""

    sentence = "the keyslot is damaged or belongs elsewhere"


class Locked(KeysError):
    """The ring was locked and holds no key any more."""

    sentence = "the ring is locked"


class NotGranted(KeysError):
    """The holder was not granted the compartment, or not that epoch of it."""

    sentence = "no key of that compartment was granted to this holder"


class KeyNotTrusted(KeysError):
    """A key, holder, compartment or directory that does not follow from the signed directory."""

    sentence = "the key does not follow from the signed directory"


class ForgedDirectory(KeyNotTrusted):
    """The list of holders and their public keys was changed, or replaced by one that its root key did not sign."""

    sentence = "the list of holders is not as it was signed"


class ForgedGrant(KeyNotTrusted):
    """A key that was given to a holder was changed, or given by somebody who may not."""

    sentence = "the grant is not as a grantor of this store signed it"


class BadSignature(KeysError):
    """The signature is not of this key over this purpose and message."""

    sentence = "the signature does not verify"


class UnsupportedVersion(KeysError):
    """The value says it was written in a format this version does not know."""

    sentence = "the value was written in a newer format"


class LimitExceeded(KeysError):
    """Too big, too costly or too weak: refused before any work is done on it."""

    sentence = "the value is outside the limits"


class CostRefused(LimitExceeded):
    """What a keyslot asks to be computed lies outside floor and ceiling; nothing was derived."""

    sentence = "the keyslot asks a derivation outside floor and ceiling"


class TooLittleMemory(KeysError):
    """The computer has not enough free memory to derive a key; nothing is wrong with the keyslot."""

    sentence = "there is not enough free memory to derive the key"


class MistypedCode(KeysError):
    """A recovery code with a typing error."""

    group: int
    """Which printed group is wrong, counted from 1; 0 when only the code as a whole does not add up."""

    def __init__(self, group: int) -> None:
        """Name the group."""
        super().__init__(
            f"the recovery code is mistyped in group {group}" if group else "the recovery code does not add up"
        )
        self.group = group

    def __reduce__(self) -> tuple[type["MistypedCode"], tuple[int]]:
        """Rebuild from the group, so that the error survives a process border."""
        return MistypedCode, (self.group,)


class NotAKeyFile(KeysError):
    """The file is no personal key of this program, or it was damaged on the way."""

    sentence = "not a personal key file of this program"


class NotAPublicKey(KeysError):
    """The file is no public half of a personal key, or it was changed since it was written."""

    sentence = "not a public key file of this program"


class BrokenParcel(KeysError):
    """What crossed the pipe to a fresh process is not what was put in."""

    sentence = "the parcel did not come through whole"

    def __init__(self) -> None:
        """Take nothing: there may be a key in it."""
        super().__init__()
