//! **Question.** Who orders in each period: new customers, those of the period before, or those who had been away? And
//! how many of one period come again in the next?
//!
//! **Definition.** Of the customers with an order in a period, *new* are those whose very first order lies in it,
//! *returning* those who ordered in the period before too, *reactivated* all others. With B(m) the customers with an
//! order in period m:
//! - *next-period rate* = |B(m-1) and B(m)| / |B(m-1)|;
//! - *two-period rate* = |(B(m-2) or B(m-1)) and B(m)| / |B(m-2) or B(m-1)|;
//! - *two-period rate from m-2* = |B(m-2) and (B(m-1) or B(m))| / |B(m-2)|.
//!
//! **Units.** Customers; shares 0..=1; m is the period that a rate stands at.
//!
//! **Choices.**
//! - Ties do not matter: a customer counts once a period.
//! - First order: who is new is decided on all orders. Filters on orders limit which orders make a customer active. Where
//!   the window starts later than the file, who ordered in the period before it is returning in its first one.
//! - Censoring: the last period is marked unless its last day is the as-of day. A period that begins before the window
//!   is marked, and with it the rates that rest on it are too high or too low by what is not seen.
//! - Rates have no whole, and no value, where the periods that they rest on lie before the window.
//! - Anonymous orders are nobody's.
//!
//! **Example.** Ann orders in January, February and April, Bob in January and March:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("ann", "2024-02-01"), row("ann", "2024-04-30"),
//!     row("bob", "2024-01-05"), row("bob", "2024-03-05"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let report = Report::of(&orders, &Settings::default(), &[Section::Activity]);
//! let months = report.results.activity.unwrap().periods;
//! let who: Vec<_> = months.iter().map(|m| (m.new, m.returning, m.reactivated)).collect();
//! assert_eq!(who, [(2, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1)]);
//! // Of January's two one came in February; of January's and February's two Bob came in March.
//! assert_eq!((months[1].next.part, months[1].next.whole), (1, 2));
//! assert_eq!((months[2].two.part, months[2].two.whole), (1, 2));
//! // Both of January's came in February or March.
//! assert_eq!((months[2].two_from.part, months[2].two_from.whole), (2, 2));
//! ```
//!
//! **Sources.** 次月复购率, 次两月复购率 and 次季度复购率 as the dashboards of Chinese platforms define them; CDNOW's are
//! reproduced in the tests.

use huitou_columns::comings::Comings;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::{Scope, Share};
use crate::list::Listed;
use crate::time::{Period, PeriodKind};

/// Who orders, period by period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Activity {
    /// The length of a period.
    pub period: PeriodKind,
    /// All periods of the window, empty ones included.
    pub periods: Vec<ActivePeriod>,
}

/// The customers of one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ActivePeriod {
    /// Which period.
    pub period: Period,
    /// Whether its last day lies in the window.
    pub complete: bool,
    /// Whether its first day lies before the window.
    pub cut_at_start: bool,
    /// Customers whose very first order lies in it.
    pub new: u64,
    /// Customers who ordered in the period before too.
    pub returning: u64,
    /// Customers who ordered earlier and not in the period before.
    pub reactivated: u64,
    /// Those of the period before who order in this one.
    pub next: Share,
    /// Those of the two periods before who order in this one.
    pub two: Share,
    /// Those of the period before the last who ordered in the last or in this one.
    pub two_from: Share,
}

impl ActivePeriod {
    /// Customers with an order in it.
    pub fn active(&self) -> u64 {
        self.new + self.returning + self.reactivated
    }

    /// Those of them who are not new.
    pub fn existing(&self) -> Share {
        Share::of(self.returning + self.reactivated, self.active())
    }
}

/// The results of this section.
pub fn activity(scope: &Scope) -> Activity {
    Activity { period: scope.settings.period, periods: periods(scope, scope.settings.period) }
}

/// The same by periods of any length.
pub(super) fn periods(scope: &Scope, kind: PeriodKind) -> Vec<ActivePeriod> {
    let Some(calendar) = Calendar::by(scope, kind) else { return Vec::new() };
    let counts = counts(scope, &calendar);
    let period = |(at, period): (usize, &Period)| {
        let before = |steps: usize| at.checked_sub(steps).map_or(Comings::default(), |at| counts[at]);
        let (now, last, first) = (counts[at], before(1), before(2));
        let known =
            |steps: usize, part, whole| if at < steps { Share::of(0, 0) } else { Share::of(part, whole) };
        ActivePeriod {
            period: *period,
            complete: calendar.is_complete(*period),
            cut_at_start: calendar.is_cut_at_start(*period),
            new: now.firsts,
            returning: now.from_last,
            reactivated: now.codes - now.firsts - now.from_last,
            next: known(1, now.from_last, last.codes),
            two: known(
                2,
                now.from_last + now.from_last_but_one,
                (last.codes + first.codes).saturating_sub(last.from_last),
            ),
            two_from: known(2, last.from_last + now.from_last_but_one, first.codes),
        }
    };
    calendar.periods().iter().enumerate().map(period).listed()
}

fn counts(scope: &Scope, calendar: &Calendar) -> Vec<Comings> {
    let Some(first) = calendar.periods().first() else { return Vec::new() };
    let starts = [-2, -1, 0].map(|steps| first.plus(steps).first_day().0);
    let (counted, all) = (scope.histories.gathered(), scope.all.gathered());
    counted.comings(all, calendar.numbers(), calendar.periods().len(), starts)
}
