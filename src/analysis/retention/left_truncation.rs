//! How many of a cohort had bought before the file begins, and only look new.
//!
//! **Definition.** For every customer and period with an order, t = days from the period's start back to the customer's
//! last earlier order; where the file shows none, it is longer than the days L back to the file's start. S = Kaplan and
//! Meier's estimate of t, H the longest t with [30](Share::SMALL) or more at risk. Of a cohort with look-back L < H the
//! share that is not new lies between 1 − S(H) / S(L), what the file proves on average, and
//! 1 − (S(H)² / S(H/2)) / S(L), if the tail goes on as in its last doubling. For L >= H it cannot be known.
//!
//! **Choices.** It is a property of the file: filters and window starts change nothing. It takes the shop to have
//! existed before its file, and to have gone on alike; where it opened with its file nobody had bought before. A file
//! in whose last quarter of complete periods 100 customers or more order, and fewer than 1 % of them are new, holds the
//! customers of some first orders alone: there the question does not arise.

use serde::{Deserialize, Serialize};

use super::{Cohort, CohortName};
use crate::analysis::calendar::Calendar;
use crate::analysis::{Scope, Share, Window};
use crate::list::Listed;
use crate::stats::kaplan_meier::{Curve, Waits};
use crate::stats::wilson::Interval;
use crate::time::{Day, Period};

/// What the file says of who bought before it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum FileStart {
    /// Too little to tell, or cohorts are no periods.
    #[default]
    Unknown,
    /// It holds the customers of some first orders: all of them are new.
    Extract,
    /// Each cohort has its range, where one can be known.
    Ranges,
}

/// Whether cohorts whose customers may well be old ones stay in the mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum DoubtfulCohorts {
    /// They stay out.
    #[default]
    LeaveOut,
    /// The shop opened when its file begins, or the mean is wanted as it is.
    Keep,
}

/// A cohort is doubtful where more than this share of it is not new for sure.
const DOUBTFUL: f64 = 0.1;
/// With fewer cohorts left than this the mean keeps all.
const FEWEST_LEFT: usize = 3;
/// What makes an extract: so many customers, and fewer than one new one in so many.
const EXTRACT: [u64; 2] = [100, 100];

impl Cohort {
    /// Whether more of it than a tenth has bought before the file begins, by what the file proves.
    pub fn is_doubtful(&self) -> bool {
        self.not_new.is_some_and(|range| range.low > DOUBTFUL)
    }
}

/// Gives each cohort its range; returns what the file says, and whether doubtful cohorts stay out of the mean.
pub(super) fn judge(scope: &Scope, cohorts: &mut [Cohort]) -> (FileStart, bool) {
    let Some(file) = File::of(scope).filter(|_| cohorts.iter().all(|cohort| cohort.period().is_some()))
    else {
        return (FileStart::Unknown, false);
    };
    let counts = file.counts(scope);
    if counts.is_extract() {
        return (FileStart::Extract, false);
    }
    let Some(tail) = Tail::of(counts.waits.curve()) else { return (FileStart::Unknown, false) };
    for cohort in cohorts.iter_mut() {
        if let CohortName::Period(period) = cohort.name {
            let look_back = period.first_day().days_since(file.window.first_day).max(0);
            cohort.not_new = tail.range(look_back as u32);
        }
    }
    let left = cohorts.iter().filter(|cohort| !cohort.is_doubtful()).count();
    let leave_out = scope.settings.doubtful_cohorts == DoubtfulCohorts::LeaveOut;
    (FileStart::Ranges, leave_out && left >= FEWEST_LEFT && left < cohorts.len())
}

/// The file from its first order to the as-of day, whatever the window.
struct File {
    window: Window,
    calendar: Calendar,
}

struct Counts {
    waits: Waits,
    /// Customers who order in the last quarter of complete periods, and the new ones among them.
    active: u64,
    new: u64,
}

impl File {
    fn of(scope: &Scope) -> Option<File> {
        let window = Window { first_day: scope.orders.span()?.0, as_of: scope.window?.as_of };
        Some(File { window, calendar: Calendar::over(scope, window, scope.settings.period)? })
    }

    fn counts(&self, scope: &Scope) -> Counts {
        let starts = self.calendar.periods().iter().map(|period| period.first_day().0).listed();
        let (late, end) = self.last_quarter();
        let all = scope.all.gathered();
        let look_backs = all.look_backs(self.calendar.numbers(), &starts);
        let [active, new] = all.active(late.0, end.0);
        Counts { waits: Waits::of(look_backs.ended, look_backs.open), active, new }
    }

    /// The first and the last day of the last quarter of complete periods; a span without days where none is complete.
    fn last_quarter(&self) -> (Day, Day) {
        let is_complete = |period: &&Period| self.calendar.is_complete(**period);
        let complete: Vec<&Period> = self.calendar.periods().iter().filter(is_complete).listed();
        let from = complete.len() - complete.len().div_ceil(4);
        let days = complete.get(from).zip(complete.last());
        days.map_or((Day(1), Day(0)), |(first, last)| (first.first_day(), last.last_day()))
    }
}

impl Counts {
    fn is_extract(&self) -> bool {
        self.active >= EXTRACT[0] && self.new * EXTRACT[1] < self.active
    }
}

/// The estimate as far as it can be trusted.
struct Tail {
    curve: Curve,
    /// H.
    end: u32,
    /// S(H), and what it comes to if the tail goes on.
    known: f64,
    at_last: f64,
}

impl Tail {
    /// `None` where nobody has been watched.
    fn of(curve: Curve) -> Option<Tail> {
        let is_trusted = |time: &u32| curve.at(*time).is_some_and(|point| point.at_risk >= Share::SMALL);
        let end = (1..=curve.last()?).rfind(is_trusted)?;
        let (known, half) = (curve.at(end)?.waiting, curve.at(end / 2)?.waiting);
        let at_last = if half > 0.0 { known * known / half } else { 0.0 };
        Some(Tail { curve, end, known, at_last })
    }

    /// The share that is not new of a cohort with this look-back; `None` where it cannot be known.
    fn range(&self, look_back: u32) -> Option<Interval> {
        let unseen = self.curve.at(look_back).filter(|_| look_back < self.end)?.waiting;
        let share = |at_last: f64| 1.0 - at_last / unseen;
        (unseen > 0.0).then(|| Interval { low: share(self.known), high: share(self.at_last) })
    }
}
