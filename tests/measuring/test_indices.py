from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.measuring.episodes import episodes, quarters
from detente.measuring.indices import INDICES, QUADS, make_flow, measure
from detente.measuring.intervals import block_mean_interval, net_share_interval, poisson_interval
from detente.model.errors import UsageError
from tests.measuring.building import document, mention, told

ACTS = st.builds(
    lambda kind, days, way: told(kind, *way, day=(date(2024, 1, 1) + timedelta(days=days)).isoformat()),
    st.sampled_from(["visit", "praise", "condemn", "attack", "give-aid", "meet", "recall-ambassador"]),
    st.integers(0, 700),
    st.sampled_from([("MLI", "MAR"), ("MAR", "MLI"), ("MLI", "DZA")]),
)


def flow_of(records, documents=(), **options):
    return make_flow(records, documents, "MLI", "MAR", **options)


@pytest.mark.parametrize(
    ("n", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (3, 0.6187, 8.767), (10, 4.795, 18.39)]
)
def test_counts_have_the_exact_poisson_interval(n, low, high):
    interval = poisson_interval(n)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=2e-3), pytest.approx(high, abs=5e-3))


def test_the_net_share_has_jeffreys_quantiles():
    interval = net_share_interval(10, 0)
    # qbeta(c(.025, .975), 10.5, 0.5) = 0.7828, 0.99995
    assert interval.low == pytest.approx(2 * 0.7828 - 1, abs=2e-3)
    assert interval.high == pytest.approx(1.0, abs=1e-3)
    assert net_share_interval(5, 5).value == 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_net_share_lies_within_its_interval_and_the_range(good, bad):
    interval = net_share_interval(good, bad)
    assert -1 <= interval.low <= interval.value <= interval.high <= 1


@given(st.lists(st.lists(st.floats(-10, 10), min_size=1, max_size=4), min_size=1, max_size=10))
@settings(max_examples=25, deadline=None)
def test_the_bootstrap_is_deterministic_and_holds_its_value(blocks):
    interval = block_mean_interval(blocks)
    assert interval == block_mean_interval(blocks)
    assert interval.low <= interval.value <= interval.high


def test_days_and_not_rows_are_resampled():
    one_day = block_mean_interval([[5.0] * 20, [-5.0]] * 2)
    many = block_mean_interval([[5.0]] * 40 + [[-5.0]] * 2)
    assert one_day.high - one_day.low > many.high - many.low


@given(st.lists(ACTS, max_size=15))
@settings(max_examples=25, deadline=None)
def test_the_quad_counts_of_a_direction_sum_to_its_episodes(records):
    flow = flow_of(records)
    series = measure(flow, ["episodes"])
    for source in ("MLI", "MAR"):
        counted = sum(point.n for one in series if one.source == source for point in one.points)
        assert counted == sum(episode.source == source for episode in flow.episodes)


@given(st.lists(ACTS, max_size=10), st.randoms())
@settings(max_examples=15, deadline=None)
def test_indices_do_not_depend_on_the_order_of_records(records, random):
    shuffled = list(records)
    random.shuffle(shuffled)
    assert measure(flow_of(records)) == measure(flow_of(shuffled))


@given(st.lists(ACTS, max_size=10))
@settings(max_examples=15, deadline=None)
def test_no_point_without_episodes_has_an_interval(records):
    for one in measure(flow_of(records, [document("x", day="2024-02-01")])):
        assert all(point.interval is None for point in one.points if point.n == 0)


def test_the_episodes_of_a_quarter_are_counted_by_quad_class_each_way():
    series = {
        (one.source, one.name): one for one in measure(flow_of([told("visit"), told("attack")]), ["episodes"])
    }
    assert len(series) == 2 * len(QUADS)
    (point,) = series["MLI", "Episodes: material conflict"].points
    assert (point.start, point.end, point.n) == (date(2024, 1, 1), date(2024, 4, 1), 1)
    assert "PLOVER" in series["MLI", "Episodes: material conflict"].method


def test_documents_are_counted_so_that_silence_can_be_told_from_peace():
    flow = flow_of([told("visit", day="2024-01-24")], [document("x", day="2024-04-02")])
    points = measure(flow, ["net-cooperation"])[0].points
    assert [(point.n, point.documents) for point in points] == [(1, 0), (0, 1)]


