//! What is bought again and what comes next, counted by hand.

use huitou::analysis::products::{AgainRow, Products};
use huitou::analysis::{Settings, Share};
use huitou::intake::{self, Choices};
use huitou::order::Orders;
use huitou::report::{Report, Section};

use super::rows::day_of;
use super::shop::{Sale, shop};

fn products(orders: &Orders, settings: &Settings) -> Products {
    Report::of(orders, settings, &[Section::Products]).results.products.unwrap()
}

fn until(as_of: &str) -> Settings {
    Settings { as_of: Some(day_of(as_of)), ..Settings::default() }
}

fn row<'a>(rows: &'a [AgainRow], name: &str) -> &'a AgainRow {
    rows.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn again_within_one_cycle_and_until_today() {
    let sale = |who: &str, day: &str, product: &str| Sale::new(who, day, "", product, 100);
    let sales = [
        // Tea after 10, then 30 days.
        sale("ann", "2024-01-01", "tea"),
        sale("ann", "2024-01-11", "tea"),
        sale("ann", "2024-02-10", "tea"),
        // Tea after 40 days, a cup between.
        sale("bob", "2024-01-01", "tea"),
        sale("bob", "2024-01-11", "cup"),
        sale("bob", "2024-02-10", "tea"),
        // Tea twice on one day, and never again.
        sale("cyd", "2024-01-01", "tea"),
        sale("cyd", "2024-01-01", "tea"),
        // Too late to be watched.
        sale("dan", "2024-02-25", "tea"),
        sale("dan", "2024-02-26", "tea"),
    ];
    let found = products(&shop(&sales), &until("2024-03-01"));
    // Waits of the shop by hand: 1, 10, 10, 30, 30 ended; open 4, 20, 20, 60. Of nine 8/9 wait on
    // after 1; of seven who are watched at 10 two come, 8/9 x 5/7; at 30 two of three, 8/9 x 5/7 x 1/3 < 1/2.
    let tea = row(&found.products, "tea");
    assert_eq!((tea.cycle_days, tea.customers), (30, 4));
    // Of Ann, Bob and Cyd: Ann within 30 days, Bob later.
    assert_eq!((tea.within_cycle, tea.again), (Share::of(1, 3), Share::of(2, 3)));
    // Gaps 1, 10, 30 and 40: positions .75, 1.5 and 2.25.
    assert_eq!((tea.gaps, tea.quartile_days.as_slice()), (4, [7.75, 20.0, 32.5].as_slice()));
    let cup = row(&found.products, "cup");
    assert_eq!((cup.within_cycle, cup.gaps, cup.quartile_days.len()), (Share::of(0, 1), 0, 0));
    assert!(found.categories.is_empty() && !found.breadth_of_categories);
}

#[test]
fn support_confidence_and_lift_of_consecutive_orders() {
    // 12 go from tea to a pot, 8 from tea to a cup, 20 from cup to cup.
    let mut sales = Vec::new();
    let ways = [("tea", "pot", 12), ("tea", "cup", 8), ("cup", "cup", 20)];
    for (first, next, count) in ways {
        for at in 0..count {
            let who = format!("{first}{next}{at}");
            sales.push(Sale::new(&who, "2024-01-01", "", first, 100));
            sales.push(Sale::new(&who, "2024-01-11", "", next, 100));
        }
    }
    let found = products(&shop(&sales), &until("2024-03-01"));
    assert_eq!(found.pairs, 40);
    // Eight pairs are too few to be told, and are counted.
    let rows: Vec<_> =
        found.next.iter().map(|row| (row.first.as_str(), row.next.as_str(), row.pairs)).collect();
    assert_eq!(rows, [("cup", "cup", 20), ("tea", "pot", 12)]);
    let pot = &found.next[1];
    assert_eq!((pot.pairs_with_first, pot.pairs_with_next), (20, 12));
    // 12 of 20, against 12 of 40: twice as many.
    assert_eq!((pot.confidence(), pot.lift(found.pairs)), (Some(0.6), Some(2.0)));
    // Cups: 20 of 20, against 28 of 40.
    assert!((found.next[0].lift(40).unwrap() - 40.0 / 28.0).abs() < 1e-12);
}

#[test]
fn a_product_on_several_lines_is_one_of_an_order() {
    let mut sales = Vec::new();
    for at in 0..10 {
        let first = Sale::new(&format!("c{at}"), "2024-01-01", "", "tea", 100);
        let products = ["tea", "tea", "pot"].map(String::from).to_vec();
        sales.push(Sale { products: products.clone(), ..first.clone() });
        sales.push(Sale { products, day: first.day.plus(5), ..first });
    }
    let found = products(&shop(&sales), &until("2024-06-01"));
    let rows: Vec<_> =
        found.next.iter().map(|row| (row.first.as_str(), row.next.as_str(), row.pairs)).collect();
    assert_eq!(rows, [("pot", "pot", 10), ("pot", "tea", 10), ("tea", "pot", 10), ("tea", "tea", 10)]);
    // All first orders held two products.
    assert_eq!(found.breadth.len(), 1);
    assert_eq!((found.breadth[0].breadth, found.breadth[0].comparison.first), (2, Share::of(10, 10)));
}

#[test]
fn categories_by_lines() {
    let file = "order id,customer,date,amount,product,category\n\
                1,ann,2024-01-01,5,tea,drinks\n1,ann,2024-01-01,5,cup,things\n2,ann,2024-01-11,5,milk,drinks\n\
                3,bob,2024-01-01,5,cup,things\n4,bob,2024-01-21,5,tea,drinks\n";
    let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
    let found = products(&intake.orders, &until("2024-06-01"));
    let drinks = row(&found.categories, "drinks");
    // The shop's waits: 10 and 20 ended, two open: 3/4 x 2/3 wait on after 20.
    assert_eq!(drinks.cycle_days, 20);
    assert_eq!(
        (drinks.customers, drinks.gaps, drinks.quartile_days.as_slice()),
        (2, 1, [10.0; 3].as_slice())
    );
    assert_eq!(drinks.again, Share::of(1, 2));
    assert!(found.breadth_of_categories);
    // Ann's first order held two categories, Bob's one; both are back.
    let breadth: Vec<_> = found.breadth.iter().map(|row| (row.breadth, row.comparison.first)).collect();
    assert_eq!(breadth, [(1, Share::of(1, 1)), (2, Share::of(1, 1))]);
}

#[test]
fn nothing_one_anonymous_and_nobody_back() {
    for sales in [
        Vec::new(),
        vec![Sale::new("ann", "2024-01-01", "", "tea", 100)],
        vec![Sale::new("", "2024-01-01", "", "tea", 100), Sale::new("", "2024-01-02", "", "tea", 100)],
        vec![Sale::new("ann", "2024-01-01", "", "tea", 100), Sale::new("bob", "2024-01-02", "", "tea", 100)],
    ] {
        let found = products(&shop(&sales), &Settings::default());
        assert!(found.products.is_empty() && found.next.is_empty() && found.breadth.is_empty());
        assert_eq!(found.pairs, 0);
    }
}
