//! **Question.** Who bought lately, often and much, and who did once but no longer does?
//!
//! **Definition.** For every customer up to the as-of day: R = days since the last order, F = purchases,
//! M = net amount of all orders. Each is *high* when it is strictly better than the mean of all customers
//! (option: than their median; or at least as good as a limit that is given): fewer days, more purchases, more money.
//! The eight combinations are the
//! *octants*; the same divides on two measures at a time are the *quadrants*. The *score* on a measure is
//! 1 + floor(5 x share of customers strictly worse), 1 to 5 (options: limits that are given; quantiles plus one, see
//! [`Scoring`]); the 25 cells of R x F scores make named *segments*. *Migration* is from the groups of some days before
//! to those of now.
//!
//! **Units.** R in days, 0 on the as-of day; F in orders or order days; M in minor units.
//!
//! **Choices.**
//! - Ties: equal values get the same side; a value exactly on the cut is low. Compared in whole numbers,
//!   never in rounded ones (see `cuts`). Equal values get the same score, the lowest of their tie, so where most
//!   customers ordered once nobody has an F score of 2.
//! - The as-of day: who ordered on it has a high R, and a score of at least 4: nobody has stayed away for less. So where
//!   all ordered on one day, nobody is lost.
//! - M: the sum of all orders (default), or their mean in whole minor units; see [`Monetary`].
//! - Refunds: M is net, and may be 0 or negative; an order refunded in full is no order.
//! - First order: counts like any other, so F is at least 1. Under filters R, F and M are those of the orders that
//!   count. Where only some customers are shown they are compared with all, so that nobody changes sides.
//! - Censoring: none. A new customer has had less time to reach a high F and M.
//! - Anonymous orders belong to no customer and are left out.
//! - Orders or days: F follows `count_by`.
//! - Pictures show bins, never a customer (see `bins`). A bin may hold very few customers, so the bins are
//!   for the merchant's own page: who shares a report pools small ones first.
//!
//! **Example.** On 31 March Ann has 3 orders, the last one today, 9.00 in all; Bob ordered once 30 days ago,
//! Cy once 60 days ago, 3.00 each. The means are 30 days, 5/3 orders and 5.00:
//!
//! ```
//! use huitou::{analysis::{Settings, rfm::{CustomerGroup, GroupRow, Octant}}, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(300));
//! let rows = [
//!     row("ann", "2024-01-31"), row("ann", "2024-03-01"), row("ann", "2024-03-31"),
//!     row("bob", "2024-03-01"), row("cy", "2024-01-31"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let report = Report::of(&orders, &Settings::default(), &[Section::Rfm]);
//! let rfm = report.results.rfm.unwrap();
//! let is = |octant| move |row: &&GroupRow| row.group == CustomerGroup::Octant(octant);
//! let count = |octant| rfm.octants.iter().find(is(octant)).unwrap().customers.part;
//! assert_eq!(count(Octant::Champions), 1);
//! // Bob is exactly on the mean of R: not strictly better, hence low.
//! assert_eq!(count(Octant::LostSmall), 2);
//! assert_eq!(rfm.cuts.unwrap().recency_days, 30.0);
//! // Two of three are worse than Ann in everything: 1 + floor(10 / 3) = 4.
//! let scores = rfm.scores.unwrap();
//! assert_eq!(scores.axes[1].customers, [2, 0, 0, 1, 0]);
//! ```
//!
//! **Sources.** The eight octants as Chinese merchants are taught them (RFM 八象限); F in orders and M as a
//! sum, and scores by fifths, after A. M. Hughes, Strategic Database Marketing (1994). The table of segments is ours;
//! that of the R package `rfm` goes with its scores.

mod bins;
mod came_back;
mod cuts;
mod groups;
mod measures;
mod members;
mod migration;
mod octants;
mod package;
mod quadrants;
mod scores;
mod segments;
mod settings;
mod stands;

use huitou_columns::ranked::Ranking;
use serde::{Deserialize, Serialize};

pub use came_back::{BackRow, CameBack};
pub use groups::{CustomerGroup, GroupRow};
pub use members::{Members, members, octants, scored};
pub use migration::Migration;
pub use octants::Octant;
pub use package::PackageSegment;
pub use quadrants::{Bin, BinAxis, QuadrantCell, Quadrants};
pub use scores::{ScoreAxis, ScoreCell, Scores};
pub use segments::Segment;
pub use settings::{MigrationCuts, Monetary, RfmSettings, Scoring};

use super::{CountBy, Scope, Split};
use crate::money::Money;
use crate::time::Day;
use bins::Binned;
use cuts::{Cut, CutSet};
use groups::Tally;
use measures::Measures;
use scores::ScoreCuts;
use stands::{Classes, Stand, Stands};

