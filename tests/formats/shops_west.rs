//! Exports of shops and payment providers outside China, to the row and the cent; by hand. What the samples beside
//! the project give stands in `samples.md`.

use huitou::intake::ledger::Note;
use huitou::intake::ledger::Reason::{self, Refunded, Unpaid};
use huitou::intake::{self, Choices, Intake};

use super::{Numbers, fixture, numbers, read, sample};

/// What a file must give.
struct Expected {
    file: &'static str,
    shop: &'static str,
    rows: u64,
    orders: usize,
    customers: usize,
    revenue: i64,
    currency: &'static str,
    set_aside: &'static [(Reason, u64)],
    /// Key columns that were used, and how many orders each.
    keys: &'static [(&'static str, u64)],
    /// Whose time the days are.
    zone: Option<&'static str>,
    days: (&'static str, &'static str),
}

fn check(bytes: &[u8], expected: &Expected) -> Intake {
    let intake = read(bytes, &Choices::default());
    let Expected { file, rows, orders, customers, revenue, .. } = *expected;
    let set_aside = expected.set_aside.to_vec();
    assert_eq!(numbers(&intake), Numbers { rows, orders, customers, revenue, set_aside }, "{file}");
    assert_eq!(intake.questions, [], "{file}");
    assert_eq!(intake.ledger.files[0].shop.as_deref(), Some(expected.shop), "{file}");
    assert_eq!(intake.orders.currency().code, expected.currency, "{file}");
    let used = intake.ledger.keys.iter().filter(|key| key.orders > 0);
    let keys: Vec<(&str, u64)> = used.map(|key| (key.name.as_str(), key.orders)).collect();
    assert_eq!(keys, expected.keys, "{file}");
    let zone = intake.ledger.notes.iter().find_map(|note| match note {
        Note::Zone { name, .. } => Some(name.as_str()),
        _ => None,
    });
    assert_eq!(zone, expected.zone, "{file}");
    let days = intake.orders.span().map(|(first, last)| (first.to_string(), last.to_string()));
    assert_eq!(days, Some((expected.days.0.into(), expected.days.1.into())), "{file}");
    intake
}

/// The project's own, by hand; they are read in slices and permuted elsewhere.
#[test]
fn fixtures_of_shops_outside_china() {
    let fixtures = [
        // 12.00 + (1040.00 - 40.00) + 20.00
        Expected {
            file: "stripe/payments.csv",
            shop: "stripe",
            rows: 5,
            orders: 3,
            customers: 2,
            revenue: 103_200,
            currency: "EUR",
            set_aside: &[(Unpaid, 1), (Refunded, 1)],
            keys: &[("Customer ID", 3)],
            zone: Some("UTC"),
            days: ("2026-03-01", "2026-04-04"),
        },
        // 32.00 + (1240.00 - 12.00); C3 came back, X9 belongs to a payment that is not there. Months first.
        Expected {
            file: "square/transactions.csv",
            shop: "square",
            rows: 6,
            orders: 2,
            customers: 1,
            revenue: 126_000,
            currency: "USD",
            set_aside: &[(Refunded, 2), (Reason::UnmatchedCredit, 1)],
            keys: &[("Customer ID", 1)],
            zone: Some("Eastern Time (US & Canada)"),
            days: ("2026-02-03", "2026-02-04"),
        },
        // (20.00 + 1.60 + 4.00 + 0.32 - 5.00) + (8.00 + 30.00 + 2.40 + 6.00 + 0.48 - 3.00) + 8.64; in the summer
        // time of the same place an hour less.
        Expected {
            file: "amazon/order_report.tsv",
            shop: "amazon_order_report",
            rows: 4,
            orders: 3,
            customers: 2,
            revenue: 2_092 + 4_388 + 864,
            currency: "USD",
            set_aside: &[],
            keys: &[("buyer-email", 3)],
            zone: Some("UTC−08:00 / UTC−07:00"),
            days: ("2024-03-09", "2024-04-10"),
        },
    ];
    for expected in &fixtures {
        check(&fixture(expected.file), expected);
    }
}

