//! The four known exports and plain files: what each gives, to the row and the cent.

use huitou::intake::ledger::{Note, Reason, Unusable};
use huitou::intake::question::Question;
use huitou::intake::{Choices, Credits, DateOrder, Intake};
use huitou::order::{DimensionKind, MISSING};

use super::{Numbers, fixture, numbers, read, sample};

fn check(bytes: &[u8], choices: &Choices, expected: Numbers) -> Intake {
    let intake = read(bytes, choices);
    assert_eq!(numbers(&intake), expected);
    intake
}

fn keys(intake: &Intake) -> Vec<(&str, u64)> {
    intake
        .ledger
        .keys
        .iter()
        .filter(|key| key.orders > 0)
        .map(|key| (key.kind.as_str(), key.orders))
        .collect()
}

fn month_first() -> Choices {
    Choices { date_order: Some(DateOrder::MonthFirst), ..Choices::default() }
}

/// By hand: 1001 99.00, 1002 50.00, 1003 80.50 - 30.50, 1007 60.00 (its refund of 169 exceeds what was paid, so
/// that is net already), 1008 a gift of 0. Customers: 青木, aoki2 (twice, in two widths), 139...5 by telephone;
/// 1007 is masked in every column.
#[test]
fn taobao() {
    let set_aside = vec![(Reason::Unpaid, 1), (Reason::Cancelled, 1), (Reason::Refunded, 1)];
    let expected = Numbers { rows: 8, orders: 5, customers: 3, revenue: 25_900, set_aside };
    let intake = check(&fixture("taobao/orders_gbk.csv"), &Choices::default(), expected);
    assert_eq!(intake.ledger.files[0].shop.as_deref(), Some("taobao"));
    assert_eq!(intake.ledger.files[0].encoding, "gb18030");
    assert_eq!(intake.orders.currency().code, "CNY");
    assert_eq!(keys(&intake), [("account", 3), ("phone", 1)]);
    assert_eq!(intake.orders.customer_key(0), "account:青木");
    assert_eq!(intake.orders.products().get(0), "茶杯，白色");
    assert!(intake.ledger.notes.contains(&Note::RefundsAlreadyNet { orders: 1 }));
    assert!(intake.ledger.notes.contains(&Note::UnusableKeys {
        column: "买家会员名".into(),
        why: Unusable::Masked,
        orders: 1
    }));
}

#[test]
fn refunded_orders_can_be_kept_at_nothing() {
    let choices = Choices { keep_refunded: true, ..Choices::default() };
    let set_aside = vec![(Reason::Unpaid, 1), (Reason::Cancelled, 1)];
    let expected = Numbers { rows: 8, orders: 6, customers: 4, revenue: 25_900, set_aside };
    check(&fixture("taobao/orders_gbk.csv"), &choices, expected);
}

/// By hand: #6 35.00, #5 44.40 - 4.40, #4 20.00 (no e-mail: by telephone). #1 is cancelled with its two rows, #2
/// pending in a shop that has paid orders, #3 refunded.
#[test]
fn shopify() {
    let set_aside = vec![(Reason::Unpaid, 1), (Reason::Cancelled, 2), (Reason::Refunded, 1)];
    let expected = Numbers { rows: 8, orders: 3, customers: 2, revenue: 9_500, set_aside };
    let intake = check(&fixture("shopify/orders.csv"), &Choices::default(), expected);
    assert_eq!(intake.ledger.files[0].encoding, "utf-8-bom");
    assert_eq!(keys(&intake), [("email", 2), ("phone", 1)]);
    // The note of #5 holds a newline: the row below it starts on line 5.
    let lines: Vec<u32> = intake.set_aside.iter().map(|(_, place)| place.line).collect();
    assert_eq!(lines, [7, 8, 9, 10]);
    let orders = &intake.orders;
    assert_eq!((0..3).map(|order| orders.id(order)).collect::<Vec<_>>(), ["#4", "#5", "#6"]);
    // Wall time as written: #4 lies on the last day of September.
    assert_eq!(orders.span().unwrap().0.to_string(), "2024-09-30");
    let zone = Note::Zone { name: "UTC−05:00 / UTC−04:00".into(), converted: false, as_written: 0 };
    assert!(intake.ledger.notes.contains(&zone), "{:?}", intake.ledger.notes);
    assert_eq!(orders.lines_of(1).count(), 2);
    assert_eq!(orders.lines_of(1).next().unwrap().amount.0, 2_000);
    let discounted = orders.dimensions().iter().find(|d| d.kind == DimensionKind::Discounted).unwrap();
    let words: Vec<&str> = discounted.codes.iter().map(|code| discounted.values.get(code)).collect();
    assert_eq!(words, ["no", "yes", "no"]);
    let region = orders.dimensions().iter().find(|d| d.kind == DimensionKind::Region).unwrap();
    assert!(region.codes.iter().all(|code| code != MISSING));
}

