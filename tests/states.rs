//! The shops that every panel is looked at with: nothing, next to nothing, no customer keys, what is usual, and what is
//! large. Golden panels, the tests of layout and the gallery all show these. Everything in them is invented.

use std::fmt::Write as _;

use huitou::analysis::Settings;
use huitou::intake::{self, Choices};
use huitou::report::Report;
use huitou::sample::{self, Language};
use huitou::view::Lang;

/// Both languages and how files are named after them.
pub const LANGS: [(&str, Lang); 2] = [("zh", Lang::Zh), ("en", Lang::En)];

/// Makes an export.
type Shop = fn(Lang) -> String;

/// By name: what a merchant in a language has dropped.
pub const STATES: [(&str, Shop); 5] = [
    ("empty", |lang| rows(lang, "1,ann,2024-03-05,20.00,closed\n")),
    ("tiny", |lang| {
        rows(lang, "1,ann,2024-01-05,20.00,paid\n2,ann,2024-02-07,30.00,paid\n3,bob,2024-02-09,1.50,paid\n")
    }),
    ("anonymous", |lang| rows(lang, "1,,2024-01-05,20.00,paid\n2,,2024-02-07,30.00,paid\n")),
    ("typical", |lang| {
        let language = if lang == Lang::Zh { Language::Chinese } else { Language::English };
        String::from_utf8_lossy(&sample::csv(language, 1, sample::CUSTOMERS)).into_owned()
    }),
    ("huge", huge),
];

/// The report of what was dropped, with its ledger.
pub fn report(dropped: &str) -> Report {
    let files = [("orders.csv", dropped.as_bytes())];
    let intake = intake::read(&files, &Choices::default()).expect("a table");
    assert!(intake.questions.is_empty(), "{:?}", intake.questions);
    let mut report = Report::of(&intake.orders, &Settings::default(), &[]);
    report.provenance = Some(intake.ledger);
    report
}

fn rows(lang: Lang, rows: &str) -> String {
    let currency = if lang == Lang::Zh { "CNY" } else { "USD" };
    let mut file = String::from("order id,customer,date,amount,status,currency\n");
    for row in rows.lines() {
        let _ = writeln!(file, "{row},{currency}");
    }
    file
}

/// Ten years of large amounts, from many channels and products whose names are long; some customers buy all the time.
fn huge(lang: Lang) -> String {
    const ORDERS: u64 = 60_000;
    const PEOPLE: u64 = 24_000;
    const DAYS: u64 = 3_650;
    let (channel, product, currency) = match lang {
        Lang::Zh => ("线下门店与社群团购联合渠道第", "家庭装超值组合礼盒款式第", "CNY"),
        Lang::En => {
            ("Marketplaces and partner stores of region", "Family value bundle with gift box no.", "USD")
        }
    };
    let mut file = String::from("order id,customer,date,amount,currency,channel,product\n");
    for order in 0..ORDERS {
        let chance = mixed(order);
        // Who comes back is found among a few early ones more often than among the others.
        let most = PEOPLE * (order + 1) / ORDERS + 1;
        let person =
            if chance.is_multiple_of(3) { mixed(chance) % (most / 50 + 1) } else { mixed(chance) % most };
        let day = order * DAYS / ORDERS;
        let amount = 1_000_000 + (chance >> 20) % 900_000_000;
        let _ = writeln!(
            file,
            "{order},customer{person},{},{amount}.00,{currency},{channel} {},{product} {}",
            date(day),
            (chance >> 8) % 12 + 1,
            (chance >> 12) % 60 + 1,
        );
    }
    file
}

/// A day of the years from 2015, twelve months of thirty days each but for February.
fn date(day: u64) -> String {
    let (year, month, day) = (2015 + day / 365, day % 365 / 31 + 1, day % 365 % 31 + 1);
    format!("{year}-{month:02}-{:02}", day.min(28))
}

/// As good as chance, and the same each time: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
