//! Orders whose dates lie far from all others: mostly typing errors, and they move the first or the last day.

use super::fold::Draft;
use super::ledger::{Note, Place};
use super::sheet::Sheet;
use super::sorting;
use super::store::is_order;
use crate::time::{Day, Moment};

/// Days between the isolated orders and the rest.
const FAR: i32 = 731;
/// At most one order in so many is isolated.
const SHARE: usize = 5;

/// The orders before the first gap, or behind the last, that are few.
pub(super) fn note(drafts: &[Draft], sheets: &[Sheet<'_>]) -> Option<Note> {
    let of = |draft: &Draft| {
        let line = sheets[draft.file].rows.shard.lines.get(draft.row).unwrap_or(1);
        (Moment(draft.moment).day(), Place { file: draft.file as u32, line })
    };
    let mut orders: Vec<(Day, Place)> = drafts.iter().filter(|draft| is_order(draft)).map(of).collect();
    sorting::by_key(&mut orders, |&order| order);
    let few = orders.len() / SHARE;
    let is_gap = |&at: &usize| orders[at].0.days_since(orders[at - 1].0) >= FAR;
    let early = (1..=few).rev().find(is_gap).unwrap_or(0);
    let late = (orders.len() - few..orders.len()).find(is_gap).unwrap_or(orders.len());
    let isolated = || orders[..early].iter().chain(&orders[late..]).map(|(_, place)| *place);
    isolated().min().map(|first| Note::IsolatedDates { orders: isolated().count() as u64, first })
}