/// By hand: 700001 2 x 2.55 + 4.95 = 10.05; 700002 10.20, less C700003 2.55 = 7.65 (the latest order that is
/// large enough); C700004 12.00 fits no order any more; C700006 takes all of 700005; C700007 lies before every
/// order of its customer; C700008 has no customer; 700009 3 x 0.335 = 1.005, half to even 1.00; 700010 is a gift.
#[test]
fn uci_online_retail() {
    let set_aside = vec![(Reason::Refunded, 2), (Reason::UnmatchedCredit, 3)];
    let expected = Numbers { rows: 11, orders: 4, customers: 2, revenue: 1_870, set_aside };
    let file = fixture("uci_online_retail/lines.csv");
    let intake = check(&file, &Choices::default(), expected);
    assert_eq!(intake.orders.currency().code, "GBP");
    assert_eq!(intake.orders.customer_key(0), "account:10001");
    for note in [Note::CreditsMatched { credits: 2 }, Note::QuantityTimesPrice, Note::Rounded { rows: 1 }] {
        assert!(intake.ledger.notes.contains(&note), "{note:?}");
    }
    // As rows: every invoice is an order; 41.25 in all, less 2.55 + 12 + 3 x 20.
    let as_orders = Choices { credits: Credits::AsOrders, ..Choices::default() };
    let expected = Numbers { rows: 11, orders: 10, customers: 3, revenue: -3_330, set_aside: vec![] };
    check(&file, &as_orders, expected);
}

#[test]
fn dates_that_read_two_ways_are_asked_about() {
    let file = fixture("uci_online_retail/lines_month_first.csv");
    let open = read(&file, &Choices::default());
    let [Question::DateOrder { options, .. }] = open.questions.as_slice() else {
        panic!("{:?}", open.questions)
    };
    // 5 January to 6 February are 32 days, 1 May to 2 June too; of equal spans month first.
    assert_eq!(options[0].answer, DateOrder::MonthFirst);
    assert_eq!(options[1].first_day.to_string(), "2011-05-01");
    let settled = read(&file, &month_first());
    assert_eq!(settled.questions, []);
    assert_eq!(settled.orders.span().unwrap().1.to_string(), "2011-02-06");
}

/// By hand; 1997-02-30 does not exist.
#[test]
fn cdnow() {
    let set_aside = vec![(Reason::ImpossibleDate, 1)];
    let expected = Numbers { rows: 5, orders: 4, customers: 3, revenue: 10_077, set_aside };
    let intake = check(&fixture("cdnow/master.txt"), &Choices::default(), expected);
    assert_eq!(intake.ledger.files[0].shop.as_deref(), Some("cdnow"));
    assert_eq!(intake.set_aside[0].1.line, 5);
    let expected = Numbers { rows: 3, orders: 3, customers: 2, revenue: 12_240, set_aside: vec![] };
    check(&fixture("cdnow/sample.txt"), &Choices::default(), expected);
}

/// By hand.
#[test]
fn plain_files() {
    let expected = Numbers { rows: 4, orders: 4, customers: 2, revenue: 104_875, set_aside: vec![] };
    let intake = check(&fixture("plain/orders_zh.csv"), &Choices::default(), expected);
    assert_eq!(intake.ledger.orders_with_key, 3);
    assert!(intake.ledger.notes.contains(&Note::CurrencyUnknown));
    assert!(intake.ledger.notes.contains(&Note::RowsAreOrders));
    let set_aside = vec![(Reason::Cancelled, 1)];
    let expected = Numbers { rows: 3, orders: 2, customers: 2, revenue: 122_000, set_aside };
    let intake = check(&fixture("plain/orders_en.tsv"), &Choices::default(), expected);
    let note = Note::DateOrder { chosen: "day_first".to_string(), settled_by_data: true };
    assert!(intake.ledger.notes.contains(&note));
    assert_eq!(intake.questions, []);
}

#[test]
fn line_ends_and_first_lines_of_other_programs() {
    let old_mac = b"Order ID,Customer ID,Order Date,Total\r1,ann,2024-01-01,5\r2,bob,2024-02-30,6\r";
    let spreadsheet =
        b"sep=;\r\nCustomer ID;Order Date;Total\r\nann;2024-01-01;5,50\r\nbob;2024-02-30;6,25\r\n";
    for (file, revenue, line) in [(&old_mac[..], 500, 3), (&spreadsheet[..], 550, 4)] {
        let intake = read(file, &Choices::default());
        assert_eq!((numbers(&intake).revenue, intake.set_aside[0].1.line), (revenue, line));
    }
}

