//! What is asked of first orders, and the groups that the answers make.

use huitou_columns::first_waits::Watched;
use serde::{Deserialize, Serialize};

use super::{AspectGroup, AspectGroups, Tally};
use crate::analysis::retention::{CohortBy, FirstOrder};
use crate::analysis::{Scope, Share};
use crate::list::Listed;
use crate::money::Money;
use crate::order::{POOLED, Texts, sort};
use crate::stats::bands;

/// Something about the very first order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Aspect {
    /// Its channel.
    Channel,
    /// Its country, province or state.
    Region,
    /// Its dearest product.
    Product,
    /// The category of its dearest line that has one.
    Category,
    /// Whether anything was taken off its price.
    Discounted,
    /// Its net amount, in fifths.
    Amount,
    /// Its day of the week.
    Weekday,
    /// The value of the column that the merchant chose.
    Attribute,
}

/// What the first orders of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum AspectValue {
    /// As it stands in the files.
    Named(String),
    /// An amount above one and up to another.
    Amount {
        /// `None`: from the smallest.
        above: Option<Money>,
        /// `None`: up to the largest.
        up_to: Option<Money>,
    },
    /// Monday = 0 ... Sunday = 6.
    Weekday(u32),
    /// One of the values that few have.
    Small,
    /// None.
    Missing,
}

/// So many names have a group of their own.
const MOST_NAMES: usize = 30;

const NAMED: [(Aspect, CohortBy); 6] = [
    (Aspect::Channel, CohortBy::Channel),
    (Aspect::Region, CohortBy::Region),
    (Aspect::Product, CohortBy::Product),
    (Aspect::Category, CohortBy::Category),
    (Aspect::Discounted, CohortBy::Discounted),
    (Aspect::Attribute, CohortBy::Attribute),
];

/// All aspects with two groups at least.
pub(super) fn all(scope: &Scope, watched: &Watched) -> Vec<AspectGroups> {
    let mut all = NAMED.iter().filter_map(|(aspect, by)| named(scope, watched, *aspect, *by)).listed();
    all.extend(amounts(scope, watched));
    all.extend(compared(Aspect::Weekday, weekdays(scope, watched)));
    all
}

fn weekdays(scope: &Scope, watched: &Watched) -> Vec<(AspectValue, Tally)> {
    let mut tallies = [Tally::default(); 7];
    if let Some(window) = scope.window {
        for (at, newcomers) in (0..).zip(&watched.by_step) {
            tallies[window.first_day.plus(at).weekday() as usize].join(Tally::of(newcomers.codes));
        }
    }
    (0..).zip(tallies).map(|(day, tally)| (AspectValue::Weekday(day), tally)).listed()
}

/// Customers by the number of a value of their first order; those without one are the last.
fn tallied(watched: &Watched, first_order: &FirstOrder, names: &Texts) -> Vec<Tally> {
    let code = |&order: &u32| first_order.code(order as usize);
    let found = match first_order.column() {
        Some(column) => watched.by_content(column, names.len()),
        None => watched.by_code(&watched.rows.iter().map(code).listed(), names.len()),
    };
    let mut tallies = found.into_iter().map(Tally::of).listed();
    for code in (0..names.len()).filter(|&code| names.get(code as u32).is_empty()) {
        let unnamed = std::mem::take(&mut tallies[code]);
        tallies[names.len()].join(unnamed);
    }
    tallies
}

fn named(scope: &Scope, watched: &Watched, aspect: Aspect, by: CohortBy) -> Option<AspectGroups> {
    let first_order = FirstOrder { orders: scope.orders, by };
    let names = first_order.names().filter(|_| first_order.tells_kinds())?;
    let tallies = tallied(watched, &first_order, names);
    let large = largest(names, &tallies);
    let mut small = Tally::default();
    let others = (0..names.len() as u32).filter(|code| !large.contains(code));
    others.for_each(|code| small.join(tallies[code as usize]));
    let value = |code: &u32| AspectValue::Named(names.get(*code).to_string());
    let mut groups = large.iter().map(|code| (value(code), tallies[*code as usize])).listed();
    groups.push((AspectValue::Small, small));
    groups.push((AspectValue::Missing, tallies[names.len()]));
    compared(aspect, groups)
}

/// The values with the most customers, of equals the one whose name comes first.
fn largest(names: &Texts, tallies: &[Tally]) -> Vec<u32> {
    let is_large = |code: &u32| tallies[*code as usize].all >= Share::SMALL && names.get(*code) != POOLED;
    let mut large = (0..names.len() as u32).filter(is_large).listed();
    sort(&mut large, &|a, b| {
        let more = tallies[b as usize].all.cmp(&tallies[a as usize].all);
        more.then_with(|| names.get(a).cmp(names.get(b)))
    });
    large.truncate(MOST_NAMES);
    large
}

fn amounts(scope: &Scope, watched: &Watched) -> Option<AspectGroups> {
    let amounts = scope.orders.columns().amount.arranged(&watched.rows);
    let edges = bands::edges(&amounts);
    let bands = amounts.classes(&edges.iter().map(|edge| edge.saturating_add(1)).listed());
    let tallies = watched.by_class(&bands, edges.len() + 1).into_iter().map(Tally::of);
    let edge = |at: usize| edges.get(at).map(|edge| Money(*edge));
    let value = |at: usize| AspectValue::Amount { above: at.checked_sub(1).and_then(edge), up_to: edge(at) };
    let groups = tallies.enumerate().take(edges.len() + 1);
    compared(Aspect::Amount, groups.map(|(at, tally)| (value(at), tally)).listed())
}

/// Groups, empty ones left out, each against the others; `None` where there are no two.
fn compared(aspect: Aspect, mut groups: Vec<(AspectValue, Tally)>) -> Option<AspectGroups> {
    groups.retain(|(_, tally)| tally.all > 0);
    let mut whole = Tally::default();
    groups.iter().for_each(|(_, tally)| whole.join(*tally));
    let group = |(value, tally): (AspectValue, Tally)| AspectGroup {
        value,
        comparison: tally.against(tally.rest(whole)),
        p: None,
        is_find: false,
    };
    (groups.len() > 1).then(|| AspectGroups { aspect, groups: groups.into_iter().map(group).listed() })
}
