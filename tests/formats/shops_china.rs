//! The exports of Chinese shops: what each gives, to the row and the cent. By hand, each row read by eye; how is
//! said at each case.

use huitou::error::Trouble;
use huitou::intake::ledger::{Ledger, Note, Reason};
use huitou::intake::{self, Choices, Intake};
use huitou::report::Report;
use huitou::view::{self, Lang, trouble};

use super::{Numbers, fixture, numbers, read, sample};

use Reason::{Cancelled, Refunded, Unpaid};

/// A file, its shop, its numbers, and by which keys how many orders found their customer.
struct Case {
    file: &'static str,
    shop: &'static str,
    rows: u64,
    orders: usize,
    customers: usize,
    revenue: i64,
    set_aside: &'static [(Reason, u64)],
    keys: &'static [(&'static str, &'static str, u64)],
}

/// An export in which nobody can be told apart.
const NOBODY: Case =
    Case { file: "", shop: "", rows: 0, orders: 0, customers: 0, revenue: 0, set_aside: &[], keys: &[] };

const CASES: &[Case] = &[
    // 201.12, 186.15, and 236.55 less 36.55. 示例买家甲 twice, demo_buyer02 once. Set aside: two that were not paid,
    // of which one is closed; one closed with all of its 989.00 given back.
    Case {
        file: "formats/taobao_ExportOrderList_2017_gbk.csv",
        shop: "taobao",
        rows: 6,
        orders: 3,
        customers: 2,
        revenue: 58_727,
        set_aside: &[(Unpaid, 1), (Cancelled, 1), (Refunded, 1)],
        keys: &[("account", "买家会员名", 3)],
    },
    // Six of 128.00, less 28.00 of one; two are closed (交易关闭). Each nickname and telephone is masked.
    Case {
        file: "formats/tmall_orders_2023_masked_gbk.csv",
        shop: "taobao",
        rows: 8,
        orders: 6,
        revenue: 74_000,
        set_aside: &[(Cancelled, 2)],
        ..NOBODY
    },
    // 100 + 101 + 103 + 104 + 105; the third has no payment time and 0 paid. 169 given back of 104 paid cannot be of
    // what is left, so that amount is net.
    Case {
        file: "formats/qianniu_orders_2026_no_buyer.csv",
        shop: "qianniu",
        rows: 6,
        orders: 5,
        revenue: 51_300,
        set_aside: &[(Unpaid, 1)],
        ..NOBODY
    },
    // Rows 1, 2, 4, 6, 7 and 9 of 100.00 each; the fifth waits for payment, the third and the eighth are refunded in
    // full. Buyers' telephones end in 1 (twice), 2 (twice), 3, 4.
    Case {
        file: "formats/youzan_orders_2026.csv",
        shop: "youzan",
        rows: 9,
        orders: 6,
        customers: 4,
        revenue: 60_000,
        set_aside: &[(Unpaid, 1), (Refunded, 2)],
        keys: &[("phone", "买家手机号", 6)],
    },
    // 932.45 once for the two lines of ...0001. ...0002 is
    // deleted, ...0006 cancelled. ...0005 is locked: its buyer wants it cancelled.
    Case {
        file: "formats/jd_orders_2016_gb18030.csv",
        shop: "jd",
        rows: 5,
        orders: 1,
        customers: 1,
        revenue: 93_245,
        set_aside: &[(Cancelled, 3)],
        keys: &[("account", "下单帐号", 1)],
    },
    // What the user paid: 143.65 + 15.00. Two came back (退款成功), one was not paid, one cancelled.
    Case {
        file: "formats/pinduoduo_orders_2026.csv",
        shop: "pinduoduo",
        rows: 6,
        orders: 2,
        revenue: 15_865,
        set_aside: &[(Unpaid, 1), (Cancelled, 1), (Refunded, 2)],
        ..NOBODY
    },
    // 20.00 of ...0002, whose gift at 0.00 was closed with its parent's after-sales. ...0001 and ...0005 came back,
    // ...0004 waits for payment, ...0006 was cancelled by the user.
    Case {
        file: "formats/douyin_orders_2026.csv",
        shop: "douyin",
        rows: 6,
        orders: 1,
        revenue: 2_000,
        set_aside: &[(Unpaid, 1), (Cancelled, 2), (Refunded, 2)],
        ..NOBODY
    },
    // Three of 700.00: u_demo_1 twice, u_demo_2 once. One is cancelled after sale, one waits for payment.
    Case {
        file: "formats/xiaohongshu_orders_2026.csv",
        shop: "xiaohongshu",
        rows: 5,
        orders: 3,
        customers: 2,
        revenue: 210_000,
        set_aside: &[(Unpaid, 1), (Refunded, 1)],
        keys: &[("account", "用户编号", 3)],
    },
    // By a script: 229 rows have no payment time; of the other 1,271, 263 have a refund, each with paid + refund =
    // total, and 230 of these nothing left. What was paid adds up to 108,498.10.
    Case {
        file: "formats/tmall_order_report.csv",
        shop: "tmall_order_report",
        rows: 1500,
        orders: 1041,
        revenue: 10_849_810,
        set_aside: &[(Unpaid, 229), (Refunded, 230)],
        ..NOBODY
    },
    // 39.90 + 59.00 + 20.10. One waits for payment, one came back, one was closed unpaid.
    Case {
        file: "kuaishou/orders.csv",
        shop: "kuaishou",
        rows: 6,
        orders: 3,
        revenue: 11_900,
        set_aside: &[(Unpaid, 1), (Cancelled, 1), (Refunded, 1)],
        ..NOBODY
    },
    // 100.00 once for two rows; 80.00 once, less 10.00 on each of its two rows; 50.00. ...0005 gave back all of its
    // 60.00.
    Case {
        file: "weixin/orders.csv",
        shop: "weixin",
        rows: 8,
        orders: 3,
        revenue: 21_000,
        set_aside: &[(Unpaid, 1), (Cancelled, 1), (Refunded, 1)],
        ..NOBODY
    },
    // Five of 2270.00 that wait for cash on delivery; +15550100 and +15550101 twice, +15550102 once more, voided.
    Case {
        file: "formats/shopify_orders_export_cod_no_email.csv",
        shop: "shopify",
        rows: 6,
        orders: 5,
        customers: 3,
        revenue: 1_135_000,
        set_aside: &[(Cancelled, 1)],
        keys: &[("phone", "Phone", 5)],
    },
];

