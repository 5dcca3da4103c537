//! The sample shop: two years of orders of a shop that does not exist, as one exports them.
//!
//! It grows, has seasons, campaign days that bring many buyers who buy once, channels whose
//! customers come back more or less, products with cycles of their own, discounts, refunds, orders
//! that were never paid and orders of guests. Every person and every number in it is invented.
//!
//! The same arguments give the same bytes everywhere: there is no clock, no float and no chance
//! but the seed's. A larger shop has the customers of a smaller one, and more.

mod calendar;
mod chance;
mod customer;
mod goods;
mod words;

use std::collections::BinaryHeap;

use crate::list::Listed;
use crate::time::Moment;
use calendar::Calendar;
use customer::Order;
pub use words::Language;
use words::Words;

/// Customers of the shop that the page shows: with them come about 8,300 orders.
pub const CUSTOMERS: u32 = 4_000;

/// Orders for each customer, in hundredths, over many seeds: for whoever wants a number of orders.
const ORDERS_PER_CUSTOMER_PERCENT: u64 = 212;

/// Guests that order once, for each thousand customers.
const GUESTS_PER_MILLE: u32 = 60;

/// The orders of a shop with `customers` registered customers, and some guests: UTF-8 with a byte
/// order mark, comma separated, CRLF, one row an order, oldest first.
pub fn csv(language: Language, seed: u64, customers: u32) -> Vec<u8> {
    let words = language.words();
    let mut text = String::from('\u{feff}');
    push_row(&mut text, &words.header.map(str::to_owned));
    for (number, order) in (1..).zip(orders(language, seed, customers)) {
        push_row(&mut text, &cells(words, number, &order));
    }
    text.into_bytes()
}

/// How many customers a shop of about `orders` orders has.
pub fn customers_for(orders: u32) -> u32 {
    (u64::from(orders) * 100 / ORDERS_PER_CUSTOMER_PERCENT) as u32
}

fn orders(language: Language, seed: u64, customers: u32) -> Vec<Order> {
    let calendar = Calendar::new(language);
    let guests = customers.saturating_mul(GUESTS_PER_MILLE) / 1000;
    let mut orders: Vec<Order> = (0..customers).flat_map(|id| customer::life(&calendar, seed, id)).collect();
    orders.extend((0..guests).map(|id| customer::guest(&calendar, seed, id)));
    chronological(orders)
}

/// Oldest first, guests before customers, else as they stood. By a heap: a sort of the library is 5 kB of code.
fn chronological(orders: Vec<Order>) -> Vec<Order> {
    let keys = (0..).zip(&orders).map(|(place, order)| (order.moment, order.customer, place)).listed();
    let mut orders = orders.into_iter().map(Some).listed();
    let sorted = BinaryHeap::<(Moment, Option<u32>, usize)>::from(keys).into_sorted_vec();
    sorted.into_iter().filter_map(|(_, _, place)| orders[place].take()).listed()
}

fn cells(words: &Words, number: u32, order: &Order) -> [String; 13] {
    let product = &goods::PRODUCTS[order.product];
    [
        format!("HT{}{number:07}", date(order.moment, "")),
        order.customer.map_or_else(String::new, |id| words.customer(id)),
        format!("{} {}", date(order.moment, "-"), time(order.moment)),
        words.status(order.status).to_owned(),
        amount(order.paid),
        amount(order.refund),
        amount(order.discount),
        words.channels[order.channel].to_owned(),
        words.regions[order.region].to_owned(),
        words.title(product).to_owned(),
        words.categories[product.category].to_owned(),
        order.quantity.to_string(),
        words.currency.to_owned(),
    ]
}

fn push_row(text: &mut String, cells: &[String; 13]) {
    // No word of the shop holds a comma, a quote or a line break: a test reads all of it.
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn date(moment: Moment, between: &str) -> String {
    let (year, month, day) = moment.day().ymd();
    format!("{year:04}{between}{month:02}{between}{day:02}")
}

fn time(moment: Moment) -> String {
    let second = moment.second_of_day();
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// Minor units as people write them.
fn amount(minor: u64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

#[cfg(test)]
mod tests;
