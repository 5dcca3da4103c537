//! Every refusal and every question in both languages, in one list that a person can read:
//! `tests/golden/messages.txt`. `HUITOU_BLESS=1 cargo test --test all bad_input_list` writes it again.

use std::fmt::Write;
use std::path::PathBuf;

use huitou::error::{Error, Trouble};
use huitou::intake::ledger::Place;
use huitou::intake::question::{
    AmountOption, CurrencyOption, CustomerOption, DateColumnOption, DateOption, DecimalMarkOption,
    EncodingOption, Question, ZoneOption,
};
use huitou::intake::{DateOrder, DecimalMark};
use huitou::money::Money;
use huitou::time::Day;
use huitou::view::question::asked;
use huitou::view::{Lang, trouble};

/// A list of examples, each beside the pattern of its variant: one that is left out does not compile.
macro_rules! every {
    ($kind:ty: $($pattern:pat => [$($example:expr),+ $(,)?]),+ $(,)?) => {{
        let examples: Vec<$kind> = vec![$($($example),+),+];
        for example in &examples {
            match example { $($pattern => {}),+ }
        }
        examples
    }};
}

fn troubles() -> Vec<Trouble> {
    let format = |format: &str| Trouble::NotText { format: format.to_string() };
    every!(Trouble:
        Trouble::Empty => [Trouble::Empty],
        Trouble::HeaderOnly => [Trouble::HeaderOnly],
        Trouble::Binary => [Trouble::Binary],
        Trouble::NotText { .. } => [format("png"), format("xls"), format("json")],
        Trouble::Html => [Trouble::Html],
        Trouble::OneColumn => [Trouble::OneColumn],
        Trouble::NoDateColumn => [Trouble::NoDateColumn],
        Trouble::NoAmountColumn => [Trouble::NoAmountColumn],
        Trouble::NoReadableDate => [Trouble::NoReadableDate],
        Trouble::NoValidOrder { .. } => [Trouble::NoValidOrder { rows: 1_234 }],
        Trouble::OpenQuote => [Trouble::OpenQuote],
        Trouble::RecordTooLong { .. } => [Trouble::RecordTooLong { bytes: 50_000_000 }],
        Trouble::ScientificIds { .. } => [Trouble::ScientificIds { rows: 3 }],
        Trouble::MoneyOverflow => [Trouble::MoneyOverflow],
        Trouble::TooMany => [Trouble::TooMany],
        Trouble::TooLarge { .. } => [Trouble::TooLarge { rows: 95_000_000, most: 40_000_000 }],
        Trouble::NotOrders { .. } => [
            Trouble::NotOrders { table: "instacart".into() },
            Trouble::NotOrders { table: "event_log".into() },
        ],
        Trouble::BadChoice { .. } => [Trouble::BadChoice { name: "customer_column".into() }],
        Trouble::BadMapping { .. } => [Trouble::BadMapping { name: "columns".into() }],
        Trouble::NoReport => [Trouble::NoReport],
        Trouble::NewerReport { .. } => [Trouble::NewerReport { version: 3, known: 1 }],
        Trouble::TooManyColumns { .. } => [Trouble::TooManyColumns { columns: 100_000 }],
        Trouble::TooManyFiles { .. } => [Trouble::TooManyFiles { most: 1_000 }],
        Trouble::Unreadable => [Trouble::Unreadable],
        Trouble::Damaged { .. } => [Trouble::Damaged { format: "xlsx".into() }],
        Trouble::Encrypted { .. } => [Trouble::Encrypted { format: "zip".into() }],
        Trouble::Unfolds { .. } => [Trouble::Unfolds { format: "gzip".into(), bytes: 6_000_000_000 }],
        Trouble::NoTableInside { .. } => [
            Trouble::NoTableInside { format: "zip".into() },
            Trouble::NoTableInside { format: "folder".into() },
        ],
    )
}

