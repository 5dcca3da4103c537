//! Whose order it is, when it was, and whether another file has given it: what must never be silently wrong.
//! All expected values by hand.

use huitou::intake::ledger::{Note, Place, Reason};
use huitou::intake::question::Question;
use huitou::intake::{self, Choices, DateOrder, Intake};
use huitou::money::Money;

fn read(text: &str) -> Intake {
    super::read(text.as_bytes(), &Choices::default())
}

fn people(intake: &Intake) -> (usize, usize, u64) {
    (intake.orders.len(), intake.orders.customer_count(), intake.ledger.orders_with_key)
}

/// Orders, customers, orders with a customer.
#[test]
fn words_and_masks_are_nobody_and_one_number_is_one_customer() {
    let cases = [
        (
            "order id,date,phone,total\n1,2024-01-01,无,100\n2,2024-01-01,无,100\n3,2024-01-03,13800000001,5\n\
             4,2024-02-01,无,5\n5,2024-02-01,138XXXX0001,5\n6,2024-02-01,138XXXX0001,5\n",
            (6, 1, 1),
        ),
        (
            "order id,phone,date,amount\n1,138\u{A0}0000\u{A0}0001,2024-01-01,10\n2,13800000001,2024-02-01,10\n\
             3,\u{202D}+8613800000001\u{202C},2024-03-01,10\n4,0086-13800000001,2024-03-02,10\n",
            (4, 1, 4),
        ),
        (
            "order id,customer id,date,amount\n1,散客,2024-01-01,10\n2,散客,2024-01-02,10\n3,-1,2024-01-03,10\n\
             4,-1,2024-01-04,10\n5,ann,2024-01-05,10\n6,Guest,2024-01-05,10\n",
            (6, 1, 1),
        ),
        (
            "order id,customer id,date,amount\n1,17850.00,2024-01-01,10\n2,17850,2024-01-02,10\n\
             3,17850.0,2024-01-02,10\n",
            (3, 1, 3),
        ),
        (
            "order id,date,email,billing email,total\n1,2024-01-01,,a@x.cn,100\n2,2024-01-01,,b@x.cn,100\n",
            (2, 2, 2),
        ),
    ];
    for (text, expected) in cases {
        let intake = read(text);
        assert_eq!((people(&intake), intake.questions.len()), (expected, 0), "{text}");
    }
}

#[test]
fn levels_and_flags_are_no_customers() {
    let of = |name: &str, values: &[&str]| {
        let row = |(i, value): (usize, &&str)| format!("{i},2024-01-01,10,{value}\n");
        let rows: String = values.iter().enumerate().map(row).collect();
        read(&format!("order id,date,amount,{name}\n{rows}"))
    };
    let levels: Vec<&str> = (0..200).map(|i| ["上海", "北京", "广州"][i % 3]).collect();
    let cases: [(&str, &[&str]); 5] = [
        ("会员", &["是", "否", "是"]),
        ("customer", &["New", "Returning", "New"]),
        ("user", &["0", "1", "1"]),
        ("member", &["Yes", "no", ""]),
        ("客户", &levels),
    ];
    for (name, values) in cases {
        let intake = of(name, values);
        let is_asked = !intake.questions.is_empty();
        assert!(is_asked || intake.orders.customer_count() == 0, "{name}: {:?}", people(&intake));
    }
    // The smallest files that people try it with.
    for values in [&["a", "a", "b"][..], &["ann"], &["ann", "bob"]] {
        let intake = of("customer", values);
        assert_eq!(intake.questions, [], "{values:?}");
        assert_eq!(intake.ledger.orders_with_key, values.len() as u64);
    }
}

