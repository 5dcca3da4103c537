//! Where the customers of each group stood some time before.
//!
//! Groups of that day are made of the orders up to it, divided by what divided customers then (option: by what divides
//! them now). Refunds are known by their order's day, so the past is seen with what is known now.

use huitou_columns::classes;
use serde::{Deserialize, Serialize};

use super::measures::Measures;
use super::stands::{Stand, Stands};
use super::{CameBack, Compared, MigrationCuts, Octant, RfmSettings, Segment};
use crate::analysis::Scope;
use crate::list::Listed;
use crate::time::Day;

/// How customers moved between groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Migration {
    /// The earlier day.
    pub from: Day,
    /// What its groups are divided by.
    pub cuts: MigrationCuts,
    /// A row for each octant of then, in the order of [`Octant::ALL`], and one of those who had not ordered yet: how
    /// many of them are now in each.
    pub octants: Vec<Vec<u64>>,
    /// The same of the named segments, in the order of [`Segment::ALL`].
    pub segments: Vec<Vec<u64>>,
}

/// With who has ordered since; `None` where nobody that is shown had ordered by the earlier day.
pub(super) fn migration(scope: &Scope, now: Stands, compared: &Compared) -> Option<(Migration, CameBack)> {
    let settings = &scope.settings.rfm;
    let days = settings.migration_days.unwrap_or(RfmSettings::MIGRATION_DAYS);
    let from = scope.window?.as_of.plus(-i32::try_from(days).ok()?);
    let now = grouped(now);
    let then = Measures::until(scope, scope.histories, from);
    let then_compared = match settings.migration_cuts {
        _ if then.len() == 0 => return None,
        MigrationCuts::Then => Some(Compared::until(scope, &then.rankings(), from)?),
        MigrationCuts::Now => None,
    };
    let stands = Stands::of(&then, then_compared.as_ref().unwrap_or(compared));
    drop(then);
    let then = grouped(stands);
    let stays = scope.histories.gathered().stays(from.0);
    let moved = classes::moved(&then, &stays, NEWCOMER, &now, NEWCOMER.into());
    let of_octants = Moves::of(&moved, Octant::ALL.len(), &|group| group / Segment::ALL.len());
    let of_segments = Moves::of(&moved, Segment::ALL.len(), &|group| group % Segment::ALL.len());
    let came_back = CameBack::of(&of_octants.back, &of_segments.back, scope.settings);
    let (octants, segments) = (of_octants.customers, of_segments.customers);
    Some((Migration { from, cuts: settings.migration_cuts, octants, segments }, came_back))
}

/// Who had not ordered yet, behind all pairs of an octant and a segment.
const NEWCOMER: u16 = (Octant::ALL.len() * Segment::ALL.len()) as u16;

/// The octant and the segment of each, in one number.
fn grouped(mut stands: Stands) -> Vec<u16> {
    let group = |stand: Stand| (stand.octant() * Segment::ALL.len() + stand.segment()) as u16;
    classes::translate(&mut stands.0, &Stand::all().map(group).listed());
    stands.0
}

/// How customers moved between the groups of one family.
struct Moves {
    customers: Vec<Vec<u64>>,
    /// How many each group had, and how many of these came back.
    back: Vec<[u64; 2]>,
}

impl Moves {
    /// From how many moved between all pairs of an octant and a segment, apart by who came back.
    fn of(moved: &[[u32; 2]], groups: usize, group: &dyn Fn(usize) -> usize) -> Moves {
        let mut moves = Moves { customers: vec![vec![0; groups]; groups + 1], back: vec![[0; 2]; groups] };
        let pairs = usize::from(NEWCOMER);
        for (before, counts) in moved.chunks(pairs).enumerate() {
            let row = if before == pairs { groups } else { group(before) };
            for (now, count) in counts.iter().enumerate() {
                let [away, back] = count.map(u64::from);
                moves.customers[row][group(now)] += away + back;
                if let Some([all, came]) = moves.back.get_mut(row) {
                    *all += away + back;
                    *came += back;
                }
            }
        }
        moves
    }
}

impl Migration {
    /// Customers of each row.
    pub fn sizes(rows: &[Vec<u64>]) -> Vec<u64> {
        rows.iter().map(|row| row.iter().sum()).listed()
    }
}
