//! The mean of all cohorts at each offset.

use serde::{Deserialize, Serialize};

use super::Cohort;
use crate::analysis::Share;

/// Which mean of the cohorts the curve shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CurveMean {
    /// The one that weighs each customer alike.
    #[default]
    Weighted,
    /// Beside it the one that weighs each cohort alike.
    WithPlain,
}

/// The mean of all cohorts that are complete at one offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CurvePoint {
    /// Periods after the cohort's own, or which of the spans of days; from 1.
    pub offset: u32,
    /// Sum of retained over sum of sizes.
    pub retained: Share,
    /// The plain mean of the cohorts' rates, each cohort alike.
    pub plain_mean: f64,
    /// How many cohorts it rests on.
    pub cohorts: u32,
    /// For how many complete offsets these cohorts have been followed: the shortest and the longest.
    pub followed: [u32; 2],
}

/// The size-weighted mean of these cohorts where they are complete; offsets at which none is are left out.
pub(super) fn curve<'a>(cohorts: impl Iterator<Item = &'a Cohort>) -> Vec<CurvePoint> {
    let mut points: Vec<CurvePoint> = Vec::new();
    for cohort in cohorts {
        let complete = || cohort.cells.iter().filter(|cell| cell.complete);
        let followed = complete().next_back().map_or(0, |cell| cell.offset);
        for cell in complete() {
            let at = cell.offset as usize - 1;
            while points.len() <= at {
                let offset = points.len() as u32 + 1;
                points.push(CurvePoint {
                    offset,
                    retained: Share::of(0, 0),
                    plain_mean: 0.0,
                    cohorts: 0,
                    followed: [u32::MAX, 0],
                });
            }
            let point = &mut points[at];
            point.retained.part += cell.retained.part;
            point.retained.whole += cell.retained.whole;
            // The sum of the rates, until all are known.
            point.plain_mean += cell.retained.rate().unwrap_or(0.0);
            point.cohorts += 1;
            point.followed = [point.followed[0].min(followed), point.followed[1].max(followed)];
        }
    }
    points.retain(|point| point.cohorts > 0);
    for point in &mut points {
        point.retained = Share::of(point.retained.part, point.retained.whole);
        point.plain_mean /= f64::from(point.cohorts);
    }
    points
}
