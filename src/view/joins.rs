//! The words of what belongs together: which file names the orders of which, and how many rows found theirs.

use super::figure::{Caption, Figure, Link, Links};
use super::format::{self, count, plural};
use super::{Group, Lang, Panel, Text, ledger, role};
use crate::intake::ledger::{Join, Ledger, Note};
use crate::list::Listed;

const TITLE: Text = Text { zh: "这些文件怎样连在一起", en: "How these files belong together" };
const HOW: [Text; 1] = [Text {
    zh: "几个文件按相同的编号（订单号、客户号、邮箱、手机号）对上：付款和商品补到订单上，客户表补上客户是谁。找不到对应的行不计入，原因和行号见“每一行的去向”。",
    en: "Files are joined by the values that match (order ids, customer ids, e-mail addresses, telephones): payments and \
         items complete the orders, a table of customers says whose they are. Rows without a partner are set aside, with \
         reason and line under \"Where every row went\".",
}];

/// The panel of all links; `None` where no file names the rows of another.
pub fn panel(ledger: &Ledger, lang: Lang) -> Option<Panel> {
    let figure = figure(ledger, lang)?;
    let files = ledger.files.len() as u64;
    let mut panel = Panel::new("joins", Group::Data, TITLE, lang);
    panel.finding = match lang {
        Lang::Zh => format!("这 {} 个文件按共同的编号对上，当作一份数据来读。", count(files)),
        Lang::En => {
            format!("{} were joined by what they share and read as one.", plural(files, "file", "files"))
        }
    };
    panel.how = super::paragraphs(&HOW, lang);
    panel.notes = ledger.joins.iter().map(|join| words(join, ledger, lang)).listed();
    panel.figures = vec![figure];
    Some(panel)
}

fn figure(ledger: &Ledger, lang: Lang) -> Option<Figure> {
    const SUBTITLE: Text = Text {
        zh: "箭头上方是对应的列，下方是找到对应的行所占的比例",
        en: "over each arrow the columns that match, under it the share of rows that found their partner",
    };
    let link = |join: &Join| {
        let [from, to] = ends(join, ledger);
        let under = share(join);
        let share = join.matched as f64 / join.rows.max(1) as f64;
        Link { from, to, over: columns(join), under, share, tip: words(join, ledger, lang) }
    };
    let links: Vec<Link> = ledger.joins.iter().map(link).listed();
    let described: Vec<&str> = links.iter().map(|link| link.tip.as_str()).listed();
    let caption = Caption {
        title: TITLE.get(lang).to_string(),
        subtitle: SUBTITLE.get(lang).to_string(),
        description: described.join(" "),
    };
    (!links.is_empty()).then_some(Figure::Links(Links { caption, links }))
}

/// The names of the files at both ends.
fn ends(join: &Join, ledger: &Ledger) -> [String; 2] {
    let names = |files: &Vec<u32>| {
        let names = files.iter().filter_map(|&file| ledger.files.get(file as usize));
        names.map(|file| file.name.as_str()).listed().join(" + ")
    };
    [&join.from, &join.to].map(names)
}

fn columns(join: &Join) -> String {
    let [from, to] = join.columns.each_ref().map(|name| name.trim());
    if from == to { from.to_string() } else { format!("{from} = {to}") }
}

fn share(join: &Join) -> String {
    format::percent(join.matched as f64 / join.rows.max(1) as f64)
}

/// One link as a line: `payments.csv —order_id→ orders.csv`, and how well it holds.
pub fn words(join: &Join, ledger: &Ledger, lang: Lang) -> String {
    let [from, to] = ends(join, ledger);
    let (columns, share) = (columns(join), share(join));
    let gives = gives(join, lang);
    match lang {
        Lang::Zh => format!(
            "{from} —{columns}→ {to}：{} 行中 {} 行找到对应（{share}），对方 {} 行中 {} 行有对应；{gives}。",
            count(join.rows),
            count(join.matched),
            count(join.rows_to),
            count(join.matched_to)
        ),
        Lang::En => format!(
            "{from} —{columns}→ {to}: {} of {} found their partner ({share}), {} of {} there have one; {gives}.",
            count(join.matched),
            plural(join.rows, "row", "rows"),
            count(join.matched_to),
            plural(join.rows_to, "row", "rows")
        ),
    }
}