/// The question has one answer and is asked once.
#[test]
fn an_answer_about_one_file_is_not_asked_for_again() {
    let a = "订单号,日期,金额,客户姓名\n1,2024-01-01,10,王一\n2,2024-02-01,10,王一\n";
    let b = "order id,date,total,buyer name\n7,2024-01-01,10,ann\n8,2024-02-01,10,ann\n";
    for files in [[a, b], [b, a]] {
        let files = files.map(|text| ("orders.csv", text.as_bytes()));
        assert_eq!(intake::read(&files, &Choices::default()).unwrap().questions.len(), 1);
        for (answer, customers) in [("客户姓名", 2), ("buyer name", 2), ("", 0)] {
            let choices = Choices { customer_column: Some(answer.to_string()), ..Choices::default() };
            let settled = intake::read(&files, &choices).unwrap();
            assert_eq!(
                (settled.questions.len(), settled.orders.customer_count()),
                (0, customers),
                "{answer}"
            );
        }
    }
}

/// Customer 1001 of one shop is not customer 1001 of the other; an e-mail address is one person's everywhere.
#[test]
fn accounts_of_different_exports_are_kept_apart() {
    let first = "order id,customer id,email,date,amount\nA1,1001,,2024-01-01,10\nA2,,x@x.cn,2024-01-01,10\n";
    let second = "订单编号,会员id,邮箱,下单时间,实付金额\nB1,1001,,2024-02-01,99\nB2,,x@x.cn,2024-02-01,9\n";
    let same = "order id,customer id,email,date,amount,note\nA3,1001,,2024-03-01,10,\n";
    let read = |texts: &[&str]| {
        let files: Vec<(&str, &[u8])> = texts.iter().map(|text| ("orders.csv", text.as_bytes())).collect();
        intake::read(&files, &Choices::default()).unwrap()
    };
    let apart = read(&[first, second]);
    assert_eq!(people(&apart), (4, 3, 4));
    assert_eq!(apart.orders, read(&[second, first]).orders);
    assert!(apart.ledger.notes.contains(&Note::AccountsKeptApart { exports: 2 }));
    // The column is the same, the header has grown: the same shop.
    let shared = read(&[first, same]);
    assert_eq!(people(&shared), (3, 2, 3));
    assert!(shared.ledger.notes.contains(&Note::AccountsShared { column: "customer id".to_string() }));
}

fn read_all(texts: &[&str]) -> Intake {
    let files: Vec<(&str, &[u8])> = texts.iter().map(|text| ("orders.csv", text.as_bytes())).collect();
    let intake = intake::read(&files, &Choices::default()).unwrap();
    assert!(intake.ledger.balances());
    intake
}

/// Orders, revenue in minor units, copies that differ.
#[test]
fn of_an_order_in_several_files_the_copy_that_is_further_on_counts() {
    const OLD: &str = "order id,date,customer id,total,status\n1,2024-01-01,a,10,pending payment\n\
        2,2024-01-01,b,20,paid\n3,2024-01-01,c,30,paid\n";
    const NEW: &str = "order id,date,customer id,total,status\n1,2024-01-01,a,10,paid\n2,2024-01-01,b,20,paid\n\
        3,2024-01-01,c,30,refunded\n";
    const OTHER_SHOP: &str =
        "order number,order date,user id,amount\n1,2024-05-01,a,111\n2,2024-05-01,zed,222\n";
    const OTHER_FORM: &str = "order number,paid at,email,amount\n2,2024-01-01 10:30:00,b@x.cn,20\n";
    const PART: &str = "order id,date,customer id,product,amount\n1,2024-01-01,a,x,100\n";
    const WHOLE: &str =
        "order id,date,customer id,product,amount\n1,2024-01-01,a,y,150\n2,2024-01-02,b,x,7\n";
    let cases = [
        (OLD, NEW, (2, 3_000, 2)),
        (OLD, OTHER_SHOP, (4, 38_300, 0)),
        (NEW, OTHER_FORM, (2, 3_000, 0)),
        (PART, WHOLE, (2, 15_700, 1)),
    ];
    for (first, second, expected) in cases {
        for texts in [[first, second], [second, first]] {
            let intake = read_all(&texts);
            let differing = intake.ledger.notes.iter().find_map(|note| match note {
                Note::FilesDisagree { orders, .. } => Some(*orders),
                _ => None,
            });
            let revenue: Money = intake.orders.amounts().sum();
            assert_eq!((intake.orders.len(), revenue.0, differing.unwrap_or(0)), expected, "{texts:?}");
        }
        let [there, back] = [read_all(&[first, second]), read_all(&[second, first])];
        assert!(there.orders.amounts().eq(back.orders.amounts()));
    }
}

