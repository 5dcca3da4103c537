//! Files as merchants keep them: re-saved by spreadsheets, with sums, stopgaps and the shop's own numbers in them.
//! All expected values by hand.

use huitou::analysis::retention::{CohortBy, CohortName};
use huitou::analysis::{FilterValues, Settings};
use huitou::error::Trouble;
use huitou::intake::ledger::{Note, Place, Reason, Unusable};
use huitou::intake::{self, Choices, Intake};
use huitou::money::Money;
use huitou::report::{Report, Section};
use huitou::view::{self, Lang};

fn read_as(text: &str, choices: &Choices) -> Intake {
    let intake = intake::read(&[("orders.csv", text.as_bytes())], choices).unwrap();
    assert!(intake.ledger.balances());
    intake
}

fn read(text: &str) -> Intake {
    read_as(text, &Choices::default())
}

/// Orders, customers, revenue in minor units.
fn figures(intake: &Intake) -> (usize, usize, i64) {
    let revenue: Money = intake.orders.amounts().sum();
    (intake.orders.len(), intake.orders.customer_count(), revenue.0)
}

fn with(columns: &[(&str, &str)]) -> Choices {
    let columns = columns.iter().map(|(name, role)| (name.to_string(), role.to_string())).collect();
    Choices { columns, ..Choices::default() }
}

/// 15 digits are kept, and 1187654321098765432 and 1187654321098766543 become one order.
#[test]
fn ids_whose_last_digits_a_spreadsheet_dropped_are_refused() {
    let file = |ids: [&str; 3]| {
        let row = |(i, id)| format!("{id},ann,2024-01-01,1{i}\n");
        let rows: String = ids.into_iter().enumerate().map(row).collect();
        format!("order id,customer id,date,amount\n{rows}")
    };
    let lost = file(["1187654321098760000", "1187654321098760000", "1187654321098770000"]);
    let error = intake::read(&[("orders.csv", lost.as_bytes())], &Choices::default()).unwrap_err();
    assert_eq!((error.trouble, error.line), (Trouble::ScientificIds { rows: 3 }, Some(2)));
    for ids in [
        // Nothing is shared; one id is not rounded; too short to lose anything.
        ["1187654321098760000", "1187654321098770000", "1187654321098780000"],
        ["1187654321098760000", "1187654321098760000", "1187654321098770001"],
        ["118765432100000", "118765432100000", "118765432110000"],
    ] {
        assert_eq!(figures(&read(&file(ids))).2, 3_300, "{ids:?}");
    }
}

#[test]
fn sums_between_the_orders_are_no_orders_though_they_are_dated() {
    let files = [
        "订单号,日期,客户ID,金额\n1,2024-01-01,a,10\n2,2024-01-01,b,20\n合计,2024-01-01,,30\n3,2024-01-02,a,5\n总计,,,35\n",
        "date,customer id,amount\n2024-01-01,a,10\n2024-01-01,b,20\n2024-01-01,Subtotal,30\n2024-01-02,a,5\n2024-01-02,Total:,5\n",
        "日期,客户ID,商品,金额\n2024-01-01,a,杯,10\n2024-01-01,b,碗,20\n2024-01-01,,小计,30\n2024-01-02,a,合计,5\n2024-01-02,,合计,5\n",
    ];
    for text in files {
        let intake = read(text);
        assert_eq!(figures(&intake), (3, 2, 3_500), "{text}");
        let aside: Vec<_> = intake.ledger.set_aside.iter().map(|aside| (aside.reason, aside.rows)).collect();
        assert_eq!(aside, [(Reason::NotAnOrder, 2)]);
    }
}

#[test]
fn what_is_typed_to_fill_a_cell_is_nobodys_key() {
    let text = "order id,phone,email,date,amount\n1,13800000000,,2024-01-01,10\n2,13800138000,,2024-01-02,10\n\
        3,,noreply@shop.com,2024-01-03,10\n4,,none@none.com,2024-01-03,10\n5,13900000001,,2024-01-04,10\n";
    let intake = read(text);
    assert_eq!((figures(&intake), intake.ledger.orders_with_key), ((5, 1, 5_000), 1));
}

/// The merchant has said it: nothing is asked.
#[test]
fn a_column_that_is_said_to_hold_names_is_the_key_where_there_is_no_surer() {
    let text = "order id,who,date,amount\n1,ann lee,2024-01-01,10\n2,ann lee,2024-01-02,10\n3,bob ray,2024-01-02,10\n";
    let intake = read_as(text, &with(&[("who", "name")]));
    assert_eq!((figures(&intake), intake.questions.len()), ((3, 2, 3_000), 0));
    assert_eq!((intake.ledger.keys[0].kind.as_str(), intake.ledger.keys[0].orders), ("name", 3));
    let known = text.replace("who,", "who,email,").replace("lee,", "lee,a@x.cn,").replace("ray,", "ray,,");
    let intake = read_as(&known, &with(&[("who", "name")]));
    assert_eq!((figures(&intake), intake.ledger.orders_with_key), ((3, 1, 3_000), 2));
}

