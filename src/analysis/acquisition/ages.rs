//! What customers have paid by the day of their age, where not all have been observed equally long.

use super::{AtAge, MeanPaid};
use crate::list::Listed;
use crate::money::Money;

/// A group of customers, added up by age in days.
#[derive(Clone, Debug, Default)]
pub(super) struct Ages {
    /// How many have been observed for exactly so many days, and what they cost.
    ends: Vec<(u32, Money)>,
    /// What was paid at this age.
    paid: Vec<Money>,
    /// For each of [`AGES`](super::AGES): what customers who have been observed so long had paid by then.
    paid_by: [Money; 4],
}

/// A sum that is a cost up to rounding has reached it.
const ROUNDING: f64 = 1e-12;

impl Ages {
    /// A customer who cost so much and has been observed for so many days.
    pub(super) fn add(&mut self, observed: u32, cost: Money) {
        let length = observed as usize + 1;
        if length > self.ends.len() {
            self.ends.resize(length, (0, Money::ZERO));
            self.paid.resize(length, Money::ZERO);
        }
        let end = &mut self.ends[observed as usize];
        *end = (end.0 + 1, end.1 + cost);
    }

    /// What one of them, who was added before, paid at an age.
    pub(super) fn pay(&mut self, observed: u32, age: u32, amount: Money) {
        self.paid[age as usize] += amount;
        for (until, paid) in super::AGES.iter().zip(&mut self.paid_by) {
            if age <= *until && *until <= observed {
                *paid += amount;
            }
        }
    }

    /// How many customers.
    pub(super) fn customers(&self) -> u64 {
        self.observed(0).0
    }

    /// What all of them cost.
    pub(super) fn cost(&self) -> Money {
        self.observed(0).1
    }

    /// Those who have been observed for at least so many days, and what they cost.
    fn observed(&self, days: u32) -> (u64, Money) {
        let ends = self.ends.get(days as usize..).unwrap_or_default();
        ends.iter().fold((0, Money::ZERO), |(n, cost), end| (n + u64::from(end.0), cost + end.1))
    }

    /// The mean cumulative function, in minor units, at every age at which anybody has been observed.
    pub(super) fn means(&self) -> Vec<MeanPaid> {
        let (mut observed, mut paid) = (self.customers(), 0.0);
        let mean = |(day, (amount, end)): (usize, (&Money, &(u32, Money)))| {
            paid += amount.0 as f64 / observed as f64;
            let mean = MeanPaid { day: day as u32, observed, paid };
            observed -= u64::from(end.0);
            mean
        };
        self.paid.iter().zip(&self.ends).enumerate().map(mean).listed()
    }

    /// The first age at which so much of what they have paid on average covers what one of them cost.
    pub(super) fn payback(&self, margin: f64) -> Option<MeanPaid> {
        let needed = self.cost().0 as f64 / self.customers().max(1) as f64 * (1.0 - ROUNDING);
        self.means().into_iter().find(|mean| mean.paid * margin >= needed)
    }

    /// Revenue against cost at each of the ages.
    pub(super) fn at_ages(&self) -> Vec<AtAge> {
        let at = |(days, paid): (&u32, &Money)| {
            let (customers, cost) = self.observed(*days);
            AtAge { days: *days, customers, paid: *paid, cost }
        };
        super::AGES.iter().zip(&self.paid_by).map(at).listed()
    }
}