/// The octants and the three pictures of two axes each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Rfm {
    /// The day that recency is counted to; `None` without customers.
    pub as_of: Option<Day>,
    /// What F counts.
    pub count_by: CountBy,
    /// What "high" is compared with.
    pub split: Split,
    /// How many customers.
    pub customers: u64,
    /// Net amount of their orders.
    pub revenue: Money,
    /// The dividing values; `None` without customers.
    pub cuts: Option<Cuts>,
    /// The eight octants, in the order of [`Octant::ALL`]; empty without customers.
    pub octants: Vec<GroupRow>,
    /// R x F, F x M, R x M; empty without customers.
    pub quadrants: Vec<Quadrants>,
    /// Scores of 1 to 5; `None` without customers.
    pub scores: Option<Scores>,
    /// Where customers stood some time before; `None` where nobody had ordered then.
    pub migration: Option<Migration>,
    /// Who of the groups of then has ordered since; `None` where [`Rfm::migration`] is, and in older reports.
    #[serde(default)]
    pub came_back: Option<CameBack>,
}

/// The values that divide high from low. A customer exactly on one is low, but for R of 0 days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Cuts {
    /// Days since the last order; high is below it.
    pub recency_days: f64,
    /// Orders or order days; high is above it.
    pub frequency: f64,
    /// Net amount in minor units; high is above it.
    pub monetary_minor: f64,
}

/// One of the three measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Measure {
    /// Days since the last order; few is high.
    Recency,
    /// Orders or order days.
    Frequency,
    /// Net amount in minor units.
    Monetary,
}

/// The three measures in their usual order.
const MEASURES: [Measure; 3] = [Measure::Recency, Measure::Frequency, Measure::Monetary];

/// The results of this section.
pub fn rfm(scope: &Scope) -> Rfm {
    let measures = Measures::of(scope, scope.histories);
    let mut rfm = Rfm {
        as_of: scope.window.map(|window| window.as_of).filter(|_| measures.len() > 0),
        count_by: scope.settings.count_by,
        split: scope.settings.split,
        customers: measures.len() as u64,
        revenue: measures.revenue(),
        cuts: None,
        octants: Vec::new(),
        quadrants: Vec::new(),
        scores: None,
        migration: None,
        came_back: None,
    };
    let rankings = measures.rankings();
    if let Some(compared) = Compared::of(scope, &rankings) {
        let Compared { cuts, scores } = &compared;
        let binned = MEASURES.map(|measure| Binned::of(&rankings[measure as usize], cuts.get(measure)));
        drop(rankings);
        let classes = MEASURES
            .map(|measure| Classes::of(&measures, &compared, measure, &binned[measure as usize].edges));
        let stands = Stands::among(&classes, &compared);
        let by_stand = stands.tallies(&measures);
        let tallies = Tally::joined(&by_stand, Octant::ALL.len(), &Stand::octant);
        rfm.cuts = Some(cuts.values());
        rfm.octants = octants::rows(&tallies, rfm.customers, rfm.revenue);
        rfm.quadrants = quadrants::quadrants(&binned, &classes, &tallies, measures.revenues());
        let all = (rfm.customers, rfm.revenue);
        rfm.scores = Some(scores::scores(all, scores, &by_stand, scope.settings.rfm.scoring));
        drop((classes, measures));
        (rfm.migration, rfm.came_back) = migration::migration(scope, stands, &compared).unzip();
    }
    rfm
}

/// What customers are compared with: everybody, so that nobody changes sides where only some are shown.
struct Compared {
    cuts: CutSet,
    scores: [ScoreCuts; MEASURES.len()],
}

impl Compared {
    /// `None` where no customer is shown.
    fn of(scope: &Scope, shown: &[Ranking; MEASURES.len()]) -> Option<Compared> {
        Compared::until(scope, shown, scope.window?.as_of)
    }

    /// The same on a day.
    fn until(scope: &Scope, shown: &[Ranking; MEASURES.len()], day: Day) -> Option<Compared> {
        let everybody =
            scope.selection.chooses_customers().then(|| Measures::until(scope, scope.everybody, day));
        let rankings = everybody.as_ref().map(Measures::rankings);
        let rankings = rankings.as_ref().unwrap_or(shown);
        let settings = &scope.settings.rfm;
        let split = |measure: Measure| {
            let values = &rankings[measure as usize];
            Cut::at(measure, values, scope.settings.split, settings.high[measure as usize])
        };
        let unit = scope.orders.currency().minor_per_major();
        let score = |measure| ScoreCuts::by(settings, &rankings[measure as usize], measure, unit);
        let [r, f, m] = MEASURES;
        let cuts = CutSet { recency: split(r)?, frequency: split(f)?, monetary: split(m)? };
        (!shown[0].is_empty()).then_some(Compared { cuts, scores: [score(r)?, score(f)?, score(m)?] })
    }
}
