//! The eight segments.

use super::groups;
use crate::analysis::rfm::{CustomerGroup, GroupRow, Octant, Rfm};
use crate::report::Report;
use crate::view::format::{self, count, percent, plural};
use crate::view::{self, Lang, Panel, Text};

const OCTANTS: Text = Text { zh: "RFM 八类客户", en: "RFM segments" };

pub(super) fn panel(report: &Report, rfm: &Rfm, lang: Lang) -> Panel {
    let mut panel = super::panel("rfm_segments", OCTANTS, report, rfm, lang);
    if rfm.customers > 0 {
        panel.finding = octant_finding(rfm, lang);
        panel.lists = groups::lists(&rfm.octants, lang);
        panel.table = Some(groups::table(OCTANTS, &rfm.octants, &report.results.currency, lang));
    }
    panel
}

fn octant_finding(rfm: &Rfm, lang: Lang) -> String {
    let row = |octant| rfm.octants.iter().find(|row: &&GroupRow| row.group == CustomerGroup::Octant(octant));
    let (Some(best), Some(risk)) = (row(Octant::Champions), row(Octant::AtRiskRegulars)) else {
        return view::left_out_sentence(lang);
    };
    match lang {
        Lang::Zh => format!("{}；{}。", champions(best, lang), at_risk(risk, lang)),
        Lang::En => format!("{}; {}.", champions(best, lang), at_risk(risk, lang)),
    }
}

fn champions(row: &GroupRow, lang: Lang) -> String {
    let (n, revenue) = (row.customers.part, row.revenue_share.map_or_else(format::undefined, percent));
    let (share, sure) = (format::rate(&row.customers), format::sureness(&row.customers, lang));
    match lang {
        Lang::Zh if n == 0 => "没有重要价值客户".into(),
        Lang::Zh => format!("重要价值客户有 {} 位（{share}，{sure}），贡献了 {revenue} 的净销售额", count(n)),
        Lang::En if n == 0 => "There are no champions".into(),
        Lang::En => {
            format!(
                "{} ({share}, {sure}) brought {revenue} of net revenue",
                plural(n, "champion", "champions")
            )
        }
    }
}

fn at_risk(row: &GroupRow, lang: Lang) -> String {
    let (n, revenue) = (row.customers.part, row.revenue_share.map_or_else(format::undefined, percent));
    match lang {
        Lang::Zh if n == 0 => "也没有曾经常来、如今渐远的重要保持客户".into(),
        Lang::Zh => format!("曾经常来、如今渐远的重要保持客户有 {} 位，占净销售额 {revenue}", count(n)),
        Lang::En if n == 0 => "no big regulars have drifted away".into(),
        Lang::En => format!(
            "{} who used to come often and no longer {} brought {revenue}",
            plural(n, "at-risk regular", "at-risk regulars"),
            if n == 1 { "does" } else { "do" }
        ),
    }
}