/// A sample, or a fixture of the project.
fn bytes(file: &str) -> Option<Vec<u8>> {
    if file.starts_with("formats/") { sample(file) } else { Some(fixture(file)) }
}

fn keys(ledger: &Ledger) -> Vec<(&str, &str, u64)> {
    let used = ledger.keys.iter().filter(|key| key.orders > 0);
    used.map(|key| (key.kind.as_str(), key.name.as_str(), key.orders)).collect()
}

#[test]
fn each_export_gives_its_numbers_without_a_question() {
    for case in CASES {
        let Some(bytes) = bytes(case.file) else { continue };
        let intake = read(&bytes, &Choices::default());
        let Case { rows, orders, customers, revenue, .. } = *case;
        let set_aside = case.set_aside.to_vec();
        assert_eq!(
            numbers(&intake),
            Numbers { rows, orders, customers, revenue, set_aside },
            "{}",
            case.file
        );
        assert_eq!(intake.ledger.files[0].shop.as_deref(), Some(case.shop), "{}", case.file);
        assert_eq!(keys(&intake.ledger), case.keys, "{}", case.file);
        assert_eq!(intake.questions, [], "{}", case.file);
    }
}

fn finding(intake: &Intake, lang: Lang) -> String {
    let mut report = Report::of(&intake.orders, &Default::default(), &[]);
    report.provenance = Some(intake.ledger.clone());
    let panels = view::panels(&report, lang);
    panels.iter().find(|panel| panel.id == "overview").map(|panel| panel.finding.clone()).unwrap_or_default()
}

/// The name by which the words call what would have a customer.
#[test]
fn an_export_without_buyers_says_which_one_would_have_them() {
    let cases = [
        ("formats/tmall_orders_2023_masked_gbk.csv", "buyer_open_uid"),
        ("formats/qianniu_orders_2026_no_buyer.csv", "buyer_open_uid"),
        ("formats/pinduoduo_orders_2026.csv", "Pinduoduo"),
        ("formats/douyin_orders_2026.csv", "doudian_open_id"),
        ("formats/tmall_order_report.csv", "CDNOW"),
        ("kuaishou/orders.csv", "Kuaishou"),
        ("weixin/orders.csv", "openid"),
    ];
    for (file, word) in cases {
        let Some(bytes) = bytes(file) else { continue };
        let intake = read(&bytes, &Choices::default());
        let said = finding(&intake, Lang::En);
        assert!(said.contains(word) && said.contains("there are still orders"), "{file}: {said}");
        let said = finding(&intake, Lang::Zh);
        assert!(said.contains("仍") || said.contains("也能看"), "{file}: {said}");
    }
}

