//! Writes `www/types/huitou.d.ts`, the types of all that crosses the edge to JavaScript, and the JSON Schema of the report.
//!
//! One test for the whole file, so that running some of the tests never writes half of it.

mod schema;

use ts_rs::{Config, ExportError, TS};

#[test]
fn the_types_of_the_edge_are_written() -> Result<(), ExportError> {
    // Every integer that crosses stays below 2^53.
    let config = Config::from_env().with_large_int("number");
    crate::report::Report::export_all(&config)?;
    crate::report::Section::export_all(&config)?;
    crate::intake::Choices::export_all(&config)?;
    crate::intake::Progress::export_all(&config)?;
    crate::intake::question::Question::export_all(&config)?;
    crate::intake::preview::FilePreview::export_all(&config)?;
    crate::intake::Mapping::export_all(&config)?;
    crate::error::Error::export_all(&config)?;
    crate::view::Lang::export_all(&config)?;
    crate::view::Panel::export_all(&config)?;
    crate::view::Renewed::export_all(&config)?;
    crate::view::AudienceForm::export_all(&config)?;
    crate::view::AudienceWish::export_all(&config)?;
    crate::view::question::Asked::export_all(&config)?;
    crate::view::settings::Control::export_all(&config)?;
    crate::view::mapping::MappingForm::export_all(&config)?;
    crate::view::mapping::Effect::export_all(&config)?;
    crate::view::Rules::export_all(&config)?;
    crate::view::RulesCompared::export_all(&config)?;
    let folder = config.out_dir();
    let declarations = std::fs::read_to_string(folder.join("huitou.d.ts"))?;
    let schema = schema::schema(&declarations, "Report", crate::report::VERSION);
    Ok(std::fs::write(folder.join("report.schema.json"), format!("{schema:#}\n"))?)
}

#[test]
fn no_two_types_of_the_edge_have_one_name() -> std::io::Result<()> {
    let (mut folders, mut names) = (vec![std::path::PathBuf::from("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path)?;
            // The name that is given, or that of what follows.
            for after in text.split("ts(export_to = \"huitou.d.ts\"").skip(1) {
                let given = after.strip_prefix(", rename = \"").and_then(|after| after.split('"').next());
                let own =
                    after.split_whitespace().skip_while(|word| !["struct", "enum"].contains(word)).nth(1);
                let own = own.unwrap_or_default().split(['<', '(', '{', ';']).next().unwrap_or_default();
                names.push(given.unwrap_or(own).to_string());
            }
        }
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(count > 100 && names.len() == count, "{count} types have {} names", names.len());
    Ok(())
}
