//! Files whose numbers could go wrong without a word: what each must give, worked out by hand.

use huitou::error::Trouble;
use huitou::intake::ledger::Reason::{self, Cancelled, OtherCurrency, Ragged, Refunded, Unpaid};
use huitou::intake::ledger::{Note, Place};
use huitou::intake::question::Question;
use huitou::intake::{self, Choices, Intake};

use super::{Numbers, numbers, read};

/// Name, content, orders, customers, revenue in minor units, what is set aside.
type Case = (&'static str, &'static str, usize, usize, i64, &'static [(Reason, u64)]);

fn check(cases: &[Case]) {
    for &(name, content, orders, customers, revenue, set_aside) in cases {
        let intake = read(content.as_bytes(), &Choices::default());
        let rows = intake.ledger.rows;
        let expected = Numbers { rows, orders, customers, revenue, set_aside: set_aside.to_vec() };
        assert_eq!(numbers(&intake), expected, "{name}: {:?}", intake.ledger.notes);
    }
}

/// The lines below the header in the opposite order.
fn backwards(content: &str) -> Intake {
    let mut lines: Vec<&str> = content.lines().collect();
    lines[1..].reverse();
    read(lines.join("\n").as_bytes(), &Choices::default())
}

const LINES: &str = "order id,customer id,date,product,amount,currency\n";
const ORDERS: &str = "order id,customer id,date,amount,currency\n";

#[test]
fn currencies_are_never_added() {
    // Name, header, rows, currencies asked about, revenue in minor units, rows in other currencies.
    type InCurrencies = (&'static str, &'static str, &'static str, Vec<&'static str>, i64, u64);
    let cases: [InCurrencies; 7] = [
        (
            "two in one order",
            LINES,
            "1,ann,2024-01-05,a,10.00,USD\n1,ann,2024-01-05,b,20.00,EUR\n2,bob,2024-01-06,c,5.00,USD\n",
            vec![],
            500,
            2,
        ),
        ("words", ORDERS, "1,a,2024-01-05,10.00,英镑\n2,b,2024-01-06,20.00,Pound\n", vec![], 3_000, 0),
        (
            "a word that no table knows",
            ORDERS,
            "1,a,2024-01-05,10.00,USD\n2,b,2024-01-06,20.00,gold\n3,b,2024-01-06,5.00,USD\n",
            vec!["USD", "GOLD"],
            1_500,
            1,
        ),
        ("a blank beside one", ORDERS, "1,a,2024-01-05,1000,JPY\n2,b,2024-01-06,20,\n", vec![], 1_020, 0),
        (
            "a blank beside two",
            ORDERS,
            "1,a,2024-01-05,10.00,USD\n2,b,2024-01-06,20.00,EUR\n3,c,2024-01-07,500.00,\n4,c,2024-01-07,1,USD\n",
            vec!["USD", "EUR"],
            1_100,
            2,
        ),
        (
            "a blank line of an order",
            LINES,
            "2,b,2024-01-05,x,900,JPY\n1,a,2024-01-05,x,10,USD\n2,b,2024-01-05,y,100,\n2,b,2024-01-05,z,1,\n",
            vec!["JPY", "USD"],
            1_001,
            1,
        ),
        (
            "signs",
            "order id,customer id,date,amount\n",
            "1,a,2024-01-01,$10\n2,b,2024-01-01,€20\n3,c,2024-01-01,300\n4,c,2024-01-01,$1\n",
            vec!["USD", "EUR"],
            1_100,
            2,
        ),
    ];
    for (name, header, rows, asked, revenue, aside) in cases {
        let content = header.to_string() + rows;
        for intake in [read(content.as_bytes(), &Choices::default()), backwards(&content)] {
            let set_aside = if aside > 0 { vec![(OtherCurrency, aside)] } else { vec![] };
            assert_eq!(
                (numbers(&intake).revenue, numbers(&intake).set_aside),
                (revenue, set_aside),
                "{name}"
            );
            assert_eq!(currencies_asked(&intake), asked, "{name}");
        }
    }
}

fn currencies_asked(intake: &Intake) -> Vec<&str> {
    let options = intake.questions.iter().flat_map(|question| match question {
        Question::Currency { options } => options.as_slice(),
        _ => &[],
    });
    options.map(|option| option.answer.as_str()).collect()
}

/// 300 - 30 and 300 - 150: refunds of lines are added as their amounts are; the 0.00 of B1 hides none.
#[test]
fn refunds_of_lines_are_added() {
    check(&[
        (
            "refunds of lines",
            "订单编号,子订单编号,会员id,下单时间,实付金额,退款金额\nA,A1,ann,2024-01-05,100.00,10.00\nA,A2,ann,2024-01-05,200.00,20.00\nB,B1,bob,2024-01-05,100.00,0.00\nB,B2,bob,2024-01-05,200.00,150.00\n",
            2,
            2,
            42_000,
            &[],
        ),
        (
            "refund repeated with the total",
            "order id,customer id,date,order total,refund amount\n1,a,2024-01-01,100,30\n1,a,2024-01-01,100,30\n",
            1,
            1,
            7_000,
            &[],
        ),
    ]);
}

#[test]
fn the_status_of_a_line_is_its_own() {
    let header = "order id,customer id,date,product,amount,status\n";
    // Name, rows, orders, revenue in minor units, what is set aside.
    type OfLines = (&'static str, &'static str, usize, i64, Vec<(Reason, u64)>);
    let cases: [OfLines; 4] = [
        (
            "one line cancelled",
            "1,a,2024-01-05,x,10,cancelled\n1,a,2024-01-05,y,20,completed\n2,b,2024-01-06,x,10,completed\n2,b,2024-01-06,y,20,cancelled\n",
            2,
            3_000,
            vec![(Cancelled, 2)],
        ),
        (
            "one line refunded",
            "1,a,2024-01-05,x,10,paid\n1,a,2024-01-05,y,20,refunded\n",
            1,
            1_000,
            vec![(Refunded, 1)],
        ),
        (
            "no line left",
            "1,a,2024-01-05,x,10,cancelled\n1,a,2024-01-05,y,20,refunded\n2,b,2024-01-05,y,7,paid\n",
            1,
            700,
            vec![(Refunded, 2)],
        ),
        (
            "a total that is repeated",
            "1,a,2024-01-05,x,10,paid\n1,a,2024-01-05,y,10,refunded\n",
            1,
            1_000,
            vec![],
        ),
    ];
    for (name, rows, orders, revenue, set_aside) in cases {
        let content = header.to_string() + rows;
        for intake in [read(content.as_bytes(), &Choices::default()), backwards(&content)] {
            let found = numbers(&intake);
            assert_eq!(
                (found.orders, found.revenue, &found.set_aside),
                (orders, revenue, &set_aside),
                "{name}"
            );
        }
    }
}

#[test]
fn refunds_larger_than_the_amount() {
    let header = "order id,customer id,date,total,refund amount\n";
    let file = |rows: &str| -> &'static str { Box::leak((header.to_string() + rows).into_boxed_str()) };
    check(&[
        (
            "with the postage",
            file("1,a,2024-01-01,100,105\n2,b,2024-01-01,100,\n"),
            1,
            1,
            10_000,
            &[(Refunded, 1)],
        ),
        (
            "net, as the empty one shows",
            file("1,a,2024-01-01,0,169\n2,b,2024-01-01,100,69\n"),
            1,
            1,
            10_000,
            &[(Refunded, 1)],
        ),
        ("gross", file("1,a,2024-01-01,169,169\n2,b,2024-01-01,100,69\n"), 1, 1, 3_100, &[(Refunded, 1)]),
    ]);
}

#[test]
fn paid_on_delivery() {
    let pending: String = (0..5).map(|i| format!("{i},a{i},2024-01-01,10,pending\n")).collect();
    let file = |rows: &str| -> &'static str {
        Box::leak(format!("order id,customer id,date,total,status\n{pending}{rows}").into_boxed_str())
    };
    check(&[
        ("all pending", file(""), 5, 5, 5_000, &[]),
        (
            "a refund is no sign that others were paid before",
            file("9,z,2024-01-02,10,refunded\n"),
            5,
            5,
            5_000,
            &[(Refunded, 1)],
        ),
        ("a payment is", file("9,z,2024-01-02,10,paid\n"), 1, 1, 1_000, &[(Unpaid, 5)]),
        (
            "by line",
            "订单编号,子订单编号,会员id,下单时间,实付金额,支付方式,订单状态\nA,A1,ann,2024-01-05,100.00,货到付款,待付款\nB,B1,bob,2024-01-05,50.00,在线支付,已完成\nC,C1,cat,2024-01-05,1.00,在线支付,待付款\n",
            2,
            2,
            15_000,
            &[(Unpaid, 1)],
        ),
    ]);
}

