//! A cohort while it is counted.
//!
//! Every mode counts at a range of offsets: one alone, all up to one, all from one on. So a customer or an order adds
//! one at the range's start and takes one off behind its end, and one sum over the offsets makes the row.

use std::ops::Range;

use super::{Cell, RetentionMode, Sums};
use crate::analysis::Share;
use crate::list::Listed;
use crate::money::Money;

/// What is counted of a cohort.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) size: u64,
    pub(super) start: Sums,
    steps: Vec<Step>,
}

/// What changes at an offset.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    observed: i64,
    retained: i64,
    orders: i64,
    revenue: i64,
}

impl Tally {
    /// So many customers who came in one period, and how many of them came back at each offset from 0.
    pub(super) fn of_period(size: u64, observed: u32, back: &[u64]) -> Tally {
        let mut tally = Tally { size, ..Tally::default() };
        if size > 0 {
            tally.count(1..observed + 1, &|step, one| step.observed += one * size as i64);
        }
        for (offset, back) in (1..=observed).zip(back.iter().skip(1)).filter(|(_, back)| **back > 0) {
            tally.count(offset..offset + 1, &|step, one| step.retained += one * *back as i64);
        }
        tally
    }

    /// One customer more, with the offsets of their orders, ascending, of which so many come before the first repeat.
    pub(super) fn add(
        &mut self,
        mode: RetentionMode,
        observed: u32,
        mut offsets: impl DoubleEndedIterator<Item = u32>,
        firsts: usize,
    ) {
        self.size += 1;
        self.count(1..observed + 1, &|step, one| step.observed += one);
        let retained = |step: &mut Step, one| step.retained += one;
        match mode {
            RetentionMode::OnOrAfter => {
                let last = offsets.next_back().unwrap_or(0);
                self.count(range(mode, last, observed), &retained);
            }
            RetentionMode::Cumulative => {
                if let Some(first) = offsets.nth(firsts) {
                    self.count(range(mode, first, observed), &retained);
                }
            }
            _ => {
                let mut seen = 0;
                for offset in offsets.filter(|offset| *offset <= observed) {
                    if offset > seen {
                        self.count(offset..offset + 1, &retained);
                        seen = offset;
                    }
                }
            }
        }
    }

    /// The orders of such a customer, with their amounts.
    pub(super) fn add_sums(
        &mut self,
        mode: RetentionMode,
        observed: u32,
        orders: impl Iterator<Item = (u32, Money)>,
    ) {
        for (offset, amount) in orders {
            if offset == 0 {
                self.start.orders += 1;
                self.start.revenue += amount;
            }
            self.count(range(mode, offset, observed), &|step, one| {
                step.orders += one;
                step.revenue += one * amount.0;
            });
        }
    }

    fn count(&mut self, offsets: Range<u32>, add: &dyn Fn(&mut Step, i64)) {
        let (first, behind) = (offsets.start as usize, offsets.end as usize);
        if first >= behind {
            return;
        }
        if self.steps.len() <= behind {
            self.steps.resize(behind + 1, Step::default());
        }
        add(&mut self.steps[first], 1);
        add(&mut self.steps[behind], -1);
    }

    /// The row, all of it complete.
    pub(super) fn cells(&self, with_sums: bool) -> Vec<Cell> {
        let mut at = Step::default();
        let cell = |(offset, step): (u32, &Step)| {
            at.observed += step.observed;
            at.retained += step.retained;
            at.orders += step.orders;
            at.revenue += step.revenue;
            let sums = Sums { orders: at.orders as u64, revenue: Money(at.revenue) };
            Cell {
                offset,
                retained: Share::of(at.retained as u64, at.observed as u64),
                complete: true,
                sums: with_sums.then_some(sums),
            }
        };
        let cells = (0..).zip(&self.steps).map(cell).skip(1);
        cells.take_while(|cell| cell.retained.whole > 0).listed()
    }
}

/// At which offsets an order at one of them counts.
fn range(mode: RetentionMode, offset: u32, observed: u32) -> Range<u32> {
    match mode {
        RetentionMode::OnOrAfter => 1..offset.min(observed) + 1,
        RetentionMode::Cumulative => offset.max(1)..observed + 1,
        _ if offset == 0 || offset > observed => 0..0,
        _ => offset..offset + 1,
    }
}
