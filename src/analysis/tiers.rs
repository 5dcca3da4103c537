//! **Question.** If members were told apart by what they bought in a year, how many would each tier have, what would
//! they bring, and how far are they from the next?
//!
//! **Definition.** The rolling year is the 365 days that end with the as-of day. A customer's *measure* is the net amount
//! of, or the number of, their orders that count in it. A tier holds who reaches its threshold and not the next one's; the
//! lowest tier is who ordered in the year and reaches none. The *distance* is the next threshold less the measure; *near*
//! are those who lack at most a fifth of the next threshold.
//!
//! **Units.** Minor units, or orders.
//!
//! **Choices.**
//! - Thresholds that nobody gives are the values that 50, 80 and 95 % of the year's customers are at or below (quantiles
//!   of type 1, each one of the values), amounts rounded down to two digits. Equal ones are one, and one that everybody
//!   reaches is none, so there may be fewer than four tiers: where everybody orders once there is one.
//! - An amount of 0 or less reaches no threshold: thresholds are positive.
//! - Who has not ordered in the year is in no tier, and counted.
//!
//! **Example.** Five customers paid 10, 20, 30, 40 and 1,000 in the year, thresholds are 30 and 100: two are below, who
//! lack 20 and 10; two have the first tier and lack 70 and 60; one has the second. Nobody is near: 30 − 20 is more than 6,
//! 100 − 40 more than 20.
//!
//! **Sources.** Tiers by spend or orders of a rolling year as shops' member programmes have them (会员等级).

use serde::{Deserialize, Serialize};

use super::rfm::Members;
use super::{Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::stats::quantile::nearest_rank;
use huitou_columns::numbers::Numbers;

/// What tiers are told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum TierMeasure {
    /// Net amount.
    #[default]
    Amount,
    /// Orders.
    Orders,
}

/// What the merchant can set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct TierRule {
    /// Amounts or orders.
    pub measure: TierMeasure,
    /// From what on the second tier, the third ... are reached, in minor units or orders, at most [`MOST_TIERS`] less one;
    /// empty: from the data.
    pub thresholds: Vec<i64>,
}

/// No more tiers are made.
pub const MOST_TIERS: usize = 6;
/// A year without its leap day.
pub const YEAR_DAYS: i32 = 365;
/// Percent of the year's customers at or below a threshold that nobody gives.
const PERCENTS: [u32; 3] = [50, 80, 95];

/// The tiers of the rolling year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Tiers {
    /// Amounts or orders.
    pub measure: TierMeasure,
    /// Whether the thresholds were given.
    pub is_given: bool,
    /// The lowest first; empty where nobody ordered in the year.
    pub tiers: Vec<MemberTier>,
    /// Customers without an order in the year.
    pub without: u64,
}

/// The members of one tier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct MemberTier {
    /// From what on it is reached, in minor units or orders; `None` for the lowest.
    pub from: Option<i64>,
    /// Customers, of those who ordered in the year.
    pub customers: Share,
    /// Their orders in the year.
    pub orders: u64,
    /// The net amount of these.
    pub revenue: Money,
    /// What its members lack to the next tier, together, in minor units or orders; `None` for the highest.
    pub lacking: Option<i64>,
    /// How many lack at most a fifth of the next threshold.
    pub near: u64,
}

impl MemberTier {
    /// What a member lacks on average; `None` for the highest tier and for one without members.
    pub fn mean_lacking(&self) -> Option<f64> {
        let customers = self.customers.part;
        self.lacking.filter(|_| customers > 0).map(|lacking| lacking as f64 / customers as f64)
    }
}

/// What a customer has in the year: orders and their net amount.
type Year = (u32, Money);

impl TierRule {
    fn measure(&self, year: &Year) -> i64 {
        if self.measure == TierMeasure::Orders { year.0.into() } else { year.1.0 }
    }

    /// The thresholds for customers with these measures.
    fn thresholds(&self, years: &[Year]) -> Vec<i64> {
        match self.thresholds.is_empty() {
            false => given(&self.thresholds),
            true => from_data(&years.iter().map(|year| self.measure(year)).collect(), self.measure),
        }
    }
}

/// Whether somebody with this measure lacks at most a fifth of the next threshold.
fn is_near(value: i64, next: i64) -> bool {
    (next - value).saturating_mul(5) <= next
}

/// The customers of the `at`-th tier, from 0; only those who are nearly in the next one.
pub fn tier_members(scope: &Scope, at: usize, only_near: bool) -> Members {
    let (rule, mut found, mut years) = (&scope.settings.tiers, Members::default(), Vec::new());
    each_year(scope, &mut |_, year| years.push(year));
    years.retain(|year| year.0 > 0);
    let thresholds = rule.thresholds(&years);
    each_year(scope, &mut |history, year| {
        let value = rule.measure(&year);
        let tier = thresholds.iter().filter(|from| **from <= value).count();
        let is_near = thresholds.get(tier).is_some_and(|next| is_near(value, *next));
        if year.0 > 0 && tier == at && (is_near || !only_near) {
            found.push(scope, history);
        }
    });
    found
}