#[test]
fn status_words_by_their_stems() {
    check(&[(
        "stems",
        "订单号,会员id,日期,金额,订单状态\n1,a,2024-01-01,10,已退货\n2,b,2024-01-01,10,订单已取消\n3,c,2024-01-01,10,支付失败\n4,d,2024-01-01,10,已完成\n",
        1,
        1,
        1_000,
        &[(Unpaid, 1), (Cancelled, 1), (Refunded, 1)],
    )]);
}

const TOTALS: &str = "1,2024-01-01,a,x,100\n1,2024-01-01,a,y,100\n2,2024-01-02,b,x,200\n2,2024-01-02,b,y,200\n3,2024-01-03,c,x,300\n3,2024-01-03,c,y,300\n";

/// 600.00 stands on six rows; neither an order of two parts nor a line that came back makes them 1 200.00.
#[test]
fn one_order_does_not_tell_what_all_amounts_are() {
    let file = |name: &str, rows: &str| -> &'static str {
        Box::leak(format!("order id,date,customer id,product,{name}\n{TOTALS}{rows}").into_boxed_str())
    };
    let parts = "4,2024-01-04,d,x,50\n4,2024-01-04,d,y,49.99\n";
    check(&[
        ("repeated", file("amount", ""), 3, 3, 60_000, &[]),
        ("one differs, and the name says whose total", file("order total", parts), 4, 4, 69_999, &[]),
        ("one of four differs", file("amount", parts), 4, 4, 129_999, &[]),
        (
            "one came back",
            file("amount", "4,2024-01-04,d,x,50\n4,2024-01-04,d,x,-50\n"),
            3,
            3,
            60_000,
            &[(Refunded, 2)],
        ),
        (
            "pieces times price says that they are parts",
            "order id,date,customer id,product,quantity,unit price,amount\n1,2024-01-01,a,x,1,100,100\n1,2024-01-01,a,y,1,100,100\n2,2024-01-02,b,x,1,200,200\n",
            2,
            2,
            40_000,
            &[],
        ),
        (
            "pieces times price says that they are not",
            "order id,date,customer id,product,quantity,unit price,amount\n1,2024-01-01,a,x,1,50,100\n1,2024-01-01,a,y,2,25,100\n2,2024-01-02,b,x,1,200,200\n",
            2,
            2,
            30_000,
            &[],
        ),
    ]);
    let mixed = read(file("amount", parts).as_bytes(), &Choices::default());
    let note = Note::MixedTotals { equal: 3, different: 1, counted_once: false };
    assert!(mixed.ledger.notes.contains(&note), "{:?}", mixed.ledger.notes);
}

