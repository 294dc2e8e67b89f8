"""What changed since the last dossier of a pair."""

from __future__ import annotations

import json

from tests.running import ARTICLE, detente


def test_since_last_takes_up_where_the_last_written_dossier_of_the_pair_left_off(tmp_path):
    store, article = tmp_path / "s.duckdb", tmp_path / "2024-01-24-envoy.txt"
    article.write_text(ARTICLE)
    came = detente("dossier", "Mali", "Morocco", "--since", "last", article, "--store", store)
    assert came.code == 2
    assert "no earlier dossier of Mali and Morocco" in came.err
    out = tmp_path / "first.json"
    assert (
        detente("dossier", "Mali", "Morocco", "--store", store, "-o", out, "--as-of", "2024-01-24").code == 0
    )
    came = detente(
        "dossier", "Morocco", "Mali", "--store", store, "--since", "last", "--as-of", "2024-02-01", "--json"
    )
    assert json.loads(came.out)["since"] == "2024-01-25"
