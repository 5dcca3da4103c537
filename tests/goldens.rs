//! Pictures of hand-made figures: byte for byte, and free of the usual flaws at every width.
//!
//! A picture that changed is written beside the golden one as `<name>.new.svg`; look at both, then accept all with
//! `HUITOU_BLESS=1 cargo test goldens`. `cargo run --example gallery` shows them on one page.

use std::collections::BTreeSet;
use std::path::PathBuf;

use huitou::chart::marks::{Direction, Marks};
use huitou::chart::scene::{Label, Rect, Shape};
use huitou::chart::theme::Theme;
use huitou::chart::{self, measure};
use huitou::export::svg::svg;
use huitou::view::figure::Figure;

use crate::figures::{self, Named};

const WIDTHS: [f64; 6] = [320.0, 360.0, 480.0, 720.0, 1200.0, 1600.0];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The golden pictures: every figure at reading width, the main forms on a phone and wide, some in the dark.
fn pictures() -> Vec<(String, String)> {
    let mut pictures = Vec::new();
    for Named { name, figure } in figures::all() {
        let mut add = |suffix: &str, width: f64, theme: Theme| {
            pictures.push((format!("{name}-{suffix}"), svg(&figure, width, &theme)));
        };
        add("720", 720.0, Theme::light());
        if ["retention-zh", "heatmap-zh", "recency-money-en", "months-en", "links-zh"].contains(&name) {
            add("360", 360.0, Theme::light());
            add("1200", 1200.0, Theme::light());
            add("dark", 720.0, Theme::dark());
        }
    }
    pictures
}

