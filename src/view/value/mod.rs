//! The words and pictures of [`Value`]: who makes the revenue, what cohorts have paid, what moved sales, what more would
//! give.

mod concentration;
mod historic;
mod moved;
mod tiers;
mod what_if;

pub(super) use tiers::Tiers;

use super::format::{self, count, plural};
use super::{Lang, Panel};
use crate::analysis::value::Value;
use crate::money::{Currency, Money};
use crate::report::Report;

/// The panels of customer value.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(value) = &report.results.value else { return Vec::new() };
    vec![
        concentration::panel(report, value, lang),
        tiers::panel(report, value, lang),
        historic::panel(report, value, lang),
        moved::panel(report, value, lang),
        what_if::panel(report, value, lang),
    ]
}

/// Why there is nothing to say.
fn nothing(report: &Report, value: &Value, lang: Lang) -> Option<String> {
    if !report.results.has_customers {
        return Some(super::no_key_sentence(lang));
    }
    (value.concentration.customers == 0).then(|| super::no_customers_sentence(lang))
}

/// The same, and where there is no revenue to share.
fn no_revenue(report: &Report, value: &Value, lang: Lang) -> Option<String> {
    let words = match lang {
        Lang::Zh => "所选客户的净销售额不为正，占比没有定义。",
        Lang::En => "Net revenue of these customers is not positive, so shares of it are undefined.",
    };
    nothing(report, value, lang).or_else(|| (value.concentration.revenue.0 <= 0).then(|| words.into()))
}

fn note(report: &Report, value: &Value, lang: Lang) -> String {
    let (n, window) = (value.concentration.customers, super::window_words(report, lang));
    let revenue = format::money_compact(value.concentration.revenue, &report.results.currency, lang);
    match lang {
        Lang::Zh => format!("n = {} 位客户，净销售额 {revenue}。{window}", count(n)),
        Lang::En => format!("n = {}, net revenue {revenue}. {window}", plural(n, "customer", "customers")),
    }
}

/// `+¥1.2万`, `−$30.00`.
pub(super) fn signed(amount: Money, currency: &Currency, lang: Lang) -> String {
    let sign = if amount.0 > 0 { "+" } else { "" };
    format::with_sign(sign, &format::money_compact(amount, currency, lang))
}
