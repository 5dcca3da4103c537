//! Where the customers of each group stood some time before.
//!
//! Groups of that day are made of the orders up to it, divided by what divided customers then (option: by what divides
//! them now). Refunds are known by their order's day, so the past is seen with what is known now.

use serde::{Deserialize, Serialize};

use super::measures::Measures;
use super::{CameBack, Compared, MigrationCuts, Octant, RfmSettings, Segment, octants, scores};
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
pub(super) fn migration(scope: &Scope, now: &Measures, compared: &Compared) -> Option<(Migration, CameBack)> {
    let settings = &scope.settings.rfm;
    let days = settings.migration_days.unwrap_or(RfmSettings::MIGRATION_DAYS);
    let from = scope.window?.as_of.plus(-i32::try_from(days).ok()?);
    let then = Measures::until(scope, scope.histories, from);
    let then_compared = match settings.migration_cuts {
        _ if then.len() == 0 => return None,
        MigrationCuts::Then => Some(Compared::until(scope, &then, from)?),
        MigrationCuts::Now => None,
    };
    let earlier = then_compared.as_ref().unwrap_or(compared);
    let mut octants = vec![vec![0; Octant::ALL.len()]; Octant::ALL.len() + 1];
    let mut segments = vec![vec![0; Segment::ALL.len()]; Segment::ALL.len() + 1];
    let mut back = ([[0; 2]; Octant::ALL.len()], [[0; 2]; Segment::ALL.len()]);
    let mut known = 0;
    for (at, history) in scope.histories.iter().enumerate() {
        let (mut octant, mut segment) = (Octant::ALL.len(), Segment::ALL.len());
        if history.first_day() <= from {
            octant = octants::octant_of(&then, &earlier.cuts, known);
            segment = Segment::position(scores::cell_of(&then, &earlier.scores, known));
            known += 1;
            let came = u64::from(history.last_day() > from);
            for [all, back] in [&mut back.0[octant], &mut back.1[segment]] {
                (*all, *back) = (*all + 1, *back + came);
            }
        }
        octants[octant][octants::octant_of(now, &compared.cuts, at)] += 1;
        segments[segment][Segment::position(scores::cell_of(now, &compared.scores, at))] += 1;
    }
    let came_back = CameBack::of(&back.0, &back.1, scope.settings);
    Some((Migration { from, cuts: settings.migration_cuts, octants, segments }, came_back))
}

impl Migration {
    /// Customers of each row.
    pub fn sizes(rows: &[Vec<u64>]) -> Vec<u64> {
        rows.iter().map(|row| row.iter().sum()).listed()
    }
}