#[test]
fn who_serves_customers_and_what_is_known_of_them_is_no_customer() {
    for name in ["客户经理", "客户来源", "会员等级", "客户标签", "顾客实付", "customer segment", "user group"]
    {
        let text = format!(
            "订单号,日期,{name},金额\n1,2024-01-01,张三,10\n2,2024-01-02,张三,10\n3,2024-01-03,李四,10\n"
        );
        let intake = read(&text);
        assert_eq!((figures(&intake), intake.questions.len()), ((3, 0, 3_000), 0), "{name}");
    }
}

/// 12.00 of goods each; whether 10.00 of postage were paid too no name says.
#[test]
fn parts_of_a_price_that_are_not_added_are_told() {
    let told = |text: &str| {
        read(text).ledger.notes.into_iter().find_map(|note| match note {
            Note::PartsNotAdded { column, others } => Some((column, others)),
            _ => None,
        })
    };
    let goods = "订单号,客户ID,下单时间,商品金额,运费,税号\n1,a,2024-01-01,12.00,10.00,7\n";
    assert_eq!(figures(&read(goods)), (1, 1, 1_200));
    assert_eq!(told(goods), Some(("商品金额".to_string(), vec!["运费".to_string()])));
    let prices = "order id,customer id,date,item-price,item-tax,ship-promotion-discount,ship date\n1,a,2024-01-01,12,1,2,2024-01-02\n";
    let others = ["item-tax", "ship-promotion-discount"].map(str::to_string).to_vec();
    assert_eq!(told(prices), Some(("item-price".to_string(), others)));
    // Nothing is lost where the parts are nothing, or the order's total is there.
    assert_eq!(told(&goods.replace("10.00", "0.00")), None);
    assert_eq!(told(&goods.replace("商品金额", "订单金额")), None);
}

/// An order each with a key of one kind.
#[test]
fn it_is_said_why_a_key_tells_nobody_apart() {
    let text = "order id,phone,date,amount\n1,138****0001,2024-01-01,10\n2,##a##,2024-01-01,10\n3,1.38E+10,2024-01-01,10\n\
        4,散客,2024-01-01,10\n5,12,2024-01-01,10\n";
    let intake = read(text);
    let keys = intake.ledger.notes.iter().filter_map(|note| match note {
        Note::UnusableKeys { why, orders: 1, .. } => Some(*why),
        _ => None,
    });
    use Unusable::{Encrypted, Guest, Masked, Rounded, Unfit};
    assert_eq!(keys.collect::<Vec<_>>(), [Masked, Encrypted, Guest, Rounded, Unfit]);
    let mut report = Report::of(&intake.orders, &Settings::default(), &[]);
    report.provenance = Some(intake.ledger);
    for (lang, words) in [
        (Lang::Zh, ["隐去", "加密", "表格软件", "散客", "不是完整"]),
        (Lang::En, ["masked", "encrypted", "spreadsheet", "guest", "no whole"]),
    ] {
        let panels = view::panels(&report, lang);
        let notes = &panels.iter().find(|panel| panel.id == "ledger").unwrap().notes;
        for word in words {
            assert_eq!(notes.iter().filter(|note| note.contains(word)).count(), 1, "{word}: {notes:?}");
        }
    }
}

/// Sums in minor units of what was chosen.
#[test]
fn a_chosen_currency_that_no_cell_names_has_its_own_decimals() {
    let read = |amounts: [&str; 2], chosen: &str| {
        let text = format!(
            "order id,customer id,date,total\n1,a,2024-01-01,{}\n2,b,2024-01-02,{}\n",
            amounts[0], amounts[1]
        );
        let choices = Choices { currency: Some(chosen.to_string()), ..Choices::default() };
        intake::read(&[("orders.csv", text.as_bytes())], &choices)
    };
    for (amounts, chosen, revenue) in [
        (["10.125", "12.5"], "KWD", 22_625),
        (["1050", "12"], "JPY", 1_062),
        (["¥1050", "¥2050"], "JPY", 3_100),
        (["$10.50", "$2"], "AUD", 1_250),
        (["10.50", "2"], "usd", 1_250),
    ] {
        let intake = read(amounts, chosen).unwrap();
        assert_eq!(
            (figures(&intake).2, intake.orders.currency().code.to_lowercase()),
            (revenue, chosen.to_lowercase())
        );
        assert!(intake.questions.is_empty() && intake.ledger.notes.is_empty(), "{:?}", intake.ledger.notes);
    }
    let euros = read(["10.50 €", "2 €"], "USD").unwrap();
    assert_eq!((figures(&euros).2, euros.orders.currency().code.as_str()), (1_250, "EUR"));
    assert_eq!(euros.ledger.notes, [Note::CurrencyNotThere { said: "USD".into(), named: "EUR".into() }]);
    let bad = read(["10", "2"], "hello").unwrap_err();
    assert_eq!(bad.trouble, Trouble::BadChoice { name: "currency".to_string() });
}

