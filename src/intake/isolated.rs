//! Orders whose dates lie far from all others: mostly typing errors, and they move the first or the last day.

use super::ledger::{Note, Place};
use crate::list::Listed;
use crate::time::Day;
use huitou_columns::blocks::DayCounts;

/// Days between the isolated orders and the rest.
const FAR: i32 = 731;
/// At most one order in so many is isolated.
const SHARE: u64 = 5;

/// The orders before the first gap, or behind the last, that are few; `first_on` finds the first order of some days.
pub(super) fn note(
    days: &DayCounts,
    first_on: impl FnOnce(&dyn Fn(Day) -> bool) -> Option<Place>,
) -> Option<Note> {
    let days: Vec<(i32, u32)> = days.iter().listed();
    let orders = |days: &[(i32, u32)]| days.iter().map(|(_, orders)| u64::from(*orders)).sum::<u64>();
    let few = orders(&days) / SHARE;
    let gaps = || (1..days.len()).filter(|&at| days[at].0 - days[at - 1].0 >= FAR);
    let early = gaps().rfind(|&gap| orders(&days[..gap]) <= few).unwrap_or(0);
    let late = gaps().find(|&gap| orders(&days[gap..]) <= few).unwrap_or(days.len());
    let isolated = orders(&days[..early]) + orders(&days[late..]);
    if isolated == 0 {
        return None;
    }
    let rest = days[early..late].first()?.0..=days[early..late].last()?.0;
    let first = first_on(&|Day(day)| !rest.contains(&day))?;
    Some(Note::IsolatedDates { orders: isolated, first })
}
