//! What was bought: the lines of orders.

use std::cmp::Ordering;
use std::ops::Range;

use huitou_columns::codes::Codes;
use huitou_columns::numbers::Numbers;
use huitou_columns::row_order::RowOrder;

use super::{Texts, compare_codes, sort};
use crate::money::Money;

/// The order lines, in any order. Orders of files without lines have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The distinct products (name, else SKU).
    pub products: Texts,
    /// The distinct categories.
    pub categories: Texts,
    /// For each line the order that it belongs to.
    pub order: Codes,
    /// For each line the number of its product, or [`MISSING`](super::MISSING); empty where no line has one.
    pub product: Codes,
    /// For each line the number of its category, or [`MISSING`](super::MISSING); empty where no line has one.
    pub category: Codes,
    /// For each line the number of pieces; empty where all are single pieces.
    pub quantity: Numbers,
    /// For each line its amount before order-level discounts; empty where each is the amount of its order.
    pub amount: Numbers,
}

/// One line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The position of its order.
    pub order: usize,
    /// The number of its product, or [`MISSING`](super::MISSING).
    pub product: u32,
    /// The number of its category, or [`MISSING`](super::MISSING).
    pub category: u32,
    /// The number of pieces.
    pub quantity: i64,
    /// Its amount before order-level discounts.
    pub amount: Money,
}

impl Lines {
    /// Forgets what follows from the orders, so that the same lines are the same columns.
    pub(super) fn condense(&mut self, amounts: &Numbers) {
        let is_whole = |(line, amount)| amounts.get(self.order.get(line) as usize) == Some(amount);
        if self.amount.iter().enumerate().all(is_whole) {
            self.amount = Numbers::default();
        }
        if self.quantity.are_all(1) {
            self.quantity = Numbers::default();
        }
        for codes in [&mut self.product, &mut self.category] {
            if codes.largest().is_none() {
                *codes = Codes::default();
            }
        }
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        let (i, j) = (a as usize, b as usize);
        compare_codes(&self.products, self.product.get(i), self.product.get(j))
            .then_with(|| compare_codes(&self.categories, self.category.get(i), self.category.get(j)))
            .then_with(|| self.quantity.get(i).cmp(&self.quantity.get(j)))
            .then_with(|| self.amount.get(i).cmp(&self.amount.get(j)))
    }

    fn arrange(&mut self, order: &RowOrder) {
        for codes in [&mut self.product, &mut self.category].into_iter().filter(|codes| !codes.is_empty()) {
            codes.arrange(order);
        }
        for numbers in
            [&mut self.quantity, &mut self.amount].into_iter().filter(|numbers| !numbers.is_empty())
        {
            numbers.arrange(order);
        }
    }
}

/// The lines of each order, sorted by what they say, before the orders are sorted.
pub(super) enum LinesByOrder {
    None,
    /// Line i is the one of order i.
    OneEach,
    /// Order i has the lines at `starts[i]..starts[i + 1]` of `lines`.
    Several {
        starts: Vec<u32>,
        lines: Vec<u32>,
    },
}

impl LinesByOrder {
    pub(super) fn of(lines: &Lines, orders: usize) -> LinesByOrder {
        match lines.order.len() {
            0 => LinesByOrder::None,
            count if count == orders && lines.order.is_sequence() => LinesByOrder::OneEach,
            _ => LinesByOrder::several(lines, orders),
        }
    }

    fn several(lines: &Lines, orders: usize) -> LinesByOrder {
        let mut starts = vec![0_u32; orders + 1];
        lines.order.iter().for_each(|order| starts[order as usize + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0_u32; lines.order.len()];
        for (line, order) in lines.order.iter().enumerate() {
            let slot = &mut next[order as usize];
            sorted[*slot as usize] = line as u32;
            *slot += 1;
        }
        for pair in starts.windows(2).filter(|pair| pair[1] - pair[0] > 1) {
            sort(&mut sorted[pair[0] as usize..pair[1] as usize], &|a, b| lines.compare(a, b));
        }
        LinesByOrder::Several { starts, lines: sorted }
    }

    fn range(&self, order: u32) -> Range<usize> {
        let order = order as usize;
        match self {
            LinesByOrder::None => 0..0,
            LinesByOrder::OneEach => order..order + 1,
            LinesByOrder::Several { starts, .. } => starts[order] as usize..starts[order + 1] as usize,
        }
    }

    fn lines(&self, order: u32) -> impl Iterator<Item = u32> {
        self.range(order).map(|at| match self {
            LinesByOrder::Several { lines, .. } => lines[at],
            _ => at as u32,
        })
    }

    /// Compares what two orders say in their lines.
    pub(super) fn compare(&self, lines: &Lines, a: u32, b: u32) -> Ordering {
        let pairs = self.lines(a).zip(self.lines(b));
        let first = pairs.map(|(x, y)| lines.compare(x, y)).find(|o| o.is_ne());
        first.unwrap_or(self.range(a).len().cmp(&self.range(b).len()))
    }

    /// Puts the lines into the order of orders (`None`: as they stand); returns where the lines of each order start,
    /// unless each order has one line, or none has any.
    pub(super) fn arrange(self, lines: &mut Lines, order: Option<&RowOrder>) -> Option<Vec<u32>> {
        let LinesByOrder::Several { starts, lines: by_order } = self else {
            // The n-th line stays that of the n-th order.
            order.iter().for_each(|order| lines.arrange(order));
            return None;
        };
        let (starts, sequence) = match order {
            None => (starts, by_order),
            Some(order) => follow(&order.rows(), &starts, &by_order),
        };
        let count = sequence.len() as u32;
        if sequence.iter().zip(0..).any(|(&line, place)| line != place) {
            lines.arrange(&RowOrder::of_rows(sequence));
        }
        let is_one_each = starts.iter().zip(0..).all(|(&start, order)| start == order);
        lines.order = if is_one_each { Codes::sequence(count) } else { Codes::default() };
        (!is_one_each).then_some(starts)
    }
}

/// Where the lines of each order start, and which ones they are, in this order of orders.
fn follow(order: &[u32], starts: &[u32], lines: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut sequence = Vec::with_capacity(lines.len());
    let mut new_starts = Vec::with_capacity(starts.len());
    new_starts.push(0);
    for &old in order {
        let old = old as usize;
        sequence.extend_from_slice(&lines[starts[old] as usize..starts[old + 1] as usize]);
        new_starts.push(sequence.len() as u32);
    }
    (new_starts, sequence)
}
