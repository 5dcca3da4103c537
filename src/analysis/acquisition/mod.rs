//! **Question.** After how long has a new customer earned back what it cost to win them, and how many times over?
//!
//! **Definition.** The merchant tells what a new customer costs (CAC; one number, by month or by channel of the first order)
//! and the gross margin m.
//! - *Pay-back*: the first age a in days with m x MCF(a) >= the mean cost, where the mean cumulative function MCF(a) is the
//!   sum over ages s = 0..=a of what was paid at age s by those observed at s, over their number. There is no interpolation.
//! - *Value over cost* at N = 30, 90, 180 and 365 days: m x what customers observed for N days have paid at ages 0..=N, over
//!   what these customers cost.
//! - *By cohort*: the first age month j (days 30 j to 30 j + 29), complete for the cohort, at whose end m x all that it has
//!   paid is at least all that it cost.
//!
//! **Units.** Minor units; days of age, 0 on the day of the first order; the margin in hundredths of a percent.
//!
//! **Choices.**
//! - The channel's cost goes before the month's, and that before everybody's. Whose cost is not told is left out, and
//!   counted.
//! - Not within the data is an answer: what is not covered at any age that was observed has no pay-back.
//! - Refunds: amounts are net, so that the mean may also fall; the first day that reaches the cost is told.
//! - First order: the very first order begins a customer, who has come within the window. What is paid is of the orders
//!   that count.
//! - Censoring: who came a days ago is observed up to age a; the mean at age s is of those observed so long.
//! - Without a cost or a margin nothing is computed. Anonymous orders belong to nobody.
//!
//! **Example.** Ann costs 10 and pays 8 at once and 12 after ten days; Bob costs 10, pays 6 and is observed for five days
//! only. At half of revenue: 3.5 on day 0, 3.5 + 6 = 9.5 on day 10, which is not yet 10.
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::analysis::acquisition::AcquisitionCost;
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str, cents| (customer, day.parse().unwrap(), Money(cents));
//! let rows = [row("ann", "2024-01-01", 800), row("ann", "2024-01-11", 1200), row("bob", "2024-01-06", 600)];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let found = |margin| {
//!     let acquisition =
//!         AcquisitionCost { margin: Some(margin), everybody: Some(Money(1000)), ..AcquisitionCost::default() };
//!     let settings = Settings { acquisition, ..Settings::default() };
//!     Report::of(&orders, &settings, &[Section::Acquisition]).results.acquisition.unwrap()
//! };
//! assert_eq!(found(5_000).groups[0].payback, None);
//! // At 6/10 of revenue: 4.2 + 7.2 = 11.4 on day 10.
//! assert_eq!(found(6_000).groups[0].payback.map(|mean| (mean.day, mean.observed)), Some((10, 1)));
//! ```
//!
//! **Sources.** W. B. Nelson (1988), Journal of Quality Technology 20, 24-35, for the mean cumulative function.

mod ages;
mod cost;

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::retention::{CohortBy, CohortName, Rows};
use super::value::{ValueCohort, historic};
use super::{Scope, Settings};
use crate::list::Listed;
use crate::money::Money;
use ages::Ages;
use cost::Costs;

pub use cost::{AcquisitionCost, CostOf};

/// What new customers cost and bring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Acquisition {
    /// Gross margin in hundredths of a percent; `None`: not told.
    pub margin: Option<u32>,
    /// Whether any cost is told.
    pub has_cost: bool,
    /// Customers who first ordered in the window; 0 where cost or margin is not told.
    pub customers: u64,
    /// All whose cost is known, then by the channel of the first order, where there are some; empty where there are no
    /// such customers.
    pub groups: Vec<AcquiredGroup>,
    /// All of them at day 0, 30, 60, ... up to three years.
    pub curve: Vec<MeanPaid>,
    /// By the period of the first order, earliest first.
    pub cohorts: Vec<CostCohort>,
}

/// Customers whose cost is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AcquiredGroup {
    /// The channel of their first order; `None`: all.
    pub channel: Option<CohortName>,
    /// How many.
    pub customers: u64,
    /// What they cost together.
    pub cost: Money,
    /// When what they bring first covers that; `None`: not within the data.
    pub payback: Option<MeanPaid>,
    /// Revenue against cost at each of [`AGES`].
    pub at_ages: Vec<AtAge>,
}

/// The mean cumulative function at one age.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct MeanPaid {
    /// Days since the first order.
    pub day: u32,
    /// Customers who have been observed so long.
    pub observed: u64,
    /// What one has paid by then on average, in minor units.
    pub paid: f64,
}

