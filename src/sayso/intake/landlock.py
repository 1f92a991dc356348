"""Let this process open nothing but some paths, for reading (Landlock, Linux 5.13; Salaün 2021)."""

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on every architecture
_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = (13, 14, 15, 15, 16)  # how many rights on files each version knows, from the first
_SIZES = ((6, 24), (4, 16), (1, 8))  # bytes of the attribute by version
_NET, _SCOPED = 0b11, 0b11
_NO_NEW_PRIVILEGES = 38


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def restrict_paths(readable: Sequence[Path]) -> bool:
    """Refuse this thread, and what it starts, every path not beneath these; return whether the kernel can.

    Where it knows more than paths (version 4: TCP; version 6: abstract sockets, signals), those are refused as well.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = _call(libc, _CREATE, None, 0, _VERSION)
    if version < 1:
        return False
    rights = (1 << _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]) - 1
    ruleset = _Ruleset(rights, _NET if version >= 4 else 0, _SCOPED if version >= 6 else 0)
    size = next(size for least, size in _SIZES if version >= least)
    rules = _call(libc, _CREATE, ctypes.byref(ruleset), size, 0)
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(libc, rules, path)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return _call(libc, _RESTRICT, rules, 0) == 0
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        beneath = _Beneath(_READ_FILE | _READ_DIR if path.is_dir() else _READ_FILE, parent)
        _call(libc, _ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(parent)


def _call(libc: ctypes.CDLL, number: int, *arguments: object) -> int:
    given = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return int(libc.syscall(ctypes.c_long(number), *given))