#[test]
fn a_file_that_is_given_twice_counts_once() {
    let text = "customer_id,date,amount\nann,2024-01-01,10\nann,2024-01-01,10\nbob,2024-01-02,10\n";
    let once = read(text);
    let twice = read_all(&[text, text]);
    assert_eq!(twice.orders, once.orders);
    assert_eq!((twice.ledger.rows, twice.ledger.rows_used), (6, 3));
    assert!(
        twice.set_aside.iter().all(|(reason, place)| (*reason, place.file) == (Reason::DuplicateOrder, 1))
    );
    // One more row is another file.
    let longer = format!("{text}cid,2024-01-03,5\n");
    assert_eq!(read_all(&[text, &longer]).orders.len(), 7);
}

fn days(intake: &Intake) -> Vec<String> {
    intake.orders.moments().map(|moment| moment.day().to_string()).collect()
}

#[test]
fn a_time_is_added_once() {
    let of = |date: &str, time: &str| {
        read(&format!("order_id,customer_id,date,time,amount\n1,ann,{date},{time},10.00\n"))
    };
    for (date, time, second) in [
        ("2024-01-31 13:00:00", "13:00:00", 46_800),
        ("2024-01-31", "13:00:00", 46_800),
        ("2024-01-31 00:00:00", "13:00:00", 46_800),
        ("2024-01-31 13:00:00", "", 46_800),
    ] {
        let intake = of(date, time);
        assert_eq!(
            (days(&intake), intake.orders.moment(0).second_of_day()),
            (vec!["2024-01-31".into()], second)
        );
    }
}

#[test]
fn digits_are_dates_before_they_are_unix_times() {
    for (date, day, is_unix) in [("2024010203", "2024-01-02", false), ("1704038400", "2023-12-31", true)] {
        let intake = read(&format!("order id,customer id,date,amount\n1,a,{date},10\n"));
        assert_eq!(days(&intake), [day]);
        let utc = Note::Zone { name: "UTC".into(), converted: false, as_written: 0 };
        assert_eq!(intake.ledger.notes.contains(&utc), is_unix);
    }
}

#[test]
fn dates_far_from_all_others_are_told() {
    let rows: String = (0..300).map(|i| format!("{i},a{i},2024-{:02}-10,10\n", i % 12 + 1)).collect();
    let of = |date: &str| {
        let text = format!("order id,customer id,date,amount\nx,z,{date},10\n{rows}");
        read(&text).ledger.notes.into_iter().find(|note| matches!(note, Note::IsolatedDates { .. }))
    };
    let told = Some(Note::IsolatedDates { orders: 1, first: Place { file: 0, line: 2 } });
    for (date, expected) in [("2124-01-10", &told), ("1999-12-31", &told), ("2025-12-10", &None)] {
        assert_eq!(&of(date), expected, "{date}");
    }
}

/// Order status, payment status, why it is set aside.
#[test]
fn both_statuses_are_read() {
    let cases = [
        ("processing", "paid", None),
        ("processing", "refunded", Some(Reason::Refunded)),
        ("processing", "unpaid", Some(Reason::Unpaid)),
        ("cancelled", "paid", Some(Reason::Cancelled)),
        // The order waits to be sent.
        ("pending", "paid", None),
        ("completed", "pending", Some(Reason::Unpaid)),
        ("", "refunded", Some(Reason::Refunded)),
        ("refunded", "", Some(Reason::Refunded)),
    ];
    for names in ["order status,payment status", "订单状态,支付状态", "status,financial status"] {
        for (order, payment, expected) in cases {
            // Another order is paid: this is no shop that is paid on delivery.
            let text = format!(
                "order id,date,customer id,total,{names}\n1,2024-01-01,a,10,{order},{payment}\n\
                 2,2024-01-01,b,10,completed,paid\n"
            );
            let reason = read(&text).set_aside.first().map(|(reason, _)| *reason);
            assert_eq!(reason, expected, "{names}: {order}, {payment}");
        }
    }
}

