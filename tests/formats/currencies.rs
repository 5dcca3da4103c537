//! Currencies by their codes, signs and words, wherever a file names them. Amounts by hand.

use huitou::intake::Choices;
use huitou::intake::ledger::{Note, Reason};

use super::{numbers, read};

/// Heading of the amounts, the amounts, the currency, the sum in minor units, rows that were rounded.
type Case = (&'static str, &'static [&'static str], &'static str, i64, u64);

#[test]
fn a_heading_or_a_sign_names_the_currency_and_its_decimals() {
    let cases: [Case; 14] = [
        ("Amount (USD)", &["10.00", "5.50"], "USD", 1_550, 0),
        ("total_amount_eur", &["10.00", "5.50"], "EUR", 1_550, 0),
        ("Total €", &["\"10,00\"", "\"5,50\""], "EUR", 1_550, 0),
        ("金额（元）", &["10.00", "5.50"], "CNY", 1_550, 0),
        ("金额(日元)", &["1000", "550"], "JPY", 1_550, 0),
        // 1000.5 is half way: to the even 1000.
        ("Total (JPY)", &["1000.5", "550"], "JPY", 1_550, 1),
        ("Total [KRW]", &["1000", "\"1,550\""], "KRW", 2_550, 0),
        // 1.2345 is half way between 1234 and 1235 fils: to the even one.
        ("Total (KWD)", &["1.2345", "1.000"], "KWD", 2_234, 1),
        ("Total", &["BHD 1.250", "1.250 BHD"], "BHD", 2_500, 0),
        ("Total", &["₩1000", "₩500"], "KRW", 1_500, 0),
        ("Total", &["1000円", "\"1,500円\""], "JPY", 2_500, 0),
        ("Total", &["10.50 zł", "1 zł"], "PLN", 1_150, 0),
        ("Total", &["A$10.50", "A$1"], "AUD", 1_150, 0),
        ("Total", &["CHF 10.50", "chf 1.00"], "CHF", 1_150, 0),
    ];
    for (heading, amounts, code, sum, rounded) in cases {
        let mut file = format!("order id,customer id,date,{heading}\n");
        for (row, amount) in amounts.iter().enumerate() {
            file.push_str(&format!("{row},ann,2024-01-0{},{amount}\n", row + 1));
        }
        let intake = read(file.as_bytes(), &Choices::default());
        assert_eq!(
            (numbers(&intake).revenue, intake.orders.currency().code.as_str()),
            (sum, code),
            "{heading}"
        );
        let is_rounded = intake.ledger.notes.contains(&Note::Rounded { rows: rounded });
        assert_eq!(is_rounded, rounded > 0, "{heading}: {:?}", intake.ledger.notes);
    }
}

#[test]
fn signs_of_several_currencies_are_told() {
    for (amount, sign, code) in [("$10", "$", "USD"), ("¥10", "¥", "CNY")] {
        let note = Note::CurrencyBySign { sign: sign.into(), code: code.into() };
        let told = |currency: &str| {
            let file =
                format!("order id,customer id,date,amount,currency\n1,a,2024-01-05,{amount},{currency}\n");
            let file =
                if currency.is_empty() { file.replace(",currency", "").replace(",\n", "\n") } else { file };
            read(file.as_bytes(), &Choices::default()).ledger.notes.contains(&note)
        };
        assert!(told(""), "{sign}");
        assert!(!told(code), "{sign}: a column says which");
    }
    for (heading, amount, is_told) in [
        ("amount", "US$10", false),
        ("amount (USD)", "$10", false),
        ("amount (US$)", "10", false),
        ("amount $", "10", true),
    ] {
        let file = format!("order id,customer id,date,{heading}\n1,a,2024-01-05,{amount}\n");
        let intake = read(file.as_bytes(), &Choices::default());
        assert_eq!(intake.orders.currency().code, "USD");
        let notes = intake.ledger.notes;
        let told = notes.iter().any(|note| matches!(note, Note::CurrencyBySign { .. }));
        assert_eq!(told, is_told, "{heading} {amount}: {notes:?}");
    }
}

/// A gift is in the currency that its row names, whatever decimals that has.
#[test]
fn an_order_of_nothing_has_a_currency() {
    let file = "order id,customer id,date,amount,currency\n1,a,2024-01-05,1000,JPY\n2,b,2024-01-06,0,JPY\n";
    let intake = read(file.as_bytes(), &Choices::default());
    assert_eq!((numbers(&intake).orders, numbers(&intake).set_aside), (2, vec![]));
    assert!(!intake.ledger.notes.contains(&Note::CurrencyUnknown));
    let file = "order id,customer id,date,amount,currency\n1,a,2024-01-05,10,USD\n2,b,2024-01-06,0,USD\n\
                3,c,2024-01-07,10,EUR\n4,d,2024-01-08,0,EUR\n";
    let choices = Choices { currency: Some("USD".into()), ..Choices::default() };
    let found = numbers(&read(file.as_bytes(), &choices));
    assert_eq!((found.orders, found.set_aside), (2, vec![(Reason::OtherCurrency, 2)]));
}
