//! The stages of the lifecycle.

use huitou::analysis::lifecycle::{Lifecycle, LifecycleRule, Stage};
use huitou::analysis::rfm::{CustomerGroup, members};
use huitou::analysis::{Basis, CountBy, Settings};
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Report, Section};

use super::rows::{Row, cdnow, day_of, orders};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn lifecycle(orders: &Orders, settings: &Settings) -> Lifecycle {
    Report::of(orders, settings, &[Section::Lifecycle]).results.lifecycle.unwrap()
}

fn customers(lifecycle: &Lifecycle) -> Vec<u64> {
    lifecycle.stages.iter().map(|row| row.customers.part).collect()
}

#[test]
fn cdnow_sample() {
    // A script of its own in Python, which reads the definitions of docs/metrics.md word for word.
    let orders = orders(&cdnow(SAMPLE, 2));
    let found = lifecycle(&orders, &Settings::default());
    assert_eq!(customers(&found), [0, 142, 240, 216, 1_759]);
    let month = |at: usize| &found.months[at].customers;
    assert_eq!(*month(0), [700, 78, 3, 0, 0]);
    assert_eq!(*month(2), [1_835, 443, 62, 15, 2]);
    assert_eq!(*month(11), [0, 209, 237, 287, 1_624]);
    let paid: Vec<Money> = [0, 41_895, 297_824, 86_873, 132_495, 0].map(Money).into();
    assert_eq!(found.months[17].revenue, paid);
    let moves = found.moves.as_ref().unwrap();
    assert_eq!(moves.period.first_day(), day_of("1998-06-01"));
    let expected = [
        [0, 0, 0, 0, 0],
        [0, 120, 11, 15, 0],
        [0, 0, 194, 46, 3],
        [0, 4, 17, 155, 46],
        [0, 18, 18, 0, 1_710],
        [0, 0, 0, 0, 0],
    ];
    assert_eq!(moves.customers, expected.map(Vec::from));
    let past = found.past.as_ref().unwrap();
    let back: Vec<(u64, u64)> = past.came_back.iter().map(|share| (share.part, share.whole)).collect();
    assert_eq!(past.day, day_of("1998-04-01"));
    assert_eq!(back, [(0, 0), (40, 178), (125, 251), (54, 240), (80, 1_688)]);
    // All of a month's revenue stands somewhere.
    let all: Money = found.months.iter().flat_map(|month| month.revenue.iter().copied()).sum();
    assert_eq!(all, found.stages.iter().map(|row| row.revenue).sum());

    // The lists are the rows.
    let settings = Settings::default();
    let basis = Basis::of(&orders, &settings, None);
    for row in &found.stages {
        let list = members(&basis.scope(&orders, &settings), CustomerGroup::Stage(row.stage));
        assert_eq!(list.customers.len() as u64, row.customers.part);
        let shown = Settings { segment: Some(CustomerGroup::Stage(row.stage)), ..Settings::default() };
        let shown = lifecycle(&orders, &shown);
        let parts: Vec<u64> = shown.stages.iter().map(|other| other.customers.part).collect();
        let expected = Stage::ALL.map(|stage| if stage == row.stage { row.customers.part } else { 0 });
        assert_eq!(parts, if row.customers.part > 0 { expected.to_vec() } else { Vec::new() });
    }
}

/// Ann orders twice on 1 January and once on 20 January; Bob once on 1 January.
fn two() -> Orders {
    let rows = [("ann", "2024-01-01"), ("ann", "2024-01-01"), ("ann", "2024-01-20"), ("bob", "2024-01-01")];
    orders(&rows.map(|(key, day)| Row::new(key, day, 100)))
}

#[test]
fn what_can_be_set() {
    let of = |rule: LifecycleRule, count_by| {
        let as_of = Some(day_of("2024-01-31"));
        customers(&lifecycle(&two(), &Settings { lifecycle: rule, count_by, as_of, ..Settings::default() }))
    };
    let usual = LifecycleRule { cycle_days: Some(20), ..LifecycleRule::default() };
    // Ann: 11 days ago, three orders on two days. Bob: 30 days ago, one order: dormant from 20 on.
    assert_eq!(of(usual, CountBy::Orders), [0, 1, 0, 1, 0]);
    assert_eq!(of(LifecycleRule { mature_from: 3, ..usual }, CountBy::Orders), [0, 0, 1, 1, 0]);
    assert_eq!(of(LifecycleRule { mature_from: 3, ..usual }, CountBy::Days), [0, 1, 0, 1, 0]);
    assert_eq!(of(LifecycleRule { lost_percent: 149, ..usual }, CountBy::Orders), [0, 1, 0, 0, 1]);
    assert_eq!(of(LifecycleRule { active_percent: 50, ..usual }, CountBy::Orders), [0, 0, 0, 2, 0]);
    assert_eq!(of(LifecycleRule { cycle_days: Some(30), ..usual }, CountBy::Orders), [1, 1, 0, 0, 0]);
    // By hand: of three order days one is followed after 19 days, two gaps of 11 and 30 days are open. S falls to 1/2 at
    // 19, so that is everybody's cycle, and Bob is dormant.
    assert_eq!(of(LifecycleRule::default(), CountBy::Orders), [0, 1, 0, 1, 0]);
}

#[test]
fn months_that_are_not_over_are_marked_and_move_nobody() {
    let found = lifecycle(&two(), &Settings::default());
    assert_eq!((found.months.len(), found.months[0].complete), (1, false));
    assert!(found.moves.is_none() && found.past.is_none());
    let later = lifecycle(&two(), &Settings { as_of: Some(day_of("2024-03-05")), ..Settings::default() });
    let complete: Vec<bool> = later.months.iter().map(|month| month.complete).collect();
    assert_eq!(complete, [true, true, false]);
    assert_eq!(later.moves.unwrap().period.first_day(), day_of("2024-02-01"));
    assert_eq!(later.months[0].revenue[5], Money(400));
}

#[test]
fn nothing_one_and_nobody_back() {
    for rows in [&[][..], &[Row::new("ann", "2024-01-01", 1)], &[Row::new("", "2024-01-01", 1)]] {
        let found = lifecycle(&orders(rows), &Settings::default());
        assert!(found.stages.is_empty() && found.months.is_empty() && found.moves.is_none());
    }
    let set = LifecycleRule { cycle_days: Some(30), ..LifecycleRule::default() };
    let set = Settings { lifecycle: set, ..Settings::default() };
    assert_eq!(customers(&lifecycle(&orders(&[Row::new("ann", "2024-01-01", 1)]), &set)), [1, 0, 0, 0, 0]);
    assert!(lifecycle(&orders(&[Row::new("", "2024-01-01", 1)]), &set).stages.is_empty());
}
