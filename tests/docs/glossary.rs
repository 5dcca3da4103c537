//! docs/glossary.md and its twin are the glossary of the page. `HUITOU_BLESS=1` writes them.

use huitou::view::Lang;
use huitou::view::glossary::{BASIC, TECHNICAL, Term};

use super::read;

const ENGLISH: &str = "# Glossary\n\n[中文](glossary.zh.md)\n\nThe words of the page, as it uses them. Under \
    \"How this is counted\" a panel explains the terms that it says. How each number is computed stands under \
    [Metrics](metrics.md).\n";
const CHINESE: &str = "# 术语表\n\n[English](glossary.md)\n\n页面上的词，以及在这里是什么意思。每块图表的“怎么算的”里会解释它用到的术语。每个数字怎么算，见[指标](metrics.zh.md)。\n";

fn page(lang: Lang) -> String {
    let (head, sections, columns) = match lang {
        Lang::En => {
            (ENGLISH, ["What numbers are made of", "Analyses and methods"], "word | in Chinese | meaning")
        }
        Lang::Zh => (CHINESE, ["数字由什么组成", "分析与方法"], "词 | 英文 | 意思"),
    };
    let mut page = head.to_string();
    for (section, terms) in sections.iter().zip([&BASIC[..], &TECHNICAL[..]]) {
        page += &format!("\n## {section}\n\n| {columns} |\n| --- | --- | --- |\n");
        terms.iter().for_each(|term| page += &row(term, lang));
    }
    page
}

fn row(term: &Term, lang: Lang) -> String {
    let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
    format!("| {} | {} | {} |\n", term.word.get(lang), term.word.get(other), term.meaning.get(lang))
}

#[test]
fn the_pages_are_the_words_of_the_core() {
    for (name, lang) in [("docs/glossary.md", Lang::En), ("docs/glossary.zh.md", Lang::Zh)] {
        if std::env::var_os("HUITOU_BLESS").is_some() {
            std::fs::write(format!("{}/{name}", env!("CARGO_MANIFEST_DIR")), page(lang)).unwrap();
        }
        assert!(read(name) == page(lang), "{name} differs from src/view/glossary: HUITOU_BLESS=1 writes it");
    }
}
