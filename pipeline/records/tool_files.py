"""Files of tools and systems: what folders and archives hold beside data, by its name."""

from fnmatch import fnmatchcase

# Version control, environments, caches, editors, systems, and Heteronym itself.
FOLDERS = (
    ".bzr", ".git", ".hg", ".jj", ".svn", ".nox", ".tox", ".venv", ".cache", ".huggingface", ".ipynb_checkpoints", ".mypy_cache",
    ".pytest_cache", ".ruff_cache", ".idea", ".vscode", ".AppleDouble", ".DocumentRevisions-V100", ".fseventsd", ".Spotlight-V100",
    ".TemporaryItems", ".Trash", ".Trash-*", ".Trashes", "__MACOSX", ".heteronym", ".heteronym-*", ".heteronym_scan-*",
)  # fmt: skip
# Pointers of version control, what systems write, locks and swap files of editors.
FILES = (
    ".git", ".DS_Store", "._*", ".localized", "Thumbs.db", "desktop.ini", ".directory", ".nfs*", ".fuse_hidden*", ".#*", ".~lock.*#", "~$*",
    ".*.sw?", ".heteronym.lock",
)  # fmt: skip


def tool_pattern(name: str, *, is_folder: bool) -> str:
    """Return the pattern of files of tools and systems that a name matches; empty for a name of data.

    Arguments:
        name: the name, without its folder. It may be a value, which the pattern is not.
        is_folder: whether it is the name of a folder.
    """
    return next((pattern for pattern in (FOLDERS if is_folder else FILES) if fnmatchcase(name, pattern)), "")
