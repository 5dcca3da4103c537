//! The one order of orders: promise 4. Moments decide nearly always; this is about the others.

use std::cell::OnceCell;
use std::cmp::Ordering;

use huitou_columns::ids::Sorting;
use huitou_columns::row_order::RowOrder;
use huitou_columns::sorting;

use super::lines::LinesByOrder;
use super::{ANONYMOUS, Columns, Dimension, compare_codes, sort};

/// What decides between orders of one moment, with what is only made when it comes to that.
pub(super) struct Ties<'a> {
    columns: &'a Columns,
    lines: &'a LinesByOrder,
    ids: OnceCell<Sorting>,
    customers: OnceCell<Vec<u32>>,
}

/// What a column's numbers can decide for many orders at once, without comparing them one by one.
#[derive(Clone, Copy)]
enum By {
    Moment,
    Id,
    Customer,
}

/// So few orders are sorted by comparing them.
const FEW: usize = 24;

/// The position of each order in turn; `None` where they stand in their order.
pub(super) fn order(columns: &Columns, lines: &LinesByOrder) -> Option<RowOrder> {
    let ties = Ties { columns, lines, ids: OnceCell::new(), customers: OnceCell::new() };
    let by = [By::Moment, By::Id, By::Customer];
    let by = if columns.moment.has_far() { &by[..] } else { &by[1..] };
    sorting::ascending(&columns.moment, &mut |orders| ties.settle(orders, by))
}

impl Ties<'_> {
    fn settle(&self, orders: &mut [u32], by: &[By]) {
        if orders.is_sorted_by(|a, b| self.compare(*a, *b).is_le()) {
            return;
        }
        match by {
            [first, rest @ ..] if orders.len() > FEW => self.settle_by(orders, *first, by, rest),
            _ => sort(orders, &|a, b| self.compare(a, b)),
        }
    }

    fn settle_by(&self, orders: &mut [u32], first: By, by: &[By], rest: &[By]) {
        let count = orders.len();
        let shared = if matches!(first, By::Id) { self.columns.ids.shared_head(orders) } else { 0 };
        let key = |order| self.key(order, first, shared);
        sorting::by_key(orders, &key, &mut |tied| {
            let is_decided = !matches!(first, By::Id) || tied.windows(2).all(|pair| self.are_of_one_id(pair));
            match is_decided {
                true => self.settle(tied, rest),
                // The ids begin alike: what follows may tell them apart, unless it was of no use.
                false if tied.len() < count => self.settle(tied, by),
                false => self.settle(tied, &[]),
            }
        });
    }

    fn key(&self, order: u32, by: By, shared: usize) -> u64 {
        match by {
            // From the smallest of all numbers on.
            By::Moment => self.columns.moment.get(order as usize).unwrap_or(0).abs_diff(i64::MIN),
            By::Id => self.columns.ids.sort_key(order, self.id_sorting(), shared),
            By::Customer => match self.columns.customer[order as usize] {
                ANONYMOUS => u64::MAX,
                customer => {
                    let ranks = self.customers.get_or_init(|| self.columns.customers.ranks());
                    u64::from(ranks[customer as usize])
                }
            },
        }
    }

    fn id_sorting(&self) -> Sorting {
        *self.ids.get_or_init(|| self.columns.ids.sorting())
    }

    fn are_of_one_id(&self, pair: &[u32]) -> bool {
        self.columns.ids.compare(pair[0], pair[1], self.id_sorting()).is_eq()
    }

    /// Moment, id, customer key, amount, dimensions, lines.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let (i, j) = (a as usize, b as usize);
        let columns = self.columns;
        let by_value = |d: &Dimension| compare_codes(&d.values, d.code(i), d.code(j));
        (columns.moment.get(i).cmp(&columns.moment.get(j)))
            .then_with(|| columns.ids.compare(a, b, self.id_sorting()))
            .then_with(|| self.compare_customers(columns.customer[i], columns.customer[j]))
            .then_with(|| columns.amount.get(i).cmp(&columns.amount.get(j)))
            .then_with(|| {
                columns.dimensions.iter().map(by_value).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
            })
            .then_with(|| self.lines.compare(&columns.lines, a, b))
    }

    /// Orders without a customer come last.
    fn compare_customers(&self, a: u32, b: u32) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        (a == ANONYMOUS).cmp(&(b == ANONYMOUS)).then_with(|| self.columns.customers.compare(a, b))
    }
}
