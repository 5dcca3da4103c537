//! Concentration, historic value and what moved sales.

use huitou::analysis::Settings;
use huitou::analysis::value::Value;
use huitou::money::Money;
use huitou::order::Orders;
use huitou::report::{Report, Section};

use super::rows::{Row, cdnow, day_of, oracle, orders};
use super::shop::{Sale, shop};

const SAMPLE: &str = include_str!("../data/cdnow/CDNOW_sample.txt");

fn value(orders: &Orders, settings: &Settings) -> Value {
    Report::of(orders, settings, &[Section::Value]).results.value.unwrap()
}

#[test]
fn cdnow_master() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let found = value(&orders(&cdnow(&text, 1)), &Settings::default()).concentration;
    // The oracles' README (pandas).
    assert_eq!((found.customers, found.revenue), (23_570, Money(250_031_563)));
    assert!((found.gini.unwrap() - 0.634571).abs() < 5e-7, "{:?}", found.gini);
    for (percent, share) in [(1, 0.158758), (5, 0.366908), (10, 0.509427), (20, 0.677774), (50, 0.895913)] {
        let top = &found.top[percent];
        assert_eq!(top.customers, (23_570 * percent as u64).div_ceil(100));
        assert!((top.revenue.share_of(found.revenue).unwrap() - share).abs() < 5e-7, "{top:?}");
    }
    assert_eq!(found.for_80_percent, Some(7_695));
    // The tiers are the differences of these.
    let tiers: Vec<u64> = found.tiers.iter().map(|tier| tier.customers).collect();
    assert_eq!(tiers, [236, 943, 3_535, 7_071, 11_785]);
    assert_eq!(found.tiers.iter().map(|tier| tier.revenue).sum::<Money>(), found.revenue);
    assert_eq!(found.tiers[0].revenue, found.top[1].revenue);
}

#[test]
fn cdnow_revenue_by_cohort() {
    let Some(text) = oracle("cdnow/expected_master_month_cohort_revenue.csv") else { return };
    let Some(master) = oracle("cdnow/CDNOW_master.txt") else { return };
    let found = value(&orders(&cdnow(&master, 1)), &Settings::default()).historic;
    let sizes: Vec<u64> = found.cohorts.iter().map(|cohort| cohort.size).collect();
    assert_eq!(sizes, [7_846, 8_476, 7_248]);
    // All that a cohort has ever paid: the sum of its row. 545 days after 1 January are 19 age months.
    for (line, cohort) in text.lines().skip(1).zip(&found.cohorts) {
        let cells = line.split(',').skip(1).filter(|cell| !cell.trim().is_empty());
        let all: f64 = cells.map(|cell| cell.trim().parse::<f64>().unwrap()).sum();
        assert_eq!(cohort.paid.last().unwrap().0, (all * 100.0).round() as i64);
    }
    assert_eq!((found.cohorts[0].paid.len(), found.cohorts[0].complete), (19, 17));
}

#[test]
fn cdnow_sample_by_age_and_change() {
    // A script of its own in Python, which reads the definitions of docs/metrics.md word for word.
    let found = value(&orders(&cdnow(SAMPLE, 2)), &Settings::default());
    let paid = |cohort: usize, age: usize| found.historic.cohorts[cohort].paid[age].0;
    assert_eq!([paid(0, 0), paid(0, 1), paid(0, 16)], [3_266_401, 3_814_876, 7_778_637]);
    assert_eq!([paid(2, 0), paid(2, 14)], [3_468_529, 7_320_922]);
    let point = &found.historic.curve[3];
    assert_eq!((point.customers, point.paid.0, point.cohorts), (2_357, 13_946_729, 3));
    let last = found.changes.last().unwrap();
    assert_eq!((last.before.0, last.after.0), (637_814, 559_087));
    let parts = last.existing.parts.unwrap();
    for (part, expected) in [parts.customers, parts.frequency, parts.amount].into_iter().zip([
        17_577.339,
        -31_315.564,
        -64_988.775,
    ]) {
        assert!((part - expected).abs() < 1e-3, "{parts:?}");
    }
    assert_eq!(last.new.parts.unwrap().customers, 0.0);
    assert_eq!((found.first_revenue + found.repeat_revenue).0, 24_409_194);
    assert_eq!(found.what_if[0].customers.0, 26_850_113);
}

#[test]
fn filters_limit_what_is_paid_and_leave_cohorts() {
    let sales = [
        Sale::new("ann", "2024-01-01", "app", "Tea", 1_000),
        Sale::new("ann", "2024-01-20", "shop", "Cup", 300),
        Sale::new("bob", "2024-01-31", "app", "Tea", 600),
    ];
    let orders = shop(&sales);
    let cups = value(&orders, &Settings { product: Some("Cup".into()), ..Settings::default() });
    assert_eq!((cups.concentration.customers, cups.concentration.revenue), (1, Money(300)));
    // Both are of the cohort, whose members paid 3.00 for cups; none of it on a first order.
    assert_eq!((cups.historic.cohorts[0].size, cups.historic.cohorts[0].paid[0]), (2, Money(300)));
    assert_eq!((cups.first_revenue, cups.repeat_revenue), (Money::ZERO, Money(300)));
}

#[test]
fn nothing_refunded_and_one_day() {
    for rows in [&[][..], &[Row::new("", "2024-01-01", 100)]] {
        let found = value(&orders(rows), &Settings::default());
        assert!(found.concentration.gini.is_none() && found.concentration.top.is_empty());
        assert!(found.historic.cohorts.is_empty() && found.changes.is_empty());
        assert_eq!(found.what_if[0].customers, Money::ZERO);
    }
    let free = value(
        &orders(&[Row::new("ann", "2024-01-01", 0), Row::new("bob", "2024-02-01", -5)]),
        &Settings::default(),
    );
    assert_eq!((free.concentration.gini, free.concentration.not_positive), (None, 2));
    // January and February are cut: the file begins and ends within them; nothing is compared.
    let one = value(&orders(&[Row::new("ann", "2024-01-10", 100)]), &Settings::default());
    assert_eq!((one.concentration.gini, one.concentration.for_80_percent), (Some(0.0), Some(1)));
    assert!(one.historic.curve.is_empty() && one.changes.is_empty());
    // A shop that sells nothing in one of two whole months: all of the change is customers.
    let rows = [("ann", "2024-01-01"), ("ann", "2024-03-31")].map(|(key, day)| Row::new(key, day, 100));
    let gap = value(&orders(&rows), &Settings { as_of: Some(day_of("2024-03-31")), ..Settings::default() });
    let moved: Vec<(f64, f64)> = gap
        .changes
        .iter()
        .map(|change| (change.new.parts.unwrap().customers, change.existing.parts.unwrap().customers))
        .collect();
    assert_eq!(moved, [(-100.0, 0.0), (0.0, 100.0)]);
}
