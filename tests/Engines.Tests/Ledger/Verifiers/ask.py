"""Asks verify.py about a bundle with one mutation at a time; one line each. ask.py VERIFIERS FOLDER"""
import os
import sys

verifiers, folder = sys.argv[1:]
sys.path.insert(0, verifiers)
import verify  # noqa: E402

def read(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()

bundle, policy = read("bundle.zip"), read("policy.txt") or None
for line in read("mutations.txt").decode().split("\n"):
    if line:
        offset, flip, length = (int(word) for word in line.split())
        changed = bytearray(bundle if length < 0 else bundle[:length])
        if flip:
            changed[offset] ^= flip
        report = verify.verify(bytes(changed), policy)
        print(report.verdict(), *(f"{check}={status}" for check, status, _, _ in report.checks))
