//! Shops that no table knows: columns by the parts of their names and by their cells, what is asked about and what a
//! merchant can change. All expected values by hand.

use huitou::error::Trouble;
use huitou::intake::ledger::Note;
use huitou::intake::preview::{FilePreview, Why};
use huitou::intake::question::Question;
use huitou::intake::{self, Choices, DateOrder, DecimalMark, Intake, NativeDecoder, Reader};
use huitou::view::{self, Lang};

use super::{fixture, numbers, sample};

fn read(text: &str) -> Intake {
    super::read(text.as_bytes(), &Choices::default())
}

fn trouble(text: &str) -> Trouble {
    intake::read(&[("orders.csv", text.as_bytes())], &Choices::default()).unwrap_err().trouble
}

/// Orders, customers, revenue in minor units.
fn figures(intake: &Intake) -> (usize, usize, i64) {
    let found = numbers(intake);
    (found.orders, found.customers, found.revenue)
}

fn preview(text: &str) -> FilePreview {
    let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
    reader.start_file("orders.csv");
    let _ = reader.push(text.as_bytes()).and_then(|()| reader.end_file());
    reader.previews().remove(0)
}

/// What is asked about: a word for each question.
fn asked(intake: &Intake) -> Vec<&'static str> {
    let word = |question: &Question| match question {
        Question::DateOrder { .. } => "date order",
        Question::Customer { .. } => "customer",
        Question::Currency { .. } => "currency",
        Question::Amount { .. } => "amount",
        Question::DateColumn { .. } => "date",
        Question::DecimalMark { .. } => "mark",
        #[allow(unreachable_patterns)]
        _ => "other",
    };
    intake.questions.iter().map(word).collect()
}

const ROWS: [[&str; 4]; 5] = [
    ["A1001", "2024-01-05", "c1", "10.00"],
    ["A1002", "2024-01-15", "c2", "20.50"],
    ["A1003", "2024-02-20", "c1", "30.00"],
    ["A1004", "2024-02-21", "c3", "5.25"],
    ["A1005", "2024-03-01", "c2", "8.00"],
];

/// A file of the five orders: the columns are given in the order id, date, customer, amount.
fn shop(header: &str, written: impl Fn([&str; 4]) -> String) -> String {
    let rows: String = ROWS.iter().map(|row| written(*row) + "\n").collect();
    format!("{header}\n{rows}")
}

#[test]
fn shops_of_other_languages_are_read_by_their_headers() {
    let comma = |row: [&str; 4]| row.join(",");
    let german = |[id, date, customer, amount]: [&str; 4]| {
        let (year, month, day) = (&date[..4], &date[5..7], &date[8..]);
        format!("{id};{day}.{month}.{year};{customer};{}", amount.replace('.', ","))
    };
    let around = |[id, date, customer, amount]: [&str; 4]| {
        format!("9,S1,{id},1.00,{date},x,{amount},{customer},2025-01-01")
    };
    let files = [
        shop("销售单号,成交日期,客户编号,成交额", comma),
        shop("单号,付款日期,顾客编号,实收", comma),
        shop("原始订单编号,下单日期(北京时间),会员ID,实付金额合计", comma),
        shop("訂單編號,訂購日期,會員編號,訂單金額", comma),
        shop("Purchase ID,Purchased On,Customer Ref,Net Amount", comma),
        shop("Order #,Date placed,Shopper ID,Order value (GBP)", comma),
        shop("Bestellnummer;Bestelldatum;Kundennummer;Gesamtbetrag", german),
        shop("Auftrags-Nr.;Rechnungsdatum;Kunde;Umsatz in EUR", german),
        shop("N° de commande;Date de commande;Client;Montant payé", german),
        shop("Numéro de commande;Date;N° client;Total TTC", german),
        shop("Nº de pedido;Fecha;Cliente;Importe total", german),
        shop("注文番号,注文日,顧客ID,合計金額", comma),
        shop("受注番号,受注日時,購入者,支払金額（税込）", comma),
        shop("주문번호,주문일시,고객번호,결제금액", comma),
        // Moved, and other things around them.
        shop(
            "Items,Seller ID,Order Reference,Tax amount,Ordered date (local),Shop customer,Order total (EUR),Client ID,Ship date",
            around,
        ),
        shop(
            "商品ID,店铺会员,订单流水号,运费金额,订单创建时间(本地),达人昵称,订单实收总额,用户ID,预计发货日期",
            around,
        ),
    ];
    for file in &files {
        let intake = read(file);
        assert_eq!((figures(&intake), asked(&intake)), ((5, 3, 7_375), vec![]), "{file}");
    }
}

