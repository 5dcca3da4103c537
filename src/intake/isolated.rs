//! Orders whose dates lie far from all others: mostly typing errors, and they move the first or the last day.

use super::ledger::{Note, Place};
use super::valid_orders::{Count, Days};
use crate::time::Day;

/// Days between the isolated orders and the rest.
const FAR: i32 = 731;
/// At most one order in so many is isolated.
const SHARE: u64 = 5;

/// The orders before the first gap, or behind the last, that are few.
pub(super) fn note(days: &Days, place: impl Fn(usize, usize) -> Place) -> Option<Note> {
    let days: Vec<(Day, &Count)> = days.iter().collect();
    let few = days.iter().map(|(_, count)| count.orders).sum::<u64>() / SHARE;
    let before = |end: usize| days[..end].iter().map(|(_, count)| count.orders).sum::<u64>();
    let behind = |start: usize| days[start..].iter().map(|(_, count)| count.orders).sum::<u64>();
    let is_gap = |&at: &usize| days[at].0.days_since(days[at - 1].0) >= FAR;
    let gaps = || (1..days.len()).filter(is_gap);
    let early = gaps().rfind(|&gap| before(gap) <= few).unwrap_or(0);
    let late = gaps().find(|&gap| behind(gap) <= few).unwrap_or(days.len());
    let isolated = || days[..early].iter().chain(&days[late..]).map(|(_, count)| *count);
    let first = isolated().filter_map(|count| count.first).map(|(file, row)| place(file, row)).min();
    first.map(|first| Note::IsolatedDates { orders: isolated().map(|count| count.orders).sum(), first })
}
