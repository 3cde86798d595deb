"""A program that uses the embedded servers until its input ends; run by the tests in processes of their own.

It prints what it was given as one line of JSON, then answers each line of SQL with one line of JSON.
"""

import json
import os
import sys
import time

import psycopg2

from troubled_families.embedded import Unavailable, ensure_servers, release_servers


def answer(sql):
    """The rows of a statement, once the database answers: after a crash it may need a moment."""
    deadline = time.monotonic() + 20
    while True:
        try:
            connection = psycopg2.connect(os.environ["DATABASE_URL"])
            break
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    with connection, connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def main():
    try:
        ensure_servers("dev")
    except Unavailable as unavailable:
        print(json.dumps({"unavailable": str(unavailable)}), flush=True)
        return
    print(json.dumps({name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(line)), flush=True)
    release_servers()


if __name__ == "__main__":
    main()
