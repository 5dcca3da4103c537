//! Rows of orders, read from the oracles by means that share no line with the intake.

use std::path::Path;

use huitou::analysis::rfm::{CustomerGroup, GroupRow};
use huitou::money::{Currency, Money};
use huitou::order::Orders;
use huitou::time::Day;

/// One order.
#[derive(Clone, Debug)]
pub struct Row {
    pub customer: String,
    pub day: Day,
    pub cents: i64,
}

impl Row {
    pub fn new(customer: &str, day: &str, cents: i64) -> Row {
        Row { customer: customer.to_string(), day: day_of(day), cents }
    }
}

/// The store of the rows.
pub fn orders(rows: &[Row]) -> Orders {
    let rows = rows.iter().map(|row| (row.customer.as_str(), row.day, Money(row.cents)));
    Orders::from_rows(Currency::of("USD"), rows).unwrap()
}

/// The text of an oracle, or `None`, saying so, where the oracles are not there.
pub fn oracle(path: &str) -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracles").join(path);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: no oracle {path}");
    }
    text
}

/// A day written 2024-03-09 or 20240309, whatever follows.
pub fn day_of(text: &str) -> Day {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    let part = |range: std::ops::Range<usize>| digits[range].parse::<u32>().unwrap();
    Day::from_ymd(part(0..4) as i32, part(4..6), part(6..8)).unwrap()
}

/// Cents of an amount with at most two decimals.
pub fn cents_of(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = format!("{whole}{fraction:0<2}").parse().unwrap();
    assert!(fraction.len() <= 2, "more than cents: {text}");
    digits
}

/// CDNOW's rows: customer first, then from column `date` on: date, pieces, amount.
pub fn cdnow(text: &str, date: usize) -> Vec<Row> {
    let fields = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    fields
        .filter(|fields| fields.first().is_some_and(|id| id.starts_with(|c: char| c.is_ascii_digit())))
        .map(|fields| Row::new(fields[0], fields[date], cents_of(fields[date + 2])))
        .collect()
}

/// The rows of a cohort table: the first cell, then counts up to the first empty one.
pub fn cohort_table(text: &str) -> Vec<(String, Vec<u64>)> {
    let count = |cell: &str| cell.parse::<f64>().unwrap() as u64;
    let row = |line: &str| {
        let (name, cells) = line.split_once(',').unwrap();
        let cells = cells.split(',').map(str::trim).take_while(|cell| !cell.is_empty()).map(count);
        (name.to_string(), cells.collect())
    };
    text.lines().skip(1).map(row).collect()
}

/// Whether R, F and M of an octant's row are high.
pub fn highs(row: &GroupRow) -> [bool; 3] {
    match row.group {
        CustomerGroup::Octant(octant) => octant.highs(),
        CustomerGroup::Segment(_) | CustomerGroup::Package(_) => panic!("no octant: {row:?}"),
    }
}
