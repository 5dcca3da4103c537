//! Order exports to a report, natively: `cargo run --example report -- [--ledger] FILE...`
//!
//! Prints the report as JSON; with `--ledger` the account of all rows instead, in words of the types.
//! While something is unsure the questions are printed instead; `--choices={"date_order":"month_first"}` answers.

use std::error::Error;
use std::process::ExitCode;

use huitou::analysis::Settings;
use huitou::intake::{self, Choices, Intake};
use huitou::money::Money;
use huitou::report::Report;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let contents = paths.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let names = paths.iter().map(String::as_str);
    let files: Vec<(&str, &[u8])> = names.zip(contents.iter().map(Vec::as_slice)).collect();
    let intake = intake::read(&files, &choices(&options)?)?;
    if !intake.questions.is_empty() {
        // Orders that follow a guess are no result.
        eprintln!("{}", serde_json::to_string_pretty(&intake.questions)?);
        eprintln!("answer with --choices='{{\"...\": \"...\"}}'");
        return Ok(ExitCode::FAILURE);
    }
    if options.iter().any(|option| option == "--ledger") {
        print_ledger(&intake)?;
    } else {
        let mut report = Report::of(&intake.orders, &Settings::default(), &[]);
        report.provenance = Some(intake.ledger);
        println!("{}", serde_json::to_string_pretty(&report)?);
    }
    Ok(ExitCode::SUCCESS)
}

fn choices(options: &[String]) -> Result<Choices, serde_json::Error> {
    let given = options.iter().find_map(|option| option.strip_prefix("--choices="));
    given.map_or(Ok(Choices::default()), serde_json::from_str)
}

fn print_ledger(intake: &Intake) -> Result<(), serde_json::Error> {
    let Intake { orders, ledger, .. } = intake;
    let revenue: Money = orders.amounts().sum();
    println!("rows {} = used {} + set aside:", ledger.rows, ledger.rows_used);
    for aside in &ledger.set_aside {
        println!("  {:?} {}", aside.reason, aside.rows);
    }
    println!("orders {}, customers {}", orders.len(), orders.customer_count());
    println!("revenue {} minor units of {:?}", revenue.0, orders.currency());
    println!("{}", serde_json::to_string_pretty(ledger)?);
    Ok(())
}
