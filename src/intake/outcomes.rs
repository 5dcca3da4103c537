//! How all orders ended, counted by what they have in common before those that are not valid are forgotten.
//!
//! Where every order stands as it was, nothing is looked at twice. Else plain rows are counted a block at a time, those
//! that stand and those that ended alike, and all others one by one.

mod buyers;
mod ends;
mod groups;
mod months;

use super::fold::Draft;
use super::parts::Part;
use super::role::Role;
use super::row_fates::RowFates;
use super::settle::OneCurrency;
use super::valid_orders::{OrderCounts, ValidOrders};
use crate::list::Listed;
use crate::order::{OutcomeBy, Outcomes};
use buyers::Buyers;
use ends::{End, Ends, How, Lost};
use groups::Groups;
use months::Months;

const OF_LINES: [(OutcomeBy, Role); 2] =
    [(OutcomeBy::Product, Role::Product), (OutcomeBy::Category, Role::Category)];
const OF_ORDERS: [(OutcomeBy, Role); 3] = [
    (OutcomeBy::Channel, Role::Channel),
    (OutcomeBy::Region, Role::Region),
    (OutcomeBy::Attribute, Role::Attribute),
];

/// How all orders ended; `None` where they all stand as they were.
pub(super) fn of(
    valid: &ValidOrders<'_>,
    fates: &[RowFates],
    parts: &[Part],
    currency: &OneCurrency,
    counts: &OrderCounts,
) -> Option<Outcomes> {
    let ends = Ends::of(valid, fates, parts, currency)?;
    let mut orders = Counted {
        by: Groups::of(valid.folders, &OF_ORDERS),
        buyers: Buyers::of(&counts.first_days),
        months: Months::default(),
    };
    let mut lines = Groups::of(valid.folders, &OF_LINES);
    orders.months.count_days(&counts.plain_days);
    for file in 0..valid.folders.len() {
        orders.by.iter_mut().for_each(|groups| groups.count_valid(valid, file, true));
        lines.iter_mut().for_each(|groups| groups.count_valid(valid, file, false));
    }
    for how in How::LOST {
        ends.each_lost(how, &mut |lost| {
            orders.count_lost(&lost);
            lines.iter_mut().for_each(|groups| groups.count_lost(&lost, false));
        });
        orders.by.iter_mut().chain(&mut lines).for_each(|groups| groups.end_lost(how));
        orders.buyers.end_lost(how);
        orders.months.end_lost(how);
    }
    ends.each_draft(&mut |draft, end| orders.count(draft, end));
    ends.each_line(&mut |line| lines.iter_mut().for_each(|groups| groups.count_line(line)));
    let all = orders.buyers.all();
    let groups = lines.into_iter().chain(orders.by).map(Groups::told).chain([orders.buyers.told()]);
    Some(Outcomes {
        all,
        groups: groups.filter(Option::is_some).flatten().listed(),
        months: orders.months.by_month,
    })
}

/// What is counted of orders.
struct Counted<'a> {
    by: Vec<Groups<'a>>,
    buyers: Buyers<'a>,
    months: Months,
}

impl Counted<'_> {
    fn count(&mut self, draft: &Draft, end: End) {
        self.by.iter_mut().for_each(|groups| groups.count_draft(draft, end));
        self.buyers.count(draft, end);
        self.months.count(draft, end);
    }

    fn count_lost(&mut self, lost: &Lost<'_>) {
        self.by.iter_mut().for_each(|groups| groups.count_lost(lost, true));
        self.buyers.count_lost(lost);
        self.months.count_lost(lost);
    }
}
