//! **Question.** What are customers worth, how few of them make the revenue, and what moved it?
//!
//! **Definition.**
//! - *Concentration*: customers by their net amount, the largest first; the revenue of the top p %, their number
//!   rounded up; the fewest who make 80 %; Gini's coefficient (n + 1) / n - 2 Σ i xᵢ / (n Σ xᵢ) with i the rank from the
//!   largest; tiers at the top 1, 5, 20 and 50 %.
//! - *Historic value*: all that the customers of a cohort have paid up to the end of age month j (days 30 j to 30 j + 29
//!   after the first order), over the size of the cohort.
//! - *What moved sales*: with revenue = customers x orders per customer x amount per order, new and existing customers
//!   apart, the change from one period to the next is split by the logarithmic mean Divisia index: each factor has
//!   L(R₁, R₀) ln(f₁ / f₀) of it.
//! - *What if*: with A the revenue of first orders and B that of repeat orders, repurchase up by x % gives A + B (1 + x),
//!   new customers or amounts up by x % give (A + B)(1 + x).
//!
//! **Units.** Minor units; shares and Gini 0..=1.
//!
//! **Choices.**
//! - Ties: equal amounts are equal whoever's they are.
//! - Refunds: amounts are net, and may be zero or negative. Such customers are counted. Shares and Gini are undefined
//!   where the revenue of all is not positive; a change is not split where one of its revenues is negative.
//! - First order: cohorts are by the very first order, whatever is filtered; what is paid is of the orders that count.
//! - Censoring: an age month is complete for a cohort when it is over for a customer of the period's last day. The curve is
//!   over the cohorts that are complete at each age: they get fewer, so it may fall.
//! - Changes are between complete periods that are not cut at the start, at most 60 of them.
//! - Anonymous orders belong to nobody and are left out.
//!
//! **Example.** Ann pays 10, 3 and 1, Bob 6:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str, cents| (customer, day.parse().unwrap(), Money(cents));
//! let rows = [
//!     row("ann", "2024-01-01", 1000), row("ann", "2024-01-20", 300), row("ann", "2024-02-10", 100),
//!     row("bob", "2024-01-31", 600),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let settings = Settings { as_of: Some("2024-02-29".parse().unwrap()), ..Settings::default() };
//! let report = Report::of(&orders, &settings, &[Section::Value]);
//! let value = report.results.value.unwrap();
//! // (2 + 1) / 2 - 2 (1 x 14 + 2 x 6) / (2 x 20) = 0.2.
//! assert!((value.concentration.gini.unwrap() - 0.2).abs() < 1e-12);
//! // In their first 30 days they pay 19 together, later 1; only the first 30 days are over for both.
//! let january = &value.historic.cohorts[0];
//! assert_eq!((january.size, january.complete), (2, 1));
//! assert_eq!(january.paid, [Money(1900), Money(2000)]);
//! assert_eq!(value.what_if[0].repurchase, Money(2040));
//! ```
//!
//! **Sources.** M. O. Lorenz (1905); C. Gini (1912); B. W. Ang (2005), Energy Policy 33, 867-871. P. S. Fader and B. G. S.
//! Hardie's CDNOW data is reproduced in the tests.

mod concentration;
mod historic;
mod moved;

use serde::{Deserialize, Serialize};

use super::Scope;
use crate::list::Listed;
use crate::money::Money;

pub(super) use concentration::of as concentration_of;
pub use concentration::{Concentration, Tier, TopShare};
pub(super) use historic::historic;
pub use historic::{HistoricValue, ValueCohort, ValuePoint};
pub use moved::{Change, Parts, Sales, SideChange};

/// What customers are worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Value {
    /// How few make how much.
    pub concentration: Concentration,
    /// What cohorts have paid.
    pub historic: HistoricValue,
    /// From period to period.
    pub changes: Vec<Change>,
    /// Revenue of first orders that count.
    pub first_revenue: Money,
    /// Revenue of all others.
    pub repeat_revenue: Money,
    /// What more would give.
    pub what_if: Vec<WhatIf>,
}

/// Revenue if something were so many percent more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct WhatIf {
    /// How much more.
    pub percent: u32,
    /// Repeat orders.
    pub repurchase: Money,
    /// New customers, who come back as the others do; or the amount of every order: the same.
    pub customers: Money,
}

const PERCENTS: [u32; 4] = [10, 20, 30, 50];

/// The results of this section.
pub fn value(scope: &Scope) -> Value {
    let concentration = concentration::concentration(scope);
    let (_, first_revenue) = scope.firsts();
    let repeat_revenue = concentration.revenue - first_revenue;
    let more = |amount: Money, percent: u32| {
        Money::ratio(i128::from(amount.0) * i128::from(100 + percent), 100).unwrap_or_default()
    };
    let what_if = |&percent: &u32| WhatIf {
        percent,
        repurchase: first_revenue + more(repeat_revenue, percent),
        customers: more(concentration.revenue, percent),
    };
    Value {
        historic: historic(scope, scope.selection.shown()),
        changes: moved::changes(scope),
        what_if: PERCENTS.iter().map(what_if).listed(),
        concentration,
        first_revenue,
        repeat_revenue,
    }
}
