//! Waits for the second order by what the first one was: where it came from, what was in it.

use serde::{Deserialize, Serialize};

use super::{Chances, FirstWait};
use crate::analysis::Share;
use crate::list::Listed;
use crate::order::{Dimension, DimensionKind, Orders, Texts, sort};
use crate::stats::kaplan_meier::Waits;
use crate::stats::log_rank::log_rank;

/// More groups than this nobody compares by eye; the rest is one.
pub const MOST_GROUPS: usize = 6;

/// What customers are grouped by, of their very first order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Grouping {
    /// Its channel.
    Channel,
    /// Its country, province or state.
    Region,
    /// Whether anything was taken off its price.
    Discounted,
    /// The products in it.
    Product,
    /// Their categories.
    Category,
    /// The value of the column that the merchant chose.
    Attribute,
}

/// Groups side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts", rename = "GroupsCompared"))]
pub struct Comparison {
    /// What the groups are by.
    pub by: Grouping,
    /// The largest first; each but the last, the rest, has at least 30 customers.
    pub groups: Vec<GroupChances>,
    /// Whether a customer is in several groups.
    pub overlap: bool,
    /// How often chance alone makes the groups of at least 30 customers differ as much; `None` where they overlap or
    /// nobody in them came back.
    pub log_rank_p: Option<f64>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct GroupChances {
    /// As it stands in the files; `None`: the rest.
    pub value: Option<String>,
    /// Its chances.
    pub chances: Chances,
}

const GROUPINGS: [Grouping; 6] = [
    Grouping::Channel,
    Grouping::Region,
    Grouping::Discounted,
    Grouping::Product,
    Grouping::Category,
    Grouping::Attribute,
];

/// All that there is to compare.
pub(super) fn comparisons(orders: &Orders, waits: &[FirstWait]) -> Vec<Comparison> {
    GROUPINGS.into_iter().filter_map(|by| Comparison::of(&Values::of(orders, by)?, waits)).listed()
}

impl Comparison {
    /// `None` where there are no two groups of at least 30 customers.
    fn of(values: &Values, all: &[FirstWait]) -> Option<Comparison> {
        let (named, overlap) = largest(values, all);
        let mut waits = vec![Waits::default(); named.len() + 1];
        for wait in all {
            each_group(values, &named, wait.row as usize, overlap, &mut |group| {
                waits[group].add(wait.steps, wait.has_ended)
            });
        }
        let mut tested = Vec::new();
        tested.extend(waits.iter().filter(|waits| waits.total() >= Share::SMALL));
        let log_rank_p = if overlap { None } else { log_rank(&tested).map(|test| test.p) };
        let is_worth = tested.len() >= 2;
        let value = |at: usize| named.get(at).map(|code| values.names.get(*code).to_string());
        let rows = waits.iter().enumerate().filter(|(_, waits)| waits.total() > 0);
        let groups = rows.map(|(at, waits)| GroupChances { value: value(at), chances: Chances::of(waits) });
        is_worth.then(|| Comparison { by: values.by, groups: groups.listed(), overlap, log_rank_p })
    }
}

/// The values of orders that a grouping looks at.
struct Values<'a> {
    orders: &'a Orders,
    by: Grouping,
    names: &'a Texts,
    column: Option<&'a Dimension>,
}

impl Values<'_> {
    /// `None` where the files tell nothing of it.
    fn of(orders: &Orders, by: Grouping) -> Option<Values<'_>> {
        let column = |kind| orders.dimensions().iter().find(|dimension| dimension.kind == kind);
        let kind = match by {
            Grouping::Channel => DimensionKind::Channel,
            Grouping::Region => DimensionKind::Region,
            Grouping::Discounted => DimensionKind::Discounted,
            Grouping::Attribute => DimensionKind::Attribute,
            Grouping::Product | Grouping::Category => {
                let names = if by == Grouping::Product { orders.products() } else { orders.categories() };
                return (!names.is_empty()).then_some(Values { orders, by, names, column: None });
            }
        };
        column(kind).map(|column| Values { orders, by, names: &column.values, column: Some(column) })
    }

    /// Tells each value of an order, a missing one too; a product as often as it stands there.
    fn each(&self, order: usize, found: &mut dyn FnMut(u32)) {
        match self.column {
            Some(column) => found(column.code(order)),
            None if self.by == Grouping::Product => self.orders.products_of(order).for_each(found),
            None => self.orders.categories_of(order).for_each(found),
        }
    }
}

/// The values with the most customers, at least 30 each, and whether a first order has several values.
fn largest(values: &Values, waits: &[FirstWait]) -> (Vec<u32>, bool) {
    // For each value its customers, and the last first order that had it.
    let mut counts = vec![(0_u64, u32::MAX); values.names.len()];
    let mut overlap = false;
    for &FirstWait { row: order, .. } in waits {
        let mut first = None;
        values.each(order as usize, &mut |code| {
            overlap |= *first.get_or_insert(code) != code;
            if let Some(count) = counts.get_mut(code as usize).filter(|count| count.1 != order) {
                *count = (count.0 + 1, order);
            }
        });
    }
    let is_group =
        |code: &u32| counts[*code as usize].0 >= Share::SMALL && !values.names.get(*code).is_empty();
    let mut codes = (0..counts.len() as u32).filter(is_group).listed();
    let name = |code: u32| values.names.get(code);
    sort(&mut codes, &|a, b| {
        counts[b as usize].0.cmp(&counts[a as usize].0).then_with(|| name(a).cmp(name(b)))
    });
    codes.truncate(MOST_GROUPS);
    (codes, overlap)
}

/// Tells the groups that an order is in, each once: positions in `named`, or the one behind them for the rest. Where
/// groups overlap there is no rest: who is in it would be in others too.
fn each_group(values: &Values, named: &[u32], order: usize, overlap: bool, found: &mut dyn FnMut(usize)) {
    let mut seen = 0_u32;
    values.each(order, &mut |code| {
        let group = named.iter().position(|named| *named == code).unwrap_or(named.len());
        let is_told = seen >> group & 1 == 1 || (overlap && group == named.len());
        seen |= 1 << group;
        if !is_told {
            found(group);
        }
    });
    if seen == 0 && !overlap {
        found(named.len());
    }
}