fn questions() -> Vec<Question> {
    let date = |answer, example| DateOption {
        answer,
        example: Day(example),
        first_day: Day(19_723),
        last_day: Day(20_088),
        rows_in_month: 12,
    };
    let currency = |answer: &str, decimals, amount| CurrencyOption {
        answer: answer.into(),
        decimals,
        rows: 40,
        amount: Money(amount),
    };
    let customer = |answer: &str, are_names| CustomerOption {
        answer: answer.into(),
        distinct: 310,
        rows: 1_000,
        are_names,
    };
    let encoding =
        |answer: &str, example: &str| EncodingOption { answer: answer.into(), example: example.into() };
    let amount =
        |answer: &str, amount| AmountOption { answer: answer.into(), orders: 900, amount: Money(amount) };
    let date_column =
        |answer: &str, other_days| DateColumnOption { answer: answer.into(), rows: 900, other_days };
    let mark =
        |answer, amount| DecimalMarkOption { answer, example: Money(amount), amount: Money(300 * amount) };
    let zone = |answer: &str, day, minute, moved| ZoneOption {
        answer: answer.into(),
        example: Day(day),
        minute,
        moved,
        orders: 412,
    };
    every!(Question:
        Question::DateOrder { .. } => [Question::DateOrder {
            example: Place { file: 0, line: 7 },
            options: vec![
                date(DateOrder::DayFirst, 19_816),
                date(DateOrder::MonthFirst, 19_785),
                date(DateOrder::YearFirst, 19_785),
            ],
        }],
        Question::Customer { .. } => [Question::Customer {
            options: vec![customer("收货人", true), customer("会员卡", false)],
        }],
        Question::Currency { .. } => [Question::Currency {
            options: vec![currency("USD", 2, 123_456), currency("JPY", 0, 7_000)],
        }],
        Question::Encoding { .. } => [Question::Encoding {
            file: 0,
            options: vec![encoding("windows-1252", "è"), encoding("windows-1250", "č")],
        }],
        Question::Amount { .. } => [Question::Amount {
            options: vec![amount("实收", 1_234_500), amount("单价 × 数量", 1_300_000)],
        }],
        Question::DateColumn { .. } => [Question::DateColumn {
            options: vec![date_column("booked", 0), date_column("billed", 17)],
        }],
        Question::DecimalMark { .. } => [Question::DecimalMark {
            example: Place { file: 0, line: 7 },
            decimals: 2,
            options: vec![mark(DecimalMark::Comma, 250_000), mark(DecimalMark::Point, 250)],
        }],
        Question::TimeZone { .. } => [Question::TimeZone {
            example: Place { file: 0, line: 7 },
            options: vec![zone("UTC", 19_784, 1_050, 0), zone("Asia/Shanghai", 19_785, 90, 58)],
        }],
    )
}

/// With the file and the line where there is one to blame.
fn placed(trouble: Trouble) -> Error {
    use Trouble::{
        BadChoice, MoneyOverflow, NewerReport, NoReport, OpenQuote, RecordTooLong, ScientificIds, TooMany,
        TooManyColumns, TooManyFiles,
    };
    match trouble {
        OpenQuote | RecordTooLong { .. } | ScientificIds { .. } | TooManyColumns { .. } => {
            Error::at(trouble, 0, 7)
        }
        MoneyOverflow | TooMany | BadChoice { .. } | TooManyFiles { .. } | NoReport | NewerReport { .. } => {
            Error::new(trouble)
        }
        _ => Error::in_file(trouble, 0),
    }
}

fn list() -> String {
    let mut list = String::new();
    for trouble in troubles() {
        let name = format!("{trouble:?}");
        writeln!(list, "## {name}").unwrap();
        let error = placed(trouble);
        for lang in [Lang::Zh, Lang::En] {
            writeln!(list, "- {}", trouble::sentence(&error, &["orders.csv".to_string()], lang)).unwrap();
        }
        list.push('\n');
    }
    for question in questions() {
        let name = format!("{question:?}");
        writeln!(list, "## {}", name.split(' ').next().unwrap()).unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let asked = asked(&question, lang);
            writeln!(list, "- {} {}", asked.title, asked.why).unwrap();
            for answer in asked.answers {
                writeln!(list, "  - {} ({})", answer.label, answer.effect).unwrap();
            }
        }
        list.push('\n');
    }
    list
}

#[test]
fn every_refusal_and_question_is_as_it_was_last_read() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/messages.txt");
    let now = list();
    if std::env::var_os("HUITOU_BLESS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    println!("{now}");
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(known.replace("\r\n", "\n"), now, "read the list, then accept it with HUITOU_BLESS=1");
}

/// What was seen, and what to do next: two sentences, in the language that was asked for.
#[test]
fn refusals_are_whole_sentences() {
    for trouble in troubles() {
        let error = Error::new(trouble);
        let (zh, en) = (trouble::sentence(&error, &[], Lang::Zh), trouble::sentence(&error, &[], Lang::En));
        assert!(
            zh.matches('。').count() >= 2 && en.matches(". ").count() >= 1 && en.ends_with('.'),
            "{zh} {en}"
        );
        assert!(en.chars().all(|c| !('\u{4E00}'..='\u{9FFF}').contains(&c)), "{en}");
    }
}
