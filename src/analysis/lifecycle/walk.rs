//! One customer's stages, day of looking after day of looking.

use super::{LifecycleRule, Stage};
use crate::analysis::cycle::{Cycles, Hundredths, held, insert_gap};
use crate::analysis::{CountBy, Scope};
use crate::history::History;
use crate::money::Money;
use crate::order::Orders;
use crate::time::Day;

/// What stages are told by.
pub(super) struct Walk<'a> {
    orders: &'a Orders,
    rule: LifecycleRule,
    count_by: CountBy,
    /// `None` where the rule gives a number of days.
    cycles: Option<&'a Cycles>,
    /// The gaps up to the day that is looked at, ascending.
    gaps: Vec<u32>,
}

impl<'a> Walk<'a> {
    pub(super) fn of(scope: &Scope<'a>) -> Walk<'a> {
        let rule = scope.settings.lifecycle;
        let cycles = rule.cycle_days.is_none().then(|| scope.cycles());
        Walk { orders: scope.orders, rule, count_by: scope.settings.count_by, cycles, gaps: Vec::new() }
    }

    /// Tells at the end of each of some days, ascending, from a customer's first order on: which of the days, the stage,
    /// and what was paid since the one before. Tells nothing where there is no cycle, since nobody came back.
    pub(super) fn each(
        &mut self,
        history: &History,
        ends: &[Day],
        found: &mut dyn FnMut(usize, Stage, Money),
    ) {
        self.gaps.clear();
        let (days, mut amounts) = (history.days, history.amounts());
        let (mut at, mut purchases, mut cycle) = (0, 0, None);
        let first = ends.partition_point(|end| *end < history.first_day());
        for (index, end) in ends.iter().enumerate().skip(first) {
            let (before, mut paid) = (at, Money::ZERO);
            while at < days.len() && days.at(at) <= *end {
                let gap = if at == 0 { 0 } else { days.at(at).days_since(days.at(at - 1)) as u32 };
                if gap > 0 {
                    insert_gap(&mut self.gaps, gap);
                }
                purchases += u64::from(at == 0 || gap > 0 || self.count_by == CountBy::Orders);
                paid += amounts.next().unwrap_or_default();
                at += 1;
            }
            if at > before {
                cycle = self.cycle(history.orders[at - 1]);
            }
            let Some(cycle) = cycle else { return };
            let days = end.days_since(days.at(at - 1)) as u32;
            found(index, self.rule.stage(purchases, days, cycle), paid);
        }
    }

    fn cycle(&self, last_order: u32) -> Option<Hundredths> {
        match self.rule.cycle_days {
            Some(days) => Some(Hundredths::of_days(days.into())),
            None => Some(held(&self.gaps, self.cycles?.usual(self.orders, last_order as usize)?)),
        }
    }
}