/// Twelve guests under the shop's telephone, and twelve customers of one order each.
#[test]
fn a_key_that_a_fifth_of_all_orders_share_is_told() {
    let file = |guests: u32| {
        let guest = |i: u32| format!("g{i},,02088886666,2024-01-{:02},10\n", i + 1);
        let member = |i: u32| format!("m{i},V{i},1390000{i:04},2024-02-{:02},10\n", i + 1);
        let rows: String = (0..guests).map(guest).chain((0..12).map(member)).collect();
        format!("单号,会员号,手机,日期,实收\n{rows}")
    };
    let intake = read(&file(12));
    assert_eq!(figures(&intake), (24, 13, 24_000));
    let told = Note::OneCustomer { column: "手机".into(), orders: 12, first: Place { file: 0, line: 2 } };
    assert!(intake.ledger.notes.contains(&told), "{:?}", intake.ledger.notes);
    assert!(!read(&file(9)).ledger.notes.iter().any(|note| matches!(note, Note::OneCustomer { .. })));
}

/// 1.25 and 0.5 of the unit, in minor units of the currency.
#[test]
fn units_in_the_names_of_columns_count() {
    for (name, revenue) in [
        ("金额(万元)", 1_750_000),
        ("金额（单位：千元）", 175_000),
        ("金额(元)", 175),
        ("Amount ($k)", 175_000),
    ] {
        let text = format!("订单号,客户编号,日期,{name}\n1,a,2024-01-01,1.25\n2,b,2024-01-02,0.5\n");
        assert_eq!(figures(&read(&text)), (2, 2, revenue), "{name}");
    }
    let cents = "order_id,customer_id,created_at,total_cents,refund_amount\n1,a,2024-01-01,1050,0.50\n2,b,2024-01-02,1250,0\n";
    assert_eq!(figures(&read(cents)), (2, 2, 2_250));
    let prices = "订单号,客户编号,日期,单价(分),数量\n1,a,2024-01-01,1250,2\n";
    assert_eq!(figures(&read(prices)), (1, 1, 2_500));
}

/// a pays in 1000 and spends 180 of it.
#[test]
fn top_ups_between_the_sales_are_no_orders() {
    let text = "流水号,会员号,交易时间,交易类型,金额\n1,a,2024-01-01,充值,1000\n2,a,2024-01-02,消费,100\n3,a,2024-01-03,消费,80\n";
    let intake = read(text);
    assert_eq!(figures(&intake), (2, 1, 18_000));
    assert_eq!(intake.ledger.set_aside[0].reason, Reason::NotAnOrder);
    // A file of top-ups alone is what it is.
    assert_eq!(figures(&read(&text.replace("消费", "充值"))), (3, 1, 118_000));
}

#[test]
fn a_column_of_the_merchants_own_makes_cohorts_unless_nearly_every_order_has_another() {
    let text = "order id,customer,date,amount,salesperson,note\n\
                1,c1,2024-01-01,5,Lee,n1\n2,c2,2024-01-02,5,Lee,n2\n3,c3,2024-01-03,5,Kim,n3\n\
                4,c1,2024-02-01,5,Kim,n4\n5,c4,2024-02-02,5,,n5\n6,c3,2024-03-05,5,Lee,n6\n";
    let known = |columns| FilterValues::of(&read_as(text, &with(columns)).orders).cohorts;
    assert!(!known(&[]).contains(&CohortBy::Attribute), "it is chosen, never found");
    assert!(known(&[("salesperson", "attribute")]).contains(&CohortBy::Attribute));
    assert!(!known(&[("note", "attribute")]).contains(&CohortBy::Attribute));
    let settings =
        Settings { cohort_by: CohortBy::Attribute, as_of: "2024-03-31".parse().ok(), ..Settings::default() };
    let orders = read_as(text, &with(&[("salesperson", "attribute")])).orders;
    let report = Report::of(&orders, &settings, &[Section::Retention]);
    // By their first orders: c1 and c2 Lee, c3 Kim, c4 none. In the month after c1 came again, in the second c3.
    let rows: Vec<_> = report.results.retention.unwrap().cohorts.into_iter().collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| (row.name, row.size, row.cells.iter().map(|cell| cell.retained.part).collect::<Vec<_>>()))
        .collect();
    let value = |name: &str| CohortName::Value(name.into());
    assert_eq!(
        rows,
        [(value("Lee"), 2, vec![1, 0]), (value("Kim"), 1, vec![0, 1]), (CohortName::Missing, 1, vec![0])]
    );
}
