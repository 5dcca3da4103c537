//! Who may know whom: reads `src/` and fails on a path upwards, or on a third party away from its home; of `unpack/`
//! it reads the third parties alone.
//!
//! It reads paths as they are written (`crate::x`, `super::...::x`, `name::`), in code and not in comments or
//! texts. What it cannot see is a path made by a macro.

mod source;

use std::path::{Path, PathBuf};

use source::{code, paths, tokens};

/// Makes lists of iterators for whoever wants one; every module may name it.
const TOOL: &str = "list";

/// Each module at the top of the crate, and what it may name besides itself; `a::b` allows `a::b` alone.
const MAY_KNOW: &[(&str, &[&str])] = &[
    (TOOL, &[]),
    ("time", &[]),
    ("error", &[]),
    ("money", &[]),
    ("stats", &[]),
    ("order", &["error", "money", "time"]),
    ("history", &["money", "order", "time"]),
    ("intake", &["error", "money", "order", "time"]),
    // A seeded export for those who have none at hand: it writes a file and knows no store.
    ("sample", &["time"]),
    ("analysis", &["history", "money", "order", "stats", "time"]),
    // It makes the scope that analyses look at, hence order and history.
    ("report", &["analysis", "error", "history", "intake::ledger", "money", "order", "time"]),
    // The words for all that a report or a question holds, but never an order.
    (
        "view",
        &[
            "analysis",
            "error",
            "intake::Choices",
            "intake::Credits",
            "intake::DateOrder",
            "intake::DecimalMark",
            "intake::KeyChoice",
            "intake::LayoutChoice",
            "intake::Progress",
            "intake::RefundForm",
            "intake::key_value",
            "intake::ledger",
            "intake::preview",
            "intake::question",
            "money",
            "report",
            "stats::wilson",
            "time",
        ],
    ),
    ("chart", &["view::figure"]),
    // Makes a schema of declarations, whatever they are of.
    ("types", &[]),
    ("export", &["chart", "error", "money", "report", "view"]),
    (
        "web",
        &[
            "analysis", "chart", "error", "export", "history", "intake", "money", "order", "report",
            "sample", "stats", "time", "view",
        ],
    ),
];

/// Each third party and the files or folders of `src/` that may name it; those of `unpack/src/` begin with `unpack/`, and
/// those of `columns/src/` with `columns/`.
const HOMES: &[(&str, &[&str])] = &[
    ("calamine", &["unpack/workbook", "unpack/cell"]),
    ("chrono", &["time.rs"]),
    // The reader's tests hold it against what they read.
    ("csv", &["export/", "intake/records"]),
    ("simdutf8", &["columns/bytes.rs"]),
    ("csv_core", &["intake/exact_records"]),
    ("encoding_rs", &["intake/", "unpack/archive"]),
    ("flate2", &["unpack/gzip"]),
    ("huitou_columns", &["analysis/", "history.rs", "intake/", "order/", "stats/"]),
    ("js_sys", &["web/", "unpack/web"]),
    ("libm", &["stats/"]),
    ("plotters", &["chart/", "export/svg", "web/canvas"]),
    ("plotters_backend", &["chart/", "export/svg", "web/canvas"]),
    ("plotters_canvas", &["web/canvas"]),
    ("serde", &[""]),
    ("serde_json", &["export/", "types/", "unpack/refusal"]),
    ("serde_wasm_bindgen", &["web/"]),
    ("ts_rs", &[""]),
    ("wasm_bindgen", &["web/", "unpack/web"]),
    ("web_sys", &["web/"]),
    ("zip", &["unpack/archive"]),
];

/// Names that no file of `src/` may say: the core has no clock.
const NOWHERE: &[&str] = &["Instant", "SystemTime"];

/// The crate's guide, which names every module.
const GUIDE: &str = "lib.rs";

/// A test that names whatever crosses the edge.
const TYPES: &str = "types.rs";

