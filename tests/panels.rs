//! Every panel in every state, as it was last looked at: its words in both languages and what is written in its
//! pictures; and no picture of any state has the usual flaws.
//!
//! `cargo run --example gallery` shows the same states. What changed is written beside the golden text as `.new.txt`;
//! accept it with `HUITOU_BLESS=1 cargo test --test all panels`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::OnceLock;

use huitou::chart::theme::Theme;
use huitou::view::figure::Figure;
use huitou::view::table::Table;
use huitou::view::{self, Panel};

use crate::goldens::{labels, labels_are_clear, labels_are_off_data, lay_out, shapes_stay_inside};
use crate::states::{LANGS, STATES, report};

/// Of a long table so many rows are kept from its beginning.
const ROWS: usize = 6;

/// State, language, panels; made once.
pub fn all() -> &'static [(&'static str, &'static str, Vec<Panel>)] {
    static ALL: OnceLock<Vec<(&str, &str, Vec<Panel>)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let of = |&(state, dropped): &(&'static str, fn(view::Lang) -> String)| {
            LANGS.map(|(name, lang)| (state, name, view::panels(&report(&dropped(lang)), lang)))
        };
        STATES.iter().flat_map(of).collect()
    })
}

#[test]
fn panels_are_the_golden_ones() {
    let bless = std::env::var_os("HUITOU_BLESS").is_some();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/panels");
    // A file holds one panel of one state in both languages.
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (state, lang, panels) in all() {
        for panel in panels {
            let words = files.entry(format!("{}-{state}", panel.id)).or_default();
            let _ = write!(words, "# {lang}\n\n{}\n", written(panel));
        }
    }
    let mut changed = Vec::new();
    for (name, words) in files {
        let golden = folder.join(format!("{name}.txt"));
        let new = folder.join(format!("{name}.new.txt"));
        let _ = std::fs::remove_file(&new);
        if bless {
            std::fs::write(&golden, &words).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != words {
            std::fs::write(&new, &words).unwrap();
            changed.push(name);
        }
    }
    assert!(
        changed.is_empty(),
        "{changed:?} changed: see tests/golden/panels/*.new.txt, accept with HUITOU_BLESS=1"
    );
}

/// What can be read of a panel, but for how it is counted, which is the same in every state.
fn written(panel: &Panel) -> String {
    let mut words = format!("{}\n{}\n", panel.title, panel.finding);
    for view::Headline { value, label, detail } in &panel.headlines {
        let _ = writeln!(words, "{label}: {value} ({detail})");
    }
    for figure in &panel.figures {
        let _ = writeln!(words, "\n[{}]\n{}", figure.caption().title, drawn(figure));
    }
    for note in &panel.notes {
        let _ = writeln!(words, "\n{note}");
    }
    if let Some(table) = &panel.table {
        let _ = writeln!(words, "\n{}", rows(table));
    }
    words
}

/// How many shapes a picture of reading width has, and what is written in it, from the top down.
fn drawn(figure: &Figure) -> String {
    let (whole, shapes, marks) = lay_out(figure, 720.0, &Theme::light(), 1.0);
    let labels = labels(&shapes);
    let written: Vec<&str> = labels.iter().take(60).map(|label| label.text.as_str()).collect();
    let more = if labels.len() > written.len() { " | …" } else { "" };
    let (shapes, marks) = (shapes.len() - labels.len(), marks.list().len());
    format!(
        "720 x {}, {shapes} shapes, {marks} marks, {} labels: {}{more}",
        whole.h,
        labels.len(),
        written.join(" | ")
    )
}

fn rows(table: &Table) -> String {
    let line = |cells: Vec<String>| cells.join(" | ");
    let mut lines = vec![line(table.columns.iter().map(|column| column.title.clone()).collect())];
    for row in table.rows.iter().take(ROWS) {
        let cell = |cell: &view::table::Cell| cell.text.clone() + if cell.unfinished { "*" } else { "" };
        lines.push(line(row.iter().map(cell).collect()));
    }
    if table.rows.len() > ROWS {
        lines.push(format!("… {} rows in all", table.rows.len()));
    }
    lines.join("\n")
}

#[test]
fn pictures_of_every_state_have_clear_labels_inside_the_picture() {
    for (state, lang, panels) in all() {
        for panel in panels {
            for (number, figure) in panel.figures.iter().enumerate() {
                for width in [320.0, 720.0, 1600.0] {
                    for theme in [Theme::light(), Theme::light().captioned()] {
                        let name = format!("{} {number}, {state}, {lang}, at {width}", panel.id);
                        let (whole, shapes, _) = lay_out(figure, width, &theme, 1.05);
                        labels_are_clear(&name, whole, &shapes);
                        labels_are_off_data(&name, &shapes);
                        shapes_stay_inside(&name, whole, &shapes);
                    }
                }
            }
        }
    }
}

#[test]
fn every_heading_of_a_table_has_words() {
    for (state, lang, panels) in all() {
        for panel in panels {
            let Some(table) = &panel.table else { continue };
            let empty = table.columns.iter().position(|column| column.title.trim().is_empty());
            assert_eq!(empty, None, "{}, {state}, {lang}", panel.id);
        }
    }
}

#[test]
fn every_picture_says_title_unit_window_and_n() {
    let mut silent = Vec::new();
    for (state, lang, panels) in all() {
        let window = if *lang == "zh" { ["年", "月"] } else { ["20", "–"] };
        for panel in panels {
            for figure in &panel.figures {
                let caption = figure.caption();
                let subtitle = &caption.subtitle;
                let is_told = !caption.title.is_empty() && !caption.description.is_empty();
                // What depends on no setting is of all rows of the files.
                let has_window = panel.section.is_none() || window.iter().all(|part| subtitle.contains(part));
                if !is_told || !has_window || !subtitle.contains("n = ") {
                    silent.push(format!("{}, {state}, {lang}: {subtitle}", panel.id));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_point_with_a_band_tells_its_interval_and_of_how_many() {
    let mut points = 0;
    for (state, lang, panels) in all() {
        for panel in panels {
            for figure in &panel.figures {
                let Figure::Lines(lines) = figure else { continue };
                for point in
                    lines.main.iter().flat_map(|line| &line.points).filter(|point| point.band.is_some())
                {
                    let told = &point.tip;
                    let n = [" / ", " of ", "位", "customer"].iter().any(|part| told.contains(part));
                    assert!(told.contains("95%") && n, "{}, {state}, {lang}: {told}", panel.id);
                    points += 1;
                }
            }
        }
    }
    assert!(points > 100, "{points}");
}
