#!/usr/bin/env python3
"""Opens a vault without the application: docs/vault-format.md in code. Needs Python's `cryptography`, 44 or newer.

  open-vault.py keys   vault.json --slot LABEL            prints the raw database key (the password is asked for)
  open-vault.py keys   vault.json --recovery              the same with the two recovery halves
  open-vault.py object vault.json --slot LABEL --id OBJECT-ID --epoch N --wrapped-key HEX --file OBJECT > plaintext

A password or the halves may also come on standard input, one a line. Nothing of a damaged file's first or last segment,
or of any segment after the first damaged one, is written; the exit code is then 1.
"""
import argparse
import getpass
import hashlib
import json
import struct
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PREFIX = "lend-a-cam-evidence/v1/"
SEGMENT, HEADER, TAG = 1 << 20, 40, 16
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def hkdf(key, salt, info):
    return HKDF(SHA256(), 32, salt or None, info.encode()).derive(key)


def unwrap(key, wrapped, use):
    raw = bytes.fromhex(wrapped)
    return AESGCM(key).decrypt(raw[:12], raw[12:], use.encode())


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def slot_use(vault, slot):
    fields = {name: value for name, value in slot.items() if name != "wrappedVaultKey"}
    return canonical({"use": PREFIX + "slot", "vaultId": vault["vaultId"], **fields})


def ask(prompt):
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def open_slot(vault, label):
    slot = next(slot for slot in vault["slots"] if slot["label"] == label)
    kdf = slot["kdf"]
    derive = Argon2id(salt=bytes.fromhex(slot["salt"]), length=32, iterations=kdf["passes"], lanes=kdf["lanes"],
                      memory_cost=kdf["memoryKib"])
    key = derive.derive(unicodedata.normalize("NFKC", ask("Password: ")).encode())
    return unwrap(key, slot["wrappedVaultKey"], slot_use(vault, slot))


def half(typed):
    text = typed.upper().replace("-", "").replace(" ", "").replace("O", "0").replace("I", "1").replace("L", "1")
    number = 0
    for character in text[:32]:  # the last four are the check
        number = number * 32 + BASE32.index(character)
    return number


def open_recovery(vault):
    code = (half(ask("One half: ")) ^ half(ask("The other half: "))).to_bytes(20, "big")
    slot = vault["recovery"]
    key = hkdf(code, bytes.fromhex(slot["salt"]), PREFIX + "recovery-slot")
    return unwrap(key, slot["wrappedVaultKey"], slot_use(vault, slot))


def recording_key(vault, vault_key, args):
    epoch = next(epoch for epoch in vault["epochs"] if epoch["number"] == args.epoch)
    use = f"{PREFIX}epoch:{vault['vaultId']}:{args.epoch}"
    secret = unwrap(hkdf(vault_key, None, PREFIX + "epoch-secret-wrap"), epoch["wrappedSecret"], use)
    wrap_key = hkdf(vault_key, secret, PREFIX + "recording-key-wrap")
    return unwrap(wrap_key, args.wrapped_key, f"{PREFIX}recording-key:{args.id}:{args.epoch}")


def write_plaintext(path, key, associated_data, out):
    with open(path, "rb") as file:
        header = file.read(HEADER)
        if len(header) != HEADER or header[0] != HEADER:
            raise InvalidTag
        cipher = AESGCM(hkdf(key, header[1:33], associated_data))
        count = (file.seek(0, 2) + SEGMENT - 1) // SEGMENT

        def segment(index):
            file.seek(max(HEADER, index * SEGMENT))
            nonce = header[33:] + struct.pack(">I?", index, index == count - 1)
            return cipher.decrypt(nonce, file.read((index + 1) * SEGMENT - file.tell()), b"")

        segment(count - 1)
        for index in range(count):
            out.write(segment(index))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["keys", "object"])
    parser.add_argument("vault")
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--slot")
    who.add_argument("--recovery", action="store_true")
    parser.add_argument("--id")
    parser.add_argument("--epoch", type=int)
    parser.add_argument("--wrapped-key")
    parser.add_argument("--file")
    args = parser.parse_args()
    with open(args.vault, encoding="utf-8") as file:
        vault = json.load(file)
    body = {name: value for name, value in vault.items() if name != "checksum"}
    if hashlib.sha256(canonical(body).encode()).hexdigest() != vault["checksum"]:
        print("vault.json is damaged; trying all the same. vault.json.bak is its copy.", file=sys.stderr)
    try:
        vault_key = open_recovery(vault) if args.recovery else open_slot(vault, args.slot)
        if args.command == "keys":
            print("database key:", hkdf(vault_key, None, PREFIX + "database").hex())
        else:
            write_plaintext(args.file, recording_key(vault, vault_key, args), args.id, sys.stdout.buffer)
    except InvalidTag:
        sys.exit("Refused: wrong password or halves, or something is damaged or was changed.")


if __name__ == "__main__":
    main()
