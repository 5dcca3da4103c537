//! What the store and the report of an invented shop cost: `cargo run --release --example store -- 10000000 shuffled`.
//!
//! One row an order; in order of time unless `descending`, `shuffled`, or `days`, which have no time of day.

use huitou::analysis::Settings;
use huitou::error::Error;
use huitou::money::Currency;
use huitou::order::{Columns, Customers, Dimension, DimensionKind, OrderIds, Orders, Texts};
use huitou::report::{Report, Section};
use huitou_columns::ids::Ids;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let form = arguments.next().unwrap_or_default();
    let before = megabytes("VmRSS:");
    let told = |what: &str, start: u64| {
        let (now, most) = (megabytes("VmRSS:") - before, megabytes("VmHWM:") - before);
        println!("{what}: {} ms, now {now} MB, at most {most} MB", milliseconds() - start);
    };
    let (start, columns) = (milliseconds(), columns(count, &form));
    told("columns", start);
    let (start, orders) = (milliseconds(), Orders::new(columns)?);
    told("store", start);
    for sections in std::iter::once(&Section::ALL[..]).chain(Section::ALL.chunks(1)) {
        let (start, report) = (milliseconds(), Report::of(&orders, &Settings::default(), sections));
        told(&format!("{sections:?} of {} customers", orders.customer_count()), start);
        drop(report);
    }
    Ok(())
}

fn columns(count: u64, form: &str) -> Columns {
    let people = (count * 47 / 100).max(1);
    let mut columns = Columns::new(Currency::of("CNY"));
    let mut keys = Texts::default();
    let mut ids = Ids::default();
    let mut numbers = vec![u32::MAX; people as usize];
    let mut channel = dimension(DimensionKind::Channel, &["app", "shop", "live"]);
    let mut discounted = dimension(DimensionKind::Discounted, &["no", "yes"]);
    let lines = &mut columns.lines;
    lines.products = (0..2_000).map(|n| ["mug", "tee", "cap"][n % 3]).collect();
    lines.categories = (0..40).map(|n| ["kitchen", "clothes"][n % 2]).collect();
    for row in 0..count {
        let order = match form {
            "descending" => count - 1 - row,
            "shuffled" => row * 7_919_993 % count,
            _ => row,
        };
        let chance = mixed(order);
        let person = if chance.is_multiple_of(3) { order % people } else { mixed(chance) % people };
        let number = &mut numbers[person as usize];
        if *number == u32::MAX {
            *number = keys.push(&format!("account:{}", 100_000_000 + mixed(person) % 900_000_000));
        }
        let seconds = (order * 3 * 365 * 86_400 / count) as i64;
        let id = if form == "days" { mixed(order) % 1_000_000_000 } else { order };
        ids.push((5_000_000_000 + id).to_string().as_bytes());
        columns.customer.push(*number);
        columns.moment.push(1_640_995_200 + if form == "days" { seconds / 86_400 * 86_400 } else { seconds });
        columns.amount.push(500 + (chance >> 20) as i64 % 90_000);
        channel.codes.push((chance >> 40) as u32 % 3);
        discounted.codes.push((chance >> 50) as u32 % 2);
        lines.order.push(row as u32);
        lines.product.push((chance >> 8) as u32 % 2_000);
        lines.category.push((chance >> 8) as u32 % 40);
    }
    columns.dimensions = vec![channel, discounted];
    columns.customers = Customers::of(keys);
    columns.ids = OrderIds::Packed(ids);
    columns
}

fn dimension(kind: DimensionKind, values: &[&str]) -> Dimension {
    Dimension { kind, values: values.iter().copied().collect(), codes: Default::default() }
}

/// As good as chance, and the same each time.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Time that this process has run on a processor, as Linux counts it; others on the machine do not add to it.
fn milliseconds() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = |at: usize| stat.split(' ').nth(at).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or(0);
    (ticks(13) + ticks(14)) * 10
}

/// What Linux says of this process's memory.
fn megabytes(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let words = status.lines().find(|other| other.starts_with(line)).unwrap_or_default();
    words.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}
