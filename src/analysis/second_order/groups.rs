//! Waits for the second order by what the first one was: where it came from, what was in it.

use huitou_columns::codes::Codes;
use huitou_columns::first_waits::FirstWaits;
use serde::{Deserialize, Serialize};

use super::Chances;
use crate::analysis::Share;
use crate::analysis::values::dimension;
use crate::list::Listed;
use crate::order::{DimensionKind, Orders, Texts, sort};
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
pub(super) fn comparisons(orders: &Orders, waits: &FirstWaits) -> Vec<Comparison> {
    GROUPINGS.into_iter().filter_map(|by| Comparison::of(&Values::of(orders, by)?, waits)).listed()
}

impl Comparison {
    /// `None` where there are no two groups of at least 30 customers.
    fn of(values: &Values, all: &FirstWaits) -> Option<Comparison> {
        let (counts, overlap) = values.counts(all);
        let named = largest(values.names, &counts);
        let waits = values.waits(all, &named, overlap);
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
    /// Where each order has one.
    column: Option<&'a Codes>,
}

impl Values<'_> {
    /// `None` where the files tell nothing of it.
    fn of(orders: &Orders, by: Grouping) -> Option<Values<'_>> {
        let kind = match by {
            Grouping::Channel => DimensionKind::Channel,
            Grouping::Region => DimensionKind::Region,
            Grouping::Discounted => DimensionKind::Discounted,
            Grouping::Attribute => DimensionKind::Attribute,
            Grouping::Product | Grouping::Category => {
                let lines = &orders.columns().lines;
                let (names, column) = match by {
                    Grouping::Product => (orders.products(), &lines.product),
                    _ => (orders.categories(), &lines.category),
                };
                let column = orders.has_one_line_each().then_some(column);
                return (!names.is_empty()).then_some(Values { orders, by, names, column });
            }
        };
        let column = dimension(orders, kind)?;
        Some(Values { orders, by, names: &column.values, column: Some(&column.codes) })
    }

    /// Tells each value of an order that may have several, a missing one too; a product as often as it stands there.
    fn each(&self, order: u32, found: &mut dyn FnMut(u32)) {
        match self.by {
            Grouping::Product => self.orders.products_of(order as usize).for_each(found),
            _ => self.orders.categories_of(order as usize).for_each(found),
        }
    }

    /// How many customers each value has, and whether a first order has several.
    fn counts(&self, waits: &FirstWaits) -> (Vec<u32>, bool) {
        if let Some(column) = self.column {
            return (waits.holders(column, self.names.len()), false);
        }
        // For each value its customers, and the last first order that had it.
        let mut counts = vec![(0, u32::MAX); self.names.len()];
        let mut overlap = false;
        for &order in &waits.rows {
            let mut first = None;
            self.each(order, &mut |code| {
                overlap |= *first.get_or_insert(code) != code;
                if let Some(count) = counts.get_mut(code as usize).filter(|count| count.1 != order) {
                    *count = (count.0 + 1, order);
                }
            });
        }
        (counts.into_iter().map(|(count, _)| count).listed(), overlap)
    }

    /// The waits of the groups of named values, and behind them those of the rest.
    fn waits(&self, all: &FirstWaits, named: &[u32], overlap: bool) -> Vec<Waits> {
        if let Some(column) = self.column {
            let mut groups = vec![named.len() as u32; self.names.len()];
            (0..).zip(named).for_each(|(group, code)| groups[*code as usize] = group);
            let found = all.by_content(column, &groups, named.len()).into_iter();
            return found.map(|returns| Waits::of(returns.ended, returns.open)).listed();
        }
        let mut waits = vec![Waits::default(); named.len() + 1];
        for ((&order, &steps), &has_ended) in all.rows.iter().zip(&all.steps).zip(&all.have_ended) {
            each_group(self, named, order, overlap, &mut |group| waits[group].add(steps, has_ended));
        }
        waits
    }
}

/// The values with the most customers, at least 30 each.
fn largest(names: &Texts, counts: &[u32]) -> Vec<u32> {
    let is_group =
        |code: &u32| u64::from(counts[*code as usize]) >= Share::SMALL && !names.get(*code).is_empty();
    let mut codes = (0..counts.len() as u32).filter(is_group).listed();
    sort(&mut codes, &|a, b| {
        counts[b as usize].cmp(&counts[a as usize]).then_with(|| names.get(a).cmp(names.get(b)))
    });
    codes.truncate(MOST_GROUPS);
    codes
}

/// Tells the groups that an order is in, each once: positions in `named`, or the one behind them for the rest. Where
/// groups overlap there is no rest: who is in it would be in others too.
fn each_group(values: &Values, named: &[u32], order: u32, overlap: bool, found: &mut dyn FnMut(usize)) {
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