/// The samples beside the project. Taobao and Shopify by hand from their README and rows; UCI and CDNOW with a
/// script of Python's csv and decimal modules that groups by invoice and takes credits off as docs say.
#[test]
fn samples_of_the_known_shops() {
    use Reason::{Cancelled, Refunded, UnmatchedCredit, Unpaid};
    type Case = (&'static str, u64, usize, usize, i64, Vec<(Reason, u64)>);
    let cases: [Case; 7] = [
        // 201.12 + 186.15 + (236.55 - 36.55)
        (
            "taobao_ExportOrderList_2017_gbk.csv",
            6,
            3,
            2,
            58_727,
            vec![(Unpaid, 1), (Cancelled, 1), (Refunded, 1)],
        ),
        // 25.00 + (48.50 - 10.00) + 55.00 + 0.00 + 31.98
        ("shopify_orders_export.csv", 11, 5, 3, 15_048, vec![(Cancelled, 1), (Refunded, 1)]),
        // 5 x 2270.00
        ("shopify_orders_export_cod_no_email.csv", 6, 5, 3, 1_135_000, vec![(Cancelled, 1)]),
        ("uci_online_retail_2010-12-01.csv", 1500, 85, 67, 3_284_568, vec![(UnmatchedCredit, 10)]),
        ("uci_online_retail_mdy.csv", 800, 54, 39, 2_078_367, vec![(UnmatchedCredit, 8)]),
        ("cdnow_master.txt", 2000, 2000, 586, 7_427_401, vec![]),
        ("cdnow_sample.txt", 2000, 2000, 681, 6_969_354, vec![]),
    ];
    for (name, rows, orders, customers, revenue, set_aside) in cases {
        let Some(bytes) = sample(&format!("formats/{name}")) else { continue };
        check(&bytes, &month_first(), Numbers { rows, orders, customers, revenue, set_aside });
    }
}

/// The same rows, by ISO date and by month/day/year: the first 800 lines of both are equal.
#[test]
fn uci_month_first_gives_the_orders_of_the_iso_file() {
    let (Some(iso), Some(slashed)) =
        (sample("formats/uci_online_retail_2010-12-01.csv"), sample("formats/uci_online_retail_mdy.csv"))
    else {
        return;
    };
    let lines = slashed.iter().filter(|&&byte| byte == b'\n').count();
    let cut: Vec<u8> = iso.split_inclusive(|&byte| byte == b'\n').take(lines).flatten().copied().collect();
    let open = read(&slashed, &Choices::default());
    assert!(matches!(open.questions.as_slice(), [Question::DateOrder { .. }]));
    assert_eq!(read(&slashed, &month_first()).orders, read(&cut, &Choices::default()).orders);
}

/// PUB: 69,659 transactions of 23,570 customers; revenue with pandas.
#[test]
fn cdnow_whole() {
    let Some(bytes) = sample("oracles/cdnow/CDNOW_master.txt") else { return };
    let expected =
        Numbers { rows: 69_659, orders: 69_659, customers: 23_570, revenue: 250_031_563, set_aside: vec![] };
    let intake = check(&bytes, &Choices::default(), expected);
    let (first, last) = intake.orders.span().unwrap();
    assert_eq!((first.to_string(), last.to_string()), ("1997-01-01".to_string(), "1998-06-30".to_string()));
}

/// PUB: 4,372 customers, 22,190 invoices of which 3,654 are credits.
#[test]
fn uci_invoices() {
    let Some(bytes) = sample("oracles/uci_online_retail/OR1_invoice_level_orders.csv") else { return };
    let choices = Choices { credits: Credits::AsOrders, ..Choices::default() };
    let intake = read(&bytes, &choices);
    assert_eq!((intake.orders.len(), intake.orders.customer_count()), (22_190, 4_372));
    assert!(intake.ledger.notes.contains(&Note::CreditsAsOrders { credits: 3_654 }));
    // Reduced, no order is lost: those that remain, those refunded, their credits and the unmatched ones.
    let reduced = read(&bytes, &Choices::default());
    assert_eq!(reduced.ledger.rows, 22_190);
    assert!(reduced.orders.amounts().all(|amount| amount.0 >= 0));
}

/// Exports without a usable buyer key give orders and no customer; no question pretends that there is one.
#[test]
fn exports_without_a_buyer_have_no_customers() {
    let names = [
        "tmall_orders_2023_masked_gbk.csv",
        "qianniu_orders_2026_no_buyer.csv",
        "pinduoduo_orders_2026.csv",
        "douyin_orders_2026.csv",
        "amazon_all_orders.tsv",
        "tmall_order_report.csv",
    ];
    for name in names {
        let Some(bytes) = sample(&format!("formats/{name}")) else { continue };
        let intake = read(&bytes, &Choices::default());
        assert_eq!(intake.orders.customer_count(), 0, "{name}");
        assert_eq!(intake.ledger.orders_with_key, 0, "{name}");
        assert!(intake.ledger.orders > 0, "{name}");
        assert_eq!(intake.questions, [], "{name}");
    }
}

/// 京东: the order's amount stands on each of its lines. By hand: 932.45 + 100.00.
#[test]
fn repeated_totals_are_counted_once() {
    let Some(bytes) = sample("formats/jd_orders_2016_gb18030.csv") else { return };
    let set_aside = vec![(Reason::Cancelled, 3)];
    let intake = check(
        &bytes,
        &Choices::default(),
        Numbers { rows: 5, orders: 1, customers: 1, revenue: 93_245, set_aside },
    );
    assert!(intake.ledger.notes.contains(&Note::RepeatedTotals { orders: 1 }));
}
