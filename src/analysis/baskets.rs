//! What the orders of customers hold, side by side in the order of their histories.
//!
//! The store has its orders by time: who asks it customer by customer waits for memory at each of them. So an order's
//! products or categories are looked up once, however many questions go through them.

use crate::history::Histories;
use crate::order::Orders;
use huitou_columns::codes::Codes;
use huitou_columns::contents::Contents;

/// The products or the categories of all orders of some customers.
pub(super) struct Baskets {
    /// Where each order's codes end; empty where each order has one.
    ends: Vec<u32>,
    codes: Codes,
}

/// Tells the codes of an order one after the other.
type EachOf<'a> = dyn Fn(usize, &mut dyn FnMut(u32)) + 'a;

impl Baskets {
    /// The products of these orders.
    pub fn of_products(orders: &Orders, histories: &Histories) -> Baskets {
        if orders.has_one_line_each() {
            return Baskets::of_lines(&orders.columns().lines.product, histories);
        }
        let each = |order, found: &mut dyn FnMut(u32)| orders.products_of(order).for_each(found);
        Baskets::gathered(histories, orders.products().len(), &each)
    }

    /// The categories of these orders.
    pub fn of_categories(orders: &Orders, histories: &Histories) -> Baskets {
        if orders.has_one_line_each() {
            return Baskets::of_lines(&orders.columns().lines.category, histories);
        }
        let each = |order, found: &mut dyn FnMut(u32)| orders.categories_of(order).for_each(found);
        Baskets::gathered(histories, orders.categories().len(), &each)
    }

    /// Where each order has one line.
    fn of_lines(codes: &Codes, histories: &Histories) -> Baskets {
        let codes = match codes.is_empty() {
            true => Codes::missing(histories.order_count()),
            false => codes.arranged(&histories.gathered().rows),
        };
        Baskets { ends: Vec::new(), codes }
    }

    /// The same for what goes through all of them; so many values there are.
    pub fn contents(&self, distinct: usize) -> Contents<'_> {
        Contents { ends: &self.ends, codes: &self.codes, distinct }
    }

    fn gathered(histories: &Histories, values: usize, each: &EachOf<'_>) -> Baskets {
        let mut baskets = Baskets { ends: Vec::new(), codes: Codes::for_values(values) };
        // What finds no room grows as it is filled.
        let _ = baskets.codes.reserve(histories.order_count());
        for history in histories.iter() {
            for &order in history.orders {
                each(order as usize, &mut |code| baskets.codes.push(code));
                baskets.ends.push(baskets.codes.len() as u32);
            }
        }
        baskets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Baskets {
        /// Tells the codes of the order at a place.
        fn each(&self, place: usize, found: &mut dyn FnMut(u32)) {
            let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
            let range = self.ends.get(place).map_or(place..place + 1, |end| start as usize..*end as usize);
            range.for_each(|at| found(self.codes.get(at)));
        }
    }

    use crate::money::{Currency, Money};
    use crate::order::{Columns, Lines, MISSING, Texts};
    use crate::time::Day;

    #[test]
    fn baskets_are_those_of_the_store() {
        // Three orders of two customers; lines: two, none, one - and then one each.
        for lines in [vec![0, 0, 2], vec![0, 1, 2]] {
            let mut columns = Columns::new(Currency::of("CNY"));
            for (customer, day) in [(0, 1), (1, 2), (0, 3)] {
                columns.customer.push(customer);
                columns.moment.push(Day(day).start().0);
                columns.amount.push(100);
            }
            columns.customers = crate::order::Customers::of(["ann", "bob"].into_iter().collect::<Texts>());
            columns.lines = Lines {
                order: lines.iter().copied().collect(),
                products: ["tea", "cup"].into_iter().collect(),
                categories: ["x"].into_iter().collect(),
                product: [1, 0, MISSING].into_iter().collect(),
                category: [0, MISSING, 0].into_iter().collect(),
                amount: [Money(60), Money(40), Money(100)].iter().map(|money| money.0).collect(),
                ..Lines::default()
            };
            let orders = Orders::new(columns).unwrap();
            let histories = Histories::of(&orders, Day(9));
            let products = Baskets::of_products(&orders, &histories);
            let categories = Baskets::of_categories(&orders, &histories);
            assert_eq!(products.ends.is_empty(), lines == [0, 1, 2]);
            for history in histories.iter() {
                for (at, &order) in history.orders.iter().enumerate() {
                    let (mut these, mut those) = (Vec::new(), Vec::new());
                    products.each(history.place() + at, &mut |code| these.push(code));
                    categories.each(history.place() + at, &mut |code| those.push(code));
                    assert!(orders.products_of(order as usize).eq(these));
                    assert!(orders.categories_of(order as usize).eq(those));
                }
            }
        }
    }
}
