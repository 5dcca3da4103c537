//! When keys of different kinds are one person's, and when a name is a key. All expected values by hand.

use huitou::intake::ledger::Note;
use huitou::intake::question::Question;
use huitou::intake::{self, Choices, Intake};

fn read(text: &str) -> Intake {
    super::read(text.as_bytes(), &Choices::default())
}

fn merged(intake: &Intake) -> Option<(u64, u64)> {
    intake.ledger.notes.iter().find_map(|note| match note {
        Note::KeysMerged { customers, orders } => Some((*customers, *orders)),
        _ => None,
    })
}

/// What it is, who ordered row by row, customers, and what the ledger says of merged ones.
type Case = (&'static str, &'static [&'static str], usize, Option<(u64, u64)>);

/// Rows below `order id,date,amount,customer id,email,phone`; customers; merged customers and their orders with a
/// weaker key alone.
#[test]
fn keys_are_merged_only_where_they_are_one_to_one() {
    let cases: [Case; 9] = [
        ("once by e-mail, once by telephone", &[",a@x.cn,13800000001", ",,13800000001"], 1, Some((1, 1))),
        ("with and without an account", &["c1,a@x.cn,", ",A@x.cn,", "c2,b@x.cn,"], 2, Some((1, 1))),
        (
            "all three, one after another",
            &["c1,a@x.cn,", ",a@x.cn,13800000001", ",,13800000001"],
            1,
            Some((1, 2)),
        ),
        ("a family's telephone", &[",a@x.cn,13800000001", ",b@x.cn,13800000001", ",,13800000001"], 3, None),
        (
            "a person's two telephones",
            &[",a@x.cn,13800000001", ",a@x.cn,13800000002", ",,13800000001"],
            2,
            None,
        ),
        ("an e-mail address of two accounts", &["c1,a@x.cn,", "c2,a@x.cn,", ",a@x.cn,"], 3, None),
        ("never together", &[",a@x.cn,", ",,13800000001"], 2, None),
        ("masked", &[",a@x.cn,138****0001", ",,138****0001"], 1, None),
        ("nothing to merge", &["c1,a@x.cn,13800000001", "c1,a@x.cn,13800000001"], 1, None),
    ];
    for (what, people, customers, expected) in cases {
        let rows: Vec<String> =
            people.iter().enumerate().map(|(i, who)| format!("{i},2024-01-0{},10,{who}\n", i + 1)).collect();
        let header = "order id,date,amount,customer id,email,phone\n";
        let forward = read(&format!("{header}{}", rows.concat()));
        assert_eq!((forward.orders.customer_count(), merged(&forward)), (customers, expected), "{what}");
        // The order of rows has no say, nor has their split over files.
        let backward: String = rows.iter().rev().map(String::as_str).collect();
        assert_eq!(read(&format!("{header}{backward}")).orders, forward.orders, "{what}");
        let parts: Vec<String> = rows.iter().map(|row| format!("{header}{row}")).collect();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|part| ("part.csv", part.as_bytes())).collect();
        assert_eq!(intake::read(&parts, &Choices::default()).unwrap().orders, forward.orders, "{what}");
        // It can be turned off: as many customers as there are surest keys.
        let choices = Choices { merge_keys: Some(false), ..Choices::default() };
        let apart = super::read(format!("{header}{}", rows.concat()).as_bytes(), &choices);
        let added = expected.map_or(0, |(_, orders)| usize::try_from(orders).unwrap());
        assert_eq!((apart.orders.customer_count(), merged(&apart)), (customers + added, None), "{what}");
    }
}

/// Who receives the goods may be somebody else: a gift to b, who then buys.
#[test]
fn a_recipients_telephone_merges_nobody() {
    let text = "订单号,下单时间,实付金额,会员id,收货人手机号\n1,2024-01-01,10,a,13800000002\n2,2024-02-01,10,,13800000002\n";
    let intake = read(text);
    assert_eq!((intake.orders.customer_count(), merged(&intake)), (2, None));
}

/// A name alone is asked about, and what that means is said; an id or a handle is not.
#[test]
fn names_of_persons_are_no_silent_keys() {
    let of = |name: &str, values: &[&str]| {
        let row = |(i, value): (usize, &&str)| format!("{i},2024-01-01,10,{value}\n");
        let rows: String = values.iter().enumerate().map(row).collect();
        read(&format!("order id,date,amount,{name}\n{rows}"))
    };
    for (name, values) in
        [("Customer", ["Alice Example", "Bob Sample", "Alice Example"]), ("客户", ["张三", "李四", "张三"])]
    {
        let asked = of(name, &values).questions;
        let [Question::Customer { options }] = &asked[..] else { panic!("{name}: {asked:?}") };
        assert_eq!((options[0].answer.as_str(), options[0].are_names), (name, true));
    }
    for values in [["ann_01", "bob_02", "ann_01"], ["C-1001", "C-1002", "C-1001"], ["ann", "bob", "ann"]] {
        let intake = of("Customer", &values);
        assert_eq!((intake.questions.len(), intake.orders.customer_count()), (0, 2));
    }
}

/// Where nothing surer is there: orders, customers, orders with a customer. A name that is masked, an address that
/// is, or only names a town, tell nobody.
#[test]
fn a_name_and_an_address_are_the_last_resort() {
    let cases = [
        (
            "order id,date,amount,customer name,address\n1,2024-01-01,10,Ann Example,1 Test St.\n\
             2,2024-01-02,10,ANN EXAMPLE,\"1 Test St\"\n3,2024-01-03,10,Ann Example,22 Other Rd\n",
            (3, 2, 3),
        ),
        (
            "订单号,下单时间,实付金额,收货人姓名,收货地址\n1,2024-01-01,10,测甲,示例市示例路1号\n\
             2,2024-01-02,10,测*,示例市示例路1号\n3,2024-01-03,10,测甲,示例市****\n4,2024-01-04,10,测甲,示例省示例市\n",
            (4, 1, 1),
        ),
        // The first two are one customer: both stood together.
        (
            "order id,date,amount,email,billing name,billing address1\n1,2024-01-01,10,a@x.cn,Ann E.,1 Test St\n\
             2,2024-01-02,10,,Ann E.,1 Test St\n3,2024-01-03,10,,Bob S.,2 Test St\n",
            (3, 2, 3),
        ),
    ];
    for (text, expected) in cases {
        let intake = read(text);
        let found = (intake.orders.len(), intake.orders.customer_count(), intake.ledger.orders_with_key);
        assert_eq!((found, intake.questions.len()), (expected, 0), "{text}");
        assert_eq!(intake.ledger.keys.last().map(|key| key.kind.as_str()), Some("name_and_address"));
    }
}
