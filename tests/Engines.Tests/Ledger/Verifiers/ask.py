"""Asks verify.py about bundles, one line each. ask.py VERIFIERS.

A question is W, policy and bundle, each with its length before; or K and a bundle, which is kept and not answered; or M, a
policy, a length and a number of bytes to change: the kept bundle, cut to the length and with those bytes changed, each given as
its place and what is laid over it (exclusive or). What depends on nothing but some bytes, a signature and a time stamp, is
computed once for the same bytes.
"""
import functools
import os
import struct
import sys

sys.path.insert(0, sys.argv[1])
import verify  # noqa: E402

verify.ed25519 = functools.lru_cache(4096)(verify.ed25519)
verify.may_be_registered = functools.lru_cache(4096)(verify.may_be_registered)
stated = verify.Verification.stated
known = {}


def stated_once(self, note, parts):
    asked = note, *parts, self.roots
    if asked not in known:
        if len(known) > 1000:
            known.clear()
        known[asked] = stated(self, note, parts)
    return known[asked]


verify.Verification.stated = stated_once
questions, kept = os.fdopen(0, "rb", buffering=1 << 20), b""


def number():
    return struct.unpack("<I", questions.read(4))[0]


def read():
    return questions.read(number())


while kind := questions.read(1):
    if kind == b"K":
        kept = read()
        continue
    policy = read()
    if kind == b"W":
        bundle = read()
    else:
        bundle = bytearray(kept[:number()])
        for _ in range(number()):
            at, over = number(), questions.read(1)[0]
            bundle[at] ^= over
        bundle = bytes(bundle)
    report = verify.verify(bundle, policy or None)
    print(report.verdict(), *(f"{check}={status}:{places}" for check, status, _, _, places in report.checks), flush=True)
