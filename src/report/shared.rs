//! A report to be shared: it names no file, and tells of no handful of customers by itself.
//!
//! Customers by number of purchases are pooled from the first number on that fewer than five have; other rows of fewer
//! than five customers (or of fewer than five orders, where customers are unknown) are left out, and so are means and
//! medians over fewer. Totals of all that is shown stay, and so does a small part of a larger group: two of forty.

use super::{Report, Results};
use crate::analysis::acquisition::AcquiredGroup;
use crate::analysis::associations::{Aspect, AspectGroup, Associations};
use crate::analysis::campaign::CampaignEffect;
use crate::analysis::cycle::Cycle;
use crate::analysis::expected_value::{CheckRow, ForecastRow};
use crate::analysis::lifecycle::Lifecycle;
use crate::analysis::overview::Overview;
use crate::analysis::refunds::{OutcomeBy, Refunds};
use crate::analysis::repurchase::{CountRow, Repurchase};
use crate::analysis::retention::{Cohort, CohortBy, Retention};
use crate::analysis::rfm::{GroupRow, Rfm};
use crate::analysis::second_order::{Chance, Grouping, SecondOrder};
use crate::analysis::value::{Tier, Value};
use crate::analysis::{FilterValues, Share};
use crate::money::Money;

/// The fewest customers that a shared report tells of.
pub const LEAST_GROUP: u32 = 5;

impl Report {
    /// What can be given to others; `None` where it is of fewer than [`LEAST_GROUP`] customers in all.
    pub fn into_shared(mut self) -> Option<Report> {
        self.provenance = None;
        self.least_group = Some(LEAST_GROUP);
        // Names of products are the shop's own affair, and so is a column of its own.
        if let (CohortBy::Product | CohortBy::Attribute, Some(retention)) =
            (self.settings.cohort_by, &mut self.results.retention)
        {
            retention.cohorts.clear();
            retention.compared = None;
        }
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
            second_order,
            repurchase,
            activity,
            repurchase_rates,
            rfm,
            lifecycle,
            cycle,
            value,
            acquisition,
            expected_value,
            associations,
            products,
            when,
            campaign,
            tiers,
            points,
            refunds,
        } = self;
        // Names of products are the shop's own affair, and nothing is filtered without its orders.
        *values = FilterValues::default();
        let mut customers = [0; 9];
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
        if let Some(second_order) = second_order {
            customers[4] = second_order.order_days.first().map_or(0, |first| first.customers);
            pool_second_order(second_order);
        }
        if let Some(activity) = activity {
            activity.periods.retain(|p| !is_few(p.new + p.returning + p.reactivated));
        }
        if let Some(rates) = repurchase_rates {
            rates.rates.retain(|rate| !rate.customers.is_some_and(|share| is_few(share.whole)));
        }
        if let Some(lifecycle) = lifecycle {
            customers[5] = lifecycle.stages.first().map_or(0, |stage| stage.customers.whole);
            pool_lifecycle(lifecycle);
        }
        if let Some(value) = value {
            customers[6] = value.concentration.customers;
            pool_value(value);
        }
        if let Some(acquisition) = acquisition {
            let whose_payback = |group: &AcquiredGroup| group.payback.map_or(0, |mean| mean.observed);
            let is_told = |group: &AcquiredGroup| !is_few(group.customers) && !is_few(whose_payback(group));
            acquisition.groups.retain(is_told);
            let groups = acquisition.groups.iter_mut();
            groups.for_each(|group| group.at_ages.retain(|at| !is_few(at.customers)));
            acquisition.curve.retain(|mean| !is_few(mean.observed));
            acquisition.cohorts.retain(|cost| !is_few(cost.cohort.size));
        }
        if let Some(expected) = expected_value {
            customers[7] = expected.customers;
            // What a model makes of many says nothing of one; what a handful did does.
            let hold_out = expected.hold_out.iter_mut();
            hold_out.for_each(|hold_out| pool_tail(&mut hold_out.rows, |row| row.customers, add_checked));
            let forecast = expected.forecast.iter_mut();
            for forecast in forecast {
                pool_tail(&mut forecast.rows, |row| row.customers, add_forecast);
                // What they share is told by them alone: all of them or none.
                forecast.tiers.take_if(|tiers| tiers.iter().any(|tier| is_few(tier.customers)));
                forecast.tiers.iter_mut().for_each(pool_tiers);
            }
        }
        if let Some(associations) = associations {
            customers[8] = associations.back.whole;
            pool_associations(associations);
        }
        if let Some(products) = products {
            // Names of products are the shop's own affair.
            products.products.clear();
            products.next.clear();
            products.categories.retain(|row| !is_few(row.customers) && !is_few(row.within_cycle.whole));
            products
                .categories
                .iter_mut()
                .filter(|row| is_few(row.gaps))
                .for_each(|row| row.quartile_days.clear());
            if products.breadth.iter().any(|row| is_few(row.comparison.first.whole)) {
                products.breadth.clear();
            }
        }
        if let Some(when) = when {
            // An hour of few orders is no secret of many.
            when.octants.retain(|row| !is_few(row.customers) && !row.hours.iter().copied().any(is_few));
            if when.weekdays.iter().copied().any(is_few) {
                when.weekdays.clear();
            }
            if when.hours.iter().flatten().copied().any(is_few) {
                when.hours.clear();
            }
        }
        if let Some(campaign) = campaign {
            pool_campaign(campaign);
        }
        // Tiers are told by what is left beside the others: all of them or none.
        for tiers in tiers.iter_mut() {
            let is_of_few = tiers.tiers.iter().any(|tier| is_few(tier.customers.part) || is_few(tier.near));
            let is_of_few = is_of_few || is_few(tiers.without);
            tiers.tiers.retain(|_| !is_of_few);
        }
        points.take_if(|points| is_few(points.holders));
        if let Some(points) = points {
            points.months.retain(|month| !is_few(month.orders));
            // The fewest and the most are what one customer has.
            points.balances = None;
        }
        if let Some(refunds) = refunds {
            pool_refunds(refunds);
        }
        !customers.into_iter().any(is_few)
    }
}

