//! How long the store and the report of an invented shop take: `cargo run --release --example store -- 10000000 sorted`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::time::Instant;

use huitou::analysis::Settings;
use huitou::money::Currency;
use huitou::order::{Columns, Customers, Dimension, DimensionKind, Lines, OrderIds, Orders, Texts};
use huitou::report::{Report, Section};
use huitou_columns::codes::Codes;

fn mixed(number: u64) -> u64 {
    let mut x = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn rss() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}
fn hwm() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

fn columns(count: u64, form: &str) -> Columns {
    let mut columns = Columns::new(Currency::of("CNY"));
    let mut keys = Texts::default();
    let mut ids = huitou_columns::ids::Ids::default();
    let people = (count * 47 / 100).max(1);
    let span = 3 * 365 * 86_400;
    let names: Vec<u64> = (0..people).map(|n| mixed(n) % 900_000_000 + 100_000_000).collect();
    let mut known = vec![u32::MAX; people as usize];
    let mut channel = Codes::default();
    let mut discounted = Codes::default();
    let mut lines = Lines::default();
    lines.products =
        (0..2_000).map(|n| format!("product {n}")).collect::<Vec<_>>().iter().map(String::as_str).collect();
    lines.categories =
        (0..40).map(|n| format!("category {n}")).collect::<Vec<_>>().iter().map(String::as_str).collect();
    for row in 0..count {
        let order = match form {
            "descending" => count - 1 - row,
            "shuffled" => (row * 7_919_993) % count,
            _ => row,
        };
        let chance = mixed(order);
        let person = (mixed(chance) % people * (mixed(chance ^ 5) % people) / people) as usize;
        let person = if chance % 3 == 0 { (order % people) as usize } else { person };
        if known[person] == u32::MAX {
            known[person] = keys.push(&format!("account:{}", names[person]));
        }
        let mut moment = 1_640_995_200 + (order as i64 * span / count as i64);
        if form.starts_with("day") {
            moment -= moment % 86_400;
        }
        let id = if form == "days_shuffled" {
            5_000_000_000 + mixed(order) % 1_000_000_000
        } else {
            5_000_000_000 + order
        };
        ids.push(if form == "days_anonymous" { String::new() } else { id.to_string() }.as_bytes());
        columns.customer.push(known[person]);
        columns.moment.push(moment);
        columns.amount.push(500 + (chance >> 20) as i64 % 100 * ((chance >> 30) as i64 % 900));
        channel.push((chance >> 40) as u32 % 6);
        discounted.push((chance >> 50) as u32 % 2);
        lines.order.push(row as u32);
        lines.product.push((chance >> 8) as u32 % 2_000);
        lines.category.push((chance >> 8) as u32 % 2_000 % 40);
    }
    let values: Texts = ["a", "b", "c", "d", "e", "f"].into_iter().collect();
    columns.dimensions.push(Dimension { kind: DimensionKind::Channel, values, codes: channel });
    let values: Texts = ["no", "yes"].into_iter().collect();
    columns.dimensions.push(Dimension { kind: DimensionKind::Discounted, values, codes: discounted });
    columns.lines = lines;
    columns.customers = Customers::of(keys);
    columns.ids = if form == "days_anonymous" { OrderIds::Absent } else { OrderIds::Packed(ids) };
    columns
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let form = arguments.next().unwrap_or_else(|| "sorted".to_string());
    let before = rss();
    let columns = columns(count, &form);
    println!("columns {} MB", rss() - before);
    let start = Instant::now();
    let orders = Orders::new(columns).unwrap();
    println!(
        "{form}: store {} ms, {} MB after, {} MB peak, {} customers",
        start.elapsed().as_millis(),
        rss() - before,
        hwm() - before,
        orders.customer_count()
    );
    for sections in
        [&[][..], &[Section::Overview], &[Section::Retention], &[Section::Repurchase], &[Section::Rfm]]
    {
        let start = Instant::now();
        let report = Report::of(&orders, &Settings::default(), sections);
        println!(
            "report {sections:?} {} ms, repeat {:?}, {} MB peak",
            start.elapsed().as_millis(),
            report.results.overview.map(|overview| overview.repeat_orders),
            hwm() - before
        );
    }
    let start = Instant::now();
    let histories = huitou::history::Histories::of(&orders, orders.span().unwrap().1);
    println!("histories {} ms {}", start.elapsed().as_millis(), histories.order_count());
}
