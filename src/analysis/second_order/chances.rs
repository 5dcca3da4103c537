//! Chances within so many days, from waits.

use serde::{Deserialize, Serialize};

use crate::analysis::Share;
use crate::list::Listed;
use crate::stats::kaplan_meier::{Curve, Waits};
use crate::stats::wilson::Interval;

/// The days within which chances are told.
pub const HORIZONS: [u32; 5] = [30, 60, 90, 180, 365];
/// The curve shows a year,
const YEAR: u32 = 365;
/// in steps of five days, which all horizons are multiples of; in single days up to this many.
const SINGLE_DAYS: u32 = 60;

/// The chance of the next order day for some customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Chances {
    /// How many customers wait or have waited.
    pub customers: u64,
    /// How many of them have come back so far.
    pub returned: u64,
    /// Within each of [`HORIZONS`].
    pub within: Vec<Chance>,
    /// The first day by which half have come back; `None` where half is not reached.
    pub median_days: Option<u32>,
}

/// The chance of the next order day within some days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Chance {
    /// Within how many days.
    pub days: u32,
    /// 0..=1; `None` where nobody has been watched for so long.
    pub chance: Option<f64>,
    /// Its 95 % interval; `None` where the chance is 0, 1 or undefined.
    pub interval: Option<Interval>,
    /// Customers who have waited for so many days, watched all the time.
    pub at_risk: u64,
    /// Customers who have come back within so many days so far: over all customers, the plain share.
    pub returned: u64,
}

impl Chances {
    pub(super) fn of(waits: &Waits) -> Chances {
        let curve = waits.curve();
        Chances {
            customers: waits.total(),
            returned: waits.ended_until(u32::MAX),
            within: HORIZONS.iter().map(|days| Chance::of(waits, &curve, *days)).listed(),
            median_days: curve.median(),
        }
    }

    /// Customers who have come back within some days so far, of all.
    pub fn plain(&self, chance: &Chance) -> Share {
        Share::of(chance.returned, self.customers)
    }
}

impl Chance {
    fn of(waits: &Waits, curve: &Curve, days: u32) -> Chance {
        let point = curve.at(days);
        Chance {
            days,
            chance: point.map(|point| point.ended()),
            interval: point.and_then(|point| point.interval()),
            at_risk: point.map_or(0, |point| point.at_risk),
            returned: waits.ended_until(days),
        }
    }

    /// Whether too few customers have been watched for so long to say much.
    pub fn is_small(&self) -> bool {
        self.at_risk < Share::SMALL
    }
}

/// The chances day after day, up to a year or to the longest wait.
pub(super) fn curve(waits: &Waits) -> Vec<Chance> {
    let curve = waits.curve();
    let last = curve.last().unwrap_or(0).min(YEAR);
    let step = if last > SINGLE_DAYS { 5 } else { 1 };
    let days = (0..=last / step).map(|at| at * step);
    days.map(|days| Chance::of(waits, &curve, days)).filter(|_| waits.total() > 0).listed()
}