/// Months first, as each of them shows in another way: 12/31/25 and 09/25/26; "(US & Canada)"; 10/18/2015 among the
/// dates of dispatch.
#[test]
fn dates_of_american_samples() {
    for (file, first, last) in [
        ("etsy_EtsySoldOrders.csv", "2025-12-31", "2026-09-29"),
        ("square_transactions.csv", "2026-09-13", "2026-10-05"),
        ("superstore_latin1.csv", "2015-10-11", "2016-11-08"),
    ] {
        let Some(bytes) = sample(&format!("formats/{file}")) else { continue };
        let span = read(&bytes, &Choices::default()).orders.span().unwrap();
        assert_eq!((span.0.to_string(), span.1.to_string()), (first.into(), last.into()), "{file}");
    }
}

/// 48.00 twice; 20.00 and its -20.00 are refunded. The customer is a name alone: whether it is used is the matter
/// of other tests.
#[test]
fn woocommerce_analytics() {
    let Some(bytes) = sample("formats/woocommerce_analytics_orders.csv") else { return };
    let intake = read(&bytes, &Choices::default());
    let numbers = numbers(&intake);
    assert_eq!((numbers.rows, numbers.orders, numbers.revenue), (4, 2, 9_600));
    assert_eq!(numbers.set_aside, [(Refunded, 2)]);
    assert_eq!(intake.orders.currency().code, "USD");
    assert!(intake.ledger.notes.contains(&Note::CurrencyBySign { sign: "$".into(), code: "USD".into() }));
}

/// The sample without the blank lines above and below its header, and without its footers.
#[test]
fn ebay_orders_report() {
    let Some(bytes) = sample("formats/ebay_orders_report.csv") else { return };
    let text = String::from_utf8(bytes).unwrap();
    let is_table = |line: &&str| line.matches(',').count() > 40 && !line.starts_with(",,");
    let table: Vec<&str> = text.trim_start_matches('\u{feff}').lines().filter(is_table).collect();
    let intake = check(
        table.join("\n").as_bytes(),
        // 101 is a summary row and two items; 102 has no date of payment.
        &Expected {
            file: "ebay_orders_report.csv",
            shop: "ebay",
            rows: 4,
            orders: 1,
            customers: 1,
            revenue: 110_309,
            currency: "USD",
            set_aside: &[(Unpaid, 1)],
            keys: &[("Buyer Username", 1)],
            zone: None,
            days: ("2025-07-21", "2025-07-21"),
        },
    );
    // The summary row is no item.
    let orders = &intake.orders;
    let amounts: Vec<i64> = orders.lines().map(|line| line.amount.0).collect();
    assert_eq!(amounts, [4_599, 104_200]);
    assert!(intake.ledger.notes.contains(&Note::TotalsOnOneRow { orders: 1 }));
}

/// Other years and languages of the same exports: columns moved, added, renamed.
#[test]
fn other_forms_of_the_same_exports() {
    // Stripe: `Created date (UTC)`, decimal commas, the amount further on. By hand: 0.25 + 12.50 - 2.50.
    let stripe = "id,Created date (UTC),Currency,Amount,Amount Refunded,Captured,Customer Email,Customer ID,Status\n\
                  ch_1,2026-09-08 10:00:00,eur,\"0,25\",\"0,00\",true,a@example.com,cus_1,Paid\n\
                  ch_2,2026-09-09 10:00:00,eur,\"12,50\",\"2,50\",true,b@example.com,,Paid\n";
    // Square of a British account: day first, pounds. By hand: 10.00 + 5.00.
    let square = "Date,Time,Time Zone,Net Sales,Total Collected,Transaction ID,Customer ID,Transaction Status\n\
                  13/05/2026,09:00:00,London,£10.00,£10.00,A,C1,Complete\n\
                  02/06/2026,10:00:00,London,£5.00,£5.00,B,C2,Complete\n";
    // Etsy of a later year: `Delivery ...`, no day above 12. By hand: 20.00 + 30.00.
    let etsy = "Sale Date,Order ID,Buyer User ID,Number of Items,Delivery State,Currency,Order Value,Order Total,Status,\
                Order Net,Adjusted Order Total\n\
                01/02/27,1,ann,1,MA,USD,20.00,20.00,,19.00,\n\
                03/04/27,2,bob,1,MA,USD,30.00,30.00,,29.00,\n";
    for (file, shop, revenue, last) in [
        (stripe, "stripe", 1_025, "2026-09-09"),
        (square, "square", 1_500, "2026-06-02"),
        (etsy, "etsy", 5_000, "2027-03-04"),
    ] {
        let intake = read(file.as_bytes(), &Choices::default());
        assert_eq!(intake.ledger.files[0].shop.as_deref(), Some(shop));
        assert_eq!(numbers(&intake).revenue, revenue, "{shop}: {:?}", intake.ledger);
        assert_eq!(intake.orders.span().unwrap().1.to_string(), last, "{shop}");
        assert_eq!(intake.questions, [], "{shop}");
    }
}

