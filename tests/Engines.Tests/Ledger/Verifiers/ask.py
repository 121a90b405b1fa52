"""Asks verify.py about bundles, one line each. ask.py VERIFIERS; each question is policy and zip, either with its length before."""
import os
import struct
import sys

sys.path.insert(0, sys.argv[1])
import verify  # noqa: E402

questions = os.fdopen(0, "rb", buffering=1 << 20)


def read():
    length = questions.read(4)
    return questions.read(struct.unpack("<I", length)[0]) if length else None


while True:
    policy, bundle = read(), read()
    if bundle is None:
        break
    report = verify.verify(bundle, policy or None)
    print(report.verdict(), *(f"{check}={status}:{places}" for check, status, _, _, places in report.checks), flush=True)