#[test]
fn nobody_looks_upwards_or_away_from_home() {
    let found: Vec<String> =
        sources("src").iter().flat_map(|(name, source)| violations(name, source)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn what_unpacks_and_the_columns_keep_third_parties_at_home() {
    for part in ["unpack", "columns"] {
        let files = sources(&format!("{part}/src"));
        let of = |(name, source): &(String, String)| strangers(&format!("{part}/{name}"), source);
        assert_eq!(files.iter().flat_map(of).collect::<Vec<_>>(), Vec::<String>::new());
    }
    assert_eq!(strangers("unpack/rows.rs", "use zip::ZipArchive;").len(), 1);
    assert_eq!(strangers("intake/file.rs", "use calamine::Xlsx;").len(), 1);
}

#[test]
fn every_dependency_has_a_home() {
    let read = |file| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let manifest = ["Cargo.toml", "columns/Cargo.toml", "unpack/Cargo.toml"].map(read).join("\n");
    let sections = manifest.split("\n[").filter(|section| {
        let head = section.lines().next().unwrap_or("");
        head.ends_with("dependencies]") && !head.contains("dev-dependencies")
    });
    let names =
        sections.flat_map(|section| section.lines().skip(1)).filter_map(|line| line.split_once(" = "));
    let names = names.filter(|(name, _)| !name.starts_with('#'));
    let names: Vec<String> = names.map(|(name, _)| name.trim().replace('-', "_")).collect();
    assert!(names.iter().any(|name| name == "chrono"), "{names:?}");
    let homeless = names.iter().filter(|name| !HOMES.iter().any(|(home, _)| home == name));
    assert_eq!(homeless.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn planted_violations_are_found() {
    let planted = [
        ("time.rs", "use crate::order::Orders;"),
        ("stats/wilson.rs", "fn f(day: crate::time::Day) {}"),
        ("analysis/rfm/bins.rs", "use crate::{money::Money, view};"),
        ("analysis/rfm/bins.rs", "use super::super::super::report::Report;"),
        ("analysis/retention.rs", "use super::super::intake;"),
        ("history.rs", "use super::analysis::Scope;"),
        ("intake/fold.rs", "use crate::{\n    error::Error,\n    history::{Histories},\n};"),
        ("chart/lines.rs", "use crate::view::{figure::Lines, table::Table};"),
        ("chart/lines.rs", "use crate::view::*;"),
        ("view/retention.rs", "use crate::order::Orders;"),
        ("report.rs", "use crate::intake::Intake;"),
        ("news.rs", "fn f() {}"),
        ("order.rs", "use chrono::NaiveDate;"),
        ("analysis/overview.rs", "fn f(x: f64) -> f64 { libm::log(x) }"),
        ("intake/cell.rs", "use ::csv_core::Reader;"),
        ("view/format.rs", "use {csv_core, serde};"),
        ("export/json.rs", "use wasm_bindgen as w;"),
        ("view/format.rs", "extern crate plotters;"),
        ("history.rs", "use libm;"),
        ("report.rs", "let now = std::time::Instant::now();"),
        ("time.rs", "let a = r\"\\\"; use crate::web; let b = \"\";"),
        ("time.rs", "let a = r#\"5\" pipe\"#; let b = '\"'; fn f(w: crate::web::Session) {}"),
        ("web/mod.rs", "use std::time::{Duration, SystemTime};"),
    ];
    for (file, code) in planted {
        assert_eq!(violations(file, code).len(), 1, "{file}: {code}: {:?}", violations(file, code));
    }
}

#[test]
fn what_is_allowed_is_not_reported() {
    let allowed = [
        ("money.rs", "/// See [`Orders`](crate::order::Orders).\n// crate::web\n/* crate::web */"),
        ("time.rs", "const WORDS: &str = \"crate::web chrono::X \\\" libm::log\"; const QUOTE: char = '\"';"),
        ("time.rs", "let a = r#\"5\" crate::web\"#; let b = ['\\\"', '\\'', b'\"']; let c = \"crate::web\";"),
        ("time.rs", "use chrono::NaiveDate; use crate::time::Day;"),
        (
            "analysis/rfm/bins.rs",
            "use super::super::Scope; use crate::{money::Money, order::{self, Orders}};",
        ),
        ("chart/lines.rs", "use crate::view::figure::{Figure, Lines}; use plotters::prelude::*;"),
        ("export/mod.rs", "pub mod csv; pub use self::csv::table; pub use csv::other;"),
        ("view/mod.rs", "fn f<'a>(x: &'a str) -> std::fmt::Result { core::convert::identity(x) }"),
        ("view/mod.rs", "use figure::Figure; fn f() { figure::draw(); Lang::Zh }"),
        ("lib.rs", "pub use crate::web::Session;"),
    ];
    for (file, code) in allowed {
        assert_eq!(violations(file, code), Vec::<String>::new(), "{file}: {code}");
    }
}

/// The files of a folder of the project, named from it, and what they hold.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 5, "only {} files found", files.len());
    let named = |file: &PathBuf| {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(file).unwrap())
    };
    files.iter().map(named).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What a file, named from `src/`, says that it must not.
fn violations(file: &str, source: &str) -> Vec<String> {
    if file == GUIDE || file == TYPES {
        return Vec::new();
    }
    let module = file.split(['/', '.']).next().unwrap_or("");
    let Some((_, may_know)) = MAY_KNOW.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{file}: `{module}` is missing from MAY_KNOW")];
    };
    let tokens = tokens(&code(source));
    let paths = paths(&tokens);
    let inner = paths.iter().filter_map(|path| from_root(path, depth(file)));
    let upward = inner.filter(|path| path[0] != module && path[0] != TOOL && !is_known(path, may_know));
    let upward = upward.map(|path| format!("{file}: `{module}` must not know `{}`", path.join("::")));
    let strangers = strangers(file, source);
    let clocks = tokens.iter().filter(|token| NOWHERE.contains(&token.as_str()));
    upward.chain(strangers).chain(clocks.map(|token| format!("{file}: `{token}` is a clock"))).collect()
}

/// The third parties that a file names and must not.
fn strangers(file: &str, source: &str) -> Vec<String> {
    let paths = paths(&tokens(&code(source)));
    let strangers = paths.iter().filter(|path| is_stranger(path, file));
    strangers.map(|path| format!("{file}: `{}` has its home elsewhere", path[0])).collect()
}

/// How many modules deep the file is: 1 for `time.rs` and `view/mod.rs`.
fn depth(file: &str) -> usize {
    file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count()
}

/// The path from the crate's root, for paths that reach it.
fn from_root(path: &[String], depth: usize) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|segment| *segment == "super").count();
    let rest = match path[0].as_str() {
        "crate" => &path[1..],
        // Inside `mod tests { ... }` one more `super` is needed: then this names no module of the table.
        "super" if ups >= depth => &path[ups..],
        _ => return None,
    };
    let is_module = |name: &String| MAY_KNOW.iter().any(|(module, _)| module == name);
    rest.first().filter(|name| path[0] == "crate" || is_module(name)).map(|_| rest.to_vec())
}

fn is_known(path: &[String], may_know: &[&str]) -> bool {
    may_know.iter().any(|known| {
        let known: Vec<&str> = known.split("::").collect();
        path.len() >= known.len() && path.iter().zip(&known).all(|(segment, name)| segment == name)
    })
}

/// Whether the path begins with a third party that this file may not name.
fn is_stranger(path: &[String], file: &str) -> bool {
    let home = HOMES.iter().find(|(name, _)| *name == path[0]);
    home.is_some_and(|(_, homes)| !homes.iter().any(|home| file.starts_with(home)))
}
