//! What a panel says agrees with what it shows.

use std::ops::Range;

use huitou::analysis::Settings;
use huitou::analysis::retention::CohortBy;
use huitou::chart::theme::Theme;
use huitou::intake::{self, Choices};
use huitou::report::Report;
use huitou::sample::{self, Language};
use huitou::view::figure::{Figure, Intervals};
use huitou::view::{self, Lang, Panel};

use crate::goldens::{labels, lay_out};
use crate::panels::all;

/// Of the sample shop, in both languages.
fn of_sample(id: &str) -> Vec<&'static Panel> {
    let typical = all().iter().filter(|(state, ..)| *state == "typical");
    let found: Vec<&Panel> =
        typical.flat_map(|(_, _, panels)| panels).filter(|panel| panel.id == id).collect();
    assert_eq!(found.len(), 2, "{id}");
    found
}

/// The number behind `n = `.
fn n(words: &str) -> f64 {
    let digits = words.split("n = ").nth(1).unwrap().chars().take_while(|c| c.is_ascii_digit() || *c == ',');
    digits.filter(|c| *c != ',').collect::<String>().parse().unwrap()
}

#[test]
fn n_is_what_the_table_counts() {
    let cases: [(&str, Range<usize>); 4] = [
        ("lifecycle_back", 1..2),
        ("lifecycle_moves", 1..2),
        ("rfm_came_back", 1..2),
        ("when_segments", 2..26),
    ];
    for (id, counted) in cases {
        for panel in of_sample(id) {
            // The octants come first; those who are divided in another way are the same customers again.
            let rows = panel.table.iter().flat_map(|table| &table.rows).take(8);
            let cells = rows.flat_map(|row| &row[counted.clone()]);
            let sum: f64 = cells.filter_map(|cell| cell.value).sum();
            assert_eq!(n(&panel.notes[0]), sum, "{id}");
            assert_eq!(n(&panel.figures[0].caption().subtitle), sum, "{id}");
        }
    }
}

/// Panels of groups side by side, and their pictures.
fn groups() -> impl Iterator<Item = (&'static Panel, &'static Intervals)> {
    let is_of_groups = |panel: &&Panel| {
        ["back_by_", "bought_again", "categories_bought_again", "associations", "refunds_by_"]
            .iter()
            .any(|id| panel.id.starts_with(id))
    };
    let panels = all().iter().flat_map(|(_, _, panels)| panels).filter(is_of_groups);
    panels.flat_map(|panel| {
        panel.figures.iter().filter_map(move |figure| match figure {
            Figure::Intervals(figure) => Some((panel, figure)),
            _ => None,
        })
    })
}

