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

use huitou_columns::standings::{LEVELS, Levels, Standings};
use huitou_columns::stretches::{Ends, Stretch};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::{Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::time::{Day, Period, PeriodKind};

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

/// The results of this section.
pub fn lifecycle(scope: &Scope) -> Lifecycle {
    let rule = scope.settings.lifecycle;
    let empty = Lifecycle { rule, stages: Vec::new(), months: Vec::new(), moves: None, past: None };
    let Some(calendar) = Calendar::by(scope, PeriodKind::Month) else { return empty };
    let as_of = calendar.window().as_of;
    // Of a month that is not over the as-of day.
    let ends = calendar.periods().iter().map(|period| period.last_day().min(as_of).0).listed();
    let over = calendar.periods().iter().filter(|period| calendar.is_complete(**period)).count();
    let moved = over.checked_sub(1).filter(|last| *last > 0);
    let mut standings = Standings::of(rule.levels(), ends.len(), moved);
    let ends = Ends::of(ends);
    walk::each_stretch(scope, &ends, &mut |stretches, cycles| standings.add(&ends, stretches, cycles));
    if standings.last.iter().all(|(customers, ..)| *customers == 0) {
        return empty;
    }
    let moves = moved.map(|at| Moves {
        period: calendar.periods()[at],
        customers: standings.moves.iter().map(|row| row.to_vec()).listed(),
    });
    let past = past(scope, as_of.plus(-LOOK_BACK_DAYS));
    Lifecycle {
        rule,
        stages: stages(&standings),
        months: months(&standings, &calendar),
        moves,
        past: Some(past).filter(|past| past.came_back.iter().any(|share| share.whole > 0)),
    }
}

/// Tells each customer's stage on the as-of day.
pub fn each_stage(scope: &Scope, found: &mut dyn FnMut(&History, Stage)) {
    let Some(window) = scope.window else { return };
    let levels = scope.settings.lifecycle.levels();
    walk::each_stretch(scope, &Ends::of(vec![window.as_of.0]), &mut |stretches, cycles| {
        for (stretch, &cycle) in stretches.iter().zip(cycles) {
            let stage = stage(&levels, stretch, cycle, window.as_of);
            found(&scope.histories.of_customer(stretch.code), stage);
        }
    });
}

/// The stage on a day.
fn stage(levels: &Levels, stretch: &Stretch, cycle: u32, day: Day) -> Stage {
    Stage::ALL[levels.on(stretch.times, day.days_since(Day(stretch.step)) as u32, cycle)]
}

/// Who of those that were in each stage on a day has ordered since.
fn past(scope: &Scope, day: Day) -> Past {
    let levels = scope.settings.lifecycle.levels();
    let mut back = [(0, 0); Stage::ALL.len()];
    walk::each_stretch(scope, &Ends::of(vec![day.0]), &mut |stretches, cycles| {
        for (stretch, &cycle) in stretches.iter().zip(cycles) {
            let (came, all) = &mut back[stage(&levels, stretch, cycle, day) as usize];
            *came += u64::from(stretch.goes_on);
            *all += 1;
        }
    });
    Past { day, came_back: back.iter().map(|(part, whole)| Share::of(*part, *whole)).listed() }
}

fn stages(standings: &Standings) -> Vec<StageRow> {
    let all = standings.last.iter().map(|(customers, ..)| customers).sum();
    let row = |(stage, (customers, orders, revenue)): (Stage, (u64, u64, i64))| StageRow {
        stage,
        customers: Share::of(customers, all),
        orders,
        revenue: Money(revenue),
    };
    Stage::ALL.into_iter().zip(standings.last).map(row).listed()
}

fn months(standings: &Standings, calendar: &Calendar) -> Vec<StageMonth> {
    let mut customers = [0_i64; Stage::ALL.len()];
    let paid = standings.changes.iter().zip(&standings.sums);
    let month = |(&period, (changes, sums)): (&Period, (&[i64; Stage::ALL.len()], &[i64; LEVELS + 1]))| {
        customers.iter_mut().zip(changes).for_each(|(sum, change)| *sum += change);
        StageMonth {
            period,
            complete: calendar.is_complete(period),
            customers: customers.iter().map(|count| *count as u64).listed(),
            revenue: sums.iter().map(|sum| Money(*sum)).listed(),
        }
    };
    calendar.periods().iter().zip(paid).map(month).listed()
}
