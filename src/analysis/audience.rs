//! Customers to write to: those of a group, of a cell of the scores, of a cohort or a cell of its row, of a member tier, or due in
//! a week.
//!
//! **Choices.**
//! - A cohort is decided on all orders, as in [`retention`](super::retention); its members stay in it whatever orders
//!   count. Who came back is told by the orders that count, in a calendar
//!   period. In one that has not begun nobody did or did not; in one that is not over, "did not" is "not yet".
//! - A cohort of a channel or the like has customers of all periods, so each is looked at in the n-th period after their
//!   own; whose is not over is in neither part, as in the matrix.
//! - Figures are those of the orders that count. Of who has none of these: no order, nothing paid, and the days since
//!   their last order of any kind.
//! - Who is held out of a campaign is drawn by a seed and the customer's key alone (see [`drawn`]): neither the order
//!   of rows nor who else is in the list changes anybody's group.

use super::Scope;
use super::calendar::Calendar;
use super::cycle::each_due;
use super::retention::Rows;
use super::rfm::{CustomerGroup, Members, members, scored};
use super::tiers::tier_members;
use crate::history::History;
use crate::stats::drawn;
use crate::time::{Day, Period};

/// Which customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudienceOf {
    /// An octant, a segment, a stage, a state of the cycle.
    Group(CustomerGroup),
    /// A cell of R x F.
    Scores {
        /// The R score, 1..=5.
        recency: u8,
        /// The F score, 1..=5.
        frequency: u8,
    },
    /// Whose first order lies in a period.
    Cohort {
        /// Which one.
        first: Period,
        /// Only who came back, or did not, in the period so many after it.
        came_back: Option<(u32, bool)>,
    },
    /// Whose first order has one value of what cohorts are by.
    CohortRow {
        /// Which one: so many values stand before it in the matrix, where the others and who has none come last.
        at: usize,
        /// Only who came back, or did not, in the period so many after their own.
        came_back: Option<(u32, bool)>,
    },
    /// Who is in a member tier.
    Tier {
        /// Which one, the lowest is 0.
        at: usize,
        /// Only who is nearly in the next one.
        near: bool,
    },
    /// Whose due date is this day or one of the six after it.
    DueWeek(Day),
}

impl From<CustomerGroup> for AudienceOf {
    fn from(group: CustomerGroup) -> AudienceOf {
        AudienceOf::Group(group)
    }
}

/// These customers, by their first order.
pub fn audience(scope: &Scope, of: AudienceOf) -> Members {
    match of {
        AudienceOf::Group(group) => members(scope, group),
        AudienceOf::Scores { recency, frequency } => scored(scope, [recency, frequency]),
        AudienceOf::Cohort { first, came_back } => of_period(scope, first, came_back),
        AudienceOf::CohortRow { at, came_back } => of_row(scope, at, came_back),
        AudienceOf::Tier { at, near } => tier_members(scope, at, near),
        AudienceOf::DueWeek(first) => {
            let mut due = Members::default();
            each_due(scope, scope.cycles(), &mut |history, _, cycle| {
                if (0..7).contains(&cycle.after(history.last_day()).days_since(first)) {
                    due.push(scope, history);
                }
            });
            due
        }
    }
}

fn of_period(scope: &Scope, first: Period, came_back: Option<(u32, bool)>) -> Members {
    let Some(window) = scope.window else { return Members::default() };
    let founded = first.first_day().max(window.first_day)..=first.last_day();
    let own = |all: &History| founded.contains(&all.first_day()).then_some(first);
    // Nobody can have come back, or stayed away, in a period that has not begun.
    cohort(scope, came_back, &own, &|period| period.first_day() <= window.as_of)
}

fn of_row(scope: &Scope, at: usize, came_back: Option<(u32, bool)>) -> Members {
    let Some(calendar) = Calendar::of(scope) else { return Members::default() };
    let rows = Rows::of(scope, &calendar);
    let own = |all: &History| {
        let founded = calendar.founded(all)?;
        (rows.of_customer(all, founded) == at).then(|| calendar.periods()[founded])
    };
    cohort(scope, came_back, &own, &|period| calendar.is_complete(period))
}

/// Customers of a cohort, with the period that each came in; who came back is told of the periods that can tell it.
fn cohort(
    scope: &Scope,
    came_back: Option<(u32, bool)>,
    own: &dyn Fn(&History) -> Option<Period>,
    can_tell: &dyn Fn(Period) -> bool,
) -> Members {
    let mut found = Members::default();
    for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
        let Some(first) = own(&all) else { continue };
        let counted = scope.everybody.of_customer(all.customer);
        let is_meant = came_back.is_none_or(|(offset, wanted)| {
            let period = first.plus(offset as i32);
            let days = period.first_day()..=period.last_day();
            can_tell(period) && counted.days.iter().any(|day| days.contains(&day)) == wanted
        });
        if is_meant && counted.orders.is_empty() {
            found.push_without_orders(scope, &all);
        } else if is_meant {
            found.push(scope, &counted);
        }
    }
    found
}

/// Whether the customer with this key is held out of a campaign, so that its effect can be told.
pub fn is_held_out(seed: &str, key: &str, percent: u32) -> bool {
    drawn::is_drawn(seed, key, percent)
}