/// The tiers of this scope.
pub fn tiers(scope: &Scope) -> Tiers {
    let rule = &scope.settings.tiers;
    let mut found =
        Tiers { measure: rule.measure, is_given: !rule.thresholds.is_empty(), ..Tiers::default() };
    let mut rows = Vec::new();
    each_year(scope, &mut |_, year| match year.0 {
        0 => found.without += 1,
        _ => rows.push(year),
    });
    let thresholds = rule.thresholds(&rows);
    found.tiers = if rows.is_empty() { Vec::new() } else { empty_tiers(&thresholds, rows.len() as u64) };
    for row in &rows {
        let value = rule.measure(row);
        let at = thresholds.iter().filter(|from| **from <= value).count();
        let Some(tier) = found.tiers.get_mut(at) else { continue };
        tier.customers.part += 1;
        tier.orders += u64::from(row.0);
        tier.revenue += row.1;
        if let (Some(next), Some(lacking)) = (thresholds.get(at), &mut tier.lacking) {
            *lacking = lacking.saturating_add(next - value);
            tier.near += u64::from(is_near(value, *next));
        }
    }
    found
        .tiers
        .iter_mut()
        .for_each(|tier| tier.customers = Share::of(tier.customers.part, tier.customers.whole));
    found
}

/// Tells of each customer what they have in the year.
fn each_year(scope: &Scope, found: &mut dyn FnMut(&History, Year)) {
    let Some(window) = scope.window else { return };
    let begin = window.as_of.plus(1 - YEAR_DAYS);
    for history in scope.histories.iter() {
        let before = history.days.before(begin);
        let amount = history.amounts().skip(before).sum();
        found(&history, ((history.days.len() - before) as u32, amount));
    }
}

fn empty_tiers(thresholds: &[i64], customers: u64) -> Vec<MemberTier> {
    let from = [None].into_iter().chain(thresholds.iter().copied().map(Some));
    let tier = |(at, from): (usize, Option<i64>)| MemberTier {
        from,
        customers: Share::of(0, customers),
        orders: 0,
        revenue: Money::ZERO,
        lacking: thresholds.get(at).map(|_| 0),
        near: 0,
    };
    from.enumerate().map(tier).listed()
}

/// Ascending, each once, none that everybody would reach.
fn given(thresholds: &[i64]) -> Vec<i64> {
    let mut thresholds = thresholds.iter().copied().filter(|from| *from > 0).listed();
    thresholds.sort_unstable();
    thresholds.dedup();
    thresholds.truncate(MOST_TIERS - 1);
    thresholds
}

fn from_data(values: &Numbers, measure: TierMeasure) -> Vec<i64> {
    let least = values.ends().map_or(0, |(least, _)| least);
    let percents = PERCENTS.iter().filter_map(|percent| nearest_rank(values, *percent)).listed();
    let value = |value: i64| match measure {
        TierMeasure::Amount => rounded(value),
        TierMeasure::Orders => value,
    };
    // A threshold that everybody reaches makes no tier.
    let thresholds = percents.into_iter().map(value).filter(|from| *from > least).listed();
    given(&thresholds)
}

/// Down to two digits, as people set thresholds.
fn rounded(value: i64) -> i64 {
    let mut unit = 1;
    while value / unit >= 100 {
        unit *= 10;
    }
    value / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_from_the_data_are_values_of_it_rounded_down() {
        // By hand: of twenty the 10th, the 16th and the 19th: 1,230.00, 1,968.00, 2,337.00.
        let values = (1..=20).map(|n| n * 12_300).collect();
        assert_eq!(from_data(&values, TierMeasure::Amount), [120_000, 190_000, 230_000]);
        // Orders 1 x 12, 2 x 6, 3, 9: half have 1, which everybody reaches; the 16th has 2, the 19th 3.
        let orders = [[1; 12].to_vec(), [2; 6].to_vec(), vec![3, 9]].concat();
        assert_eq!(from_data(&orders.into_iter().collect(), TierMeasure::Orders), [2, 3]);
        assert_eq!(from_data(&[1, 1, 1].into_iter().collect(), TierMeasure::Orders), [0; 0]);
        assert_eq!(from_data(&Numbers::default(), TierMeasure::Amount), [0; 0]);
        assert_eq!([7, 99, 100, 1_299, -5, 0].map(rounded), [7, 99, 100, 1_200, -5, 0]);
        assert_eq!(given(&[50, -1, 20, 50, 0]), [20, 50]);
    }
}
