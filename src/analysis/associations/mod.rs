//! **Question.** What goes with coming back: which first orders are followed by a second one more often than the rest?
//!
//! **Definition.** Looked at are customers whose first order lies in the window and at least 90 days before the as-of
//! day; *back* are those with another order day within days 1..=90. For each [`Aspect`] of the first order its values are
//! groups; each is compared with all other customers that are looked at: the difference of the shares with Newcombe's
//! interval, and the probability of the pooled [z-test](crate::stats::z_test). A group is tested if it and the rest have
//! at least 30 customers. All tests of all aspects are one family, of which Benjamini and Hochberg's
//! [rule](crate::stats::false_discovery) at 5 % says which are finds; two groups that are each other's rest are one test.
//!
//! Beside it stand customers who came on a campaign day against those who came on none, and how customers and discounts
//! go together: [`CampaignRow`], [`Discounts`].
//!
//! **Units.** Shares 0..=1; days; money in minor units.
//!
//! **Choices.**
//! - First order: the very first one, whatever is filtered. Filters on orders say which orders count as coming back.
//! - Several products: the dearest line of the order, of equally dear ones the first; of categories the dearest line that
//!   has one.
//! - Amount: five bands at the type-7 quintiles of the first orders' net amounts, each up to and with its edge; equal
//!   edges are one, and there are fewer bands.
//! - Own attribute: a column that the merchant chose, unless it has more than half as many values as there are orders,
//!   which tells orders apart and not kinds of them.
//! - Small groups: of products, categories, channels, regions and own attributes those of fewer than 30 customers, and
//!   all but the 30 largest, are one row, which is never tested; nor are customers whose first order has no value, who
//!   are part of everybody else's rest.
//! - Refunds: an order refunded in full is no order; amounts are net.
//! - Censoring: who has not been watched for 90 days is left out, so that every share has had its time.
//! - Where everybody or nobody is back there is no test. Anonymous orders belong to nobody.
//! - These are associations. Customers of two channels differ in the first place.
//!
//! **Example.** Ann and Bob come on 1 January, Ann again on 5 January, Cyd on 30 April:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [row("ann", "2024-01-01"), row("bob", "2024-01-01"), row("ann", "2024-01-05"), row("cyd", "2024-04-30")];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let found = Report::of(&orders, &Settings::default(), &[Section::Associations]).results.associations.unwrap();
//! // Cyd came too late to be looked at; two customers are too few to be told apart.
//! assert_eq!((found.back.part, found.back.whole, found.tests), (1, 2, 0));
//! ```
//!
//! **Sources.** As of the statistics that are named.

mod aspects;
mod campaigns;
mod discounts;
mod family;

use huitou_columns::first_waits::Watched;
use serde::{Deserialize, Serialize};

use super::{Comparison, Scope, Share, second_order};
use crate::list::Listed;

pub use aspects::{Aspect, AspectValue};
pub use campaigns::CampaignRow;
pub use discounts::{DiscountGroup, DiscountRow, Discounts};

pub(super) use family::judge;

/// So many days customers have to come back in.
pub const WITHIN_DAYS: u32 = 90;

/// What goes with coming back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Associations {
    /// Of all customers who have been watched for 90 days.
    pub back: Share,
    /// What the files tell of first orders; each with two groups at least.
    pub aspects: Vec<AspectGroups>,
    /// How many tests the family has.
    pub tests: u64,
    /// First any campaign day, then each campaign that somebody came on; empty where nobody did, or all.
    pub campaigns: Vec<CampaignRow>,
    /// `None` where the files don't tell discounts.
    pub discounts: Option<Discounts>,
}

/// The groups by one aspect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AspectGroups {
    /// What the groups are by.
    pub aspect: Aspect,
    /// Amounts and weekdays in their order, else the largest first; then the small ones together, then those without.
    pub groups: Vec<AspectGroup>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AspectGroup {
    /// What its first orders have in common.
    pub value: AspectValue,
    /// Its share of customers who are back, against that of all others.
    pub comparison: Comparison,
    /// How often chance alone makes the two differ as much; `None` where it was not tested.
    pub p: Option<f64>,
    /// Whether that is rare enough among all the tests.
    pub is_find: bool,
}

/// The results of this section.
pub fn associations(scope: &Scope) -> Associations {
    let watched = watched(scope);
    let mut all = Tally::default();
    watched.by_step.iter().for_each(|newcomers| all.join(Tally::of(newcomers.codes)));
    let mut aspects = aspects::all(scope, &watched);
    Associations {
        back: all.share(),
        tests: judge(&mut aspects.iter_mut().map(|aspect| aspect.groups.iter_mut().listed()).listed()),
        aspects,
        campaigns: campaigns::rows(scope, &watched),
        discounts: discounts::discounts(scope),
    }
}

/// The customers who have been watched for long enough.
pub(super) fn watched(scope: &Scope) -> Watched {
    let watched = |watch| scope.everybody.gathered().watched(watch, WITHIN_DAYS);
    second_order::watch(scope).map_or_else(Watched::default, watched)
}

/// Customers who are back, and all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    back: u64,
    pub(super) all: u64,
}

impl Tally {
    /// Of so many who are not back and so many who are.
    pub(super) fn of([away, back]: [u64; 2]) -> Tally {
        Tally { back, all: away + back }
    }

    pub(super) fn join(&mut self, other: Tally) {
        self.back += other.back;
        self.all += other.all;
    }

    /// All of `whole` but these.
    pub(super) fn rest(&self, whole: Tally) -> Tally {
        Tally { back: whole.back - self.back, all: whole.all - self.all }
    }

    fn share(&self) -> Share {
        Share::of(self.back, self.all)
    }

    pub(super) fn against(&self, rest: Tally) -> Comparison {
        Comparison::of(self.share(), rest.share())
    }
}
