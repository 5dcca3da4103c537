//! The report: what crosses from worker to page, what is saved, what is embedded. It holds no person.

use serde::{Deserialize, Serialize};

use crate::analysis::cycle::{Cycle, cycle};
use crate::analysis::overview::{Overview, overview};
use crate::analysis::repurchase::{Repurchase, repurchase};
use crate::analysis::retention::{Retention, retention};
use crate::analysis::rfm::{Rfm, rfm};
use crate::analysis::{Scope, Settings, Window};
use crate::history::Histories;
use crate::intake::ledger::Ledger;
use crate::money::Currency;
use crate::order::Orders;
use crate::time::Day;

/// The version of the report's form.
pub const VERSION: u32 = 1;

/// Results with what they were made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Report {
    /// The version of this form.
    pub version: u32,
    /// The settings that the results follow.
    pub settings: Settings,
    /// A function of the orders and the settings alone.
    pub results: Results,
    /// Files and ledger; left out where reports are compared or shared.
    pub provenance: Option<Ledger>,
}

/// The sections; each is `None` until it is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Results {
    /// The currency of every amount.
    pub currency: Currency,
    /// Whether any order has a usable customer key: without one there are no customer metrics.
    pub has_customers: bool,
    /// The first and the last day with a valid order, whatever the settings.
    pub span: Option<Window>,
    /// See [`overview`].
    pub overview: Option<Overview>,
    /// See [`retention`].
    pub retention: Option<Retention>,
    /// See [`repurchase`].
    pub repurchase: Option<Repurchase>,
    /// See [`rfm`].
    pub rfm: Option<Rfm>,
    /// See [`cycle`].
    pub cycle: Option<Cycle>,
}

/// A part of the report that can be computed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Section {
    /// [`Results::overview`].
    Overview,
    /// [`Results::retention`].
    Retention,
    /// [`Results::repurchase`].
    Repurchase,
    /// [`Results::rfm`].
    Rfm,
    /// [`Results::cycle`].
    Cycle,
}

impl Section {
    /// All of them, in the order of the page.
    pub const ALL: [Section; 5] =
        [Section::Overview, Section::Retention, Section::Repurchase, Section::Rfm, Section::Cycle];
}

impl Report {
    /// Computes the sections that are asked for; an empty list means all of them.
    pub fn of(orders: &Orders, settings: &Settings, sections: &[Section]) -> Report {
        let window = Window::of(orders, settings);
        let as_of = window.map_or(Day(i32::MIN), |w| w.as_of);
        let histories = Histories::of(orders, as_of);
        let order_count = orders.count_until(as_of);
        let scope = Scope { orders, histories: &histories, settings, window, order_count };
        let wanted = |section| sections.is_empty() || sections.contains(&section);
        let results = Results {
            currency: orders.currency().clone(),
            has_customers: orders.customer_count() > 0,
            span: orders.span().map(|(first_day, as_of)| Window { first_day, as_of }),
            overview: wanted(Section::Overview).then(|| overview(&scope)),
            retention: wanted(Section::Retention).then(|| retention(&scope)),
            repurchase: wanted(Section::Repurchase).then(|| repurchase(&scope)),
            rfm: wanted(Section::Rfm).then(|| rfm(&scope)),
            cycle: wanted(Section::Cycle).then(|| cycle(&scope)),
        };
        Report { version: VERSION, settings: settings.clone(), results, provenance: None }
    }
}
