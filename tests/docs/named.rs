//! What the pages name: commands, files, fields and panels.

use huitou::analysis::Settings;
use huitou::intake::{self, Choices};
use huitou::report::{Report, Section};
use huitou::view::{self, Lang};

use super::{blocks, pages, read};

fn texts() -> Vec<(String, String)> {
    let docs = pages(".md").into_iter().map(|name| format!("docs/{name}"));
    let root = ["README.md", "README.zh.md", "CONTRIBUTING.md"].map(String::from);
    docs.chain(root).map(|name| (name.clone(), read(&name))).collect()
}

/// Words that follow `before` in a text, up to the first sign that is in none of them.
fn after<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn commands_are_those_of_xtask() {
    let commands = read("xtask/src/main.rs");
    let steps = read("xtask/src/test.rs");
    for (name, text) in texts() {
        for command in after(&text, "cargo xtask ").filter(|command| !command.is_empty()) {
            assert!(commands.contains(&format!("        \"{command}\" =>")), "{name}: cargo xtask {command}");
        }
        for step in after(&text, "cargo xtask test ").filter(|step| !step.is_empty()) {
            assert!(steps.contains(&format!("    (\"{step}\",")), "{name}: cargo xtask test {step}");
        }
    }
}

#[test]
fn files_that_are_named_are_there() {
    let roots = [
        "src/",
        "tests/",
        "www/",
        "docs/",
        "xtask/",
        "benches/",
        "examples/",
        "columns/",
        "unpack/",
        "page/",
        "fuzz/",
    ];
    // What is made by a command, and what a recipe is about to make.
    let made = ["fuzz/found", "www/pkg"];
    for (name, text) in texts().iter().filter(|(name, _)| name != "CONTRIBUTING.md") {
        for span in text.split('`').skip(1).step_by(2) {
            let is_path = roots.iter().any(|root| span.starts_with(root)) && !span.contains([' ', '*', '<']);
            if is_path && !made.iter().any(|made| span.starts_with(made)) {
                let path = format!("{}/{span}", env!("CARGO_MANIFEST_DIR"));
                assert!(std::path::Path::new(&path).exists(), "{name}: {span}");
            }
        }
    }
}

#[test]
fn choices_that_are_named_are_fields() {
    let fields = read("src/intake/choices.rs");
    for name in ["docs/formats.md", "docs/formats.zh.md"] {
        let text = read(name);
        let named: Vec<&str> = after(&text, "`Choices::").filter(|field| *field != "x").collect();
        assert!(named.len() > 8, "{name}");
        for field in named {
            assert!(fields.contains(&format!("pub {field}:")), "{name}: Choices::{field}");
        }
    }
}

#[test]
fn every_analysis_asks_the_same_question_in_its_code_and_on_the_page() {
    let page = read("docs/metrics.md");
    for section in Section::ALL {
        let name = serde_json::to_string(&section).unwrap().replace('"', "");
        let file = ["src/analysis/{}.rs", "src/analysis/{}/mod.rs"].map(|file| file.replace("{}", &name));
        let file = file.iter().find(|file| std::fs::exists(file).unwrap()).unwrap();
        let code = read(file);
        let lines = code.lines().map_while(|line| line.strip_prefix("//!"));
        let question: Vec<&str> = lines.take_while(|line| !line.is_empty()).map(str::trim).collect();
        let question = question.join(" ");
        assert!(question.starts_with("**Question.**"), "{file} opens with: {question}");
        assert!(page.contains(&question), "docs/metrics.md does not ask what {file} does: {question}");
    }
}

#[test]
fn the_first_file_is_read_as_it_is_said_and_every_panel_is_called_so() {
    for (name, lang, said) in [
        (
            "docs/start.md",
            Lang::En,
            "6 orders of 3 customers with a revenue of 140.00, and 2 of the 3 came back",
        ),
        ("docs/start.zh.md", Lang::Zh, "3 位客户的 6 笔订单，销售额 140.00，3 位里有 2 位回来过"),
    ] {
        let text = read(name);
        assert!(text.contains(said), "{name}");
        let file = blocks(&text, "csv")[0];
        let intake = intake::read(&[("orders.csv", file.as_bytes())], &Choices::default()).unwrap();
        assert!(intake.questions.is_empty(), "{name}: {:?}", intake.questions);
        let mut report = Report::of(&intake.orders, &Settings::default(), &[]);
        report.provenance = Some(intake.ledger);
        let overview = report.results.overview.as_ref().unwrap();
        assert_eq!((overview.orders, overview.customers, overview.revenue.0), (6, 3, 14_000), "{name}");
        assert_eq!(overview.repeat_customers.part, 2, "{name}");
        let panels = view::panels(&report, lang);
        let rows = text.lines().filter(|line| line.starts_with("| ") && line.contains(['?', '？']));
        for row in rows {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            for title in cells[3].split(" · ") {
                let panel = panels.iter().find(|panel| panel.title == title);
                assert_eq!(panel.map(|panel| panel.group_title.as_str()), Some(cells[2]), "{name}: {title}");
            }
        }
    }
}
