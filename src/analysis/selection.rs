//! What the filters leave: which orders count, and which customers are shown.
//!
//! Who is new, the cohort and the first order's channel are decided on all valid orders up to the as-of day. A window
//! start and the filters on orders (channel, product) say which orders count. The filters on customers (first channel,
//! segment) look at all orders, whatever counts.

use std::cell::OnceCell;

use super::calendar::LastVisits;
use super::cycle::Cycles;
use super::rfm::{CustomerGroup, members};
use super::values::dimension;
use super::{Scope, Settings, Window};
use crate::history::Histories;
use crate::order::{ANONYMOUS, DimensionKind, Orders};
use crate::time::Day;

/// Which orders count and which customers are shown; by default all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// For each order up to the as-of day; `None`: all count.
    orders: Option<Vec<bool>>,
    /// For each customer; `None`: all are shown.
    customers: Option<Vec<bool>>,
}

impl Selection {
    /// Whether an order up to the as-of day counts and its customer is shown. Where customers are chosen, orders of
    /// nobody are not.
    pub fn counts(&self, orders: &Orders, order: usize) -> bool {
        self.orders.as_ref().is_none_or(|counts| counts[order]) && self.shows(orders.customer(order))
    }

    /// Whether a customer is shown.
    pub fn shows(&self, customer: u32) -> bool {
        self.customers.as_ref().is_none_or(|shown| customer != ANONYMOUS && shown[customer as usize])
    }

    /// For each customer whether they are shown; `None`: all are.
    pub fn shown(&self) -> Option<&[bool]> {
        self.customers.as_deref()
    }

    /// For each order up to the as-of day whether it counts; `None`: all do.
    pub fn kept(&self) -> Option<&[bool]> {
        self.orders.as_deref()
    }

    /// Whether no order is left out.
    pub fn counts_all(&self) -> bool {
        self.orders.is_none()
    }

    /// Whether some customers are chosen.
    pub fn chooses_customers(&self) -> bool {
        self.customers.is_some()
    }
}

/// What all sections of one report are computed from.
#[derive(Clone, Debug)]
pub struct Basis {
    window: Option<Window>,
    order_count: usize,
    selection: Selection,
    all: Histories,
    /// Where not all orders count: those that do.
    counted: Option<Histories>,
    /// Where not all customers are shown: those that are.
    shown: Option<Histories>,
    /// What own cycles are made from, of all orders and of those that count.
    cycles: [OnceCell<Cycles>; 2],
    visits: LastVisits,
}

impl Basis {
    /// The settings that a basis reads; the others as they are by default.
    pub fn reads(settings: &Settings) -> Settings {
        let mut read = settings.clone();
        read.period = Default::default();
        (read.retention, read.cohort_by, read.measure) = Default::default();
        (read.compare_first, read.compare_second, read.doubtful_cohorts) = Default::default();
        read.acquisition = Default::default();
        (read.campaign_days, read.tiers, read.points) = Default::default();
        let by_stage = matches!(read.segment, Some(CustomerGroup::Stage(_)));
        if matches!(read.segment, None | Some(CustomerGroup::Due(_))) {
            read.count_by = Default::default();
        }
        if matches!(read.segment, None | Some(CustomerGroup::Due(_) | CustomerGroup::Stage(_))) {
            (read.split, read.rfm) = Default::default();
        }
        if !by_stage {
            read.lifecycle = Default::default();
        }
        read
    }

    /// The basis under settings, with the histories of an earlier one of the same store where its as-of day is theirs.
    pub fn of(orders: &Orders, settings: &Settings, earlier: Option<Basis>) -> Basis {
        let window = Window::of(orders, settings);
        let as_of = window.map_or(Day(i32::MIN), |window| window.as_of);
        let order_count = orders.count_until(as_of);
        let known = earlier.filter(|basis| basis.order_count == order_count);
        let mut cycles = <[OnceCell<Cycles>; 2]>::default();
        let all = match known {
            Some(basis) if basis.window.is_some_and(|window| window.as_of == as_of) => {
                [cycles[0], _] = basis.cycles;
                basis.all
            }
            Some(basis) => basis.all,
            None => Histories::of(orders, as_of),
        };
        let (selection, visits) = Default::default();
        let mut basis =
            Basis { window, order_count, selection, all, counted: None, shown: None, cycles, visits };
        // The filters on customers look at all orders, so they are made before any order is left out.
        let customers = basis.customers(orders, settings);
        basis.selection.orders = basis.orders(orders, settings);
        if let Some(counts) = &basis.selection.orders {
            basis.counted = Some(basis.all.keeping(&|_, order| counts[order as usize]));
        }
        basis.selection.customers = customers;
        if let Some(shown) = &basis.selection.customers {
            basis.shown = Some(basis.everybody().keeping(&|customer, _| shown[customer as usize]));
        }
        // Whatever was asked for while customers were chosen was of others.
        basis.visits = LastVisits::default();
        basis
    }

