//! One customer's stages, day of looking after day of looking.

use std::ops::Range;

use super::{LifecycleRule, Stage};
use huitou_columns::lasts::{doubled_median, insert};

use crate::analysis::cycle::{Cycles, Hundredths, held};
use crate::analysis::{CountBy, Scope};
use crate::history::History;
use crate::money::Money;
use crate::order::Orders;
use crate::stats::geometric::Logs;
use crate::time::Day;

/// How a customer stands until the next order.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    rule: LifecycleRule,
    purchases: u64,
    last: Day,
    cycle: Hundredths,
}

impl Standing {
    /// The stage on a day.
    pub(super) fn on(&self, day: Day) -> Stage {
        self.rule.stage(self.purchases, day.days_since(self.last) as u32, self.cycle)
    }
}

/// What stages are told by.
pub(super) struct Walk<'a> {
    orders: &'a Orders,
    rule: LifecycleRule,
    count_by: CountBy,
    /// `None` where the rule gives a number of days.
    cycles: Option<&'a Cycles>,
    /// The gaps up to the day that is looked at, ascending.
    gaps: Vec<u32>,
    logs: Logs,
    usual: Vec<u32>,
}

impl<'a> Walk<'a> {
    pub(super) fn of(scope: &Scope<'a>) -> Walk<'a> {
        let rule = scope.settings.lifecycle;
        let cycles = rule.cycle_days.is_none().then(|| scope.cycles());
        Walk {
            orders: scope.orders,
            rule,
            count_by: scope.settings.count_by,
            cycles,
            gaps: Vec::new(),
            logs: Logs::default(),
            usual: Vec::new(),
        }
    }

    /// Tells, from a customer's first order on, between which of some days, ascending, nothing is bought: these days, how
    /// the customer stands on them, and what was paid since the day before them. Tells nothing where there is no cycle,
    /// since nobody came back.
    pub(super) fn each(
        &mut self,
        history: &History,
        ends: &[Day],
        found: &mut dyn FnMut(Range<usize>, Standing, Money),
    ) {
        self.gaps.clear();
        let (days, mut amounts) = (history.days, history.amounts());
        let (mut at, mut purchases) = (0, 0);
        let mut start = ends.partition_point(|end| *end < history.first_day());
        while start < ends.len() {
            let mut paid = Money::ZERO;
            while at < days.len() && days.at(at) <= ends[start] {
                let gap = if at == 0 { 0 } else { days.at(at).days_since(days.at(at - 1)) as u32 };
                if gap > 0 {
                    insert(&mut self.gaps, gap);
                }
                purchases += u64::from(at == 0 || gap > 0 || self.count_by == CountBy::Orders);
                paid += amounts.next().unwrap_or_default();
                at += 1;
            }
            let Some(cycle) = self.cycle(history.orders[at - 1]) else { return };
            let rest = &ends[start..];
            let quiet = match at < days.len() {
                true => rest.partition_point(|end| *end < days.at(at)),
                false => rest.len(),
            };
            let standing = Standing { rule: self.rule, purchases, last: days.at(at - 1), cycle };
            found(start..start + quiet, standing, paid);
            start += quiet;
        }
    }

    fn cycle(&mut self, last_order: u32) -> Option<Hundredths> {
        if let Some(days) = self.rule.cycle_days {
            return Some(Hundredths::of_days(days.into()));
        }
        self.cycles?.usual(self.orders, &[last_order], &mut self.usual);
        let usual = *self.usual.first()?;
        let cycle = doubled_median(&self.gaps)
            .map_or(usual, |doubled| held(self.gaps.len() as u32, doubled, usual, &mut self.logs));
        Some(Hundredths(cycle))
    }
}
