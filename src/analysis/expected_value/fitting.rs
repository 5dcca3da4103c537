//! What is fitted, without the orders that it was seen in: what takes long can be done elsewhere.

use super::hold_out::judged_by;
use super::seen::{Buyer, Seen, each_buyer, seen};
use super::{ExpectedValue, FEWEST_CYCLES, FEWEST_REPEAT_CUSTOMERS, Refusal, forecast};
use crate::analysis::{Scope, cycle};
use crate::time::Day;

/// All that the models are told of a shop.
pub struct Fitting {
    as_of: Day,
    history_days: u32,
    cycle_days: u32,
    /// Of those who had first ordered before the last third of the window.
    earlier: Vec<Seen>,
    /// Everybody at the as-of day.
    buyers: Vec<Buyer>,
}

impl Fitting {
    /// What is to be fitted, or the results where nothing can be.
    pub fn of(scope: &Scope) -> Result<Fitting, Box<ExpectedValue>> {
        let cycle_days = cycle::shop(scope).map(|shop| shop.days);
        let Some(window) = scope.window else {
            return Err(Box::new(ExpectedValue { cycle_days, ..begun(&[]) }));
        };
        let history_days = window.as_of.days_since(window.first_day) as u32 + 1;
        let mut buyers = Vec::new();
        each_buyer(scope, window.as_of, &mut |buyer| buyers.push(buyer));
        let found = ExpectedValue { history_days, cycle_days, ..begun(&buyers) };
        if found.repeat_customers < FEWEST_REPEAT_CUSTOMERS {
            return Err(Box::new(found));
        }
        let Some(cycle_days) = cycle_days.filter(|days| history_days >= FEWEST_CYCLES * days) else {
            return Err(Box::new(ExpectedValue { refusal: Some(Refusal::ShortHistory), ..found }));
        };
        let mut fitting =
            Fitting { as_of: window.as_of, history_days, cycle_days, earlier: Vec::new(), buyers };
        fitting.earlier = seen(scope, fitting.seen_until());
        Ok(fitting)
    }

    /// The results.
    pub fn fitted(self) -> ExpectedValue {
        let (seen_until, found) = (self.seen_until(), begun(&self.buyers));
        let all = self.buyers.iter().map(|buyer| buyer.seen).collect();
        let (hold_out, chosen) = judged_by(self.earlier, all, seen_until, self.as_of);
        let forecast = chosen.map(|(model, parameters)| forecast::forecast(&self.buyers, model, parameters));
        ExpectedValue {
            history_days: self.history_days,
            cycle_days: Some(self.cycle_days),
            refusal: if forecast.is_none() { Some(Refusal::DropOutNotSeen) } else { None },
            hold_out: Some(hold_out),
            forecast,
            ..found
        }
    }

    /// The last third is kept from the models that are judged by it.
    fn seen_until(&self) -> Day {
        self.as_of.plus(-((self.history_days / 3) as i32))
    }

    /// As numbers, to be handed over.
    pub fn into_numbers(self) -> Vec<u64> {
        let (as_of, earlier) = (self.as_of.0 as u64, self.earlier.len() as u64);
        let head = [as_of, self.history_days.into(), self.cycle_days.into(), earlier];
        let length = head.len() + self.earlier.len() + OF_BUYER * self.buyers.len();
        let mut numbers = Vec::with_capacity(length);
        numbers.extend(head);
        self.earlier.iter().for_each(|seen| numbers.push(seen.0));
        for buyer in self.buyers {
            numbers.extend([buyer.seen.0, buyer.paid as u64, buyer.paid_in_all as u64]);
        }
        numbers
    }

    /// From these numbers; `None` of any others.
    pub fn from_numbers(numbers: &[u64]) -> Option<Fitting> {
        let ([as_of, history_days, cycle_days, earlier], rest) = numbers.split_first_chunk()?;
        let (earlier, buyers) = rest.split_at_checked(usize::try_from(*earlier).ok()?)?;
        let (buyers, over) = buyers.as_chunks();
        let buyer = |[seen, paid, paid_in_all]: &[u64; OF_BUYER]| Buyer {
            seen: Seen(*seen),
            paid: *paid as i64,
            paid_in_all: *paid_in_all as i64,
        };
        over.is_empty().then(|| Fitting {
            as_of: Day(*as_of as i32),
            history_days: *history_days as u32,
            cycle_days: *cycle_days as u32,
            earlier: earlier.iter().map(|seen| Seen(*seen)).collect(),
            buyers: buyers.iter().map(buyer).collect(),
        })
    }
}

/// Numbers of one customer.
const OF_BUYER: usize = 3;

/// What is known before anything is fitted.
fn begun(buyers: &[Buyer]) -> ExpectedValue {
    ExpectedValue {
        customers: buyers.len() as u64,
        repeat_customers: buyers.iter().filter(|buyer| buyer.seen.repeats() > 0).count() as u64,
        history_days: 0,
        cycle_days: None,
        refusal: Some(Refusal::FewRepeats),
        hold_out: None,
        forecast: None,
    }
}
