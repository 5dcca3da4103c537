//! The words and pictures of [`Products`]: what is bought again, what comes next, breadth.

mod again;
mod breadth;
mod next;

use super::{Lang, Panel, Text};
use crate::analysis::products::Products;
use crate::report::Report;

/// The panels of products and categories; none where the files name neither.
pub fn panels(report: &Report, lang: Lang) -> Vec<Panel> {
    let Some(products) = &report.results.products else { return Vec::new() };
    let shop = Shop { report, products, lang };
    let mut all = Vec::new();
    all.extend(again::panel(&shop, again::Kind::Products));
    all.extend(again::panel(&shop, again::Kind::Categories));
    all.extend(next::panel(&shop));
    all.extend(breadth::panel(&shop));
    all
}

/// What all panels look at.
struct Shop<'a> {
    report: &'a Report,
    products: &'a Products,
    lang: Lang,
}

impl Shop<'_> {
    fn window(&self) -> String {
        super::window_words(self.report, self.lang)
    }
}

/// That it is an association and no cause.
const CAUTION: Text = Text { zh: "这是相关，不是因果。", en: " This is an association, no cause." };