    /// What an analysis may look at.
    pub fn scope<'a>(&'a self, orders: &'a Orders, settings: &'a Settings) -> Scope<'a> {
        Scope {
            orders,
            histories: self.shown.as_ref().unwrap_or(self.everybody()),
            everybody: self.everybody(),
            all: &self.all,
            settings,
            window: self.window,
            order_count: self.order_count,
            cycles: &self.cycles[usize::from(self.counted.is_some())],
            selection: &self.selection,
            visits: &self.visits,
        }
    }

    fn everybody(&self) -> &Histories {
        self.counted.as_ref().unwrap_or(&self.all)
    }

    /// The customers that are shown; `None` without a filter.
    fn customers(&self, orders: &Orders, settings: &Settings) -> Option<Vec<bool>> {
        let mut shown = None;
        if let Some(name) = &settings.first_channel {
            let is_of = of_channel(orders, name);
            let shown = shown.get_or_insert(vec![false; orders.customer_count()]);
            for history in self.all.iter() {
                shown[history.customer as usize] = is_of(history.orders[0]);
            }
        }
        if let Some(group) = settings.segment {
            let mut inside = vec![false; orders.customer_count()];
            for customer in members(&self.scope(orders, settings), group).customers {
                inside[customer as usize] = shown.as_ref().is_none_or(|shown| shown[customer as usize]);
            }
            shown = Some(inside);
        }
        shown
    }

    /// The orders that count; `None` without a filter.
    fn orders(&self, orders: &Orders, settings: &Settings) -> Option<Vec<bool>> {
        if settings.from.is_none() && settings.channel.is_none() && settings.product.is_none() {
            return None;
        }
        let first =
            self.window.map_or(self.order_count, |window| orders.count_until(window.first_day.plus(-1)));
        let mut counts = vec![true; self.order_count];
        counts[..first.min(self.order_count)].fill(false);
        let mut keep = |is_right: &dyn Fn(u32) -> bool| {
            counts
                .iter_mut()
                .enumerate()
                .for_each(|(order, counts)| *counts = *counts && is_right(order as u32));
        };
        if let Some(name) = &settings.channel {
            keep(&of_channel(orders, name));
        }
        if let Some(name) = &settings.product {
            keep(&with_product(orders, name));
        }
        Some(counts)
    }
}

/// Whether an order is of a channel.
fn of_channel<'a>(orders: &'a Orders, name: &str) -> impl Fn(u32) -> bool + 'a {
    let channel = dimension(orders, DimensionKind::Channel);
    let code = channel.and_then(|channel| channel.values.iter().position(|value| value == name));
    move |order| channel.is_some_and(|channel| Some(channel.code(order as usize) as usize) == code)
}

/// Whether an order has a line with a product of this name, or where there is no such product, of a name that contains
/// it; small and large Latin letters are the same then.
fn with_product<'a>(orders: &'a Orders, name: &str) -> impl Fn(u32) -> bool + 'a {
    let (products, sought) = (orders.products(), name.to_ascii_lowercase());
    let mut is_meant: Vec<bool> = products.iter().map(|product| product == name).collect();
    if !is_meant.contains(&true) {
        is_meant = products.iter().map(|product| product.to_ascii_lowercase().contains(&sought)).collect();
    }
    // A line without a product has a number that no product has.
    let has = move |product: u32| is_meant.get(product as usize).is_some_and(|is_meant| *is_meant);
    move |order| orders.products_of(order as usize).any(&has)
}
