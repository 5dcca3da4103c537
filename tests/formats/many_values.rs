//! A column with very many values.

use huitou::intake::{Choices, ledger::Note};
use huitou::order::{MOST_VALUES, POOLED};

use super::read;

/// Each order has goods of its own, but for two kinds that are bought ten times; by hand.
fn shop(rows: impl Iterator<Item = usize>) -> String {
    let goods = |number: usize| match number % 7_000 {
        0 => "tea".to_string(),
        1 => "cup".to_string(),
        _ => format!("goods {number:05}"),
    };
    let row = |number: usize| {
        let day = number % 28 + 1;
        format!(
            "A{number},c{}@x.com,2024-03-{day:02} 10:00:00,{}.50,{}\n",
            number % 999,
            number % 90,
            goods(number)
        )
    };
    "order id,customer email,order date,total,product\n".to_string() + &rows.map(row).collect::<String>()
}

#[test]
fn the_most_frequent_values_are_kept_in_any_order_of_the_rows() {
    const ROWS: usize = 70_000;
    let text = shop(0..ROWS);
    let intake = read(text.as_bytes(), &Choices::default());
    // Seventy thousand rows, of which ten are tea and ten are cups.
    let values = ROWS as u64 - 20 + 2;
    let note = Note::ValuesPooled { role: "product".into(), values, kept: MOST_VALUES as u64 };
    assert!(intake.ledger.notes.contains(&note), "{:?}", intake.ledger.notes);
    let orders = &intake.orders;
    assert_eq!(orders.products().len(), MOST_VALUES + 1);
    let bought = |goods: &str| {
        (0..orders.len())
            .filter(|&order| orders.products_of(order).any(|of| orders.products().get(of) == goods))
            .count()
    };
    assert_eq!((bought("tea"), bought("cup"), bought("goods 00002")), (10, 10, 1));
    assert_eq!(bought(POOLED) as u64, values - MOST_VALUES as u64);
    let turned = read(shop((0..ROWS).rev()).as_bytes(), &Choices::default());
    assert_eq!(turned.orders, intake.orders);
    let few = read(shop(0..MOST_VALUES).as_bytes(), &Choices::default());
    assert!(!few.ledger.notes.iter().any(|note| matches!(note, Note::ValuesPooled { .. })));
}
