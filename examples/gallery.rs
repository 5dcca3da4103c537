//! Writes `target/gallery.html`: every golden figure, light and dark, at three widths, for the eye.

#[path = "../tests/figures.rs"]
mod figures;

use std::fmt::Write as _;

use huitou::chart::theme::Theme;
use huitou::export::svg::svg;

fn main() -> std::io::Result<()> {
    let mut page = String::from("<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>\n");
    for figures::Named { name, figure } in figures::all() {
        let _ = writeln!(page, "<h2>{name}</h2>");
        for theme in [Theme::light(), Theme::dark()] {
            for width in [360.0, 720.0, 1200.0] {
                let _ = writeln!(page, "{}", svg(&figure, width, &theme));
            }
        }
    }
    std::fs::create_dir_all("target")?;
    std::fs::write("target/gallery.html", page)
}
