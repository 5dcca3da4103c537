//! Who orders in each period, the rates from one period to the next, and all the rates side by side.
//!
//! Origin of the expected values: "README" = the oracles' README (pandas); "script" = plain Python, set by set, from the
//! same file.

use huitou::analysis::activity::ActivePeriod;
use huitou::analysis::repurchase_rates::{RateKind, RepurchaseRate};
use huitou::analysis::{Settings, Share};
use huitou::order::Orders;
use huitou::report::{Report, Section};
use huitou::time::PeriodKind;

use super::rows::{Row, cdnow, day_of, oracle, orders};
use super::shop::{Sale, shop};

fn periods(orders: &Orders, settings: Settings) -> Vec<ActivePeriod> {
    Report::of(orders, &settings, &[Section::Activity]).results.activity.unwrap().periods
}

fn by(orders: &Orders, period: PeriodKind) -> Vec<ActivePeriod> {
    periods(orders, Settings { period, ..Settings::default() })
}

fn rates(orders: &Orders, settings: Settings) -> Vec<RepurchaseRate> {
    Report::of(orders, &settings, &[Section::RepurchaseRates]).results.repurchase_rates.unwrap().rates
}

fn counts(share: &Share) -> (u64, u64) {
    (share.part, share.whole)
}

fn customers(rates: &[RepurchaseRate], kind: RateKind) -> (u64, u64) {
    counts(rates.iter().find(|rate| rate.kind == kind).unwrap().customers.as_ref().unwrap())
}

#[test]
fn cdnow_master_from_month_to_month_and_quarter_to_quarter() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let orders = orders(&cdnow(&text, 1));
    // README.
    let months = by(&orders, PeriodKind::Month);
    let next = [1, 2, 3, 17].map(|at| counts(&months[at].next));
    assert_eq!(next, [(1_157, 7_846), (1_681, 9_633), (1_773, 9_524), (446, 1_488)]);
    assert_eq!([2, 3].map(|at| counts(&months[at].two)), [(2_276, 16_322), (2_470, 17_476)]);
    let quarters = by(&orders, PeriodKind::Quarter);
    let next: Vec<_> = quarters[1..].iter().map(|quarter| counts(&quarter.next)).collect();
    assert_eq!(next, [(5_376, 23_570), (2_289, 5_376), (2_063, 4_263), (1_954, 4_221), (1_760, 3_817)]);
    // The matrix of the README: of March's 9,524 customers 7,248 are new, and 1,681 were there in February.
    assert_eq!((months[2].new, months[2].returning, months[2].reactivated), (7_248, 1_681, 595));

    let rates = rates(&orders, Settings::default());
    assert_eq!(customers(&rates, RateKind::Window), (11_662, 23_570));
    assert_eq!(customers(&rates, RateKind::WindowDays), (11_516, 23_570));
    assert_eq!(customers(&rates, RateKind::Third), (7_583, 11_662));
    assert_eq!(customers(&rates, RateKind::NextMonth), (446, 1_488));
    assert_eq!(customers(&rates, RateKind::NextQuarter), (1_760, 3_817));
    // Everybody has been observed for 365 days, and nobody is new: Kaplan-Meier's .458634 and .292193, without censoring.
    let within = |kind| rates.iter().find(|rate| rate.kind == kind).unwrap().share.unwrap();
    assert!((within(RateKind::Within365) - 0.458634).abs() < 5e-7);
    assert!((within(RateKind::Within90) - 0.292193).abs() < 5e-7);
    assert!((within(RateKind::Within30) - 0.174586).abs() < 5e-7);
    assert!((within(RateKind::Within180) - 0.374501).abs() < 5e-7);
    let existing = customers(&rates, RateKind::ExistingMonth);
    assert_eq!(existing.0, existing.1);
    // 69,659 rows, 23,570 of them a customer's first.
    let repeat = rates.iter().find(|rate| rate.kind == RateKind::RepeatOrders).unwrap();
    assert_eq!((repeat.share, &repeat.customers), (Some((69_659 - 23_570) as f64 / 69_659.0), &None));
}

#[test]
fn two_months_from_the_earlier_one() {
    let Some(text) = oracle("cdnow/CDNOW_master.txt") else { return };
    let rows = cdnow(&text, 1);
    let inside = |month: &str| {
        let month = day_of(&format!("{month}-01"));
        let is_in = |row: &&Row| row.day.ymd().0 == month.ymd().0 && row.day.ymd().1 == month.ymd().1;
        rows.iter().filter(is_in).map(|row| row.customer.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    // Set by set, here: of January's those who ordered in February or March.
    let (january, february, march) = (inside("1997-01"), inside("1997-02"), inside("1997-03"));
    let later = january.iter().filter(|key| february.contains(*key) || march.contains(*key)).count() as u64;
    let found = &by(&orders(&rows), PeriodKind::Month)[2].two_from;
    assert_eq!(counts(found), (later, 7_846));
}

#[test]
fn where_the_window_starts_later_who_came_before_is_known() {
    let rows = [
        ("ann", "2024-01-05"),
        ("bob", "2024-01-05"),
        ("cy", "2023-11-05"),
        ("ann", "2024-02-05"),
        ("cy", "2024-02-06"),
        ("dan", "2024-02-07"),
        ("bob", "2024-03-05"),
    ];
    let orders = orders(&rows.map(|(customer, day)| Row::new(customer, day, 100)));
    let found = periods(&orders, Settings { from: Some(day_of("2024-02-01")), ..Settings::default() });
    let who: Vec<_> = found.iter().map(|month| (month.new, month.returning, month.reactivated)).collect();
    // February: Dan is new, Ann was there in January, Cy in November. March: Bob, last in January.
    assert_eq!(who, [(1, 1, 1), (0, 0, 1)]);
    assert_eq!(found.iter().map(|month| counts(&month.next)).collect::<Vec<_>>(), [(0, 0), (0, 3)]);
}

#[test]
fn filters_decide_who_is_active_and_nobody_is_made_new() {
    let orders = shop(&[
        Sale::new("ann", "2024-01-05", "app", "Tea", 100),
        Sale::new("ann", "2024-02-05", "shop", "Tea", 300),
        Sale::new("bob", "2024-02-05", "shop", "Tea", 100),
        Sale::new("bob", "2024-02-29", "shop", "Tea", 100),
    ]);
    let only_shop = || Settings { channel: Some("shop".into()), ..Settings::default() };
    let found = periods(&orders, only_shop());
    let who: Vec<_> = found.iter().map(|month| (month.new, month.returning, month.reactivated)).collect();
    assert_eq!(who, [(0, 0, 0), (1, 0, 1)]);
    let rates = rates(&orders, only_shop());
    // Ann's order in the shop is a repeat order, and of the three orders that count Bob's first one is none.
    let repeat = |kind| rates.iter().find(|rate| rate.kind == kind).unwrap().share;
    assert_eq!(repeat(RateKind::RepeatOrders), Some(2.0 / 3.0));
    assert_eq!(repeat(RateKind::RepeatRevenue), Some(0.8));
    assert_eq!(customers(&rates, RateKind::Window), (1, 2));
    assert_eq!(customers(&rates, RateKind::InsideMonth), (1, 2));
}
