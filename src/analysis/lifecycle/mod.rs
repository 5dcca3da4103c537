//! **Question.** How many customers are new, growing, mature, dormant and lost, how does that move, and were they?
//!
//! **Definition.** With g days since the last order and the customer's [own cycle](crate::analysis::cycle) c: *new* is
//! one purchase and g <= c; *growing* 2 or 3 purchases and g <= 1.5 c; *mature* 4 or more and g <= 1.5 c; *dormant* is
//! none of these and g <= 3 c; *lost* is g > 3 c. At the end of each month stages are told by the orders up to then: the
//! customer's own gaps of that time, and today's cycles of the shop and of products. A month's revenue stands by the
//! stage at the end of the month before.
//!
//! **Units.** Customers; shares 0..=1; minor units.
//!
//! **Choices.**
//! - Multiples of c, the number of purchases and one cycle for everybody are settings ([`LifecycleRule`]).
//! - Ties: g and c go by order days; purchases are orders or order days as `count_by` says.
//! - Refunds: an order refunded in full is no order; a refund lowers what was paid in its order's month.
//! - First order: under filters stages are of the orders that count. Where only some customers are shown, the cycles
//!   of the shop and of products are still those of all.
//! - Censoring: none. Whether the words were right is told by who came back: those who were in each stage
//!   [`LOOK_BACK_DAYS`] days ago and have ordered since. A month that is not over is marked; moves are of the last that is.
//! - Anonymous orders belong to nobody and are left out. Where nobody came back there is no cycle and so no stage,
//!   unless one cycle is set.
//!
//! **Example.** As of 31 March and with a cycle of 30 days for all: Ann orders on 1 January, 1 February and 1 March, Bob
//! on 1 January:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::analysis::lifecycle::{LifecycleRule, Stage};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("bob", "2024-01-01"), row("ann", "2024-02-01"), row("ann", "2024-03-01"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let lifecycle = LifecycleRule { cycle_days: Some(30), ..LifecycleRule::default() };
//! let settings = Settings { lifecycle, as_of: Some("2024-03-31".parse().unwrap()), ..Settings::default() };
//! let report = Report::of(&orders, &settings, &[Section::Lifecycle]);
//! let lifecycle = report.results.lifecycle.unwrap();
//! // Ann has three purchases, 30 days ago; Bob one, 90 days ago.
//! let now: Vec<u64> = lifecycle.stages.iter().map(|row| row.customers.part).collect();
//! assert_eq!(now, [0, 1, 0, 1, 0]);
//! // At the end of January both were new.
//! assert_eq!(lifecycle.months[0].customers, [2, 0, 0, 0, 0]);
//! ```
//!
//! **Sources.** The stages as Chinese merchants are taught them (用户生命周期: 引入期, 成长期, 成熟期, 休眠期, 流失期); that
//! they go by each customer's own cycle is ours.

mod stage;
mod walk;

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::{Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::time::{Day, Period, PeriodKind};
use walk::{Standing, Walk};

pub use stage::{LifecycleRule, Stage};

/// The stages now, by month, and whether they were right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Lifecycle {
    /// What told the stages.
    pub rule: LifecycleRule,
    /// On the as-of day, in the order of [`Stage::ALL`]; empty without customers and where nobody came back.
    pub stages: Vec<StageRow>,
    /// Every month of the window.
    pub months: Vec<StageMonth>,
    /// The last month that is over and has one before it.
    pub moves: Option<Moves>,
    /// Who has come back.
    pub past: Option<Past>,
}

/// The customers in one stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct StageRow {
    /// Which.
    pub stage: Stage,
    /// Customers, of all.
    pub customers: Share,
    /// Their orders.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct StageMonth {
    /// Which.
    pub period: Period,
    /// Whether its last day lies in the window; else its customers are those of the as-of day.
    pub complete: bool,
    /// At its end, in the order of [`Stage::ALL`].
    pub customers: Vec<u64>,
    /// Paid in it by those who were in each stage at the end of the month before, and behind them by who was new in it.
    pub revenue: Vec<Money>,
}

/// How customers moved during one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Moves {
    /// Which.
    pub period: Period,
    /// A row for each stage at the end of the month before, and behind them one for who was new in it; in each the
    /// customers by their stage at its end.
    pub customers: Vec<Vec<u64>>,
}

/// What became of customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Past {
    /// The day that is looked back to.
    pub day: Day,
    /// In the order of [`Stage::ALL`]: of those who were in that stage on that day, who has ordered since.
    pub came_back: Vec<Share>,
}

/// How far is looked back to see who came back.
pub const LOOK_BACK_DAYS: i32 = 90;
const STAGES: usize = Stage::ALL.len();
/// Where those stand who were in no stage yet.
const NEWCOMER: usize = STAGES;

/// The results of this section.
pub fn lifecycle(scope: &Scope) -> Lifecycle {
    let rule = scope.settings.lifecycle;
    let empty = Lifecycle { rule, stages: Vec::new(), months: Vec::new(), moves: None, past: None };
    let Some(calendar) = Calendar::by(scope, PeriodKind::Month) else { return empty };
    let mut tally = Tally::of(&calendar);
    let mut walk = Walk::of(scope);
    for history in scope.histories.iter() {
        tally.add(&history, &mut walk);
    }
    if tally.now.iter().all(|row| row.0 == 0) {
        return empty;
    }
    tally.results(rule, &calendar)
}

