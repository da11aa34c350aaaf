"""What the system says of a file that cannot be read or written, in words for a person."""

import errno
from pathlib import Path

_WORDS = {
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "part of its path is a file and not a folder",
    errno.EISDIR: "it is a folder and not a file",
    errno.EEXIST: "something else of that name is there",
    errno.EACCES: "you are not allowed to, or another program has it open",
    errno.EPERM: "you are not allowed to",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "it would be too large for the disk",
    errno.EIO: "the disk reported an error",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its path leads round in a circle",
    errno.EINVAL: "its name has a character that the system does not take",
    errno.ENOTEMPTY: "the folder is not empty",
}

_ADVICE = {
    errno.EACCES: "Close the file if another program has it open, or choose a folder that you may write to.",
    errno.EPERM: "Choose a folder that you may write to.",
    errno.EROFS: "Choose a folder on another disk.",
    errno.ENOSPC: "Make room on the disk, or choose a folder on another one.",
    errno.EDQUOT: "Make room on the disk, or choose a folder on another one.",
    errno.EFBIG: "Choose a folder on another disk.",
    errno.ENAMETOOLONG: "Choose a folder with a shorter name.",
}


def why(error: OSError) -> str:
    """Return the reason in words that follow a colon, such as "the disk is full"."""
    known = _WORDS.get(error.errno or 0)
    return known or (error.strerror or type(error).__name__).rstrip(".")


def could_not(doing: str, path: Path, error: OSError) -> str:
    """Return a sentence such as "Could not write /x/y.pdf: the disk is full."."""
    reason = why(error)
    if error.errno == errno.ENOENT and doing == "write":
        exists = path.parent.exists()
        reason = "the system lets nobody make a file there" if exists else f"there is no folder {path.parent}"
    return f"Could not {doing} {path}: {reason}."


def advice(error: OSError) -> str:
    """Return in a sentence what a person can do when a file could not be written."""
    return _ADVICE.get(error.errno or 0, "Choose another folder.")
