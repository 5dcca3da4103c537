//! **Question.** Which products, categories, channels, regions, buyers and months have the refunds and the cancellations?
//!
//! **Definition.** Looked at are all orders of the files, valid or not, in the one currency that is kept. *Lost* are those
//! that were cancelled, closed or never paid, over all. *Came back* are those that were refunded, in full or in part, over
//! all that were not lost. By product and category lines of orders are counted instead. Each group is compared with all
//! others: the difference of the shares with Newcombe's interval, and the probability of the pooled
//! [z-test](crate::stats::z_test), where the group and the rest have at least 30. All tests of both shares are one family,
//! of which Benjamini and Hochberg's [rule](crate::stats::false_discovery) at 5 % says which are finds; two groups that
//! are each other's rest are one test.
//!
//! **Units.** Orders (lines by product and category); shares 0..=1; money in minor units.
//!
//! **Choices.**
//! - No setting changes it: of orders that are not valid nothing but these counts is kept.
//! - A line ends as its order does, unless its row has a status or a refund of its own. Of an order of several lines that
//!   came back in part, where no row says which, each line did, and the amount is told of no line.
//! - Given back: what refunds and credits say; of an order that is refunded by its status alone, its amount. A refund of
//!   a valid order of which a part was cancelled is that of what stayed.
//! - First or repeat: repeat, where the customer has a valid order on an earlier day. Orders without a customer are apart.
//! - Copies of an order in several files are one, and credits belong to the order that they reduce.
//! - Small groups: values of fewer than 30 orders, and all but the 30 largest, are one row, never tested; nor are orders
//!   without a value.
//! - Orders of one customer are not independent of one another: intervals are somewhat too narrow.
//! - Refunds take time: the share of the last weeks still grows.
//!
//! **Example.** Two orders came through `app`, of which one was refunded, and two through `web`, of which one was never
//! paid:
//!
//! ```
//! use huitou::analysis::Settings;
//! use huitou::intake::{self, Choices};
//! use huitou::report::{Report, Section};
//! let file = "order id,customer,date,amount,status,channel\n1,ann,2024-01-05,20,paid,app\n2,bob,2024-01-07,30,refunded,app\n\
//!             3,cyd,2024-02-09,10,paid,web\n4,dan,2024-02-11,10,unpaid,web\n";
//! let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default())?;
//! let found = Report::of(&intake.orders, &Settings::default(), &[Section::Refunds]).results.refunds.unwrap();
//! assert_eq!((found.all.orders, found.lost.part, found.came_back.part, found.came_back.whole), (4, 1, 1, 3));
//! assert_eq!(found.all.given_back.unwrap().0, 30_00);
//! # Ok::<(), huitou::error::Error>(())
//! ```
//!
//! **Sources.** As of the statistics that are named.

use serde::{Deserialize, Serialize};

use super::associations::{AspectGroup, AspectValue, judge};
use super::{Comparison, Scope, Share};
use crate::list::Listed;
use crate::order::OutcomeGroups;
use crate::time::Period;

pub use crate::order::{OutcomeBy, OutcomeCounts};

/// What was cancelled, never paid or refunded, by what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Refunds {
    /// All orders of the files; none where each stands as it was.
    pub all: OutcomeCounts,
    /// Cancelled or never paid, of all.
    pub lost: Share,
    /// Refunded in full or in part, of all that were not lost.
    pub came_back: Share,
    /// What the files tell of their orders; each with two groups at least.
    pub groups: Vec<RefundGroups>,
    /// By the month of the order.
    pub months: Vec<RefundMonth>,
    /// How many tests the family has.
    pub tests: u64,
}

/// The groups by one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RefundGroups {
    /// What the groups are by.
    pub by: OutcomeBy,
    /// The largest first; then the small ones together, then those without a value.
    pub rows: Vec<RefundRow>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RefundRow {
    /// Its orders, or lines.
    pub counts: OutcomeCounts,
    /// Which it is, and its share that is lost, against that of all others.
    pub lost: AspectGroup,
    /// The same of what came back.
    pub came_back: AspectGroup,
}

/// The orders of one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RefundMonth {
    /// Which.
    pub month: Period,
    /// Whether the files reach to its end.
    pub complete: bool,
    /// Its orders.
    pub counts: OutcomeCounts,
    /// Cancelled or never paid, of all.
    pub lost: Share,
    /// Refunded in full or in part, of all that were not lost.
    pub came_back: Share,
}

/// The results of this section.
pub fn refunds(scope: &Scope) -> Refunds {
    let outcomes = scope.orders.outcomes().cloned().unwrap_or_default();
    let mut groups = outcomes.groups.into_iter().filter_map(compared).listed();
    let mut lists = Vec::new();
    for RefundGroups { rows, .. } in &mut groups {
        let (mut lost, mut came_back) = (Vec::new(), Vec::new());
        for row in rows {
            lost.push(&mut row.lost);
            came_back.push(&mut row.came_back);
        }
        lists.extend([lost, came_back]);
    }
    let tests = judge(&mut lists);
    let last_day = scope.orders.span().map(|(_, last)| last);
    let month = |(month, counts): (Period, OutcomeCounts)| RefundMonth {
        month,
        complete: last_day.is_some_and(|last| month.last_day() <= last),
        counts,
        lost: lost(&counts),
        came_back: came_back(&counts),
    };
    Refunds {
        all: outcomes.all,
        lost: lost(&outcomes.all),
        came_back: came_back(&outcomes.all),
        groups,
        months: with_empty(outcomes.months).into_iter().map(month).listed(),
        tests,
    }
}

/// With the months between that have no order.
fn with_empty(months: Vec<(Period, OutcomeCounts)>) -> Vec<(Period, OutcomeCounts)> {
    let mut all: Vec<(Period, OutcomeCounts)> = Vec::new();
    for (month, counts) in months {
        while let Some(next) = all.last().map(|(last, _)| last.plus(1)).filter(|next| *next != month) {
            all.push((next, OutcomeCounts::default()));
        }
        all.push((month, counts));
    }
    all
}

fn lost(counts: &OutcomeCounts) -> Share {
    Share::of(counts.lost(), counts.orders)
}

fn came_back(counts: &OutcomeCounts) -> Share {
    Share::of(counts.came_back(), counts.paid())
}

/// Groups, empty ones left out, each against the others; `None` where there are no two.
fn compared(of: OutcomeGroups) -> Option<RefundGroups> {
    let (mut small, mut rows) = (of.others, Vec::new());
    for (name, counts) in of.named {
        if counts.orders < Share::SMALL && of.by != OutcomeBy::Buyer {
            small.join(&counts);
        } else {
            rows.push((AspectValue::Named(name), counts));
        }
    }
    rows.extend([(AspectValue::Small, small), (AspectValue::Missing, of.missing)]);
    rows.retain(|(_, counts)| counts.orders > 0);
    let mut whole = OutcomeCounts::default();
    rows.iter().for_each(|(_, counts)| whole.join(counts));
    let row = |(value, counts): (AspectValue, OutcomeCounts)| {
        let against = |share: fn(&OutcomeCounts) -> Share| {
            let (own, all) = (share(&counts), share(&whole));
            let comparison = Comparison::of(own, Share::of(all.part - own.part, all.whole - own.whole));
            AspectGroup { value: value.clone(), comparison, p: None, is_find: false }
        };
        RefundRow { counts, lost: against(lost), came_back: against(came_back) }
    };
    (rows.len() > 1).then(|| RefundGroups { by: of.by, rows: rows.into_iter().map(row).listed() })
}