/// Masked, encrypted, and other people's columns are named for what they are.
#[test]
fn decoys_are_said() {
    let cases: [(&str, &[&str], &[&str]); 4] = [
        ("formats/tmall_orders_2023_masked_gbk.csv", &["买家会员名"], &[]),
        ("formats/douyin_orders_2026.csv", &["收件人手机号"], &["达人ID", "达人昵称"]),
        ("kuaishou/orders.csv", &["收货人电话"], &["CPS达人ID", "CPS达人昵称"]),
        ("weixin/orders.csv", &["收件人手机"], &["带货账号昵称"]),
    ];
    for (file, masked, others) in cases {
        let Some(bytes) = bytes(file) else { continue };
        let notes = read(&bytes, &Choices::default()).ledger.notes;
        let unusable: Vec<&str> = notes
            .iter()
            .filter_map(|note| match note {
                Note::UnusableKeys { column, .. } => Some(column.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(unusable, masked, "{file}");
        let told = notes.iter().find_map(|note| match note {
            Note::OtherPeople { columns } => Some(columns.clone()),
            _ => None,
        });
        assert_eq!(told.unwrap_or_default(), others, "{file}");
    }
}

/// They hold no orders; with a header or without.
#[test]
fn public_tables_without_orders_are_refused_by_name() {
    let texts = [
        ("1,2268318,2520377,pv,1511544070\n1,2333346,2520771,buy,1511561733\n", "event_log"),
        (
            "user_id,item_id,category_id,behavior_type,timestamp\n1,2268318,2520377,pv,1511544070\n",
            "event_log",
        ),
        (
            "order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,days_since_prior_order\n\
             2539329,1,prior,1,2,08,\n",
            "instacart",
        ),
    ];
    let mut files: Vec<(Vec<u8>, &str)> = texts.map(|(text, name)| (text.as_bytes().to_vec(), name)).to_vec();
    files.extend(sample("formats/instacart_orders.csv").map(|bytes| (bytes, "instacart")));
    files.extend(sample("formats/taobao_UserBehavior_noheader.csv").map(|bytes| (bytes, "event_log")));
    for (bytes, name) in files {
        let error = intake::read(&[("data.csv", &bytes)], &Choices::default()).unwrap_err();
        assert_eq!(error.trouble, Trouble::NotOrders { table: name.to_string() });
        let said = trouble::sentence(&error, &["data.csv".to_string()], Lang::En);
        assert!(said.contains(if name == "instacart" { "Instacart" } else { "UserBehavior" }), "{said}");
    }
}

/// By hand: of what ann and bob did, two rows are purchases: 20.00 + 5.00.
#[test]
fn in_a_log_of_visitors_only_purchases_are_orders() {
    let text = "order_time,event_type,product_id,price,quantity,user_id\n\
        2024-01-01 10:00:00,view,p1,20.00,1,ann\n2024-01-01 10:01:00,cart,p1,20.00,1,ann\n\
        2024-01-01 10:02:00,purchase,p1,20.00,1,ann\n2024-01-02 10:00:00,view,p2,5.00,1,bob\n\
        2024-01-02 10:05:00,purchase,p2,5.00,1,bob\n";
    let intake = read(text.as_bytes(), &Choices::default());
    let set_aside = vec![(Reason::NotAnOrder, 3)];
    assert_eq!(numbers(&intake), Numbers { rows: 5, orders: 2, customers: 2, revenue: 2_500, set_aside });
    // Orders alone are no log.
    let text = "order id,date,amount,customer id,event\n1,2024-01-01,5,a,purchase\n2,2024-01-02,5,b,order\n";
    assert_eq!(read(text.as_bytes(), &Choices::default()).orders.len(), 2);
}

/// One of three orders has a customer.
#[test]
fn few_known_customers_are_a_caution() {
    let text =
        "order id,date,amount,customer id\n1,2024-01-01,10,\n2,2024-01-02,10,guest\n3,2024-01-03,10,ann\n";
    let intake = read(text.as_bytes(), &Choices::default());
    assert!(finding(&intake, Lang::En).contains("fewer than half of the orders"));
    assert!(finding(&intake, Lang::Zh).contains("不到一半"));
    let known = text.replace("guest", "bob");
    assert!(!finding(&read(known.as_bytes(), &Choices::default()), Lang::En).contains("fewer than half"));
}

#[test]
fn slices_of_any_size_give_the_same() {
    for file in ["kuaishou/orders.csv", "weixin/orders.csv"] {
        let bytes = fixture(file);
        let whole = read(&bytes, &Choices::default());
        for size in [1, 7, 64] {
            let mut reader = intake::Reader::new(Choices::default(), Box::new(intake::NativeDecoder));
            reader.start_file("orders.csv");
            bytes.chunks(size).for_each(|slice| reader.push(slice).unwrap());
            let sliced = reader.finish().unwrap();
            assert_eq!(
                (sliced.orders, sliced.ledger),
                (whole.orders.clone(), whole.ledger.clone()),
                "{file}"
            );
        }
    }
}
