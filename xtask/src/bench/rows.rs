//! The rows of a made-up order export, each a function of its number alone: a file of any size needs no memory, and
//! the same rows come in any order.
//!
//! Customers are born evenly over two years and come back less and less; a few come far more often than most. Status,
//! product, category and channel are words that a shop's export has, some of them Chinese, quoted, or of two lines.

use std::io::{Result, Write};

/// The first line.
pub const HEADER: &str =
    "order_id,customer_id,order_time,status,product,category,channel,discount_cny,amount_cny\n";

/// Seconds since 1970 of 2023-01-01, and of the two years that follow.
const START: u64 = 1_672_531_200;
const SPAN: u64 = 731 * 86_400;

/// Products, as they stand in the file; a number follows each.
const PRODUCTS: [(&str, &str); 16] = [
    ("Linen bed sheet no. ", ""),
    ("Enamel mug no. ", ""),
    ("手工陶瓷马克杯 ", "号"),
    ("\"Notebook, dotted, no. ", "\""),
    ("\"Tea towel, set of ", "\""),
    ("乌龙茶礼盒 ", "克"),
    ("Beeswax candle no. ", ""),
    ("Glass storage jar no. ", ""),
    ("\"Oak shelf, 5\"\" deep, no. ", "\""),
    ("纯棉四件套 ", "款"),
    ("Wool throw blanket no. ", ""),
    ("\"Gift box\nwith card no. ", "\""),
    ("Cast iron pan no. ", ""),
    ("竹制砧板 ", "号"),
    ("Dried apricots bag no. ", ""),
    ("\"香薰蜡烛\n组合 ", "\""),
];

const CATEGORIES: [&str; 8] = [
    "Home textiles",
    "Kitchenware",
    "厨房用品",
    "Food & drink",
    "Stationery",
    "家居",
    "Gifts",
    "Home scents",
];

const CHANNELS: [&str; 6] = ["app", "web", "小程序", "web", "store", "marketplace"];

/// One export of so many rows.
#[derive(Clone, Copy)]
pub struct Rows {
    /// Another seed is another shop.
    pub seed: u64,
    /// How many rows.
    pub count: u64,
}

impl Rows {
    /// Writes row `index` of `0..count`; a later row is of a later time.
    pub fn write(self, index: u64, out: &mut impl Write) -> Result<()> {
        let mut chance = Chance::of(self.seed, index);
        let id = 202_300_000_000 + index * 37 + chance.below(37);
        let customer = self.customer(index, &mut chance);
        write!(out, "HT-{id},C{customer:08},")?;
        write_time(START + index * SPAN / self.count, out)?;
        let status = match chance.below(100) {
            0..=4 => "cancelled",
            5..=7 => "refunded",
            _ => "paid",
        };
        let (before, after) = chance.one_of(&PRODUCTS);
        let number = 100 + chance.below(128);
        let (category, channel) = (chance.one_of(&CATEGORIES), chance.one_of(&CHANNELS));
        // Most orders are small: the fourth power of an even chance.
        let share = chance.share();
        let amount = 990 + (share * share / UNIT).pow(2) / UNIT * 200_000 / UNIT + chance.below(100) * 10;
        let discount = if chance.below(4) == 0 { amount / 10 } else { 0 };
        write!(out, ",{status},{before}{number}{after},{category},{channel},")?;
        writeln!(out, "{}.{:02},{}.{:02}", discount / 100, discount % 100, amount / 100, amount % 100)
    }

    /// The number of the customer, eight digits in no order.
    fn customer(self, index: u64, chance: &mut Chance) -> u64 {
        // Born so far; together three for every four rows, of whom some never show.
        let born = 1 + index * 3 / 4;
        let share = chance.share();
        let age = (u128::from(born) * u128::from(share * share / UNIT) / u128::from(UNIT)) as u64;
        let customer = born - 1 - age.min(born - 1);
        // Of a quarter of all customers each comes twice as often, and of a quarter of those, and so on.
        let regular = 2 * chance.next().trailing_zeros().saturating_sub(1).min(6);
        let customer = customer >> regular << regular;
        // Coprime to the modulus: different customers stay different.
        (customer * 61_803_399 + 31_415_926) % 100_000_000
    }
}

/// One in the fixed-point shares below.
const UNIT: u64 = 1 << 24;

/// The chances of one row, by splitmix64.
struct Chance(u64);

impl Chance {
    fn of(seed: u64, index: u64) -> Chance {
        // Mixed once, so that the streams of neighbours have nothing in common.
        Chance(mix(seed ^ mix(index)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// An even share of `0..UNIT`.
    fn share(&mut self) -> u64 {
        self.next() >> 40
    }

    fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// The finishing step of splitmix64.
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// `2024-02-29 23:59:59`, by Howard Hinnant's `civil_from_days`.
fn write_time(seconds: u64, out: &mut impl Write) -> Result<()> {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    write!(out, "{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_function_of_its_number() {
        let mut text = Vec::new();
        for index in [0, 1, 99] {
            Rows { seed: 1, count: 100 }.write(index, &mut text).unwrap();
        }
        let expected = "\
HT-202300000027,C31415926,2023-01-01 00:00:00,paid,\"Notebook, dotted, no. 176\",Food & drink,web,0.00,38.35
HT-202300000042,C31415926,2023-01-08 07:26:24,paid,Enamel mug no. 164,厨房用品,web,0.00,1317.76
HT-202300003697,C04867452,2024-12-24 16:33:36,refunded,竹制砧板 172号,Gifts,marketplace,0.00,91.89
";
        assert_eq!(String::from_utf8(text).unwrap(), expected);
    }

    #[test]
    fn time_is_that_of_the_calendar() {
        let cases = [
            (0, "1970-01-01 00:00:00"),
            (951_782_400, "2000-02-29 00:00:00"),
            (START, "2023-01-01 00:00:00"),
            (START + SPAN - 1, "2024-12-31 23:59:59"),
        ];
        for (seconds, expected) in cases {
            let mut text = Vec::new();
            write_time(seconds, &mut text).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), expected);
        }
    }
}
