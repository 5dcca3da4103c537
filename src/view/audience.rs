//! A list of customers as the table that the merchant saves.

use super::table::{Cell, Column, Table};
use super::{Lang, format};
use crate::intake::key_value;
use crate::money::{Currency, Money};
use crate::report::Audience;
use crate::time::Day;

pub use super::settings::group_of;

/// The customers of a list, with their keys as the merchant knows them.
pub fn audience_table(audience: &Audience, currency: &Currency, lang: Lang) -> Table {
    let column = Column::in_language(lang);
    let rows = audience.keys().into_iter().enumerate().map(|(at, key)| {
        let number = |value: f64| Cell::number(String::new(), value);
        let mut cells = vec![
            Cell::text(key_value(&key)),
            number(audience.recency_days.get(at).copied().unwrap_or_default().into()),
            number(audience.orders.get(at).copied().unwrap_or_default().into()),
            number(format::major(
                Money(audience.amounts.get(at).copied().unwrap_or_default() as i64),
                currency,
            )),
            Cell::text(due_day(audience, at)),
        ];
        cells.extend(outlook(audience, at, currency));
        cells
    });
    let mut columns = vec![
        column("客户", "Customer", false),
        column("距最后购买天数", "Days since last order", true),
        column("订单", "Orders", true),
        column("净销售额", "Net revenue", true),
        column("到期日", "Due date", false),
    ];
    if !audience.outlooks.is_empty() {
        columns.push(column("活跃概率", "Chance not to have stopped", true));
        columns.push(column("未来 365 天预计购买日", "Order days expected in 365 days", true));
        columns.push(column("未来 365 天预计金额", "Value expected in 365 days", true));
    }
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// What a model says of a customer, to three decimals; empty where it says nothing.
fn outlook(audience: &Audience, at: usize, currency: &Currency) -> Vec<Cell> {
    let start = at * Audience::OUTLOOK;
    let numbers = audience.outlooks.get(start..start + Audience::OUTLOOK).unwrap_or_default();
    let cell = |(number, unit): (&f64, f64)| {
        let is_known = *number >= 0.0;
        let value = is_known.then(|| (number / unit * 1_000.0).round() / 1_000.0);
        Cell { value, ..Cell::text("") }
    };
    numbers.iter().zip([1.0, 1.0, currency.minor_per_major() as f64]).map(cell).collect()
}

/// As programs read it; empty where nobody came back.
fn due_day(audience: &Audience, at: usize) -> String {
    let day = audience.due_days.get(at).filter(|day| **day != Audience::NO_DAY);
    day.map(|day| Day(*day).to_string()).unwrap_or_default()
}