/// A comma inside `Mug, blue` moves the cells behind it: 2 pieces are no 2.00.
#[test]
fn moved_cells_are_no_amounts() {
    let header = "order_id,customer_id,date,product,quantity,amount,note\n";
    let file = |rows: &str| -> &'static str { Box::leak((header.to_string() + rows).into_boxed_str()) };
    check(&[
        (
            "one cell more",
            file("1,ann,2024-01-05,Mug, blue,2,50.00,\n2,bob,2024-01-06,Tee,1,20.00,\n"),
            1,
            1,
            2_000,
            &[(Ragged, 1)],
        ),
        (
            "into the empty note",
            file("1,ann,2024-01-05,Mug,blue,2,50.00\n2,bob,2024-01-06,Tee,1,20.00,\n"),
            1,
            1,
            2_000,
            &[(Ragged, 1)],
        ),
        (
            "without pieces",
            "order_id,customer_id,date,product,amount,note\n1,ann,2024-01-05,Mug,7,50.00,\n2,bob,2024-01-06,Tee,20.00,\n3,bob,2024-01-06,Tee,20.00,\n",
            2,
            1,
            4_000,
            &[(Ragged, 1)],
        ),
        (
            "a separator behind every row",
            file("1,ann,2024-01-05,Mug,2,50.00,,\n2,bob,2024-01-06,Tee,1,20.00,,\n"),
            2,
            2,
            7_000,
            &[],
        ),
        (
            "and one more",
            file(
                "1,ann,2024-01-05,Mug,2,50.00,,\n2,bob,2024-01-06,Tee,1,20.00,,\n3,bob,2024-01-06,Tee,1,1,20.00,,\n4,a,2024-01-06,Tee,1,1.00,,\n",
            ),
            3,
            3,
            7_100,
            &[(Ragged, 1)],
        ),
    ]);
}

