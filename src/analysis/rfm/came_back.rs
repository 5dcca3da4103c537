//! Who of the groups of an earlier day has ordered since, and two of these groups side by side.
//!
//! Groups of today say nothing of who comes back: recency is what they are made of. Those of an earlier day are told by
//! the orders up to it alone, and what came after it was not known then.

use serde::{Deserialize, Serialize};

use super::{CustomerGroup, Octant, Segment};
use crate::analysis::{Comparison, Settings, Share};
use crate::list::Listed;

/// The groups of an earlier day with those who have ordered after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CameBack {
    /// The octants, then the named segments.
    pub rows: Vec<BackRow>,
    /// The two that are compared: of one family, so that nobody is in both.
    pub compared: [CustomerGroup; 2],
}

/// The customers of one group of then.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct BackRow {
    /// Which one.
    pub group: CustomerGroup,
    /// Those of its customers who have ordered after that day.
    pub back: Share,
}

impl CameBack {
    /// From how many each octant and each segment had, and how many of these came back.
    pub(super) fn of(octants: &[[u64; 2]], segments: &[[u64; 2]], settings: &Settings) -> CameBack {
        let of_octants = Octant::ALL.into_iter().map(CustomerGroup::Octant).zip(octants);
        let of_segments = Segment::ALL.into_iter().map(CustomerGroup::Segment).zip(segments);
        let rows = of_octants.chain(of_segments);
        let rows = rows.map(|(group, [all, back])| BackRow { group, back: Share::of(*back, *all) }).listed();
        let compared = compared(&rows, settings);
        CameBack { rows, compared }
    }

    /// The row of a group; a shared report may lack it.
    pub fn row(&self, group: CustomerGroup) -> Option<&BackRow> {
        self.rows.iter().find(|row| row.group == group)
    }

    /// The two that are compared; `None` where a shared report lacks one of them.
    pub fn comparison(&self) -> Option<Comparison> {
        let [first, second] = self.compared.map(|group| self.row(group).map(|row| row.back));
        Some(Comparison::of(first?, second?))
    }
}

/// What is set, where it is of one family, and beside it the largest others of that family.
fn compared(rows: &[BackRow], settings: &Settings) -> [CustomerGroup; 2] {
    let is_octant = |group: CustomerGroup| matches!(group, CustomerGroup::Octant(_));
    let known = |group: &CustomerGroup| rows.iter().any(|row| row.group == *group);
    let set = &settings.rfm;
    let first = set.compare_first.filter(known);
    let family = first.or(set.compare_second).is_none_or(is_octant);
    let second = set
        .compare_second
        .filter(known)
        .filter(|second| is_octant(*second) == family && Some(*second) != first);
    let mut usual = rows.iter().filter(|row| is_octant(row.group) == family).listed();
    // Stable: of equally large ones the first.
    usual.sort_by_key(|row| std::cmp::Reverse(row.back.whole));
    let mut usual = usual.into_iter().map(|row| row.group);
    let usual_first = CustomerGroup::Octant(Octant::Champions);
    let first = first.or_else(|| usual.find(|group| Some(*group) != second)).unwrap_or(usual_first);
    let second = second.or_else(|| usual.find(|group| *group != first)).unwrap_or(usual_first);
    [first, second]
}
