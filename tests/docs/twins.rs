//! Each page in English has its twin in Chinese, built alike.

use super::{pages, read};

/// The level of each heading, and the numbers of table rows and of code blocks under it.
fn shape(text: &str) -> Vec<(usize, usize, usize)> {
    let mut shape: Vec<(usize, usize, usize)> = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
            if let (true, Some((.., blocks))) = (in_code, shape.last_mut()) {
                *blocks += 1;
            }
        } else if line.starts_with('#') && !in_code {
            shape.push((line.chars().take_while(|c| *c == '#').count(), 0, 0));
        } else if let (true, Some((_, rows, _))) = (line.starts_with('|'), shape.last_mut()) {
            *rows += 1;
        }
    }
    shape
}

#[test]
fn a_page_and_its_twin_have_the_same_headings_tables_and_code() {
    for english in pages(".md").iter().filter(|name| !name.ends_with(".zh.md")) {
        let chinese = english.replace(".md", ".zh.md");
        let (one, other) = (read(&format!("docs/{english}")), read(&format!("docs/{chinese}")));
        assert!(
            one.contains(&format!("({chinese})")) && other.contains(&format!("({english})")),
            "{english}"
        );
        // Measured numbers stand in one place alone, the English page.
        if english != "performance.md" {
            assert_eq!(shape(&one), shape(&other), "{english}");
        }
    }
}

#[test]
fn chinese_pages_are_set_as_chinese() {
    for name in pages(".zh.md") {
        for line in read(&format!("docs/{name}")).lines() {
            let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            let letters: Vec<char> = line.chars().collect();
            let at_chinese = letters.windows(2).find(|pair| is_chinese(pair[0]) && ",;!?".contains(pair[1]));
            assert!(at_chinese.is_none() || is_cell(line), "{name}: {line}");
        }
    }
}

/// A line of a made-up export.
fn is_cell(line: &str) -> bool {
    line.matches(',').count() >= 3
}