/// A quote that stands for inches opens a cell, the next one closes it: a row would be gone. By hand: three orders.
#[test]
fn inches_swallow_no_rows() {
    let files = [
        "order id,date,customer id,product,amount\n1,2024-01-01,ann,\"5 inch pan,10.00\n2,2024-01-02,bob,\"6 inch pan,20.00\n3,2024-01-03,cat,mug,30.00\n",
        "order id\tdate\tcustomer id\tproduct\tamount\n1\t2024-01-01\tann\t\"5 inch pan\t10.00\n2\t2024-01-02\tbob\tmug\t15.00\n4\t2024-01-02\tbob\t\"6 inch pan\t20.00\n",
    ];
    for (file, revenue) in files.into_iter().zip([6_000, 4_500]) {
        let intake = read(file.as_bytes(), &Choices::default());
        assert_eq!((intake.orders.len(), numbers(&intake).revenue), (3, revenue), "{file}");
        let strays = Note::StrayQuotes { rows: 2, first: Place { file: 0, line: 2 } };
        assert!(intake.ledger.notes.contains(&strays), "{:?}", intake.ledger.notes);
    }
    let note = "date,customer id,amount,note\n2024-01-01,a,5,\"first,\n2024-01-02, then\"\n2024-01-03,a,6,\n";
    check(&[("a note with a date", note, 2, 1, 1_100, &[])]);
}

#[test]
fn flags_and_discounts_are_no_amounts() {
    let flag =
        "order id,customer id,date,paid,unit price,quantity\n1,a,2024-01-01,1,25,2\n2,b,2024-01-01,0,25,2\n";
    let discount =
        "order id,date,customer id,product,quantity,unit price,discount\n1,2024-01-01,a,x,2,50.00,0.15\n";
    check(&[("a flag", flag, 2, 2, 10_000, &[]), ("a discount", discount, 1, 1, 10_000, &[])]);
    let notes = read(discount.as_bytes(), &Choices::default()).ledger.notes;
    assert!(notes.contains(&Note::DiscountsNotSubtracted), "{notes:?}");
}

#[test]
fn a_header_that_is_too_long_is_not_one_column() {
    let names: String = (0..30_000).map(|i| format!(",column number {i}")).collect();
    let file = format!("order id,customer id,date,amount{names}\n1,a,2024-01-01,5\n");
    let error = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap_err();
    assert!(matches!(error.trouble, Trouble::TooManyColumns { columns: 13_000.. }), "{error:?}");
}

/// By hand: what was paid for the whole order is its amount, whatever stands before it.
#[test]
fn what_goods_alone_come_to_is_not_the_order() {
    let cases = [
        ("Subtotal,Grand Total (Purchased)", "100.00,105.00", 10_500),
        ("Subtotal (inc tax),Order Total (inc tax)", "100.00,105.00", 10_500),
        ("Gross,Fee,Net", "105.00,-3.20,101.80", 10_500),
        ("paidPrice,unitPrice", "90.00,100.00", 9_000),
    ];
    for (names, cells, revenue) in cases {
        let file = format!("order id,email,date,{names}\n1,a@x.org,2024-01-05,{cells}\n");
        let intake = read(file.as_bytes(), &Choices::default());
        assert_eq!(numbers(&intake).revenue, revenue, "{names}: {:?}", intake.ledger.notes);
    }
}