#[test]
fn pictures_are_the_golden_ones() {
    let bless = std::env::var_os("HUITOU_BLESS").is_some();
    let mut changed = Vec::new();
    for (name, picture) in pictures() {
        let golden = folder().join(format!("{name}.svg"));
        let new = folder().join(format!("{name}.new.svg"));
        let _ = std::fs::remove_file(&new);
        if bless {
            std::fs::write(&golden, &picture).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != picture {
            std::fs::write(&new, &picture).unwrap();
            changed.push(name);
        }
    }
    assert!(
        changed.is_empty(),
        "{changed:?} changed: see tests/golden/*.new.svg, accept with HUITOU_BLESS=1"
    );
}

/// Every figure at every width, with and without caption, in faces narrower and wider than expected: where it is drawn,
/// its shapes and its marks.
fn laid_out(mut check: impl FnMut(&str, Rect, &[Shape], &Marks)) {
    for Named { name, figure } in figures::all() {
        for width in WIDTHS {
            for theme in [Theme::light(), Theme::light().captioned()] {
                for stretch in [0.8, 1.0, 1.1] {
                    let (whole, shapes, marks) = lay_out(&figure, width, &theme, stretch);
                    let name = format!("{name} at {width}, captioned: {}, type x {stretch}", theme.captioned);
                    check(&name, whole, &shapes, &marks);
                }
            }
        }
    }
}

pub fn lay_out(figure: &Figure, width: f64, theme: &Theme, stretch: f64) -> (Rect, Vec<Shape>, Marks) {
    let height = chart::height(figure, width, theme);
    let ruler = |text: &str, font| measure::width(text, font) * stretch;
    let (shapes, marks) = chart::lay_out(figure, theme, (width, height), &ruler);
    (Rect { x: 0.0, y: 0.0, w: width, h: height }, shapes, marks)
}

pub fn labels(shapes: &[Shape]) -> Vec<&Label> {
    shapes
        .iter()
        .filter_map(|shape| if let Shape::Label(label) = shape { Some(label) } else { None })
        .collect()
}

fn inside(outer: Rect, inner: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

#[test]
fn labels_touch_neither_each_other_nor_an_edge() {
    laid_out(|name, whole, shapes, _| labels_are_clear(name, whole, shapes));
}

pub fn labels_are_clear(name: &str, whole: Rect, shapes: &[Shape]) {
    let mut labels = labels(shapes);
    labels.sort_by(|a, b| a.bounds().y.total_cmp(&b.bounds().y));
    for (index, label) in labels.iter().enumerate() {
        // Four CSS pixels of air at the edge.
        assert!(
            inside(whole.grown(-4.0), label.bounds()),
            "{name}: {:?} at {:?}",
            label.text,
            label.bounds()
        );
        let around = label.bounds().grown(0.5);
        for other in labels[index + 1..].iter().take_while(|other| other.bounds().y < around.bottom()) {
            assert!(!around.overlaps(&other.bounds()), "{name}: {:?} on {:?}", label.text, other.text);
        }
    }
}

#[test]
fn labels_lie_on_data_only_with_a_halo() {
    laid_out(|name, _, shapes, _| labels_are_off_data(name, shapes));
}

pub fn labels_are_off_data(name: &str, shapes: &[Shape]) {
    for label in labels(shapes).into_iter().filter(|label| label.halo.is_none()) {
        for shape in shapes {
            let disc = match shape {
                Shape::Disc((x, y), radius, _) => Rect { x: *x, y: *y, w: 0.0, h: 0.0 }.grown(*radius),
                _ => continue,
            };
            assert!(!label.bounds().overlaps(&disc), "{name}: {:?} lies on a disc", label.text);
        }
    }
}

#[test]
fn every_shape_stays_in_the_picture() {
    laid_out(|name, whole, shapes, _| shapes_stay_inside(name, whole, shapes));
}

pub fn shapes_stay_inside(name: &str, whole: Rect, shapes: &[Shape]) {
    for shape in shapes {
        let points = match shape {
            Shape::Rect(rect, _) => vec![(rect.x, rect.y), (rect.right(), rect.bottom())],
            Shape::Line { points, .. } | Shape::Area(points, ..) => points.clone(),
            Shape::Disc((x, y), r, _) => vec![(x - r, y - r), (x + r, y + r)],
            Shape::Label(_) => continue,
        };
        for (x, y) in points {
            assert!(x.is_finite() && y.is_finite(), "{name}: {shape:?}");
            assert!(whole.distance(x, y) < 1e-6, "{name}: {shape:?}");
        }
    }
}

#[test]
fn every_mark_is_in_the_picture_and_answers_where_it_is_drawn() {
    laid_out(|name, whole, _, marks| {
        for (index, mark) in marks.list().iter().enumerate() {
            let (x, y) = mark.area.center();
            assert!(whole.distance(x, y) == 0.0, "{name}: {mark:?}");
            assert_eq!(marks.at(x, y), Some(index), "{name}: {mark:?}");
        }
    });
}

#[test]
fn arrow_keys_reach_every_tip_from_the_first() {
    laid_out(|name, _, _, marks| {
        let count = marks.list().len();
        let mut reached: BTreeSet<usize> = (0..count.min(1)).collect();
        let mut waiting: Vec<usize> = reached.iter().copied().collect();
        while let Some(from) = waiting.pop() {
            for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
                let to = marks.step(from, direction);
                if reached.insert(to) {
                    waiting.push(to);
                }
            }
        }
        assert_eq!(reached.len(), count, "{name}");
    });
}

#[test]
fn a_saved_picture_says_title_and_subtitle() {
    for Named { name, figure } in figures::all() {
        let (_, shapes, _) = lay_out(&figure, 1600.0, &Theme::print(), 1.0);
        let written: Vec<&str> = labels(&shapes).iter().map(|label| label.text.as_str()).collect();
        for said in [&figure.caption().title, &figure.caption().subtitle] {
            assert!(written.contains(&said.as_str()), "{name}: {said}");
        }
    }
}

#[test]
fn a_phone_still_shows_the_values_of_twelve_cohorts() {
    for name in ["heatmap-zh", "heatmap-en"] {
        let figure = figures::all().into_iter().find(|named| named.name == name).unwrap().figure;
        let (_, shapes, marks) = lay_out(&figure, 360.0, &Theme::light(), 1.0);
        let labels = labels(&shapes);
        let labelled = |area: Rect| labels.iter().any(|label| inside(area, label.bounds()));
        assert_eq!(marks.list().iter().find(|mark| !labelled(mark.area)), None, "{name}");
    }
}

#[test]
fn a_phone_still_shows_the_values_of_ten_bars() {
    let figure = figures::all().into_iter().find(|named| named.name == "order-counts-en").unwrap().figure;
    let (_, shapes, _) = lay_out(&figure, 360.0, &Theme::light(), 1.0);
    assert!(labels(&shapes).iter().any(|label| label.text == "1,104"));
}