/// A came back in both of its parts, B in one of two.
#[test]
fn orders_whose_parts_came_back_can_be_kept_at_nothing() {
    let text = "订单编号,子订单编号,会员id,下单时间,实付金额,售后状态\nA,A1,ann,2024-01-05,100.00,退款成功\n\
        A,A2,ann,2024-01-05,10.00,退款成功\nB,B1,bob,2024-01-05,50.00,\nB,B2,bob,2024-01-05,20.00,退款成功\n";
    for (keep_refunded, orders, used) in [(true, 2, 4), (false, 1, 1)] {
        let choices = Choices { keep_refunded, ..Choices::default() };
        let intake = super::read(text.as_bytes(), &choices);
        let revenue: Money = intake.orders.amounts().sum();
        assert_eq!((intake.orders.len(), revenue.0, intake.ledger.rows_used), (orders, 5_000, used));
    }
}

/// A year of two digits may stand first: the side with few values is the year's.
#[test]
fn years_of_two_digits_are_settled_by_the_data_or_asked_about() {
    let of = |dates: &[&str]| {
        let row = |(i, date): (usize, &&str)| format!("{i},ann,{date},10.00\n");
        let rows: String = dates.iter().enumerate().map(row).collect();
        read(&format!("order_id,customer_id,date,amount\n{rows}"))
    };
    let cases: [(&[&str], &str, &str); 4] = [
        (&["24-03-09", "24-03-31", "24-12-05"], "2024-03-09", "year_first"),
        (&["09-03-24", "30-03-24", "05-12-24"], "2024-03-09", "day_first"),
        (&["03/09/24", "03/30/24", "12/05/24"], "2024-03-09", "month_first"),
        (&["24/3/09", "24/3/30", "24/12/05"], "2024-03-09", "year_first"),
    ];
    for (dates, first, chosen) in cases {
        let intake = of(dates);
        let note = Note::DateOrder { chosen: chosen.to_string(), settled_by_data: true };
        assert_eq!((days(&intake)[0].as_str(), intake.questions.len()), (first, 0), "{dates:?}");
        assert!(intake.ledger.notes.contains(&note), "{dates:?}");
    }
    // Nothing tells: the answer does.
    for (order, first) in [
        (DateOrder::YearFirst, "2005-03-04"),
        (DateOrder::DayFirst, "2004-03-05"),
        (DateOrder::MonthFirst, "2004-05-03"),
    ] {
        let dates = ["05-03-04", "05-03-05"];
        let [Question::DateOrder { options, .. }] = &of(&dates).questions[..] else { panic!("{dates:?}") };
        assert_eq!(options.len(), 3);
        let text = "order_id,customer_id,date,amount\n1,ann,05-03-04,10\n2,ann,05-03-05,10\n";
        let choices = Choices { date_order: Some(order), ..Choices::default() };
        let settled = super::read(text.as_bytes(), &choices);
        assert_eq!((days(&settled)[0].as_str(), settled.questions.len()), (first, 0));
    }
}

#[test]
fn different_customers_under_one_id_are_told() {
    let text =
        "receipt no,customer id,date,amount\n1,ann,2024-01-01,10\n2,bob,2024-01-01,5\n1,cat,2024-01-02,20\n";
    let shared = Note::SharedIds { orders: 1, first: Place { file: 0, line: 2 } };
    assert!(read(text).ledger.notes.contains(&shared), "{:?}", read(text).ledger.notes);
    let lines =
        "order id,customer id,date,amount\n1,ann,2024-01-01,10\n1,ann,2024-01-01,5\n1,,2024-01-01,7\n";
    assert!(!read(lines).ledger.notes.iter().any(|note| matches!(note, Note::SharedIds { .. })));
}
