//! Every sample beside the project against `samples.md`, which people can check by eye.

use huitou::error::Error;
use huitou::intake::ledger::Note;
use huitou::intake::{self, Choices, Intake};
use huitou::money::Money;

use super::sample;

const TABLE: &str = include_str!("samples.md");

/// The cells of the table's lines below its head, without what is written around them.
fn lines() -> impl Iterator<Item = Vec<&'static str>> {
    let rows = TABLE.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

/// The files of a line and the answer that it gives, if all files are there.
fn read(names: &str, answer: &str) -> Option<Result<Intake, Error>> {
    let files: Option<Vec<(&str, Vec<u8>)>> =
        names.split(" + ").map(|name| Some((name, sample(&format!("formats/{name}"))?))).collect();
    let files = files?;
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let choices: Choices =
        if answer.is_empty() { Choices::default() } else { serde_json::from_str(answer).unwrap() };
    Some(intake::read(&files, &choices))
}

/// The name of a variant as it crosses to JavaScript.
fn name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(name) => name,
        serde_json::Value::Object(fields) => fields.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

/// A line as the files turn out.
fn found(names: &str, asked: &str) -> Option<Vec<String>> {
    let questions = |intake: &Intake| intake.questions.iter().map(name).collect::<Vec<_>>().join(", ");
    let (_, answer) = asked.split_once(" → ").unwrap_or((asked, ""));
    let first = match read(names, "")? {
        Ok(intake) => questions(&intake),
        Err(error) => return Some(vec![format!("refused: {}", name(&error.trouble))]),
    };
    let intake = read(names, answer)?.unwrap();
    assert!(intake.ledger.balances(), "{names}: {:?}", intake.ledger);
    assert!(answer.is_empty() || intake.questions.is_empty(), "{names}: {:?}", intake.questions);
    let mut cells = vec![if answer.is_empty() { first } else { format!("{first} → {answer}") }];
    cells.extend(numbers(&intake));
    Some(cells)
}

fn numbers(intake: &Intake) -> [String; 7] {
    let ledger = &intake.ledger;
    let aside = ledger.set_aside.iter().map(|aside| format!("{} {}", name(&aside.reason), aside.rows));
    let keys = ledger.keys.iter().filter(|key| key.orders > 0);
    let keys: Vec<String> = keys.map(|key| format!("{} {}", key.name, key.orders)).collect();
    let currency = intake.orders.currency();
    let revenue: Money = intake.orders.amounts().sum();
    let (unit, digits) = (10_i64.pow(u32::from(currency.decimals)), usize::from(currency.decimals));
    let code = if currency.code.is_empty() { "?" } else { &currency.code };
    [
        ledger.rows.to_string(),
        aside.collect::<Vec<_>>().join(", "),
        intake.orders.len().to_string(),
        intake.orders.customer_count().to_string(),
        format!("{code} {}.{:0digits$}", revenue.0 / unit, revenue.0 % unit),
        zone(intake),
        if keys.is_empty() { "none".to_string() } else { keys.join(", ") },
    ]
}

/// Whose time the days are, offsets without the word before them.
fn zone(intake: &Intake) -> String {
    let name = intake.ledger.notes.iter().find_map(|note| match note {
        Note::Zone { name, .. } => Some(name.as_str()),
        _ => None,
    });
    let offset =
        |one: &str| one.strip_prefix("UTC").filter(|rest| !rest.is_empty()).unwrap_or(one).replace('−', "-");
    name.map_or("as written".into(), |name| name.split(" / ").map(offset).collect::<Vec<_>>().join(" "))
}

#[test]
fn every_sample_gives_what_the_table_says() {
    let mut wrong = Vec::new();
    for line in lines() {
        let [names, expected @ .., _how] = line.as_slice() else { panic!("{line:?}") };
        let Some(mut found) = found(names, expected[0]) else { continue };
        found.resize(expected.len(), String::new());
        if found != expected {
            wrong.push(format!("{names}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} samples are not as the table says:\n{}", wrong.len(), wrong.join("\n"));
}

/// No sample is left out.
#[test]
fn every_sample_has_a_line() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/formats");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: the samples are not there");
        return;
    };
    let files = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let missing: Vec<String> =
        files.filter(|file| file != "README.md" && !TABLE.contains(file.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