#[test]
fn what_a_sentence_names_is_drawn() {
    let mut named = 0;
    for (panel, _) in groups() {
        let drawn =
            groups().filter(|(other, _)| std::ptr::eq(*other, panel)).flat_map(|(_, figure)| &figure.rows);
        let drawn: Vec<&str> = drawn.map(|row| row.label.as_str()).collect();
        for name in panel.finding.split('“').skip(1).filter_map(|rest| rest.split('”').next()) {
            assert!(
                drawn.iter().any(|row| row.ends_with(name)),
                "{}: {name} is not among {drawn:?}",
                panel.id
            );
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}

#[test]
fn a_picture_that_leaves_rows_out_says_so() {
    let mut told = 0;
    for (panel, figure) in groups().filter(|(panel, _)| panel.id.starts_with("back_by_")) {
        let (drawn, rows) = (figure.rows.len(), panel.table.as_ref().map_or(0, |table| table.rows.len()));
        let words = [format!("图中 {drawn} 行，共 {rows} 行"), format!("{drawn} of {rows} rows are drawn")];
        let is_told = words.iter().any(|words| figure.caption.subtitle.contains(words));
        let is_noted = words.iter().any(|words| panel.notes.iter().any(|note| note.starts_with(words)));
        assert_eq!(is_told, is_noted, "{}", panel.id);
        assert_eq!(is_told, drawn < rows, "{}: {}", panel.id, figure.caption.subtitle);
        told += usize::from(is_told);
    }
    assert!(told > 0);
}

#[test]
fn a_mark_is_told_of_where_it_is_drawn() {
    let mut marks = 0;
    for panel in all().iter().flat_map(|(_, _, panels)| panels) {
        if !panel.notes.iter().any(|note| note.contains('†')) {
            continue;
        }
        let is_drawn = |figure: &Figure| {
            labels(&lay_out(figure, 720.0, &Theme::light(), 1.0).1)
                .iter()
                .any(|label| label.text.ends_with('†'))
        };
        assert!(panel.figures.iter().any(is_drawn), "{}", panel.id);
        marks += 1;
    }
    assert!(marks > 0);
}

#[test]
fn parameters_are_told_where_it_is_told_how_it_is_counted() {
    for (id, told, lang) in [
        ("expected_value", "α ", 0),
        ("expected_value", "in weeks", 1),
        ("expected_check", "误差为每位客户 1.1", 0),
        ("expected_check", " order days a customer; ", 1),
    ] {
        let panel = of_sample(id)[lang];
        assert!(panel.how.iter().any(|how| how.contains(told)), "{id}: {:?}", panel.how);
        assert!(!panel.notes.iter().any(|note| note.contains("NBD: ") || note.contains("（采用）")), "{id}");
    }
}

#[test]
fn value_has_its_currency_and_its_days() {
    for panel in of_sample("historic_value") {
        let written = |figure: &Figure| -> Vec<String> {
            labels(&lay_out(figure, 720.0, &Theme::light(), 1.0).1)
                .iter()
                .map(|label| label.text.clone())
                .collect()
        };
        let [curve, matrix] = &panel.figures[..] else { panic!("two pictures") };
        assert!(written(curve).iter().any(|label| label.starts_with(['$', '¥'])));
        assert!(written(curve).iter().any(|label| label == "30"));
        assert!(["(USD)", "（CNY）"].iter().any(|code| matrix.caption().title.ends_with(code)));
    }
}

/// Hebrew for shop; and a character that turns all letters behind it.
const SHOP: &str = "חנות";
const OVERRIDE: char = '\u{202e}';

/// Whether no letter that turns the direction stands bare among other words.
fn is_isolated(line: &str) -> bool {
    let mut depth = 0;
    let is_bare = |c: char| {
        match c {
            '\u{2068}' => depth += 1,
            '\u{2069}' => depth -= 1,
            _ => {}
        }
        depth == 0 && (c == OVERRIDE || SHOP.contains(c))
    };
    !line.chars().any(is_bare)
}

#[test]
fn names_turn_no_number_of_a_sentence() {
    let mut seen = 0;
    for (lang, language, channel, product) in [
        (Lang::En, Language::English, "Search", "Drip coffee bags"),
        (Lang::Zh, Language::Chinese, "搜索", "挂耳咖啡"),
    ] {
        let file = String::from_utf8(sample::csv(language, 1, sample::CUSTOMERS)).unwrap();
        assert!(file.contains(channel) && file.contains(product), "{language:?}");
        let file = file.replace(channel, &format!("{SHOP} 1")).replace(product, &format!("{OVERRIDE}{SHOP}"));
        let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
        for by in [CohortBy::Channel, CohortBy::Product] {
            let set = Settings { cohort_by: by, channel: Some(format!("{SHOP} 1")), ..Settings::default() };
            for set in [set.clone(), Settings { channel: None, ..set }] {
                for panel in view::panels(&Report::of(&intake.orders, &set, &[]), lang) {
                    let tips = panel.figures.iter().flat_map(|figure| {
                        let marks = lay_out(figure, 720.0, &Theme::light(), 1.0).2;
                        marks.list().iter().map(|mark| mark.tip.clone()).collect::<Vec<_>>()
                    });
                    let captions = panel.figures.iter().map(Figure::caption);
                    let captions = captions.flat_map(|it| [it.subtitle.clone(), it.description.clone()]);
                    let story = panel.story.iter().flat_map(|chapter| &chapter.sentences);
                    let story = story.flat_map(|one| [one.words.clone(), one.detail.clone()]);
                    let words = panel.notes.iter().cloned().chain([panel.finding.clone()]);
                    for text in tips.chain(captions).chain(story).chain(words) {
                        assert!(text.lines().all(is_isolated), "{}: {text:?}", panel.id);
                        seen += usize::from(text.contains(SHOP));
                    }
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}