const SQUARE: &str =
    "Date,Time,Time Zone,Net Sales,Total Collected,Transaction ID,Customer ID,Transaction Status\n";

/// By hand: 30.00 - 12.00 + 20.00, in whatever files the rows are; a refund in two files is one, and one in full
/// sets the order aside.
#[test]
fn a_refund_in_the_next_file_is_taken_off_its_payment() {
    let paid = "2026-05-13,09:00:00,London,£30.00,£30.00,A,C1,Complete\n\
                2026-05-14,09:00:00,London,£20.00,£20.00,B,C2,Complete\n";
    let refund = "2026-06-02,10:00:00,London,-£12.00,-£12.00,A,C1,Complete\n";
    let june = "2026-06-03,10:00:00,London,£7.00,£7.00,D,C2,Complete\n";
    let (may, june) = (format!("{SQUARE}{paid}"), format!("{SQUARE}{refund}{june}"));
    let both = format!("{SQUARE}{paid}{refund}");
    let july = format!("{SQUARE}{refund}2026-07-02,10:00:00,London,-£20.00,-£20.00,B,C2,Complete\n");
    // Files, revenue in minor units, what is set aside.
    type Case<'a> = (&'a [&'a str], i64, &'a [(Reason, u64)]);
    let cases: [Case<'_>; 5] = [
        (&[&may, &june], 4_500, &[]),
        (&[&june, &may], 4_500, &[]),
        (&[&both, &june], 4_500, &[(Reason::DuplicateOrder, 1)]),
        (&[&may, &both, &june], 4_500, &[(Reason::DuplicateOrder, 3)]),
        (&[&may, &june, &july], 2_500, &[(Refunded, 2), (Reason::DuplicateOrder, 1)]),
    ];
    for (number, (files, revenue, set_aside)) in cases.into_iter().enumerate() {
        let files: Vec<(&str, &[u8])> = files.iter().map(|file| ("", file.as_bytes())).collect();
        let intake = intake::read(&files, &Choices::default()).unwrap();
        assert!(intake.ledger.balances());
        let found = numbers(&intake);
        assert_eq!(
            (found.revenue, found.set_aside.as_slice()),
            (revenue, set_aside),
            "case {number}: {:?}",
            intake.set_aside
        );
    }
}

/// A refund that stands alone under the id of its payment belongs to a payment before the file's first day: it
/// reduces no other order.
#[test]
fn a_refund_of_a_payment_that_is_not_in_the_file() {
    let rows = "2026-05-13,09:00:00,London,£10.00,£10.00,A,C1,Complete\n\
                2026-05-14,10:00:00,London,-£5.00,-£5.00,Z,C1,Complete\n";
    let square = format!("{SQUARE}{rows}");
    let intake = read(square.as_bytes(), &Choices::default());
    let found = numbers(&intake);
    assert_eq!(
        (found.orders, found.revenue, found.set_aside),
        (1, 1_000, vec![(Reason::UnmatchedCredit, 1)])
    );
}
