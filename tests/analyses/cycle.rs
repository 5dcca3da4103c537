//! Gaps between order days, and the funnel with its days from order to order.

use huitou::analysis::cycle::Cycle;
use huitou::analysis::repurchase::Repurchase;
use huitou::analysis::{CountBy, Settings};
use huitou::order::Orders;
use huitou::report::{Report, Section};

use super::rows::{Row, cdnow, oracle, orders};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn cycle(orders: &Orders) -> Cycle {
    Report::of(orders, &Settings::default(), &[Section::Cycle]).results.cycle.unwrap()
}

fn repurchase(orders: &Orders, count_by: CountBy) -> Repurchase {
    let settings = Settings { count_by, ..Settings::default() };
    Report::of(orders, &settings, &[Section::Repurchase]).results.repurchase.unwrap()
}

fn quantiles(cycle: &Cycle) -> Vec<(u32, f64)> {
    cycle.quantiles.iter().map(|quantile| (quantile.percent, quantile.days)).collect()
}

fn medians(cycle: &Cycle) -> Vec<(u64, f64)> {
    cycle.by_order_day.iter().map(|row| (row.gaps, row.median_days.unwrap())).collect()
}

/// Customers with at least n purchases, and the median days since the one before.
fn steps(repurchase: &Repurchase) -> Vec<(u64, f64)> {
    let rows = repurchase.funnel.iter();
    rows.map(|row| (row.customers.part, row.median_days.unwrap_or(-1.0))).collect()
}

#[test]
fn cdnow_master() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let orders = orders(&cdnow(&text, 1));
    let found = cycle(&orders);
    // The oracles' README (pandas): n 44,021, quarter 12, median 34, three quarters 94; 90 % 200; medians 57, 52, 44, 37.
    // 4 days at 10 %, and the rest of the medians: a script of its own in Python.
    assert_eq!((found.gaps, found.customers), (44_021, 11_516));
    assert_eq!(quantiles(&found), [(10, 4.0), (25, 12.0), (50, 34.0), (75, 94.0), (90, 200.0)]);
    assert_eq!(
        medians(&found)[..5],
        [(11_516, 57.0), (7_476, 52.0), (5_271, 44.0), (3_835, 37.0), (2_844, 32.0)]
    );
    let brackets: Vec<u64> = found.brackets.iter().map(|bracket| bracket.gaps).collect();
    assert_eq!(brackets, [7_555, 5_086, 7_996, 7_826, 4_173, 6_225, 4_235, 925]);

    // The README's funnel, by orders and by order days.
    let by_orders = repurchase(&orders, CountBy::Orders);
    let reached: Vec<u64> = by_orders.funnel.iter().map(|row| row.customers.part).collect();
    assert_eq!(reached[..6], [23_570, 11_662, 7_583, 5_366, 3_925, 2_930]);
    assert!((by_orders.funnel[0].next.rate().unwrap() - 0.494782).abs() < 5e-7);
    let by_days = repurchase(&orders, CountBy::Days);
    let reached: Vec<u64> = by_days.funnel.iter().map(|row| row.customers.part).collect();
    assert_eq!(reached[..6], [23_570, 11_516, 7_476, 5_271, 3_835, 2_844]);
    assert_eq!(steps(&by_days)[1..], medians(&found)[..]);
}

#[test]
fn cdnow_sample() {
    // A script of its own in Python.
    let orders = orders(&cdnow(SAMPLE, 2));
    let found = cycle(&orders);
    assert_eq!(quantiles(&found), [(10, 4.0), (25, 12.0), (50, 34.0), (75, 90.5), (90, 196.0)]);
    let brackets: Vec<u64> = found.brackets.iter().map(|bracket| bracket.gaps).collect();
    assert_eq!((found.gaps, brackets), (4_339, vec![741, 524, 799, 806, 384, 597, 401, 87]));
    let expected = [
        (2_357, -1.0),
        (1_152, 53.0),
        (746, 49.0),
        (538, 41.5),
        (388, 30.0),
        (290, 34.0),
        (234, 28.0),
        (169, 24.0),
        (134, 20.0),
        (111, 17.0),
    ];
    let by_orders = repurchase(&orders, CountBy::Orders);
    assert_eq!(steps(&by_orders), expected);
    for (row, next) in by_orders.funnel.iter().zip(expected.iter().skip(1).map(|step| step.0).chain([90])) {
        assert_eq!((row.next.part, row.next.whole), (next, row.customers.part));
    }
}

#[test]
fn orders_of_one_day_are_one_order_day_and_two_orders() {
    let days = ["2024-01-01", "2024-01-01", "2024-01-05"];
    let orders = orders(&days.map(|day| Row::new("ann", day, 100)));
    let found = cycle(&orders);
    assert_eq!((found.gaps, quantiles(&found)[0]), (1, (10, 4.0)));
    assert_eq!(steps(&repurchase(&orders, CountBy::Orders))[..4], [(1, -1.0), (1, 0.0), (1, 4.0), (0, -1.0)]);
    assert_eq!(steps(&repurchase(&orders, CountBy::Days))[..3], [(1, -1.0), (1, 4.0), (0, -1.0)]);
}
