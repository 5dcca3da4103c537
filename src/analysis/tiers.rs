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
use crate::stats::quantile::nearest_ranks;
use huitou_columns::classes;
use huitou_columns::numbers::Numbers;
use huitou_columns::totals::Totals;

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

    /// The measures of customers.
    fn measured<'a>(&self, year: &'a Totals) -> &'a Numbers {
        if self.measure == TierMeasure::Orders { &year.rows } else { &year.sums }
    }

    /// The thresholds for customers with these measures.
    fn thresholds(&self, measured: &Numbers) -> Vec<i64> {
        match self.thresholds.is_empty() {
            false => given(&self.thresholds),
            true => from_data(measured, self.measure),
        }
    }
}

/// Whether somebody with this measure lacks at most a fifth of the next threshold.
fn is_near(value: i64, next: i64) -> bool {
    (next - value).saturating_mul(5) <= next
}

/// The customers of the `at`-th tier, from 0; only those who are nearly in the next one.
pub fn tier_members(scope: &Scope, at: usize, only_near: bool) -> Members {
    let (rule, mut found) = (&scope.settings.tiers, Members::default());
    let thresholds = rule.thresholds(rule.measured(&year(scope)));
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
    let year = year(scope);
    found.without = (scope.histories.customer_count() - year.rows.len()) as u64;
    if year.rows.is_empty() {
        return found;
    }
    let values = rule.measured(&year);
    let thresholds = rule.thresholds(values);
    found.tiers = empty_tiers(&thresholds, year.rows.len() as u64);
    let edges = edges(&thresholds);
    let codes = classes::codes(&[(&values.classes(&edges), &classes::ITSELF)]);
    let sums = |values| classes::sums(&codes, values, edges.len() + 1);
    let counts = classes::counts(&codes, edges.len() + 1);
    let (orders, revenue, measured) = (sums(&year.rows), sums(&year.sums), sums(values));
    let lowest = edges.first().map_or(0, |edge| edge.saturating_sub(1));
    for (at, value) in [lowest].iter().chain(&edges).enumerate() {
        let tier = thresholds.iter().filter(|from| *from <= value).count();
        let customers = counts[at];
        let Some(row) = found.tiers.get_mut(tier) else { continue };
        row.customers.part += u64::from(customers);
        row.orders += orders[at] as u64;
        row.revenue += Money(revenue[at]);
        if let (Some(next), Some(lacking)) = (thresholds.get(tier), &mut row.lacking) {
            let more = i128::from(*next) * i128::from(customers) - i128::from(measured[at]);
            *lacking = lacking.saturating_add(i64::try_from(more).unwrap_or(i64::MAX));
            row.near += if is_near(*value, *next) { customers.into() } else { 0 };
        }
    }
    for tier in &mut found.tiers {
        tier.customers = Share::of(tier.customers.part, tier.customers.whole);
    }
    found
}

/// What customers have in the year, of those who have ordered in it.
fn year(scope: &Scope) -> Totals {
    let begin = scope.window.map(|window| window.as_of.plus(1 - YEAR_DAYS));
    begin.map_or_else(Totals::default, |begin| scope.histories.gathered().since(begin.0))
}

/// Where tiers begin, and where their members come near to the next one.
fn edges(thresholds: &[i64]) -> Vec<i64> {
    let mut edges = thresholds.iter().flat_map(|next| [*next, next - next / 5]).listed();
    edges.sort_unstable();
    edges.dedup();
    edges
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
    let ranking = values.ranking();
    let least = ranking.ends().map_or(0, |(least, _)| least);
    let percents = nearest_ranks(&ranking, &PERCENTS).unwrap_or_default();
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
        // At 16 of 20 four are lacking, a fifth; at 41 of 51 ten, and 10.2 would be one.
        assert_eq!(edges(&[20, 51]), [16, 20, 41, 51]);
        assert_eq!([15, 16].map(|value| is_near(value, 20)), [false, true]);
        assert_eq!([40, 41].map(|value| is_near(value, 51)), [false, true]);
    }
}
