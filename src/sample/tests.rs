//! What a reader of the sample may rely on.

use super::customer::Status;
use super::*;
use std::collections::{BTreeMap, BTreeSet};

const BOTH: [Language; 2] = [Language::Chinese, Language::English];

fn rows(language: Language, seed: u64, customers: u32) -> Vec<Vec<String>> {
    let text = String::from_utf8(csv(language, seed, customers)).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    text.split_terminator("\r\n").map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

/// FNV-1a, 64 bits: small enough to stand here.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

#[test]
fn every_row_is_plain_and_as_wide_as_the_header() {
    for language in BOTH {
        let rows = rows(language, 1, CUSTOMERS);
        assert_eq!(rows[0], language.words().header);
        assert!(rows.iter().all(|row| row.len() == language.words().header.len()));
        assert!(rows.iter().flatten().all(|cell| !cell.contains(['"', '\r', '\n', '\u{feff}'])));
    }
}

#[test]
fn order_numbers_are_unique_and_moments_ascend() {
    let rows = rows(Language::Chinese, 1, CUSTOMERS);
    let numbers: BTreeSet<&String> = rows[1..].iter().map(|row| &row[0]).collect();
    assert_eq!(numbers.len(), rows.len() - 1);
    assert!(rows[1..].is_sorted_by_key(|row| &row[2]));
    assert!(rows[1][2].as_str() >= "2024-01-01" && rows[rows.len() - 1][2].as_str() < "2026-01-01");
}

#[test]
fn the_same_seed_gives_the_same_bytes_everywhere() {
    // Seen on x86-64; tests/wasm.rs expects the same of the browser.
    for (language, expected) in
        [(Language::Chinese, 7153972035343671645), (Language::English, 11546855739497861771)]
    {
        assert_eq!(fingerprint(&csv(language, 1, 200)), expected, "{language:?}");
    }
    assert_ne!(csv(Language::Chinese, 2, 200), csv(Language::Chinese, 1, 200));
}

#[test]
fn a_larger_shop_has_the_orders_of_a_smaller_one() {
    let moments = |customers| -> BTreeSet<(Option<u32>, Moment)> {
        orders(Language::Chinese, 1, customers).iter().map(|order| (order.customer, order.moment)).collect()
    };
    assert!(moments(50).is_subset(&moments(80)));
}

/// Valid orders (paid, not paid back) of each registered customer.
fn orders_by_customer(orders: &[Order]) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    let valid = orders.iter().filter(|order| order.paid > order.refund);
    for id in valid.filter_map(|order| order.customer) {
        *counts.entry(id).or_default() += 1;
    }
    counts
}

fn repurchase_rate(orders: &[Order]) -> f64 {
    let counts = orders_by_customer(orders);
    counts.values().filter(|count| **count >= 2).count() as f64 / counts.len() as f64
}

#[test]
fn about_a_third_comes_back() {
    for (language, seed) in [(Language::Chinese, 1), (Language::Chinese, 7), (Language::English, 1)] {
        let orders = orders(language, seed, CUSTOMERS);
        let rate = repurchase_rate(&orders);
        assert!((0.25..0.45).contains(&rate), "{rate}");
        assert!((7_900..8_700).contains(&orders.len()), "{}", orders.len());
    }
}

#[test]
fn the_campaign_day_is_the_peak_and_its_buyers_come_back_less() {
    let orders = orders(Language::Chinese, 1, CUSTOMERS);
    let mut by_day: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: BTreeMap<u32, String> = BTreeMap::new();
    for order in &orders {
        let day = order.moment.day().to_string();
        *by_day.entry(day.clone()).or_default() += 1;
        if let Some(id) = order.customer {
            first.entry(id).or_insert(day);
        }
    }
    let peak = by_day.iter().max_by_key(|(_, count)| **count).map(|(day, _)| day.as_str());
    assert_eq!(peak, Some("2025-11-11"));

    let came_on = |days: [&str; 2]| {
        let counts = orders_by_customer(&orders);
        let group: Vec<_> =
            first.iter().filter(|(_, day)| days.contains(&day.as_str())).map(|(id, _)| id).collect();
        let back = group.iter().filter(|id| counts.get(id).is_some_and(|count| *count >= 2)).count();
        back as f64 / group.len() as f64
    };
    assert!(came_on(["2024-11-11", "2024-06-18"]) < repurchase_rate(&orders));
}

#[test]
fn channels_differ_in_who_comes_back() {
    let orders = orders(Language::English, 1, CUSTOMERS);
    let counts = orders_by_customer(&orders);
    let mut seen = BTreeSet::new();
    let mut groups: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for order in &orders {
        if let Some(id) = order.customer.filter(|id| seen.insert(*id)) {
            let group = groups.entry(order.channel).or_default();
            group.0 += usize::from(counts.get(&id).is_some_and(|count| *count >= 2));
            group.1 += 1;
        }
    }
    let share = |channel: usize| groups[&channel].0 as f64 / groups[&channel].1 as f64;
    let (live_stream, group) = (1, 3);
    assert!(share(live_stream) + 0.15 < share(group), "{} {}", share(live_stream), share(group));
}

#[test]
fn there_are_guests_refunds_and_orders_never_paid() {
    let orders = orders(Language::Chinese, 1, CUSTOMERS);
    let count = |test: fn(&Order) -> bool| orders.iter().filter(|order| test(order)).count();
    assert_eq!(count(|order| order.customer.is_none()), 240);
    assert!(count(|order| order.status == Status::Cancelled) > 200);
    assert!(count(|order| order.refund > 0 && order.refund < order.paid) > 50);
    assert!(count(|order| order.refund == order.paid && order.paid > 0) > 100);
    assert!(count(|order| order.status == Status::Unpaid && order.paid == 0) > 0);
    assert!(orders.iter().all(|order| order.refund <= order.paid));
}
