//! What a cell of the cohort matrix shows: a share, orders, or money.

use crate::analysis::Share;
use crate::analysis::retention::{CohortMeasure, Sums};
use crate::money::{Currency, Money};
use crate::view::format;
use crate::view::table::Cell;
use crate::view::{Lang, Text};

/// One measure of a cell.
pub(super) struct Measured {
    /// Its plain number, as the table sorts by; `None` where it is undefined.
    pub(super) value: Option<f64>,
    /// Short, for the matrix.
    pub(super) label: String,
    /// In full.
    pub(super) text: String,
}

impl Measured {
    /// What a cell with these customers and orders shows.
    pub(super) fn of(
        measure: CohortMeasure,
        customers: &Share,
        sums: Option<Sums>,
        currency: &Currency,
        lang: Lang,
    ) -> Measured {
        let sums = sums.unwrap_or_default();
        let money = match measure {
            CohortMeasure::Customers => {
                let (value, text) = (customers.rate(), format::rate(customers));
                return Measured { value, label: short_percent(value), text };
            }
            CohortMeasure::Orders => {
                let (value, text) = (sums.orders as f64, format::count(sums.orders));
                return Measured { value: Some(value), label: format::compact(value, lang), text };
            }
            CohortMeasure::Revenue => Some(sums.revenue),
            CohortMeasure::RevenuePerCustomer => ratio(sums.revenue, customers.whole),
            CohortMeasure::AverageOrder => ratio(sums.revenue, sums.orders),
        };
        let major = money.map(|money| format::major(money, currency));
        Measured {
            value: major,
            label: major.map_or_else(String::new, |major| short(major, lang)),
            text: money.map_or_else(format::undefined, |money| format::money(money, currency)),
        }
    }

    /// As a cell of the table.
    pub(super) fn cell(self) -> Cell {
        Cell { value: self.value, ..Cell::text(self.text) }
    }
}

/// The measure's name.
pub(super) fn name(measure: CohortMeasure) -> Text {
    match measure {
        CohortMeasure::Customers => Text { zh: "留存率", en: "Retention" },
        CohortMeasure::Orders => Text { zh: "订单数", en: "Orders" },
        CohortMeasure::Revenue => Text { zh: "净销售额", en: "Net revenue" },
        CohortMeasure::RevenuePerCustomer => {
            Text { zh: "每位获客净销售额", en: "Net revenue per customer" }
        }
        CohortMeasure::AverageOrder => Text { zh: "客单价", en: "Average order" },
    }
}

fn ratio(revenue: Money, whole: u64) -> Option<Money> {
    Money::ratio(i128::from(revenue.0), i128::from(whole))
}

/// `15%`, below ten percent `4.2%`.
fn short_percent(rate: Option<f64>) -> String {
    let Some(rate) = rate else { return String::new() };
    format::percent_to(rate, usize::from(rate > 0.0 && rate < 0.0995))
}

/// Money without its sign and, from ten on, without minor units: a cell is narrow, and the title names the currency.
fn short(major: f64, lang: Lang) -> String {
    let digits = if major.abs() < 9.95 { 1 } else { 0 };
    if major.abs() < 1000.0 { format::trimmed(major, digits) } else { format::compact(major, lang) }
}