/// Thirty orders: an order of 10.00 and one of 0.50 more each, two of them cancelled; seven e-mail addresses.
fn opaque(header: &str, is_with_second_date: bool) -> String {
    let row = |i: u32| {
        let (month, day) = (i % 3 + 1, i % 28 + 1);
        let second = if is_with_second_date {
            format!("2024-{month:02}-{:02} 18:00,", (day + 1).min(28))
        } else {
            String::new()
        };
        let status = if i.is_multiple_of(15) { "cancelled" } else { "completed" };
        let (euros, cents) = (10 + i / 2, if i.is_multiple_of(2) { "00" } else { "50" });
        format!(
            "K-{},{second}2024-{month:02}-{day:02} 10:{i:02},p{}@example.net,{euros}.{cents},{status}\n",
            7000 + i,
            i % 7
        )
    };
    header.to_string() + &(0..30).map(row).collect::<String>()
}

/// 30 x 10.00 + 0.50 x (0 + ... + 29), less the orders 0 and 15: 517.50 - 10.00 - 17.50.
const OPAQUE: (usize, usize, i64) = (28, 7, 49_000);

#[test]
fn names_that_say_nothing_leave_the_cells() {
    for header in ["f1,f2,f3,f4,f5\n", "sipariş,zaman,e-posta,tutar,durum\n", ""] {
        let intake = read(&opaque(header, false));
        assert_eq!((figures(&intake), asked(&intake)), (OPAQUE, vec![]), "{header}");
        let told = intake.ledger.notes.iter().find_map(|note| match note {
            Note::ColumnsByCells { columns } => {
                Some(columns.iter().map(|c| c.role.as_str()).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(told, Some(vec!["email", "date", "amount", "status"]), "{header}");
    }
}

#[test]
fn of_two_dates_without_a_name_the_merchant_chooses() {
    let text = opaque("f1,f2,f3,f4,f5,f6\n", true);
    let intake = read(&text);
    assert_eq!(asked(&intake), ["date"]);
    let [Question::DateColumn { options }] = intake.questions.as_slice() else { panic!() };
    // The earlier one first.
    assert_eq!(options.iter().map(|option| option.answer.as_str()).collect::<Vec<_>>(), ["f3", "f2"]);
    for column in ["f2", "f3"] {
        let choices = Choices { date_column: Some(column.to_string()), ..Choices::default() };
        let settled = super::read(text.as_bytes(), &choices);
        assert_eq!((figures(&settled), asked(&settled)), (OPAQUE, vec![]));
        assert!(settled.ledger.files[0].columns.iter().any(|c| c.name == column && c.role == "date"));
    }
}

/// Twelve orders of two lines each; a person comes back on another day, goods are in many orders.
#[test]
fn lines_without_names_are_brought_together() {
    let line = |i: u32, part: u32| {
        format!(
            "{},w{}@example.net,2024-03-{:02} 09:30,good {},{}.25\n",
            41_000 + i * 7,
            i % 5,
            i + 1,
            (i + part) % 3,
            i + part
        )
    };
    let rows: String = (0..12).flat_map(|i| [line(i, 0), line(i, 1)]).collect();
    for header in ["", "c1,c2,c3,c4,c5\n"] {
        let intake = read(&(header.to_string() + &rows));
        // 2 x (0 + ... + 11) + 12 x 1 + 24 x 0.25
        assert_eq!(figures(&intake), (12, 5, 15_000), "{header}: {:?}", intake.ledger.notes);
    }
}

#[test]
fn amounts_that_names_do_not_settle_are_asked_about() {
    let rows = "1,2024-01-05,a,10.00,9.00\n2,2024-02-05,b,20.00,20.00\n";
    let file = |names: &str| format!("order id,date,customer id,{names}\n{rows}");
    let open = read(&file("total,amount"));
    let [Question::Amount { options }] = open.questions.as_slice() else { panic!("{:?}", open.questions) };
    let shown: Vec<_> = options.iter().map(|o| (o.answer.as_str(), o.orders, o.amount.0)).collect();
    assert_eq!(shown, [("total", 2, 3_000), ("amount", 2, 2_900)]);
    for (answer, revenue) in [("total", 3_000), ("amount", 2_900)] {
        let choices = Choices { amount_column: Some(answer.to_string()), ..Choices::default() };
        let settled = super::read(file("total,amount").as_bytes(), &choices);
        assert_eq!((numbers(&settled).revenue, asked(&settled)), (revenue, vec![]));
    }
    // The better name settles it, and the ledger says what else there is.
    for (names, used, other, revenue) in [
        ("总金额,买家实付金额", "买家实付金额", "总金额", 2_900),
        ("Order total,Amount", "Order total", "Amount", 3_000),
    ] {
        let intake = read(&file(names));
        let note = Note::AmountColumn { column: used.to_string(), other: other.to_string() };
        assert_eq!((numbers(&intake).revenue, asked(&intake)), (revenue, vec![]), "{names}");
        assert!(intake.ledger.notes.contains(&note), "{:?}", intake.ledger.notes);
        let preview = preview(&file(names));
        let second = preview.columns.iter().find(|column| column.name == other).unwrap();
        assert_eq!((second.roles[0].role.as_str(), second.is_used), ("amount", false));
    }
    // What the order is made of, or the same sum, is no other amount.
    for names in ["total,subtotal", "total,tax amount", "total,shipping total", "总金额,运费金额"] {
        let intake = read(&file(names));
        let is_told = intake.ledger.notes.iter().any(|note| matches!(note, Note::AmountColumn { .. }));
        assert_eq!((numbers(&intake).revenue, asked(&intake), is_told), (3_000, vec![], false), "{names}");
    }
    // A price may be of one piece where something else may count pieces: 2 x 10.00 + 3 x 20.00.
    let pieces = "order id,date,customer id,x,adet\n1,2024-01-05,a,10.00,2\n2,2024-02-05,b,20.00,3\n";
    let open = read(pieces);
    let [Question::Amount { options }] = open.questions.as_slice() else { panic!("{:?}", open.questions) };
    for (option, (answer, revenue)) in options.iter().zip([("x", 3_000), ("adet × x", 8_000)]) {
        assert_eq!((option.answer.as_str(), option.amount.0), (answer, revenue));
        let choices = Choices { amount_column: Some(answer.to_string()), ..Choices::default() };
        let settled = super::read(pieces.as_bytes(), &choices);
        assert_eq!((numbers(&settled).revenue, asked(&settled)), (revenue, vec![]));
    }
    // Two columns of decimals without a name.
    assert_eq!(asked(&read(&file("x,y"))), ["amount"]);
}

#[test]
fn three_digits_behind_every_mark_are_asked_about() {
    let file = |amounts: [&str; 2]| {
        format!(
            "order id;date;customer id;total\n1;2024-01-05;a;{}\n2;2024-02-05;b;{}\n",
            amounts[0], amounts[1]
        )
    };
    for (amounts, point, comma) in [(["2.500", "1.250"], 375, 375_000), (["2,500", "1,250"], 375_000, 375)] {
        let open = read(&file(amounts));
        let [Question::DecimalMark { options, example, .. }] = open.questions.as_slice() else {
            panic!("{amounts:?}")
        };
        assert_eq!(example.line, 2);
        for option in options {
            let choices = Choices { decimal_mark: Some(option.answer), ..Choices::default() };
            let settled = super::read(file(amounts).as_bytes(), &choices);
            let expected = if option.answer == DecimalMark::Point { point } else { comma };
            assert_eq!(
                (numbers(&settled).revenue, option.amount.0, asked(&settled)),
                (expected, expected, vec![])
            );
        }
    }
    for amounts in [["2.500", "1.25"], ["2,500", "980"], ["1.234.567", "2.500"], ["2,500.00", "1"]] {
        assert_eq!(asked(&read(&file(amounts))), Vec::<&str>::new(), "{amounts:?}");
    }
}

/// The first thousand rows have points.
#[test]
fn later_rows_with_the_other_mark_are_told() {
    let row = |i: u32| format!("{i};2024-01-05;c{i};{}\n", if i < 1_100 { "12.50" } else { "12,50" });
    let text = "order id;date;customer id;total\n".to_string() + &(0..1_200).map(row).collect::<String>();
    let intake = read(&text);
    assert!(intake.ledger.notes.contains(&Note::OtherDecimalMark { rows: 100 }), "{:?}", intake.ledger.notes);
    // And those that are open only there are asked about.
    let row = |i: u32| format!("{i};2024-01-05;c{i};{}\n", if i < 1_100 { "12" } else { "2.500" });
    let text = "order id;date;customer id;total\n".to_string() + &(0..1_200).map(row).collect::<String>();
    assert_eq!(asked(&read(&text)), ["mark"]);
}

#[test]
fn what_is_no_order_date_and_no_amount_is_never_taken_for_one() {
    let refused = [
        (
            "order id,ship date,customer id,total\n1,2024-01-01,a,5.00\n2,2024-01-02,b,6.00\n",
            Trouble::NoDateColumn,
        ),
        (
            "订单号,预计送达时间,会员id,金额\n1,2024-01-01,a,5.00\n2,2024-01-02,b,6.00\n",
            Trouble::NoDateColumn,
        ),
        (
            "order id,date,customer id,tax\n1,2024-01-01,a,5.00\n2,2024-01-02,b,6.00\n",
            Trouble::NoAmountColumn,
        ),
        ("订单号,日期,会员id,运费\n1,2024-01-01,a,5.00\n2,2024-01-02,b,6.00\n", Trouble::NoAmountColumn),
        ("order id,date,customer id,is paid\n1,2024-01-01,a,1\n2,2024-01-02,b,0\n", Trouble::NoAmountColumn),
        // A price of one piece, and another column counts pieces under a name that nobody knows.
        (
            "order id,date,customer id,price,adet\n1,2024-01-01,a,5.00,2\n2,2024-01-02,b,6.00,1\n",
            Trouble::NoAmountColumn,
        ),
    ];
    for (text, expected) in refused {
        assert_eq!(trouble(text), expected, "{text}");
    }
    let price = read("order id,date,customer id,price\n1,2024-01-01,a,5.00\n2,2024-01-02,b,6.00\n");
    assert_eq!(figures(&price), (2, 2, 1_100));
    assert!(price.ledger.notes.iter().any(|note| matches!(note, Note::ColumnsByCells { .. })));
    let moved = "ship date,order id,date,customer id,price,quantity,total\n\
        2024-05-01,1,2024-01-01,a,5.00,2,10.00\n2024-05-01,2,2024-01-02,b,6.00,1,6.00\n";
    let intake = read(moved);
    assert_eq!((figures(&intake), asked(&intake)), ((2, 2, 1_600), vec![]));
    assert_eq!(intake.orders.span().unwrap().1.to_string(), "2024-01-02");
}

fn with(columns: &[(&str, &str)]) -> Choices {
    let columns = columns.iter().map(|(name, role)| (name.to_string(), role.to_string())).collect();
    Choices { columns, ..Choices::default() }
}

#[test]
fn the_merchant_changes_what_columns_are_taken_for() {
    let text = "order id,ship date,who,total,net\n1,2024-01-01,a,5.00,4.00\n2,2024-01-02,b,6.00,5.00\n\
        3,2024-02-02,b,6.00,5.00\n";
    let choices = with(&[("ship date", "date"), ("who", "account"), ("net", "amount")]);
    let intake = super::read(text.as_bytes(), &choices);
    assert_eq!((figures(&intake), asked(&intake)), ((3, 2, 1_400), vec![]));
    // Columns of other files are no mistake, words that are no role are.
    let choices = with(&[("ship date", "date"), ("another file's", "ignored")]);
    assert_eq!(super::read(text.as_bytes(), &choices).ledger.orders, 3);
    let missing = Choices { amount_column: Some("nowhere".to_string()), ..choices };
    let bad = intake::read(&[("a", text.as_bytes())], &missing).unwrap_err();
    assert_eq!(bad.trouble, Trouble::BadChoice { name: "amount_column".to_string() });
    let bad = intake::read(&[("a", text.as_bytes())], &with(&[("net", "price tag")])).unwrap_err();
    assert_eq!(bad.trouble, Trouble::BadChoice { name: "columns".to_string() });
    // A shop's table too.
    let shopify = fixture("shopify/orders.csv");
    let ignored = super::read(&shopify, &with(&[("Email", "ignored")]));
    assert!(ignored.ledger.keys.iter().all(|key| key.name != "Email"), "{:?}", ignored.ledger.keys);
    let known = super::read(&shopify, &Choices::default());
    let other = super::read(&shopify, &with(&[("Refunded Amount", "ignored")]));
    assert_eq!(numbers(&other).revenue - numbers(&known).revenue, 440);
}

#[test]
fn previews_show_what_was_refused_too() {
    let text = "order id,ship date,customer id,total\nz1,2024-01-01,a,5.00\nz2,2024-01-02,,6.00\n";
    let preview = preview(text);
    assert_eq!((preview.name.as_str(), preview.header_line, preview.shop), ("orders.csv", Some(1), None));
    assert_eq!(preview.records[1], ["z2", "2024-01-02", "", "6.00"]);
    let [id, date, customer, total] = preview.columns.as_slice() else { panic!() };
    assert_eq!((id.roles[0].role.as_str(), id.roles[0].why, id.is_used), ("order_id", Why::Name, true));
    assert_eq!((date.roles[0].role.as_str(), date.roles[0].why, date.is_used), ("date", Why::Cells, false));
    assert!(total.roles[0].confidence > date.roles[0].confidence);
    assert_eq!((customer.filled_percent, customer.distinct), (50, 1));
    assert_eq!(preview.first_rows, None);
    // A thousand lines are looked at, and one of them is the header.
    let rows: String = (0..1_200).map(|row| format!("{row},2024-01-01,a,5.00\n")).collect();
    assert_eq!(self::preview(&format!("order id,date,customer,total\n{rows}")).first_rows, Some(999));
    let mut reader = Reader::new(with(&[("total", "amount")]), Box::new(NativeDecoder));
    reader.start_file("a.csv");
    reader.push(&fixture("shopify/orders.csv")).unwrap();
    reader.end_file().unwrap();
    let shopify = reader.previews().remove(0);
    assert_eq!(shopify.shop.as_deref(), Some("shopify"));
    let why = |name: &str| {
        let column = shopify.columns.iter().find(|column| column.name == name).unwrap();
        (column.roles[0].role.as_str(), column.roles[0].why, column.is_used)
    };
    assert_eq!(why("Email"), ("email", Why::Shop, true));
    assert_eq!(why("Created at"), ("date", Why::Shop, true));
}

#[test]
fn a_diagnostic_holds_no_value() {
    let values = "zqk12,2035-12-31 17:46,qzw.kyx@zqj.kyw,782.35,zwq kyj\nkyz78,2036-11-13 15:32,jyq.zwk@qky.zjw,631.28,yqz wkj\n";
    for header in ["Order ID,Date,Email,Total,f1\n", ""] {
        let mut reader = Reader::new(Choices::default(), Box::new(NativeDecoder));
        reader.start_file("zqk78.csv");
        let _ = reader.push((header.to_string() + values).as_bytes()).and_then(|()| reader.end_file());
        let text = reader.diagnostic();
        assert!(text.contains("9999-99-99 99:99") && text.contains("aaa.aaa@aaa.aaa"), "{text}");
        assert!(header.is_empty() || text.contains("\"Order ID\" = order_id"), "{text}");
        for value in values.split([',', '\n', ' ', '-', ':', '.', '@']).chain(["zqk78"]) {
            for pair in value.as_bytes().windows(2).map(|pair| std::str::from_utf8(pair).unwrap()) {
                // Counts and confidences are numbers too; a pair of digits must not stand in a shape.
                let shapes =
                    text.lines().filter_map(|line| line.split_once("distinct: ")).map(|(_, shapes)| shapes);
                assert!(shapes.clone().all(|shapes| !shapes.contains(pair)), "{pair}: {text}");
                assert!(pair.as_bytes()[0].is_ascii_digit() || !text.contains(pair), "{pair}: {text}");
            }
        }
    }
}

/// Nine shops that mean no harm and could mislead: what a name seems to say, and what it must not do.
#[test]
fn misleading_columns_mislead_nobody() {
    let files = [
        // The decoy stands first each time; by hand: two orders, 16.00, two customers.
        "discount code of order,order id,date,customer id,total\nX1,1,2024-01-01,a,10\nX1,2,2024-01-02,b,6\n",
        "total orders,order id,date,customer id,amount\n7,1,2024-01-01,a,10\n9,2,2024-01-02,b,6\n",
        "order is paid,order id,date,customer id,unit price,quantity\n1,1,2024-01-01,a,5,2\n1,2,2024-01-02,b,6,1\n",
        "delivery date,order id,date,customer id,total\n2025-01-01,1,2024-01-01,a,10\n,2,2024-01-02,b,6\n",
        "seller email,order id,date,email,total\ns@x.cn,1,2024-01-01,a@x.cn,10\ns@x.cn,2,2024-01-02,b@x.cn,6\n",
        "店铺邮箱,订单号,日期,邮箱,金额\ns@x.cn,1,2024-01-01,a@x.cn,10\ns@x.cn,2,2024-01-02,b@x.cn,6\n",
        "达人ID,订单号,日期,用户ID,金额\n9,1,2024-01-01,a,10\n9,2,2024-01-02,b,6\n",
        "refund id,order id,date,customer id,total\n3,1,2024-01-01,a,10\n4,2,2024-01-02,b,6\n",
        "item status,order id,date,customer id,total,状态\nreturned,1,2024-01-01,a,10,paid\nreturned,2,2024-01-02,b,6,paid\n",
    ];
    for file in files {
        let intake = read(file);
        assert_eq!(
            (figures(&intake), asked(&intake)),
            ((2, 2, 1_600), vec![]),
            "{file}: {:?}",
            intake.ledger
        );
        assert_eq!(intake.orders.span().unwrap().1.to_string(), "2024-01-02", "{file}");
    }
}

/// The samples that are one table of orders.
const SAMPLES: [&str; 20] = [
    "taobao_ExportOrderList_2017_gbk.csv",
    "tmall_orders_2023_masked_gbk.csv",
    "qianniu_orders_2026_no_buyer.csv",
    "youzan_orders_2026.csv",
    "jd_orders_2016_gb18030.csv",
    "pinduoduo_orders_2026.csv",
    "douyin_orders_2026.csv",
    "xiaohongshu_orders_2026.csv",
    "shopify_orders_export.csv",
    "shopify_orders_export_cod_no_email.csv",
    "woocommerce_analytics_orders.csv",
    "etsy_EtsySoldOrders.csv",
    "amazon_all_orders.tsv",
    "amazon_fbm_order_report.tsv",
    "square_transactions.csv",
    "stripe_payments_unified.csv",
    "uci_online_retail_2010-12-01.csv",
    "cdnow_master.txt",
    "tmall_order_report.csv",
    "superstore_latin1.csv",
];

/// Every sample that is one table of orders, as its shop's table and as a plain table: the same numbers, or it says
/// what is unsure.
#[test]
fn samples_are_read_alike_without_their_shops_table() {
    let choices = Choices { date_order: Some(DateOrder::MonthFirst), ..Choices::default() };
    let plain = Choices { as_plain_tables: true, ..choices.clone() };
    for name in SAMPLES {
        let Some(bytes) = sample(&format!("formats/{name}")) else { continue };
        let read = |choices: &Choices| intake::read(&[(name, &bytes)], choices);
        let (known, general) = (read(&choices), read(&plain));
        let shown = |read: &Result<Intake, _>| {
            read.as_ref().map(figures).map_err(|error: &huitou::error::Error| error.trouble.clone())
        };
        println!("{name}: {:?} as a plain table {:?}", shown(&known), shown(&general));
        let is_told = general.as_ref().is_ok_and(|general| {
            let is_rival = |note: &Note| {
                matches!(
                    note,
                    Note::AmountColumn { .. }
                        | Note::DateColumn { .. }
                        | Note::ColumnsByCells { .. }
                        | Note::PartsNotAdded { .. }
                )
            };
            !general.questions.is_empty() || general.ledger.notes.iter().any(is_rival)
        });
        assert!(shown(&known) == shown(&general) || is_told, "{name}");
    }
}

/// What each new question says, in both languages, and which choice an answer sets.
#[test]
fn questions_about_columns_have_words() {
    let files = [
        (
            "order id,date,customer id,total,amount\n1,2024-01-05,a,10,9\n2,2024-02-05,b,20,19\n",
            "amount_column",
            "28.00",
        ),
        ("order id;date;customer id;total\n1;2024-01-05;a;2.500\n", "decimal_mark", "2,500.00"),
        (&opaque("f1,f2,f3,f4,f5,f6\n", true), "date_column", "30"),
    ];
    for (text, choice, number) in files {
        let intake = read(text);
        let [question] = intake.questions.as_slice() else { panic!("{text}: {:?}", intake.questions) };
        for lang in [Lang::Zh, Lang::En] {
            let asked = view::question::asked(question, lang);
            let effects: String = asked.answers.iter().map(|a| a.label.clone() + &a.effect + "\n").collect();
            assert_eq!((asked.choice.as_str(), asked.answers.len()), (choice, 2));
            assert!(effects.contains(number), "{effects}");
            let is_chinese = |text: &str| text.contains(|c: char| c > '\u{3000}');
            assert_eq!(
                (is_chinese(&asked.title), is_chinese(&effects)),
                (lang == Lang::Zh, lang == Lang::Zh)
            );
        }
    }
}
/// The same samples under names that say nothing: refused, asked about, or the same revenue.
#[test]
fn samples_without_names_are_never_wrong_in_silence() {
    for name in SAMPLES.into_iter().filter(|name| !name.ends_with("txt")) {
        let Some(bytes) = sample(&format!("formats/{name}")) else { continue };
        let end = bytes.iter().position(|&byte| byte == b'\n').unwrap();
        let delimiter = if name.ends_with("tsv") { "\t" } else { "," };
        let columns = bytes[..end].iter().filter(|&&byte| byte == delimiter.as_bytes()[0]).count() + 1;
        let header: Vec<String> = (1..=columns).map(|number| format!("c{number}")).collect();
        let opaque = [header.join(delimiter).as_bytes(), &bytes[end..]].concat();
        let choices = Choices { date_order: Some(DateOrder::MonthFirst), ..Choices::default() };
        let known = intake::read(&[(name, &bytes)], &choices).unwrap();
        let Ok(general) = intake::read(&[(name, &opaque)], &choices) else { continue };
        let (asked, revenue) = (asked(&general), numbers(&general).revenue);
        println!("{name}: {:?}, {:?} asked {asked:?}", figures(&known), figures(&general));
        assert!(
            !asked.is_empty() || revenue == numbers(&known).revenue,
            "{name}: {:?}",
            general.ledger.notes
        );
    }
}
