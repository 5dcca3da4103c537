//! Files whose numbers could go wrong without a word: what each must give, worked out by hand.

use huitou::intake::ledger::Reason::{self, OtherCurrency};
use huitou::intake::question::Question;
use huitou::intake::{Choices, Intake};

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
    let cases: [(&str, &str, &str, Vec<&str>, i64, u64); 7] = [
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
