//! Writes `target/gallery/`: every panel in every state, language and theme, and every form of figure, for the eye.
//!
//! `cargo run --release --example gallery`, then open `target/gallery/index.html`. The panels wear the page's own
//! styles; a window's width chooses among the widths of the pictures.

// A state that cannot be made stops the gallery.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "../tests/figures.rs"]
mod figures;
#[path = "../tests/states.rs"]
mod states;

use std::fmt::Write as _;
use std::path::Path;

use huitou::chart::theme::Theme;
use huitou::export::svg::svg;
use huitou::view::figure::Figure;
use huitou::view::table::Table;
use huitou::view::{self, Panel};

/// Of the pictures, in CSS pixels, and the width of the window from which each is shown.
const WIDTHS: [(f64, u32); 3] = [(328.0, 0), (688.0, 720), (960.0, 1200)];

fn main() -> std::io::Result<()> {
    let folder = Path::new("target/gallery");
    std::fs::create_dir_all(folder)?;
    let mut index = String::from("<h1>Gallery</h1>\n<ul>\n");
    let mut write = |name: &str, lang: &str, dark: bool, body: &str| {
        let _ = writeln!(index, "<li><a href=\"{name}.html\">{name}</a>");
        std::fs::write(folder.join(format!("{name}.html")), page(name, lang, dark, body))
    };
    for (theme, dark) in [("light", false), ("dark", true)] {
        write(&format!("figures-{theme}"), "en", dark, &forms(dark))?;
    }
    for (state, dropped) in states::STATES {
        for (name, lang) in states::LANGS {
            let panels = view::panels(&states::report(&dropped(lang)), lang);
            for (theme, dark) in [("light", false), ("dark", true)] {
                let body: String = panels.iter().map(|panel| shown(panel, dark)).collect();
                write(&format!("{state}-{name}-{theme}"), name, dark, &body)?;
            }
        }
    }
    std::fs::write(folder.join("index.html"), page("Gallery", "en", false, &index))
}

fn page(title: &str, lang: &str, dark: bool, body: &str) -> String {
    let theme = if dark { "dark" } else { "light" };
    let styles = include_str!("../www/panel.css");
    let mut widths = String::from("svg { display: none; max-width: 100%; }\n");
    for (at, (_, from)) in WIDTHS.iter().enumerate() {
        let until = WIDTHS.get(at + 1).map_or(String::new(), |next| format!(" and (width < {}px)", next.1));
        let _ = writeln!(widths, "@media (width >= {from}px){until} {{ .w{at} svg {{ display: block; }} }}");
    }
    format!(
        "<!doctype html><html lang=\"{lang}\" data-theme=\"{theme}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\n<style>\n{styles}\n\
         body {{ margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink);\
         font: 16px/1.6 system-ui, \"PingFang SC\", \"Noto Sans CJK SC\", sans-serif; }}\n\
         .panel {{ container: panels / inline-size; }}\n{widths}</style>\n{body}"
    )
}

fn forms(dark: bool) -> String {
    let mut body = String::new();
    for figures::Named { name, figure } in figures::all() {
        let _ = writeln!(body, "<h2>{name}</h2>\n{}", pictures(&figure, dark));
    }
    body
}

fn pictures(figure: &Figure, dark: bool) -> String {
    let theme = if dark { Theme::dark() } else { Theme::light() };
    let widths = WIDTHS.iter().enumerate();
    widths
        .map(|(at, (width, _))| format!("<div class=\"w{at}\">{}</div>\n", svg(figure, *width, &theme)))
        .collect()
}

/// A panel as the page shows it, with everything open.
fn shown(panel: &Panel, dark: bool) -> String {
    let mut body =
        format!("<section class=\"panel\" id=\"{}\">\n<h3>{}</h3>\n", panel.id, escaped(&panel.title));
    for (at, line) in panel.finding.lines().enumerate() {
        let class = if at == 0 { "finding" } else { "advice" };
        let _ = writeln!(body, "<p class=\"{class}\">{}</p>", escaped(line));
    }
    if !panel.headlines.is_empty() {
        body.push_str("<dl class=\"headlines\">");
        for view::Headline { value, label, detail } in &panel.headlines {
            let [value, label, detail] = [value, label, detail].map(|words| escaped(words));
            let _ = write!(
                body,
                "<div><dt>{label}</dt><dd class=\"value\">{value}</dd><dd class=\"detail\">{detail}</dd></div>"
            );
        }
        body.push_str("</dl>\n");
    }
    body.extend(panel.figures.iter().map(|figure| pictures(figure, dark)));
    list(&mut body, "notes", &panel.notes);
    if let Some(table) = &panel.table {
        body.push_str(&grid(table));
    }
    list(&mut body, "how", &panel.how);
    body.push_str("</section>\n");
    body
}

fn list(body: &mut String, class: &str, lines: &[String]) {
    let items: String = lines.iter().map(|line| format!("<li>{}</li>", escaped(line))).collect();
    let _ = writeln!(body, "<ul class=\"{class}\">{items}</ul>");
}

fn grid(table: &Table) -> String {
    let mut grid = String::from("<div class=\"table-box\"><table><thead><tr>");
    for column in &table.columns {
        let class = if column.numeric { "number" } else { "" };
        let _ = write!(grid, "<th class=\"{class}\">{}</th>", escaped(&column.title));
    }
    grid.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        grid.push_str("<tr>");
        for (at, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let tag = if at == 0 { "th" } else { "td" };
            let number = if column.numeric { "number " } else { "" };
            let unfinished = if cell.unfinished { "unfinished" } else { "" };
            let _ = write!(grid, "<{tag} class=\"{number}{unfinished}\">{}</{tag}>", escaped(&cell.text));
        }
        grid.push_str("</tr>");
    }
    grid.push_str("</tbody></table></div>\n");
    grid
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
