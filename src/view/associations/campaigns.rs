//! Customers who came on campaign days, against those who came on none.

use super::{Shop, comparison_cells, comparison_columns, of_so_many};
use crate::analysis::associations::CampaignRow;
use crate::list::Listed;
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, campaigns, comparison, format};

const TITLE: Text = Text { zh: "大促日来的新客", en: "Customers won on campaign days" };
const HOW: [Text; 2] = [
    Text {
        zh: "首单落在大促或节日当天（11.11、6.18、黑色星期五、春节初一，各年合计）的客户，与首单不在任何大促日的客户比：90 天内再次购买的占比，\
             差附 Newcombe 95% 区间。只看首单后已满 90 天的客户。",
        en: "Customers whose first order lies on the very day of a campaign or holiday (11.11, 6.18, Black Friday, the first \
             day of the Spring Festival; all years together) against those who first came on none: the share back within \
             90 days, the difference with Newcombe's 95% interval. Only customers watched for 90 days.",
    },
    Text {
        zh: "大促往往提前几天就开始，那些天的新客算在“其他日子”里，所以真实差别可能比这里大。看到的是相关，不是因果。",
        en: "Campaigns often begin days earlier; who came then is counted as having come on another day, so the true difference \
             may be larger. This is an association, no cause.",
    },
];

/// `None` where nobody came on a campaign day.
pub(super) fn panel(shop: &Shop) -> Option<Panel> {
    let rows = &shop.found.campaigns;
    let any = rows.first()?;
    let lang = shop.lang;
    let mut panel = Panel::new("campaign_customers", Group::Why, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(any, lang);
    let drawn = rows.iter().filter_map(|row| {
        let differs = row.comparison.difference.is_some_and(|it| it.tells_apart());
        shop.row(name(row, lang), &row.comparison, differs && !row.comparison.first.is_small())
    });
    let title = Text {
        zh: "首单后 90 天内再次购买的客户占比，按首单所在的大促日",
        en: "Back within 90 days of a first order on a campaign day",
    };
    let drawn = drawn.listed();
    let all = drawn.len();
    panel.figures = vec![shop.figure(title.get(lang).into(), &panel.finding, drawn, all)];
    panel.notes = vec![shop.note()];
    panel.table = Some(table(shop));
    Some(panel)
}

fn name(row: &CampaignRow, lang: Lang) -> String {
    let any = Text { zh: "任一大促日", en: "any campaign day" };
    row.campaign.map_or(any, campaigns::name).get(lang).into()
}

fn finding(any: &CampaignRow, lang: Lang) -> String {
    let [own, rest] = of_so_many(&any.comparison, lang);
    let words = comparison::words(&any.comparison, lang);
    let small = any.comparison.first.is_small();
    match lang {
        Lang::Zh => {
            let small = if small { "人数少，只作参考。" } else { "" };
            format!("大促当天来的新客，90 天内{own}又买了；其他日子来的{rest}。{words}{small}")
        }
        Lang::En => {
            let small = if small { " They are few: a hint, no more." } else { "" };
            format!(
                "Of customers won on a campaign day {own} were back within 90 days, of those who came on other days {rest}. \
                 {words}{small}"
            )
        }
    }
}

fn table(shop: &Shop) -> Table {
    let (lang, currency) = (shop.lang, &shop.report.results.currency);
    let column = Column::in_language(lang);
    let rows = shop.found.campaigns.iter().map(|row| {
        let money = |amount| match amount {
            Some(amount) => Cell::money(amount, currency),
            None => Cell::text(format::undefined()),
        };
        let small = view::small_suffix(row.comparison.first.is_small(), lang);
        let mut cells = vec![Cell::text(name(row, lang) + small)];
        cells.extend(comparison_cells(&row.comparison));
        cells.extend([money(row.mean_first_amount), money(row.mean_first_amount_of_rest)]);
        cells
    });
    let mut columns = vec![column("首单日", "First order on", false)];
    columns.extend(comparison_columns(lang));
    columns.push(column("首单均额", "Mean first order", true));
    columns.push(column("其他客户首单均额", "Mean first order of the others", true));
    Table { caption: TITLE.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