fn pool_refunds(refunds: &mut Refunds) {
    // Names of products are the shop's own affair, and so is a column of its own; a group is also told by what is left
    // beside the others.
    refunds.groups.retain(|groups| {
        !matches!(groups.by, OutcomeBy::Product | OutcomeBy::Attribute)
            && !groups.rows.iter().any(|row| is_few(row.counts.paid()))
    });
    refunds.months.retain(|month| !is_few(month.counts.paid()));
    // What a handful was given back is nobody else's, and could be told by what is left beside the others.
    let rows = refunds.groups.iter_mut().flat_map(|groups| &mut groups.rows).map(|row| &mut row.counts);
    let counts =
        rows.chain(refunds.months.iter_mut().map(|month| &mut month.counts)).chain([&mut refunds.all]);
    counts.for_each(|counts| counts.given_back = None);
}

/// A group is told by what is left beside the others: all of them or none.
fn pool_campaign(campaign: &mut CampaignEffect) {
    if campaign.groups.iter().any(|group| is_few(group.bought.whole) || is_few(group.bought.part)) {
        campaign.groups.clear();
        campaign.effect = None;
    }
}

fn pool_overview(overview: &mut Overview) {
    overview.series.retain(|p| !is_few(p.orders) && !is_few(p.new_customers + p.existing_customers));
}

fn pool_retention(retention: &mut Retention) {
    let place = |cohorts: &[Cohort], at: u32| {
        let is_kept = cohorts.get(at as usize).is_some_and(|cohort| !is_few(cohort.size));
        let before = cohorts.iter().take(at as usize).filter(|cohort| !is_few(cohort.size)).count();
        is_kept.then_some(before as u32)
    };
    retention.compared = retention.compared.and_then(|[first, second]| {
        Some([place(&retention.cohorts, first)?, place(&retention.cohorts, second)?])
    });
    retention.cohorts.retain(|cohort| !is_few(cohort.size));
    // What a handful has paid is nobody else's.
    let cells = retention.cohorts.iter_mut().flat_map(|cohort| &mut cohort.cells);
    cells.filter(|cell| is_few(cell.retained.part)).for_each(|cell| cell.sums = None);
    retention.curve.retain(|point| !is_few(point.retained.whole));
}

fn pool_repurchase(repurchase: &mut Repurchase) {
    repurchase.periods.retain(|period| !is_few(period.rate.whole));
    pool_tail(&mut repurchase.distribution, |row| row.customers.part, add_count);
    let few = repurchase.funnel.iter().position(|row| is_few(row.customers.part));
    repurchase.funnel.truncate(few.unwrap_or(usize::MAX));
}

/// From the first row of few customers on all are one, which stands for so many purchases or more.
fn pool_tail<R>(rows: &mut Vec<R>, customers: fn(&R) -> u64, add: fn(&mut R, R)) {
    let Some(first) = rows.iter().position(|row| is_few(customers(row))) else { return };
    while rows.len() > first + 1 || rows.len() > 1 && rows.last().is_some_and(|row| is_few(customers(row))) {
        let Some(last) = rows.pop() else { break };
        if let Some(row) = rows.last_mut() {
            add(row, last);
        }
    }
}

fn add_count(row: &mut CountRow, next: CountRow) {
    row.customers = Share::of(row.customers.part + next.customers.part, row.customers.whole);
    row.orders += next.orders;
    row.revenue += next.revenue;
}

fn add_checked(row: &mut CheckRow, next: CheckRow) {
    row.customers += next.customers;
    row.order_days += next.order_days;
    row.expected += next.expected;
}

