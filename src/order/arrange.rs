//! The one order of orders, and the numbering that follows from it: promises 4 and 5.

use std::cmp::Ordering;

use super::{Columns, Dimension, Lines, MISSING, Texts};

/// The lines of each order, sorted by what they say, before the orders are sorted.
pub(super) struct LinesByOrder {
    starts: Vec<u32>,
    lines: Vec<u32>,
}

impl LinesByOrder {
    pub(super) fn of(columns: &Columns) -> LinesByOrder {
        let lines = &columns.lines;
        let mut starts = vec![0_u32; columns.moment.len() + 1];
        for &order in &lines.order {
            starts[order as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0_u32; lines.order.len()];
        for (line, &order) in lines.order.iter().enumerate() {
            let slot = &mut next[order as usize];
            sorted[*slot as usize] = line as u32;
            *slot += 1;
        }
        for pair in starts.windows(2) {
            sort(&mut sorted[pair[0] as usize..pair[1] as usize], &|a, b| lines.compare(a, b));
        }
        LinesByOrder { starts, lines: sorted }
    }

    fn get(&self, order: u32) -> &[u32] {
        &self.lines[self.starts[order as usize] as usize..self.starts[order as usize + 1] as usize]
    }
}

impl Lines {
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let (i, j) = (a as usize, b as usize);
        compare_codes(&self.products, self.product[i], self.product[j])
            .then_with(|| compare_codes(&self.categories, self.category[i], self.category[j]))
            .then_with(|| self.quantity[i].cmp(&self.quantity[j]))
            .then_with(|| self.amount[i].cmp(&self.amount[j]))
    }
}

impl Columns {
    /// The one order of orders: moment, id, customer key, amount, dimensions, lines.
    pub(super) fn compare(&self, lines: &LinesByOrder, a: u32, b: u32) -> Ordering {
        let (i, j) = (a as usize, b as usize);
        self.moment[i]
            .cmp(&self.moment[j])
            .then_with(|| self.ids.get(a).cmp(self.ids.get(b)))
            .then_with(|| compare_codes(&self.customers, self.customer[i], self.customer[j]))
            .then_with(|| self.amount[i].cmp(&self.amount[j]))
            .then_with(|| {
                let by_value = |d: &Dimension| compare_codes(&d.values, d.codes[i], d.codes[j]);
                self.dimensions.iter().map(by_value).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
            })
            .then_with(|| {
                let (of_a, of_b) = (lines.get(a), lines.get(b));
                let by_line = |(&x, &y): (&u32, &u32)| self.lines.compare(x, y);
                let first = of_a.iter().zip(of_b).map(by_line).find(|o| o.is_ne());
                first.unwrap_or(of_a.len().cmp(&of_b.len()))
            })
    }

    /// Puts the lines into the new order of orders; returns where the lines of each order start.
    pub(super) fn arrange_lines(&mut self, by_order: &LinesByOrder, order: &[u32]) -> Vec<u32> {
        let mut starts = Vec::with_capacity(order.len() + 1);
        let mut sequence = Vec::with_capacity(by_order.lines.len());
        let mut owner = Vec::with_capacity(by_order.lines.len());
        starts.push(0);
        for (new, &old) in order.iter().enumerate() {
            let of_order = by_order.get(old);
            sequence.extend_from_slice(of_order);
            owner.resize(sequence.len(), new as u32);
            starts.push(sequence.len() as u32);
        }
        let lines = &mut self.lines;
        lines.order = owner;
        lines.product = arranged(&lines.product, &sequence);
        lines.category = arranged(&lines.category, &sequence);
        lines.quantity = arranged(&lines.quantity, &sequence);
        lines.amount = arranged(&lines.amount, &sequence);
        starts
    }

    pub(super) fn arrange_orders(&mut self, order: &[u32]) {
        self.customer = arranged(&self.customer, order);
        self.moment = arranged(&self.moment, order);
        self.amount = arranged(&self.amount, order);
        self.ids = order.iter().map(|&i| self.ids.get(i)).collect();
        for dimension in &mut self.dimensions {
            dimension.codes = arranged(&dimension.codes, order);
        }
    }

    pub(super) fn renumber(&mut self) {
        by_first_appearance(&mut self.customers, &mut self.customer);
        for dimension in &mut self.dimensions {
            by_first_appearance(&mut dimension.values, &mut dimension.codes);
        }
        by_first_appearance(&mut self.lines.products, &mut self.lines.product);
        by_first_appearance(&mut self.lines.categories, &mut self.lines.category);
    }
}

/// Missing values come last.
fn compare_codes(texts: &Texts, a: u32, b: u32) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    (a == MISSING).cmp(&(b == MISSING)).then_with(|| texts.get(a).cmp(texts.get(b)))
}

fn arranged<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    order.iter().map(|&i| values[i as usize]).collect()
}

/// Renumbers the codes by their first appearance and drops texts that nobody uses.
fn by_first_appearance(texts: &mut Texts, codes: &mut [u32]) {
    let mut new_code = vec![MISSING; texts.len()];
    let mut kept = Texts::default();
    for code in codes.iter_mut().filter(|code| **code != MISSING) {
        let new = &mut new_code[*code as usize];
        if *new == MISSING {
            *new = kept.push(texts.get(*code));
        }
        *code = *new;
    }
    *texts = kept;
}

/// Sorts numbers of rows. Not generic: a sort is 6 kB of code, which the page would load once for every use.
pub(crate) fn sort(rows: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    rows.sort_unstable_by(|&a, &b| compare(a, b));
}