def test_a_share_of_two_episodes_has_no_interval_and_of_three_has_one():
    records = [told("praise", day=f"2024-01-0{day}") for day in (1, 2, 3)]
    assert measure(flow_of(records[:2]), ["net-cooperation"])[0].points[0].interval is None
    assert measure(flow_of(records), ["net-cooperation"])[0].points[0].interval is not None


def test_a_mean_of_one_day_has_no_interval():
    records = [told(kind) for kind in ("praise", "visit", "give-aid", "thank")]
    assert measure(flow_of(records), ["mean-intensity"])[0].points[0].interval is None


def test_a_mean_of_three_days_has_one():
    records = [told("praise", day=f"2024-01-0{day}") for day in (1, 2, 3)]
    interval = measure(flow_of(records), ["mean-intensity"])[0].points[0].interval
    assert interval is not None and interval.value == pytest.approx(5.0)


def test_the_gap_is_positive_where_the_first_is_kinder():
    records = [
        told(kind, *way, day=f"2024-0{month}-0{day}")
        for month in (1,)
        for day in (1, 2, 3, 4)
        for kind, way in (("give-aid", ("MLI", "MAR")), ("condemn", ("MAR", "MLI")))
    ]
    (series,) = measure(flow_of(records), ["direction-gap"])
    assert series.points[0].interval is not None and series.points[0].interval.value == pytest.approx(12.0)


def test_what_counts_both_ways_is_one_act_where_ways_are_taken_together():
    together = measure(flow_of([told("meet")]), ["net-cooperation"])[2]
    assert (together.target, together.points[0].n) == (None, 1)


@pytest.mark.parametrize("modality", ["future", "negated", "hypothetical", "historical"])
def test_what_did_not_happen_now_is_not_counted(modality):
    assert episodes([told("attack", modality=modality)], "MLI", "MAR") == ()


def test_rebels_are_counted_only_in_the_layer_of_all():
    records = [told("attack", "MLI/REB", "MAR")]
    assert episodes(records, "MLI", "MAR") == ()
    assert len(episodes(records, "MLI", "MAR", layer="all")) == 1


def test_a_visit_and_its_hosting_on_one_day_are_one_episode():
    assert len(episodes([told("visit", "MLI", "MAR"), told("host", "MAR", "MLI")], "MLI", "MAR")) == 1


def test_a_superseded_act_is_not_counted():
    assert episodes([told("attack", superseded_by="x")], "MLI", "MAR") == ()


def test_quarters_are_half_open_and_cross_years():
    spans = quarters(date(2023, 11, 6), date(2024, 1, 1))
    assert [(span.start, span.end) for span in spans] == [
        (date(2023, 10, 1), date(2024, 1, 1)),
        (date(2024, 1, 1), date(2024, 4, 1)),
    ]


def test_nothing_known_gives_series_without_points():
    assert all(series.points == () for series in measure(flow_of([])))


def test_unknown_names_are_refused():
    with pytest.raises(UsageError, match="no index 'warmth'; known are episodes"):
        measure(flow_of([]), ["warmth"])
    with pytest.raises(UsageError, match="no layer"):
        flow_of([], layer="press")


def test_every_index_says_how_it_is_made():
    for name, index in INDICES.items():
        assert (index.__doc__ or "").strip(), name
        assert all(series.method and series.unit for series in index(flow_of([told("visit")])))


def test_force_used_in_a_town_is_no_act_towards_its_government():
    town = mention("MAR", text="Fes", how="place")
    assert episodes([told("attack", "MLI", town)], "MLI", "MAR") == ()
    assert len(episodes([told("attack", "MLI", town)], "MLI", "MAR", layer="all")) == 1
    assert len(episodes([told("visit", "MLI", town)], "MLI", "MAR")) == 1


def test_where_one_is_told_to_fight_the_other_force_in_its_towns_counts():
    """Russia shells Odesa and fights the Ukrainian army; France strikes Gao and fights no Malian army."""
    town, army = mention("MAR", text="Fes", how="place"), mention("MAR/MIL")
    fights = [told("attack", "MLI", army, day=day) for day in ("2024-01-01", "2024-02-01")]
    shelled = told("shell", "MLI", town, day="2024-03-01")
    assert len(episodes([*fights, shelled], "MLI", "MAR")) == 3
    assert len(episodes([fights[0], shelled], "MLI", "MAR")) == 1
    back = told("shell", "MAR", mention("MLI", text="Gao", how="place"), day="2024-03-02")
    assert len(episodes([*fights, back], "MLI", "MAR")) == 2