/// What customers who have been observed so long have paid and cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AtAge {
    /// Days since the first order.
    pub days: u32,
    /// How many.
    pub customers: u64,
    /// What they had paid by the end of that day.
    pub paid: Money,
    /// What they cost.
    pub cost: Money,
}

/// A cohort and what it cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CostCohort {
    /// Those of its customers whose cost is known, and what they have paid.
    pub cohort: ValueCohort,
    /// What they cost.
    pub cost: Money,
    /// The age month at whose end that is covered; `None`: in none that is complete.
    pub payback: Option<u32>,
}

/// The ages at which value is set against cost, in days.
pub const AGES: [u32; 4] = [30, 90, 180, 365];
/// Hundredths of a percent in the whole.
pub const WHOLE: u32 = 10_000;
const CURVE_STEP: u32 = 30;
const CURVE_END: u32 = 1_080;

impl AtAge {
    /// How many times what these customers cost they have brought at a margin; `None` where nobody is, or they cost nothing.
    pub fn ratio(&self, margin: u32) -> Option<f64> {
        (self.cost.0 > 0).then(|| brought(self.paid, margin) / self.cost.0 as f64)
    }
}

/// What is left of an amount at a margin, in minor units.
pub fn brought(paid: Money, margin: u32) -> f64 {
    paid.0 as f64 * f64::from(margin) / f64::from(WHOLE)
}

/// The results of this section.
pub fn acquisition(scope: &Scope) -> Acquisition {
    let told = &scope.settings.acquisition;
    let mut found = Acquisition {
        margin: told.margin,
        has_cost: told.has_cost(),
        customers: 0,
        groups: Vec::new(),
        curve: Vec::new(),
        cohorts: Vec::new(),
    };
    let Some(margin) = told.margin.filter(|_| told.has_cost()) else { return found };
    let (Some(calendar), Some(costs)) = (Calendar::of(scope), Costs::of(scope)) else { return found };
    let by_channel = Settings { cohort_by: CohortBy::Channel, ..scope.settings.clone() };
    let rows = Rows::of(&Scope { settings: &by_channel, ..*scope }, &calendar);
    // All, then the rows.
    let mut ages = vec![Ages::default(); 1 + rows.len()];
    let mut cost_of = vec![Money::ZERO; calendar.periods().len()];
    for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
        let Some(founded) = calendar.founded(&all) else { continue };
        found.customers += 1;
        let Some(cost) = costs.of_customer(&all) else { continue };
        cost_of[founded] += cost;
        let observed = calendar.window().as_of.days_since(all.first_day()) as u32;
        let history = scope.everybody.of_customer(all.customer);
        for at in [0, 1 + rows.of_customer(&all, founded)] {
            ages[at].add(observed, cost);
            for (day, amount) in history.days.iter().zip(history.amounts()) {
                ages[at].pay(observed, day.days_since(all.first_day()) as u32, amount);
            }
        }
    }
    let part = f64::from(margin) / f64::from(WHOLE);
    let group = |(at, ages): (usize, &Ages)| AcquiredGroup {
        channel: at.checked_sub(1).map(|row| rows.name(row, &calendar)),
        customers: ages.customers(),
        cost: ages.cost(),
        payback: ages.payback(part),
        at_ages: ages.at_ages(),
    };
    let is_told = |group: &AcquiredGroup| group.customers > 0;
    found.groups = ages.iter().enumerate().map(group).filter(is_told).listed();
    // Of first orders without a channel there is nothing to tell apart.
    if found.groups.iter().all(|group| matches!(group.channel, None | Some(CohortName::Missing))) {
        found.groups.truncate(1);
    }
    let is_step = |mean: &MeanPaid| mean.day.is_multiple_of(CURVE_STEP) && mean.day <= CURVE_END;
    found.curve = ages[0].means().into_iter().filter(is_step).listed();
    let mut kept = vec![false; scope.orders.customer_count()];
    for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
        kept[all.customer as usize] = costs.of_customer(&all).is_some();
    }
    let cohorts = historic(scope, Some(&kept)).cohorts;
    let cost_of = |cohort: &ValueCohort| {
        let at = calendar.periods().iter().position(|period| *period == cohort.period);
        at.map_or(Money::ZERO, |at| cost_of[at])
    };
    found.cohorts = cohorts.into_iter().map(|cohort| paid_back(cost_of(&cohort), cohort, margin)).listed();
    found
}

fn paid_back(cost: Money, cohort: ValueCohort, margin: u32) -> CostCohort {
    let covers =
        |paid: &Money| i128::from(paid.0) * i128::from(margin) >= i128::from(cost.0) * i128::from(WHOLE);
    let payback = cohort.paid.iter().take(cohort.complete as usize).position(covers).map(|at| at as u32);
    CostCohort { cost, payback, cohort }
}
