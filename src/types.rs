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
