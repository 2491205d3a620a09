"""Locks between processes, held on a file and let go by the system when a process dies. POSIX only."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Generator[None, None, None]:
    """Hold the lock at this path alone, after waiting for those who hold it. Raises OSError if it cannot be made."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def hold_shared(path: Path) -> int:
    """Hold an existing lock beside others until the returned descriptor is closed. Raises FileNotFoundError."""
    descriptor = os.open(path, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


@contextmanager
def exclusive_or_not(path: Path) -> Generator[bool, None, None]:
    """Hold the lock at this path alone if nobody holds it now; what it yields says whether."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)