fn gives(join: &Join, lang: Lang) -> String {
    const NOTHING: Text = Text { zh: "没有取用其中的列", en: "nothing was taken from it" };
    let roles: Vec<&str> = join
        .gives
        .iter()
        .map(|name| role::words(name).map_or(name.as_str(), |words| words.get(lang)))
        .listed();
    match lang {
        _ if roles.is_empty() => NOTHING.get(lang).to_string(),
        Lang::Zh => format!("取用：{}", roles.join("、")),
        Lang::En => format!("taken from it: {}", roles.join(", ")),
    }
}

/// The words of the notes about several files; empty for any other.
pub fn note_words(note: &Note, ledger: &Ledger, lang: Lang) -> String {
    let name = |file: u32| ledger.files.get(file as usize).map_or("", |file| file.name.as_str());
    match (note, lang) {
        (Note::UnrelatedFiles { first, files }, Lang::Zh) => format!(
            "有 {} 个文件（第一个是“{}”）缺少订单需要的列，也没有与其他文件对得上的编号，没有计入。如果其中有订单，请导出带下单时间和金额的表。",
            count(*files),
            name(*first)
        ),
        (Note::UnrelatedFiles { first, files }, Lang::En) => format!(
            "Not used, for want of columns that orders have and of ids that the other files have: {} (first \"{}\"). If \
             there are orders in it, export them with dates and amounts.",
            plural(*files, "file", "files"),
            name(*first)
        ),
        (Note::SameIdsOtherDays { files, orders }, Lang::Zh) => format!(
            "“{}”和“{}”有 {} 个订单号相同而日期不同：按不同店铺的订单都计入了。如果其中一个是退款或付款记录，请去掉它再看。",
            name(files[0]),
            name(files[1]),
            count(*orders)
        ),
        (Note::SameIdsOtherDays { files, orders }, Lang::En) => format!(
            "\"{}\" and \"{}\" share {} on other days: they were taken for orders of different shops, and all were \
             counted. If one of them lists refunds or payments, leave it out.",
            name(files[0]),
            name(files[1]),
            plural(*orders, "order id", "order ids")
        ),
        (Note::LinesNotAdded { file, rows }, Lang::Zh) => format!(
            "“{}”有 {} 行说的是另一个文件里已有的订单：只作商品明细，金额没有重复相加。",
            name(*file),
            count(*rows)
        ),
        (Note::LinesNotAdded { file, rows }, Lang::En) => format!(
            "\"{}\": {} of it speak of orders that another file has. They are its lines; their amounts were not added again.",
            name(*file),
            plural(*rows, "row", "rows")
        ),
        (Note::EqualRows { rows, first }, Lang::Zh) => format!(
            "文件没有订单号，而有 {} 行与前面的文件完全相同（最早在{}）：无法判断是否重复，都计入了。如果文件的日期有重叠，请按不重叠的日期重新导出。",
            count(*rows),
            ledger::place(*first, ledger, lang)
        ),
        (Note::EqualRows { rows, first }, Lang::En) => format!(
            "Without order ids it cannot be told whether {} that an earlier file has too (first in {}) are the same orders: \
             all were counted. If the files overlap, export them again without overlap.",
            plural(*rows, "row", "rows"),
            ledger::place(*first, ledger, lang)
        ),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::ledger::FileRead;

    fn file(name: &str) -> FileRead {
        FileRead {
            name: name.to_string(),
            bytes: 0,
            rows: 0,
            encoding: "utf-8".to_string(),
            delimiter: ",".to_string(),
            shop: None,
            replaced_characters: 0,
            columns: Vec::new(),
        }
    }

    #[test]
    fn a_link_is_one_line() {
        let files = vec![file("orders.csv"), file("pay_1.csv"), file("pay_2.csv")];
        let ledger = Ledger { files, ..Ledger::default() };
        let mut join = Join {
            from: vec![1, 2],
            to: vec![0],
            columns: ["order_id ".to_string(), "order_id".to_string()],
            rows: 8,
            matched: 7,
            rows_to: 6,
            matched_to: 6,
            gives: vec!["amount".to_string()],
        };
        assert_eq!(
            words(&join, &ledger, Lang::En),
            "pay_1.csv + pay_2.csv —order_id→ orders.csv: 7 of 8 rows found their partner (87.5%), 6 of 6 rows there \
             have one; taken from it: order amount."
        );
        join.gives.clear();
        join.columns[0] = "单号".to_string();
        assert_eq!(
            words(&join, &ledger, Lang::Zh),
            "pay_1.csv + pay_2.csv —单号 = order_id→ orders.csv：8 行中 7 行找到对应（87.5%），对方 6 行中 6 行有对应；没有取用其中的列。"
        );
    }
}