fn add_forecast(row: &mut ForecastRow, next: ForecastRow) {
    let (a, b) = (row.customers as f64, next.customers as f64);
    let mean = |(first, second): (f64, f64)| (first * a + second * b) / (a + b).max(1.0);
    row.alive = row.alive.zip(next.alive).map(mean);
    row.to = next.to;
    row.customers += next.customers;
    row.order_days += next.order_days;
    row.value = row.value.zip(next.value).map(|(value, more)| value + more);
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
    if let Some(came_back) = &mut rfm.came_back {
        came_back.rows.retain(|row| !is_few(row.back.whole));
    }
    if rfm
        .migration
        .as_ref()
        .is_some_and(|moved| moved.octants.iter().chain(&moved.segments).any(|row| is_of_few(row)))
    {
        rfm.migration = None;
    }
    if let Some(scores) = &mut rfm.scores {
        scores.cells.retain(|cell| !is_few(cell.customers.part));
        keep(&mut scores.segments);
    }
}

fn pool_second_order(second_order: &mut SecondOrder) {
    second_order
        .comparisons
        .retain(|comparison| !matches!(comparison.by, Grouping::Product | Grouping::Attribute));
    second_order.curve.retain(|chance| !is_few(chance.at_risk));
    second_order.order_days.retain(|day| !is_few(day.customers));
    second_order.order_days.iter_mut().for_each(|day| silence(&mut day.within));
    for comparison in &mut second_order.comparisons {
        comparison.groups.retain(|group| !is_few(group.chances.customers));
        comparison.groups.iter_mut().for_each(|group| silence(&mut group.chances.within));
    }
}

/// Leaves out what rests on few who still wait.
fn silence(within: &mut [Chance]) {
    for chance in within.iter_mut().filter(|chance| is_few(chance.at_risk)) {
        *chance = Chance { chance: None, interval: None, at_risk: 0, returned: 0, ..*chance };
    }
}

fn pool_associations(associations: &mut Associations) {
    // Names of products are the shop's own affair, and so is a column of its own.
    associations.aspects.retain(|aspect| !matches!(aspect.aspect, Aspect::Product | Aspect::Attribute));
    // A group is also told by what is left beside the others.
    let has_few = |groups: &[AspectGroup]| groups.iter().any(|group| is_few(group.comparison.first.whole));
    associations.aspects.retain(|aspect| !has_few(&aspect.groups));
    if associations.campaigns.iter().any(|row| is_few(row.comparison.first.whole)) {
        associations.campaigns.clear();
    }
    associations.discounts.take_if(|discounts| {
        let seconds = discounts.second_at_full_price;
        let once = [discounts.once_at_full_price, discounts.once_discounted];
        let groups = discounts.groups.iter().map(|row| row.customers.part);
        groups.chain(once).chain([seconds.first.whole, seconds.second.whole]).any(is_few)
    });
}

fn pool_lifecycle(lifecycle: &mut Lifecycle) {
    // The revenue of a month is by the stages at the end of the month before.
    lifecycle.months.retain(|month| !month.customers.iter().copied().any(is_few));
    if lifecycle.moves.as_ref().is_some_and(|moves| moves.customers.iter().any(|row| is_of_few(row))) {
        lifecycle.moves = None;
    }
    if lifecycle.past.as_ref().is_some_and(|past| past.came_back.iter().any(|back| is_few(back.whole))) {
        lifecycle.past = None;
    }
    // A stage is told by what is left beside the others: all of them or none.
    if lifecycle.stages.iter().any(|stage| is_few(stage.customers.part)) {
        lifecycle.stages.clear();
        lifecycle.months.clear();
        (lifecycle.moves, lifecycle.past) = (None, None);
    }
}

/// Whether a row of a table of customers is of few in all.
fn is_of_few(row: &[u64]) -> bool {
    is_few(row.iter().sum())
}

fn pool_value(value: &mut Value) {
    let concentration = &mut value.concentration;
    concentration.top.retain(|top| !is_few(top.customers));
    concentration.for_80_percent.take_if(|customers| is_few(*customers));
    pool_tiers(&mut concentration.tiers);
    value.historic.cohorts.retain(|cohort| !is_few(cohort.size));
    value.historic.curve.retain(|point| !is_few(point.customers));
    value.changes.retain(|change| {
        let sides = [&change.new, &change.existing];
        !sides.iter().any(|side| is_few(side.before.customers) || is_few(side.after.customers))
    });
}

fn pool_tiers(tiers: &mut Vec<Tier>) {
    tiers.retain(|tier| tier.customers >= LEAST_GROUP.into());
    // The least of a tier is what one customer has paid.
    tiers.iter_mut().for_each(|tier| tier.least = None);
}

fn pool_cycle(cycle: &mut Cycle) {
    if is_few(cycle.customers) {
        cycle.quantiles.clear();
    }
    let is_told = !cycle.due.iter().any(|row| is_few(row.customers.part));
    if !is_told {
        cycle.due.clear();
    }
    if !is_told || cycle.calendar.iter().any(|week| is_few(week.due) || is_few(week.half_way)) {
        cycle.calendar.clear();
    }
    cycle.brackets.retain(|bracket| !is_few(bracket.gaps));
    cycle.products.clear();
    for row in cycle.by_order_day.iter_mut().filter(|row| is_few(row.gaps)) {
        row.median_days = None;
    }
}
