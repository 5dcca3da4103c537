//! Files as merchants keep them: re-saved by spreadsheets, with sums, stopgaps and the shop's own numbers in them.
//! All expected values by hand.

use huitou::error::Trouble;
use huitou::intake::ledger::Reason;
use huitou::intake::{self, Choices, Intake};
use huitou::money::Money;

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
    let revenue: Money = intake.orders.amounts().iter().copied().sum();
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
    for name in ["客户经理", "客户来源", "会员等级", "客户标签", "顾客实付", "customer segment", "user group"] {
        let text = format!("订单号,日期,{name},金额\n1,2024-01-01,张三,10\n2,2024-01-02,张三,10\n3,2024-01-03,李四,10\n");
        let intake = read(&text);
        assert_eq!((figures(&intake), intake.questions.len()), ((3, 0, 3_000), 0), "{name}");
    }
}
