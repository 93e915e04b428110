#!/usr/bin/env python3
"""Verifies a ledger export with nothing but docs/ledger-format.md and Python's standard library.

  ledger_verifier.py ledger.json [--certificate certificate.pem] [--code 1234-K7QF-2M9X-PTW4]
  ledger_verifier.py "Ledger 2026-10-06 1234-K7QF-2M9X-PTW4" [the same]      a folder: the whole ledger

Shares no line with the application. Prints every fault, one a line; exit code 1 when there is any. What was not asked
for is said too: without a certificate nobody vouches for the checkpoint, without a code no paper does.
"""
import argparse
import base64
import hashlib
import json
import os
import re
import sys
from decimal import Decimal

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEMBERS = {"seq", "at", "actor", "action", "subject", "details", "salt", "previous"}
HASH = re.compile(r"[0-9a-f]{64}")


def number(value):
    """ECMAScript's Number::toString, as RFC 8785 asks."""
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + exponent
    if len(text) <= point <= 21:
        text += "0" * (point - len(text))
    elif 0 < point <= 21:
        text = text[:point] + "." + text[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + text
    else:
        text = text[0] + ("." + text[1:] if len(text) > 1 else "") + f"e{point - 1:+d}"
    return "-" * sign + text


def canonical(value):
    if isinstance(value, float):
        return number(value)
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def strict(text):
    """JSON in which no name stands twice and every number is one that ECMAScript has."""
    def members(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a name stands twice")
        return dict(pairs)

    def finite(digits):
        if abs(float(digits)) == float("inf"):
            raise ValueError(f"{digits} is no number")
        return float(digits)
    return json.loads(text, object_pairs_hook=members, parse_int=finite, parse_float=finite, parse_constant=finite)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_from(index, size, leaf, proof):
    """RFC 9162, 2.1.3.2. None when the proof is too long or too short for its place."""
    if not 0 <= index < size:
        return None
    fn, sn, r = index, size - 1, leaf
    for p in map(bytes.fromhex, proof):
        if sn == 0:
            return None
        if fn % 2 or fn == sn:
            r = sha256(b"\1", p, r)
            while not fn % 2 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = sha256(b"\1", r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


def witness_code(size, root):
    bits = int(root[:15], 16)
    code = "".join(LETTERS[bits >> 5 * place & 31] for place in range(11, -1, -1))
    return f"{size}-{code[:4]}-{code[4:8]}-{code[8:]}"


def plain(code):
    return re.sub("[^0-9A-Z]", "", code.upper().translate(str.maketrans("OIL", "011")))


def der(data, at=0):
    """The content of one DER element, and where the next begins."""
    length, start = data[at + 1], at + 2
    if length > 127:
        start += length & 127
        length = int.from_bytes(data[at + 2:start], "big")
    return data[start:start + length], start + length


def children(data):
    at, found = 0, []
    while at < len(data):
        content, at = der(data, at)
        found.append(content)
    return found


def is_signed(text, signature, pem):
    """RSASSA-PKCS1-v1_5 with SHA-256, by comparing the whole padded message."""
    body = re.search("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", pem, re.S).group(1)
    key = children(children(children(der(base64.b64decode(body))[0])[0])[6])[1]
    modulus, exponent = (int.from_bytes(each, "big") for each in children(der(key[1:])[0]))
    size = (modulus.bit_length() + 7) // 8
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + sha256(text.encode())
    padded = b"\0\1" + b"\xff" * (size - len(digest) - 3) + b"\0" + digest
    given = base64.b64decode(signature, validate=True)
    return len(given) == size and pow(int.from_bytes(given, "big"), exponent, modulus).to_bytes(size, "big") == padded


def faults_of_entry(item, before, size, root):
    entry, index = item["entry"], int(item["index"])
    leaf = sha256(b"\0", canonical(entry).encode())
    names = set(entry), set(entry["actor"])
    if names != (MEMBERS, {"id", "name", "role"}) or not entry["seq"] == item["index"] == index:
        yield f"entry {index} is no entry of that number"
    if item["leafHash"] != leaf.hex():
        yield f"entry {index} was changed: its text does not match its hash"
    if root_from(index, size, leaf, item["proof"]) != root:
        yield f"entry {index} is not proved to stand in the ledger"
    if before and before["index"] >= index:
        yield f"entry {index} stands out of order"
    if before and (before["index"] == index - 1) and entry["previous"] != before["leafHash"]:
        yield f"entry {index} does not follow the one before it"
    if index == 0 and entry["previous"] != "0" * 64:
        yield "entry 0 names an entry before it"
    if before and entry["at"] < before["entry"]["at"]:
        yield f"entry {index} is earlier than one before it"


def faults_of(export, pem, code):
    checkpoint = export["checkpoint"]
    size, root = int(checkpoint["size"]), checkpoint["root"]
    if export["format"] != "lend-a-cam-evidence-ledger-export" or export["version"] != 1 or size != checkpoint["size"]:
        yield "this is no ledger export of version 1"
    hashes = [root] + [each for item in export["entries"] for each in [item["leafHash"], *item["proof"]]]
    if not all(HASH.fullmatch(each) for each in hashes):
        yield "a hash is not 64 hexadecimal digits"
        return
    before = None
    for item in export["entries"]:
        yield from faults_of_entry(item, before, size, bytes.fromhex(root))
        before = item
    if checkpoint["witnessCode"] != witness_code(size, root):
        yield f"the witness code in the export is not that of its root, {witness_code(size, root)}"
    if code and plain(code) != plain(witness_code(size, root)):
        yield f"the code from paper is not that of the export, {witness_code(size, root)}"
    said = {name: checkpoint[name] for name in ("size", "root", "at")}
    text = canonical({"format": "lend-a-cam-evidence-checkpoint", "version": 1.0, **said})
    if pem and not is_signed(text, checkpoint["signature"], pem):
        yield "the checkpoint was not signed with the key of this certificate"


def grown(peaks, leaf):
    """The complete subtrees, as (size, hash) from the left, after one more leaf."""
    size = 1
    while peaks and peaks[-1][0] == size:
        size, leaf = 2 * size, sha256(b"\1", peaks.pop()[1], leaf)
    return peaks + [(size, leaf)]


def root_of(peaks):
    root = peaks[-1][1] if peaks else sha256()
    for _, left in reversed(peaks[:-1]):
        root = sha256(b"\1", left, root)
    return root.hex()


def faults_of_line(line, index, previous, at):
    try:
        text = line.decode()
        entry = strict(text)
        if canonical(entry) != text:
            yield f"entry {index} is not written as an entry is"
        if set(entry) != MEMBERS or set(entry["actor"]) != {"id", "name", "role"} or entry["seq"] != index:
            yield f"entry {index} is no entry of that number"
        if entry["previous"] != previous:
            yield f"entry {index} does not follow the one before it"
        if entry["at"] < at[0]:
            yield f"entry {index} is earlier than the one before it"
        at[0] = entry["at"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"entry {index} cannot be read: {error!r}"


def faults_of_whole(folder, pem, code):
    with open(os.path.join(folder, "checkpoints.json"), encoding="utf-8") as file:
        signed = strict(file.read())
    if signed["format"] != "lend-a-cam-evidence-ledger" or signed["version"] != 1:
        yield "this is no whole ledger of version 1"
    checkpoints = [*signed["earlier"], signed["checkpoint"]]
    paper = (int(re.match("[0-9]+", code.strip()).group()), plain(code)) if code else (None, "")
    roots, wanted = {}, {int(each["size"]) for each in checkpoints} | {paper[0]}
    peaks, previous, at, size = [], "0" * 64, [""], 0
    with open(os.path.join(folder, "ledger.jsonl"), "rb") as file:
        for line in file:
            if 0 in wanted and size == 0:
                roots[0] = root_of([])
            yield from faults_of_line(line.rstrip(b"\n"), size, previous, at)
            leaf = sha256(b"\0", line.rstrip(b"\n"))
            peaks, previous, size = grown(peaks, leaf), leaf.hex(), size + 1
            if size in wanted:
                roots[size] = root_of(peaks)
    if size != signed["checkpoint"]["size"]:
        yield f"there are {size} entries, not {int(signed['checkpoint']['size'])}"
    for each in checkpoints:
        said = int(each["size"])
        if each["root"] != roots.get(said) or each["witnessCode"] != witness_code(said, each["root"]):
            yield f"the checkpoint at {said} entries is not that of the entries"
        text = canonical({"format": "lend-a-cam-evidence-checkpoint", "version": 1.0,
                          **{name: each[name] for name in ("size", "root", "at")}})
        if pem and not is_signed(text, each["signature"], pem):
            yield f"the checkpoint at {said} entries was not signed with the key of this certificate"
    if code and paper[0] > size:
        yield f"this ledger is older than that paper, which speaks of {paper[0]} entries"
    elif code and plain(witness_code(paper[0], roots[paper[0]])) != paper[1]:
        yield f"the code from paper is not that of the first {paper[0]} entries"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("export")
    parser.add_argument("--certificate")
    parser.add_argument("--code")
    asked = parser.parse_args()
    try:
        whole = os.path.isdir(asked.export)
        with open(os.path.join(asked.export, "checkpoints.json") if whole else asked.export, encoding="utf-8") as file:
            export = strict(file.read())
        pem = None
        if asked.certificate:
            with open(asked.certificate, encoding="ascii") as file:
                pem = file.read()
        faults = list((faults_of_whole if whole else faults_of)(asked.export if whole else export, pem, asked.code))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        faults = [f"cannot be read as a ledger export: {error!r}"]
    for fault in faults:
        print(fault)
    if not faults:
        many = int(export["checkpoint"]["size"]) if whole else len(export["entries"])
        print(f"{many} entries {'make' if whole else 'proved to'} {export['checkpoint']['witnessCode']}")
        print("signature: good" if pem else "signature: not checked, no certificate was given")
        print("code from paper: the same" if asked.code else "code from paper: none was given, compare the one above")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
