//! A report to be shared: it names no file, and tells of no handful of customers by itself.
//!
//! Customers by number of purchases are pooled from the first number on that fewer than five have; other rows of fewer
//! than five customers (or of fewer than five orders, where customers are unknown) are left out, and so are means and
//! medians over fewer. Totals of all that is shown stay, and so does a small part of a larger group: two of forty.

use super::{Report, Results};
use crate::analysis::cycle::Cycle;
use crate::analysis::overview::Overview;
use crate::analysis::repurchase::{CountRow, Repurchase};
use crate::analysis::retention::Retention;
use crate::analysis::rfm::{GroupRow, Rfm};
use crate::analysis::{FilterValues, Share};
use crate::money::Money;

/// The fewest customers that a shared report tells of.
pub const LEAST_GROUP: u32 = 5;

impl Report {
    /// What can be given to others; `None` where it is of fewer than [`LEAST_GROUP`] customers in all.
    pub fn into_shared(mut self) -> Option<Report> {
        self.provenance = None;
        self.least_group = Some(LEAST_GROUP);
        self.results.pool().then_some(self)
    }
}

fn is_few(customers: u64) -> bool {
    (1..u64::from(LEAST_GROUP)).contains(&customers)
}

impl Results {
    /// Whether there are enough customers. A new section has to say here what it leaves out.
    fn pool(&mut self) -> bool {
        let Results {
            currency: _,
            has_customers: _,
            span: _,
            values,
            overview,
            retention,
            repurchase,
            rfm,
            cycle,
        } = self;
        // Names of products are the shop's own affair, and nothing is filtered without its orders.
        *values = FilterValues::default();
        let mut customers = [0; 4];
        if let Some(overview) = overview {
            customers[0] = overview.customers;
            pool_overview(overview);
        }
        if let Some(retention) = retention {
            customers[1] = retention.cohorts.iter().map(|cohort| cohort.size).sum();
            pool_retention(retention);
        }
        if let Some(repurchase) = repurchase {
            customers[2] = repurchase.rate.whole;
            pool_repurchase(repurchase);
        }
        if let Some(rfm) = rfm {
            customers[3] = rfm.customers;
            pool_rfm(rfm);
        }
        if let Some(cycle) = cycle {
            pool_cycle(cycle);
        }
        !customers.into_iter().any(is_few)
    }
}

fn pool_overview(overview: &mut Overview) {
    overview.series.retain(|p| !is_few(p.orders) && !is_few(p.new_customers + p.existing_customers));
}

fn pool_retention(retention: &mut Retention) {
    retention.cohorts.retain(|cohort| !is_few(cohort.size));
    retention.curve.retain(|point| !is_few(point.retained.whole));
}

fn pool_repurchase(repurchase: &mut Repurchase) {
    repurchase.periods.retain(|period| !is_few(period.rate.whole));
    pool_tail(&mut repurchase.distribution);
    let few = repurchase.funnel.iter().position(|row| is_few(row.customers.part));
    repurchase.funnel.truncate(few.unwrap_or(usize::MAX));
}

/// From the first row of few customers on all are one, which stands for so many purchases or more.
fn pool_tail(rows: &mut Vec<CountRow>) {
    let Some(first) = rows.iter().position(|row| is_few(row.customers.part)) else { return };
    while rows.len() > first + 1
        || rows.len() > 1 && rows.last().is_some_and(|row| is_few(row.customers.part))
    {
        let Some(last) = rows.pop() else { break };
        if let Some(row) = rows.last_mut() {
            row.customers = Share::of(row.customers.part + last.customers.part, row.customers.whole);
            row.orders += last.orders;
            row.revenue += last.revenue;
        }
    }
}

fn pool_rfm(rfm: &mut Rfm) {
    let keep = |rows: &mut Vec<GroupRow>| rows.retain(|row| !is_few(row.customers.part));
    keep(&mut rfm.octants);
    for plane in &mut rfm.quadrants {
        plane.cells.retain(|cell| !is_few(cell.customers.part));
        // They are drawn alike: that there is somebody is all that is told.
        for bin in plane.bins.iter_mut().filter(|bin| is_few(bin.customers)) {
            (bin.customers, bin.revenue) = (1, Money::ZERO);
        }
    }
    if let Some(scores) = &mut rfm.scores {
        scores.cells.retain(|cell| !is_few(cell.customers.part));
        keep(&mut scores.segments);
    }
}

fn pool_cycle(cycle: &mut Cycle) {
    if is_few(cycle.customers) {
        cycle.quantiles.clear();
    }
    for row in cycle.by_order_day.iter_mut().filter(|row| is_few(row.gaps)) {
        row.median_days = None;
    }
}
