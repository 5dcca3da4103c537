use super::*;
use crate::error::Trouble;

fn shop(rows: &[(&str, &str, i64, i64)]) -> Columns {
    let mut columns = Columns::new(Currency::of("CNY"));
    let mut keys = Texts::default();
    for (_, customer, moment, amount) in rows {
        let known = keys.iter().position(|key| key == *customer);
        let code = match known {
            Some(code) => code as u32,
            None => keys.push(customer),
        };
        columns.customer.push(code);
        columns.moment.push(*moment);
        columns.amount.push(*amount);
    }
    columns.ids = rows.iter().map(|row| row.0).collect();
    columns.customers = Customers::of(keys);
    columns
}

#[test]
fn the_same_orders_in_any_order_are_the_same_store() {
    let rows = [("2", "b", 5, 10), ("1", "a", 5, 7), ("3", "a", 1, 2), ("", "c", 5, 1), ("", "a", 5, 1)];
    let reversed: Vec<_> = rows.iter().rev().copied().collect();
    let orders = Orders::new(shop(&rows)).unwrap();
    assert_eq!(orders, Orders::new(shop(&reversed)).unwrap());
    assert_eq!(orders.amounts().map(|a| a.0).collect::<Vec<_>>(), [2, 1, 1, 7, 10]);
    assert_eq!(orders.customer_key(0), "a");
    assert_eq!(orders.span(), Some((Day(0), Day(0))));
}

#[test]
fn lines_follow_their_orders() {
    let mut columns = shop(&[("2", "b", 9, 10), ("1", "a", 5, 7)]);
    columns.lines = Lines {
        products: ["mug", "tee"].into_iter().collect(),
        order: [0, 1, 0].into_iter().collect(),
        product: [1, 1, 0].into_iter().collect(),
        quantity: [1, 2, 3].into_iter().collect(),
        amount: [4, 7, 6].into_iter().collect(),
        ..Lines::default()
    };
    let orders = Orders::new(columns).unwrap();
    assert_eq!(orders.lines_of(1).map(|line| line.amount.0).collect::<Vec<_>>(), [6, 4]);
    assert_eq!(orders.lines().map(|line| line.quantity).collect::<Vec<_>>(), [2, 3, 1]);
    assert_eq!(orders.lines().map(|line| line.order).collect::<Vec<_>>(), [0, 1, 1]);
    assert_eq!((orders.products().get(0), orders.lines().next().unwrap().category), ("tee", MISSING));
}

#[test]
fn amounts_that_could_overflow_are_refused() {
    let columns = shop(&[("1", "a", 0, Money::LIMIT - 1), ("2", "a", 0, -1)]);
    assert_eq!(Orders::new(columns).unwrap_err().trouble, Trouble::MoneyOverflow);
}
