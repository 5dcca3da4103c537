//! What the models see of each customer.

use crate::analysis::Scope;
use crate::history::History;
use crate::stats::drop_out::Track;
use crate::time::Day;

/// Days of a week, the unit of the models.
pub(super) const WEEK: f64 = 7.0;
/// A fit on more customers than these is little better and takes long: then every n-th of them, in the order of what was
/// seen of them, stands for all.
const MOST_FITTED: usize = 5_000;

/// One customer who first ordered within the window.
#[derive(Clone, Copy)]
pub(super) struct Buyer {
    /// What a model sees.
    pub(super) seen: Seen,
    /// What was paid on the order days that count, after the first, up to the end; in minor units.
    pub(super) paid: i64,
    /// The same with the first day.
    pub(super) paid_in_all: i64,
}

/// Tells each customer who first ordered within the window and by `end`.
pub(super) fn each_buyer(scope: &Scope, end: Day, found: &mut dyn FnMut(Buyer)) {
    for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
        if let Some(buyer) = buyer(scope, &all, end) {
            found(buyer);
        }
    }
}

/// A customer by all their orders; `None` for one who did not first order within the window and by `end`.
pub(super) fn buyer(scope: &Scope, all: &History, end: Day) -> Option<Buyer> {
    let first_day = all.days.first()?;
    if first_day < scope.window?.first_day || first_day > end {
        return None;
    }
    let (mut repeats, mut later, mut last_day) = (0, 0, first_day);
    let (mut paid, mut paid_in_all) = (0, 0);
    let mut last = first_day;
    let counted = scope.everybody.of_customer(all.customer);
    for (day, amount) in counted.days.iter().zip(counted.amounts()) {
        if day > last && day > end {
            later += 1;
        } else if day > last {
            (repeats, last_day) = (repeats + 1, day);
        }
        if day > first_day && day <= end {
            paid += amount.0;
        }
        paid_in_all += if day <= end { amount.0 } else { 0 };
        last = day;
    }
    let days = |day: Day| day.days_since(first_day) as u32;
    let seen = Seen::of([repeats, days(last_day), days(end), later]);
    Some(Buyer { seen, paid, paid_in_all })
}

/// Repeats, days to the last of them, days watched and repeats after that, each in 16 bits: what is alike stands
/// together when sorted, and a shop of a million customers is sorted at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen(pub(super) u64);

impl Seen {
    fn of(parts: [u32; 4]) -> Seen {
        Seen(parts.iter().fold(0, |all, part| all << 16 | u64::from((*part).min(u32::from(u16::MAX)))))
    }

    fn part(self, at: u32) -> u32 {
        u32::from((self.0 >> (16 * at)) as u16)
    }

    /// Order days that count, after the first, up to the end.
    pub(super) fn repeats(self) -> u32 {
        self.part(3)
    }

    /// Order days after the end.
    pub(super) fn later(self) -> u32 {
        self.part(0)
    }

    /// As a model sees it, in weeks.
    pub(super) fn track(self) -> Track {
        let weeks = |at| f64::from(self.part(at)) / WEEK;
        Track { repeats: self.repeats(), last: weeks(2), watched: weeks(1) }
    }

    fn is_like(&self, other: &Seen) -> bool {
        self.0 >> 16 == other.0 >> 16
    }
}

/// All that is seen at an end.
pub(super) fn seen(scope: &Scope, end: Day) -> Vec<Seen> {
    let mut all = Vec::new();
    each_buyer(scope, end, &mut |buyer| all.push(buyer.seen));
    all
}

/// Those of whom the same was seen, together; of what is sorted.
pub(super) fn alike(seen: &[Seen]) -> impl Iterator<Item = &[Seen]> {
    seen.chunk_by(Seen::is_like)
}

/// Of how many customers one is fitted.
pub(super) fn every(customers: usize) -> usize {
    customers.div_ceil(MOST_FITTED).max(1)
}

/// What is fitted: what was seen, and of how many.
pub(super) fn fitted(seen: &[Seen]) -> Vec<(Track, f64)> {
    let every = every(seen.len());
    let mut chosen = Vec::new();
    for at in (every / 2..seen.len()).step_by(every) {
        chosen.push(seen[at]);
    }
    let mut tracks = Vec::new();
    alike(&chosen).for_each(|same| tracks.push((same[0].track(), same.len() as f64)));
    tracks
}
