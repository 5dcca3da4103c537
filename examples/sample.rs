//! Writes the sample shop: `sample ORDERS zh|en SEED FILE`. `cargo xtask sample` calls it.

use huitou::sample::{Language, csv, customers_for};
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [orders, language, seed, file] = &arguments[..] else {
        return Err("expected ORDERS zh|en SEED FILE".into());
    };
    let language = match language.as_str() {
        "zh" => Language::Chinese,
        "en" => Language::English,
        other => return Err(format!("expected the language zh or en, found {other:?}").into()),
    };
    let csv = csv(language, seed.parse()?, customers_for(orders.parse()?));
    let rows = csv.iter().filter(|byte| **byte == b'\n').count() - 1;
    std::fs::write(file, &csv)?;
    println!("{rows} orders, {} bytes: {file}", csv.len());
    Ok(())
}
