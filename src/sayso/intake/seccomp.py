"""Refuse this process system calls that no parser needs, by a filter in the kernel (seccomp-bpf, Linux 3.5).

What is refused fails with EPERM, so that a library which only tries goes on. Numbers are those of the kernel's tables
for x86-64 and ARM64; elsewhere there is no filter.
"""

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCH_AT, _ARGUMENT_AT = 0, 4, 16  # in struct seccomp_data, little-endian
_THREAD, _WRITING = 0x10000, 0o3 | 0o100 | 0o1000
_X32 = 0x40000000

_BOTH = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428,
    "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "pidfd_open": 434, "pidfd_getfd": 438,
    "mount_setattr": 442, "fchmodat2": 452,
}  # fmt: skip
"""Calls that came after the tables were joined bear one number everywhere."""

_X86_64 = {
    "socket": 41, "connect": 42, "accept": 43, "bind": 49, "listen": 50, "socketpair": 53, "fork": 57, "vfork": 58,
    "execve": 59, "kill": 62, "truncate": 76, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86,
    "unlink": 87, "symlink": 88, "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "ptrace": 101,
    "setuid": 105, "setgid": 106, "utime": 132, "mknod": 133, "pivot_root": 155, "chroot": 161, "mount": 165,
    "umount2": 166, "reboot": 169, "init_module": 175, "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190,
    "tkill": 200, "tgkill": 234, "utimes": 235, "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250,
    "mkdirat": 258, "mknodat": 259, "fchownat": 260, "futimesat": 261, "unlinkat": 263, "renameat": 264, "linkat": 265,
    "symlinkat": 266, "fchmodat": 268, "unshare": 272, "utimensat": 280, "accept4": 288, "perf_event_open": 298,
    "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "finit_module": 313,
    "renameat2": 316, "bpf": 321, "execveat": 322, "userfaultfd": 323,
}  # fmt: skip
_ARM64 = {
    "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "mknodat": 33, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36,
    "linkat": 37, "renameat": 38, "umount2": 39, "mount": 40, "pivot_root": 41, "truncate": 45, "chroot": 51,
    "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55, "utimensat": 88, "unshare": 97, "kexec_load": 104,
    "init_module": 105, "ptrace": 117, "kill": 129, "tkill": 130, "tgkill": 131, "reboot": 142, "setgid": 144,
    "setuid": 146, "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203,
    "add_key": 217, "request_key": 218, "keyctl": 219, "execve": 221, "perf_event_open": 241, "accept4": 242,
    "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "finit_module": 273,
    "renameat2": 276, "bpf": 280, "execveat": 281, "userfaultfd": 282,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Machine:
    """Say how one architecture names what the filter asks of: opening by path, its flags, new processes, limits."""

    arch: int
    refused: Mapping[str, int]
    opening: tuple[tuple[int, int], ...]
    clone: int
    prlimit: int


_MACHINES = {
    "x86_64": _Machine(0xC000003E, _X86_64 | _BOTH, ((2, 1), (257, 2)), 56, 302),
    "aarch64": _Machine(0xC00000B7, _ARM64 | _BOTH, ((56, 2),), 220, 261),
}
_CLONE3, _OPENAT2 = 435, 437  # they take what they ask in memory, which a filter cannot see; libraries do without them


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def refuse_calls() -> bool:
    """Put the filter on this thread and what it starts; return whether there is one."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or not sys.platform.startswith("linux"):
        return False
    code = write_filter(machine)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    program = _Program(len(code) // 8, code)
    return int(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)) == 0


def write_filter(machine: _Machine) -> bytes:
    """Return the filter's program: eight bytes a step."""
    refuse, absent = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
    steps = [(_LOAD, 0, 0, _ARCH_AT), (_EQUAL, 1, 0, machine.arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER_AT)]
    steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, refuse)]
    for number in sorted(machine.refused.values()):
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    for number in (_CLONE3, _OPENAT2):
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, absent)]
    for number, place in machine.opening:
        steps += _ask(number, place, (_ANY_BIT, 0, 1, _WRITING), refuse, _ALLOW)
    steps += _ask(machine.clone, 0, (_ANY_BIT, 0, 1, _THREAD), _ALLOW, refuse)
    steps += _ask(machine.prlimit, 0, (_EQUAL, 0, 1, 0), _ALLOW, refuse)
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def _ask(
    number: int, place: int, test: tuple[int, int, int, int], then: int, otherwise: int
) -> list[tuple[int, int, int, int]]:
    """Return the steps that decide one call by one of its arguments."""
    load = (_LOAD, 0, 0, _ARGUMENT_AT + 8 * place)
    return [(_EQUAL, 0, 4, number), load, test, (_RETURN, 0, 0, then), (_RETURN, 0, 0, otherwise)]