/// Tells each customer's stage on the as-of day.
pub fn each_stage(scope: &Scope, found: &mut dyn FnMut(&History, Stage)) {
    let Some(window) = scope.window else { return };
    let mut walk = Walk::of(scope);
    for history in scope.histories.iter() {
        walk.each(&history, &[window.as_of], &mut |_, standing, _| {
            found(&history, standing.on(window.as_of))
        });
    }
}

/// All customers while they are counted.
struct Tally {
    /// The end of each month; of one that is not over the as-of day.
    ends: Vec<Day>,
    past: Day,
    /// Customers, orders, revenue by stage.
    now: [(u64, u64, Money); STAGES],
    /// For each month how many more, or fewer, are in each stage at its end than at that of the month before.
    changes: Vec<[i64; STAGES]>,
    /// Paid in each month, by the stage at the end of the month before.
    revenue: Vec<[Money; STAGES + 1]>,
    /// By the month before, and the last complete month's position.
    moves: [[u64; STAGES]; STAGES + 1],
    moved: Option<usize>,
    /// Who came back, of how many.
    back: [(u64, u64); STAGES],
}

impl Tally {
    fn of(calendar: &Calendar) -> Tally {
        let as_of = calendar.window().as_of;
        let ends = calendar.periods().iter().map(|period| period.last_day().min(as_of)).listed();
        let over = calendar.periods().iter().filter(|period| calendar.is_complete(**period)).count();
        Tally {
            past: as_of.plus(-LOOK_BACK_DAYS),
            now: Default::default(),
            changes: vec![[0; STAGES]; ends.len() + 1],
            revenue: vec![Default::default(); ends.len()],
            moves: Default::default(),
            moved: over.checked_sub(1).filter(|last| *last > 0),
            back: Default::default(),
            ends,
        }
    }

    fn add(&mut self, history: &History, walk: &mut Walk) {
        let (mut before, mut latest) = (NEWCOMER, None);
        walk.each(history, &self.ends, &mut |quiet, standing, paid| {
            let stage = |month: usize| standing.on(self.ends[month]) as usize;
            self.revenue[quiet.start][before] += paid;
            if let Some(moved) = self.moved.filter(|moved| quiet.contains(moved)) {
                let before = if moved > quiet.start { stage(moved - 1) } else { before };
                self.moves[before][stage(moved)] += 1;
            }
            // While nothing is bought stages change twice at most, and never back.
            before = stage(quiet.end - 1);
            let mut from = quiet.start;
            while from < quiet.end {
                let now = stage(from);
                let days = &self.ends[from..quiet.end];
                let same = if now == before {
                    days.len()
                } else {
                    days.partition_point(|end| standing.on(*end) as usize == now)
                };
                self.changes[from][now] += 1;
                self.changes[from + same][now] -= 1;
                from += same;
            }
            if quiet.end == self.ends.len() {
                let row = &mut self.now[before];
                *row = (row.0 + 1, row.1 + history.orders.len() as u64, row.2 + history.revenue());
            }
            latest = Some(standing);
        });
        let came_back = history.last_day() > self.past;
        let mut count = |standing: Standing| {
            let row = &mut self.back[standing.on(self.past) as usize];
            *row = (row.0 + u64::from(came_back), row.1 + 1);
        };
        match came_back {
            true => walk.each(history, &[self.past], &mut |_, standing, _| count(standing)),
            false => latest.into_iter().for_each(count),
        }
    }

    /// How many customers are in each stage at the end of each month.
    fn customers(&self) -> Vec<[u64; STAGES]> {
        let mut customers = [0; STAGES];
        let month = |changes: &[i64; STAGES]| {
            customers.iter_mut().zip(changes).for_each(|(sum, change)| *sum += change);
            customers.map(|sum: i64| sum as u64)
        };
        self.changes.iter().map(month).listed()
    }

    fn results(self, rule: LifecycleRule, calendar: &Calendar) -> Lifecycle {
        let months = self.customers().into_iter().zip(self.revenue);
        let customers = self.now.iter().map(|row| row.0).sum();
        let row = |(stage, (part, orders, revenue))| StageRow {
            stage,
            customers: Share::of(part, customers),
            orders,
            revenue,
        };
        let month =
            |(&period, (customers, revenue)): (&Period, ([u64; STAGES], [Money; STAGES + 1]))| StageMonth {
                period,
                complete: calendar.is_complete(period),
                customers: customers.into(),
                revenue: revenue.into(),
            };
        let moves = self.moved.map(|at| Moves {
            period: calendar.periods()[at],
            customers: self.moves.iter().map(|row| row.to_vec()).listed(),
        });
        let past = Past {
            day: self.past,
            came_back: self.back.iter().map(|(part, whole)| Share::of(*part, *whole)).listed(),
        };
        Lifecycle {
            rule,
            stages: Stage::ALL.into_iter().zip(self.now).map(row).listed(),
            months: calendar.periods().iter().zip(months).map(month).listed(),
            moves,
            past: Some(past).filter(|past| past.came_back.iter().any(|share| share.whole > 0)),
        }
    }
}
