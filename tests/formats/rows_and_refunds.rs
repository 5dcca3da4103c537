//! Where the rows of an order carry its amount, and what refunds did to it. All expectations by hand.

use huitou::intake::ledger::Note;
use huitou::intake::ledger::Reason::{self, Refunded};
use huitou::intake::{Choices, LayoutChoice, RefundForm};

use super::{numbers, read};

/// Name, content, orders, revenue in minor units, set aside, a note that must be there.
type Case = (&'static str, &'static str, usize, i64, &'static [(Reason, u64)], Option<Note>);

#[test]
fn layouts_are_told_from_the_data() {
    let cases: [Case; 8] = [
        (
            "totals on one row",
            "order id,customer id,date,total\n1,a,2024-01-05,30\n1,a,2024-01-05,\n2,b,2024-01-06,5\n",
            2,
            3_500,
            &[],
            Some(Note::TotalsOnOneRow { orders: 1 }),
        ),
        (
            "totals on each row",
            "order id,customer id,date,order total\n1,a,2024-01-05,30\n1,a,2024-01-05,30\n2,b,2024-01-06,5\n",
            2,
            3_500,
            &[],
            Some(Note::RepeatedTotals { orders: 1 }),
        ),
        (
            "a row that sums up the others, and one above a single item",
            "order id,customer id,date,amount\n1,a,2024-01-05,30\n1,a,2024-01-05,10\n1,a,2024-01-05,20\n\
             2,b,2024-01-06,5\n2,b,2024-01-06,5\n3,b,2024-01-07,7\n\
             4,b,2024-01-08,1\n4,b,2024-01-08,3\n4,b,2024-01-08,2\n",
            4,
            4_500,
            &[],
            Some(Note::SummaryRows { orders: 3 }),
        ),
        (
            "payments",
            "order_id,customer_id,order date,payment_sequential,payment_value\n\
             1,a,2024-01-05,1,30\n1,a,2024-01-05,2,30\n2,b,2024-01-06,1,5\n",
            2,
            6_500,
            &[],
            Some(Note::RowsAdded { orders: 1 }),
        ),
        (
            "totals on each row, and what came back below them: 30 - 10, 40",
            "order id,customer id,date,order total\n1,a,2024-01-05,30\n1,a,2024-01-05,30\n1,a,2024-01-06,-10\n\
             2,b,2024-01-06,40\n2,b,2024-01-06,40\n",
            2,
            6_000,
            &[],
            Some(Note::RepeatedTotals { orders: 2 }),
        ),
        (
            "rows that sum up others, which were rounded each",
            "order id,customer id,date,amount\n1,a,2024-01-05,30\n1,a,2024-01-05,9.99\n1,a,2024-01-05,20\n\
             2,b,2024-01-06,40\n2,b,2024-01-06,15\n2,b,2024-01-06,25\n",
            2,
            7_000,
            &[],
            Some(Note::SummaryRows { orders: 2 }),
        ),
        (
            "a sum with a date at the end is no order",
            "order id,customer id,date,amount\n1,a,2024-01-05,30\n2,b,2024-01-06,20\nTotal,,2024-01-31,50\n",
            2,
            5_000,
            &[(Reason::NotAnOrder, 1)],
            None,
        ),
        (
            "one sum alone may be chance",
            "order id,customer id,date,amount\n1,a,2024-01-05,30\n1,a,2024-01-05,10\n1,a,2024-01-05,20\n\
             2,b,2024-01-06,5\n",
            2,
            6_500,
            &[],
            Some(Note::RowsAdded { orders: 1 }),
        ),
    ];
    check(&cases);
}

#[test]
fn refunds_of_every_kind() {
    let cases: [Case; 8] = [
        (
            "a negative row of the same id",
            "order id,customer id,date,amount\n1,a,2024-01-05,30\n1,a,2024-02-05,-10\n",
            1,
            2_000,
            &[],
            None,
        ),
        (
            "a negative row that is called refunded, beside one that is not",
            "order id,customer id,date,amount,status\n1,a,2024-01-05,30,completed\n1,a,2024-02-05,-10,refunded\n",
            1,
            2_000,
            &[],
            None,
        ),
        (
            "a negative row of its own id, which names its order; one that names an order of another file",
            "order id,customer id,date,amount,original order id\n1,a,2024-01-05,30,\n2,a,2024-01-06,50,\n\
             3,a,2024-02-05,-10,1\n4,a,2024-02-06,-10,99\n",
            2,
            7_000,
            &[(Reason::UnmatchedCredit, 1)],
            Some(Note::RowsAdded { orders: 1 }),
        ),
        (
            "the whole, whichever row is called refunded",
            "order id,customer id,date,amount,status\n1,a,2024-01-05,30,refunded\n1,a,2024-02-05,-30,completed\n\
             2,a,2024-03-05,5,completed\n",
            1,
            500,
            &[(Refunded, 2)],
            None,
        ),
        (
            "beside amounts before refunds",
            "order id,customer id,date,order amount,amount paid,refund amount\n1,a,2024-01-05,30,30,10\n\
             2,a,2024-02-05,20,20,0\n",
            2,
            4_000,
            &[],
            Some(Note::RefundsSubtracted { orders: 1 }),
        ),
        (
            "beside amounts after refunds: 30 = 20 + 10",
            "order id,customer id,date,order amount,amount paid,refund amount\n1,a,2024-01-05,30,20,10\n\
             2,a,2024-02-05,20,20,0\n",
            2,
            4_000,
            &[],
            Some(Note::RefundsAlreadyNet { orders: 1 }),
        ),
        (
            "nothing left beside a refund: net already",
            "order id,customer id,date,amount,refund\n1,a,2024-01-05,0,30\n2,a,2024-02-05,20,5\n",
            1,
            2_000,
            &[(Refunded, 1)],
            Some(Note::RefundsAlreadyNet { orders: 1 }),
        ),
        (
            "in part, by the word alone",
            "order id,customer id,date,amount,status\n1,a,2024-01-05,30,partially_refunded\n",
            1,
            3_000,
            &[],
            None,
        ),
    ];
    check(&cases);
}

fn check(cases: &[Case]) {
    for (name, content, orders, revenue, set_aside, note) in cases {
        let intake = read(content.as_bytes(), &Choices::default());
        let found = numbers(&intake);
        let expected = (*orders, *revenue, set_aside.to_vec());
        assert_eq!((found.orders, found.revenue, found.set_aside), expected, "{name}: {:?}", intake.ledger);
        assert!(
            note.iter().all(|note| intake.ledger.notes.contains(note)),
            "{name}: {:?}",
            intake.ledger.notes
        );
    }
}

/// 天猫: what was paid and what came back make what was asked, in every row.
#[test]
fn tmall_amounts_are_net_already() {
    let file = "订单编号,总金额,买家实际支付金额,收货地址,订单创建时间,订单付款时间,退款金额\n\
                1,100,60,上海,2020/2/21 0:00,2020/2/21 0:01,40\n\
                2,50,50,上海,2020/2/21 0:00,2020/2/21 0:01,0\n";
    let intake = read(file.as_bytes(), &Choices::default());
    assert_eq!(numbers(&intake).revenue, 11_000);
    assert!(intake.ledger.notes.contains(&Note::RefundsAlreadyNet { orders: 1 }));
}

#[test]
fn what_the_data_say_can_be_changed() {
    let file = "order id,customer id,date,amount\n1,a,2024-01-05,30\n1,a,2024-01-05,20\n2,b,2024-01-06,5\n2,b,2024-01-06,5\n";
    for (layout, revenue) in
        [(LayoutChoice::FirstRow, 3_500), (LayoutChoice::Repeated, 5_500), (LayoutChoice::Parts, 6_000)]
    {
        let choices = Choices { layout: Some(layout), ..Choices::default() };
        assert_eq!(numbers(&read(file.as_bytes(), &choices)).revenue, revenue, "{layout:?}");
    }
    let file = "order id,customer id,date,amount,refund\n1,a,2024-01-05,30,10\n2,b,2024-01-06,5,50\n";
    for (form, revenue, orders) in [(RefundForm::Subtract, 2_000, 1), (RefundForm::AlreadyNet, 3_500, 2)] {
        let choices = Choices { refunds: Some(form), ..Choices::default() };
        let found = numbers(&read(file.as_bytes(), &choices));
        assert_eq!((found.revenue, found.orders), (revenue, orders), "{form:?}");
    }
}
