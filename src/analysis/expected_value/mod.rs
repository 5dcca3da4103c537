//! **Question.** How many orders will today's customers still place, and what will they be worth?
//!
//! **Definition.** Of each customer a model sees x, the order days after the first one; the weeks from the first order day
//! to the last; and the weeks from the first order day to the as-of day. Three [models](crate::stats::drop_out) are fitted
//! by maximum likelihood: BG/NBD, MBG/NBD and Pareto/NBD. Each is first fitted on the window without its last third and
//! judged by the repeat order days that came in it: the lowest root of the mean squared error a customer wins; of those
//! within 1 % of it, the one with the higher likelihood of all of the window. That one is fitted again on all of the
//! window and asked for the repeat order days of the next 365 days. What one is worth is told by the
//! [Gamma-Gamma model](crate::stats::gamma_gamma) of the mean of what a customer's repeat days have brought, where that is
//! above 0; who has no such day is expected to pay what all do. Expected value is the product, undiscounted.
//!
//! **Units.** Order days; weeks of seven exact days; money in minor units; chances 0..=1.
//!
//! **Choices.**
//! - Refused below 100 customers who came back, below three times the shop's [cycle](super::cycle::cycle) of history, and where no
//!   model sees that customers stop: a chance below 0.001, or a parameter at its bound.
//! - Ties: several orders of one day are one order day, whatever `count_by` says.
//! - Refunds: an order refunded in full is no order.
//! - First order: the very first order day begins a customer. Under filters the days with an order that counts repeat it;
//!   who first came before the window is left out.
//! - Of more than 5,000 customers every n-th is fitted, in the order of what was seen of them; all are judged and
//!   forecast.
//! - The chance that a one-time buyer has not stopped is not given under BG/NBD, where it is always 1. Where the
//!   Gamma-Gamma model has no mean (q <= 1, or amounts that are all equal), orders are told and value is not.
//! - Anonymous orders belong to nobody.
//!
//! **Example.** Too little to learn from is said:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::analysis::expected_value::Refusal;
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [row("ann", "2024-01-01"), row("ann", "2024-01-11"), row("bob", "2024-01-31")];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let report = Report::of(&orders, &Settings::default(), &[Section::ExpectedValue]);
//! let expected = report.results.expected_value.unwrap();
//! assert_eq!((expected.customers, expected.repeat_customers), (2, 1));
//! assert_eq!((expected.refusal, expected.forecast), (Some(Refusal::FewRepeats), None));
//! ```
//!
//! **Sources.** Those of the models. P. S. Fader and B. G. S. Hardie's CDNOW data and the published parameters, likelihoods
//! and forecasts are reproduced in the tests.

mod fitting;
mod forecast;
mod hold_out;
mod seen;

use serde::{Deserialize, Serialize};

use super::Scope;

pub use crate::stats::drop_out::Model;
pub use fitting::Fitting;
pub use forecast::{Forecast, ForecastRow, Outlook, YEAR_DAYS, outlook};
pub use hold_out::{CheckRow, HoldOut, ModelCheck, judged};

/// What is expected of today's customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ExpectedValue {
    /// Customers who first ordered in the window.
    pub customers: u64,
    /// Those of them with a second order day.
    pub repeat_customers: u64,
    /// Days of the window.
    pub history_days: u32,
    /// The shop's cycle in days; `None` where nobody came back.
    pub cycle_days: Option<u32>,
    /// Why there is no forecast.
    pub refusal: Option<Refusal>,
    /// How the models did; `None` where it was not tried.
    pub hold_out: Option<HoldOut>,
    /// The next twelve months.
    pub forecast: Option<Forecast>,
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Refusal {
    /// Fewer than [`FEWEST_REPEAT_CUSTOMERS`] came back.
    FewRepeats,
    /// Less history than [`FEWEST_CYCLES`] cycles of the shop.
    ShortHistory,
    /// No model sees that customers stop.
    DropOutNotSeen,
}

/// Fewer customers who came back tell too little.
pub const FEWEST_REPEAT_CUSTOMERS: u64 = 100;
/// A shorter history, in cycles of the shop, tells too little.
pub const FEWEST_CYCLES: u32 = 3;

/// The results of this section.
pub fn expected_value(scope: &Scope) -> ExpectedValue {
    match Fitting::of(scope) {
        Ok(fitting) => fitting.fitted(),
        Err(refused) => *refused,
    }
}
