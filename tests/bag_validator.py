#!/usr/bin/env python3
"""Validates a BagIt bag with nothing but RFC 8493 and Python's standard library.

  bag_validator.py <folder>

Shares no line with the application. Prints every fault, one a line; exit code 1 when there is any.
"""
import hashlib
import os
import re
import sys

ESCAPED = re.compile("%(0[AaDd]|25)")


def text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(home, under=""):
    for folder, _, names in os.walk(os.path.join(home, under)):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), home).replace(os.sep, "/")


def listed(home, name):
    """2.1.3 and 2.4: a hash, white space, a path in which only the ends of lines and the per cent are encoded."""
    found = {}
    for line in text(os.path.join(home, name)).splitlines():
        match = re.fullmatch(r"([0-9A-Fa-f]{64})[ \t]+\*?(.+)", line)
        if match is None:
            yield f"{name}: no line of a manifest: {line!r}", None
            continue
        path = ESCAPED.sub(lambda each: chr(int(each[1], 16)), match[2])
        if path in found or path.startswith(("/", "~")) or ".." in path.split("/"):
            yield f"{name}: {path} stands twice or leaves the bag", None
        found[path] = match[1].lower()
    yield None, found


def manifest(home, name):
    faults, found = [], {}
    for fault, lines in listed(home, name):
        faults += [fault] if fault else []
        found = lines if lines is not None else found
    for path, digest in found.items():
        full = os.path.join(home, path)
        if not os.path.isfile(full):
            faults.append(f"{name}: {path} is missing")
        elif sha256(full) != digest:
            faults.append(f"{name}: {path} was changed")
    return faults, set(found)


def metadata(home):
    """2.2.2: a label, a colon, a value; a line that begins with white space goes on with the one before it."""
    unfolded = re.sub(r"\r?\n[ \t]+", " ", text(os.path.join(home, "bag-info.txt")))
    for line in unfolded.splitlines():
        label, colon, value = line.partition(":")
        if not colon or not label.strip():
            yield None, line
        yield label.strip().lower(), value.strip()


def faults_of(home):
    if text(os.path.join(home, "bagit.txt")) not in (
        f"BagIt-Version: 1.0{end}Tag-File-Character-Encoding: UTF-8{end}" for end in ("\n", "\r\n")
    ):
        yield "bagit.txt is not the declaration of BagIt 1.0"
    if not os.path.isdir(os.path.join(home, "data")):
        yield "there is no payload directory"
    faults, payload = manifest(home, "manifest-sha256.txt")
    yield from faults
    there = set(files_below(home, "data"))
    yield from (f"{path} is in no manifest" for path in sorted(there - payload))
    yield from (f"{path} is no payload" for path in sorted(payload) if not path.startswith("data/"))
    faults, tags = manifest(home, "tagmanifest-sha256.txt")
    yield from faults
    for path in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt"):
        if path not in tags:
            yield f"{path} is in no tag manifest"
    yield from (f"{path} is payload in a tag manifest" for path in sorted(tags) if path.startswith("data/"))
    info = list(metadata(home))
    yield from (f"bag-info.txt: no label: {line!r}" for label, line in info if label is None)
    bytes_there = sum(os.path.getsize(os.path.join(home, path)) for path in there)
    if ("payload-oxum", f"{bytes_there}.{len(there)}") not in info:
        yield f"bag-info.txt does not state the payload: {bytes_there}.{len(there)}"


if __name__ == "__main__":
    found = list(faults_of(sys.argv[1]))
    print("\n".join(found) or "The bag is valid.")
    sys.exit(1 if found else 0)
