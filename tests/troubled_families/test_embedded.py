"""The embedded servers: shared by all who need them, stopped after the last; what is committed is kept."""

import os
import shutil
import signal
from pathlib import Path

from tests.troubled_families.conftest import alive, gone_within
from troubled_families.embedded import places

STOP = 20  # seconds within which servers that nobody uses have gone, on a busy machine; 2.5 on an idle one


def test_servers_are_one_pair_for_eight_clients_at_once(data_folder):
    clients = [data_folder.client() for _ in range(8)]
    addresses = {tuple(client.read().items()) for client in clients}
    started = {tuple(map(tuple, client.ask("SELECT pg_postmaster_start_time()::text"))) for client in clients}
    assert (len(addresses), len(started)) == (1, 1)
    servers = data_folder.server_processes()
    for client in clients[:7]:
        client.leave()
    assert clients[7].ask("SELECT 1") == [[1]]
    clients[7].leave()
    assert gone_within(STOP, servers)


def test_servers_stop_after_their_only_client_is_killed(data_folder):
    client = data_folder.client()
    client.read()
    servers = data_folder.server_processes()
    client.kill()
    assert gone_within(STOP, servers)


def test_committed_row_outlives_a_killed_postgres(data_folder):
    client = data_folder.client()
    client.read()
    client.ask("CREATE TABLE kept (n int)")
    client.ask("INSERT INTO kept SELECT generate_series(1, 1000)")
    postgres = data_folder.facts()["servers"]["postgres"]
    os.kill(postgres, signal.SIGKILL)
    assert gone_within(STOP, [postgres])
    assert client.ask("SELECT count(*) FROM kept") == [[1000]]
    assert data_folder.facts()["servers"]["postgres"] != postgres


def test_data_are_found_again_by_the_next_start(data_folder):
    first = data_folder.client()
    first.read()
    first.ask("CREATE TABLE kept AS SELECT 'Zoë' AS name")
    servers = data_folder.server_processes()
    first.leave()
    assert gone_within(STOP, servers)
    second = data_folder.client()
    second.read()
    assert second.ask("SELECT upper(name) FROM kept") == [["ZOË"]]


def test_killed_guardian_is_replaced_and_its_servers_are_stopped(data_folder):
    first = data_folder.client()
    first.read()
    first.ask("CREATE TABLE kept AS SELECT 1 AS n")
    guardian, *servers = data_folder.server_processes()
    os.kill(guardian, signal.SIGKILL)
    assert gone_within(STOP, [guardian])
    assert all(alive(server) for server in servers)
    second = data_folder.client()
    second.read()
    assert second.ask("SELECT n FROM kept") == [[1]]
    assert gone_within(STOP, servers)


def test_interrupted_first_start_is_begun_again(data_folder):
    unfinished = data_folder.path / "dev" / "servers" / "postgres.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    for folder in (data_folder.path / "dev", data_folder.path / "dev" / "servers"):
        folder.chmod(0o711)
    client = data_folder.client()
    client.read()
    assert client.ask("SELECT 1") == [[1]]


def test_data_of_another_postgres_are_refused_with_a_sentence(data_folder):
    client = data_folder.client()
    client.read()
    servers = data_folder.server_processes()
    client.leave()
    assert gone_within(STOP, servers)
    next(data_folder.path.glob("dev/servers/postgres/PG_VERSION")).write_text("17\n")
    refusal = data_folder.client().read()["unavailable"]
    assert "were made by PostgreSQL 17 and the installed one is 18. Dump them with PostgreSQL 17" in refusal


def test_closed_home_is_left_closed(data_folder):
    """Root's servers run as another user, who cannot pass a closed folder: their data then go elsewhere."""
    data_folder.path.chmod(0o700)
    before = os.umask(0o077)
    client = data_folder.client()
    os.umask(before)
    socket = Path(client.read()["DATABASE_URL"].partition("host=")[2])
    assert client.ask("SELECT 1") == [[1]]
    assert data_folder.path.stat().st_mode & 0o777 == 0o700
    inside = socket.is_relative_to(data_folder.path)
    assert inside == (os.geteuid() != 0)


def test_servers_listen_on_no_port_and_their_folder_is_closed(data_folder):
    client = data_folder.client()
    sockets = Path(client.read()["DATABASE_URL"].partition("host=")[2])
    assert client.ask("SHOW listen_addresses") == [[""]]
    assert sockets.stat().st_mode & 0o777 == 0o700
    assert (sockets / "valkey.sock").is_socket()


def test_named_servers_are_used_and_nothing_is_started(data_folder):
    data_folder.environment |= {"DATABASE_URL": "postgresql://there/app", "REDIS_URL": "redis://there"}
    client = data_folder.client()
    assert client.read() == {"DATABASE_URL": "postgresql://there/app", "REDIS_URL": "redis://there"}
    client.leave()
    assert list(data_folder.path.iterdir()) == []


def test_address_has_only_plain_characters(data_folder, monkeypatch):
    monkeypatch.setenv("DATA_FOLDER", str(data_folder.path / "a folder & more"))
    sockets = places.choose("dev").sockets
    shutil.rmtree(Path(sockets).parent)
    assert places.PLAIN_PATH.fullmatch(sockets)
