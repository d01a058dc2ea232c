"""PostgreSQL starts no second process for a question that is answered sooner without it."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL"),
]


def cost_of_a_process() -> str:
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW parallel_setup_cost")
        return str(cursor.fetchone()[0])


def test_each_connection_says_what_a_process_costs() -> None:
    assert cost_of_a_process() == "10000"


def test_a_pooler_is_told_nothing_that_another_would_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)

    assert cost_of_a_process() == "1000"
