//! What is done to a clean file, and the file that comes of it.

use super::chance::Chance;
use super::clean::{Clean, Row};

/// What quotes and backslashes a file has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quoting {
    Minimal,
    All,
    Apostrophes,
    Backslashes,
    None,
}

/// A dirty file.
pub struct Dirty {
    pub bytes: Vec<u8>,
    /// For each row of data the line that it begins on.
    pub lines: Vec<u32>,
    pub rows: Vec<Row>,
    /// What was done, by name.
    pub kinds: Vec<&'static str>,
}

/// Writes lines, and keeps where the rows of data begin.
struct Writer {
    out: Vec<u8>,
    delimiter: &'static str,
    quoting: Quoting,
    newline: &'static str,
    starts: Vec<usize>,
    trailing: bool,
}

impl Writer {
    fn newline(&mut self, chance: &mut Chance) {
        let end = if self.newline.is_empty() { *chance.pick(&["\n", "\r\n", "\r"]) } else { self.newline };
        self.out.extend_from_slice(end.as_bytes());
    }

    fn line(&mut self, cells: &[String], chance: &mut Chance) {
        let written: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
        self.out.extend_from_slice(written.join(self.delimiter).as_bytes());
        if self.trailing {
            self.out.extend_from_slice(self.delimiter.trim_end_matches(' ').as_bytes());
        }
        self.newline(chance);
    }

    fn cell(&self, cell: &str) -> String {
        // What begins so is written as it is.
        if let Some(raw) = cell.strip_prefix('\u{1}') {
            return raw.to_string();
        }
        let (quote, doubled) = match self.quoting {
            Quoting::Apostrophes => ("'", "''"),
            Quoting::Backslashes => ("\"", "\\\""),
            _ => ("\"", "\"\""),
        };
        let bare = self.delimiter.trim_end_matches(' ');
        let needs = cell.contains(quote) || cell.contains(['\n', '\r']) || cell.contains(bare);
        match self.quoting {
            Quoting::None => cell.to_string(),
            Quoting::All => format!("{quote}{}{quote}", cell.replace(quote, doubled)),
            _ if needs => format!("{quote}{}{quote}", cell.replace(quote, doubled)),
            _ => cell.to_string(),
        }
    }

    fn words(&mut self, cells: &[&str], chance: &mut Chance) {
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        self.line(&cells, chance);
    }
}

/// The ways of writing: delimiter, quoting, names.
const DIALECTS: [(&str, Quoting, &str); 14] = [
    (",", Quoting::Minimal, "comma"),
    (",", Quoting::All, "all quoted"),
    (",", Quoting::Apostrophes, "apostrophes"),
    (",", Quoting::Backslashes, "backslashes"),
    (";", Quoting::Minimal, "semicolon"),
    (";", Quoting::Apostrophes, "apostrophes"),
    ("\t", Quoting::Minimal, "TAB"),
    ("\t", Quoting::None, "no quotes"),
    ("|", Quoting::Minimal, "pipe"),
    ("|", Quoting::All, "all quoted"),
    ("|", Quoting::Backslashes, "backslashes"),
    (", ", Quoting::Minimal, "comma and space"),
    (", ", Quoting::All, "comma and space"),
    ("  ", Quoting::None, "spaces"),
];

const NEWLINES: [(&str, &str); 5] =
    [("\n", "LF"), ("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR"), ("", "mixed line ends")];

/// A further thing that is done to a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Dirt {
    Titles,
    TitlesWithCells,
    BlankFirst,
    BlankLines,
    Separator,
    Sum,
    Footer,
    HeaderAgain,
    Trailing,
    Short,
    Long,
    CutRow,
    ExtraCell,
    Nuls,
    StrayQuote,
    InchMark,
    TableAfter,
    TableBefore,
    Bom,
    GroupRow,
    SplitNames,
    Units,
    SecondLanguage,
    NameTwice,
    NoHeader,
}

const DIRT: [(Dirt, &str); 32] = [
    (Dirt::Titles, "titles"),
    (Dirt::Titles, "titles"),
    (Dirt::TitlesWithCells, "titles with cells"),
    (Dirt::BlankFirst, "blank first line"),
    (Dirt::BlankLines, "blank lines"),
    (Dirt::BlankLines, "blank lines"),
    (Dirt::Separator, "sep="),
    (Dirt::Sum, "sum"),
    (Dirt::Sum, "sum"),
    (Dirt::Footer, "footer"),
    (Dirt::Footer, "footer"),
    (Dirt::HeaderAgain, "header again"),
    (Dirt::Trailing, "trailing delimiter"),
    (Dirt::Short, "short rows"),
    (Dirt::Long, "long rows"),
    (Dirt::CutRow, "a row cut off"),
    (Dirt::ExtraCell, "a cell too many"),
    (Dirt::Nuls, "NULs"),
    (Dirt::Nuls, "NULs"),
    (Dirt::StrayQuote, "stray quote"),
    (Dirt::InchMark, "inch mark"),
    (Dirt::TableAfter, "table below"),
    (Dirt::TableBefore, "table above"),
    (Dirt::Bom, "BOM"),
    (Dirt::GroupRow, "row of groups"),
    (Dirt::GroupRow, "row of groups"),
    (Dirt::SplitNames, "names over two rows"),
    (Dirt::Units, "row of units"),
    (Dirt::Units, "row of units"),
    (Dirt::SecondLanguage, "names in two languages"),
    (Dirt::NameTwice, "a name twice"),
    (Dirt::NoHeader, "no header"),
];

/// Makes a clean file dirty.
pub fn dirty(clean: &Clean, chance: &mut Chance) -> Dirty {
    let (delimiter, quoting, dialect) = *chance.pick(&DIALECTS);
    let (newline, newline_name) = *chance.pick(&NEWLINES);
    let mut kinds = vec![dialect, newline_name];
    let mut dirt: Vec<Dirt> = Vec::new();
    for _ in 0..chance.below(4) {
        let (one, name) = *chance.pick(&DIRT);
        // What loses data for good cannot give the same numbers: it is done to a few files.
        let is_rare = matches!(one, Dirt::CutRow | Dirt::ExtraCell | Dirt::NoHeader);
        if !dirt.contains(&one) && fits(one, delimiter, &dirt) && (!is_rare || chance.once_in(6)) {
            dirt.push(one);
            kinds.push(name);
        }
    }
    let mut clean = clean.clone();
    if quoting == Quoting::None {
        flatten(&mut clean, delimiter);
    }
    if dirt.contains(&Dirt::NameTwice) {
        double_name(&mut clean);
    }
    spoil_rows(&mut clean, &dirt, quoting, chance);
    let trailing = dirt.contains(&Dirt::Trailing);
    let mut writer = Writer { out: Vec::new(), delimiter, quoting, newline, starts: Vec::new(), trailing };
    write_above(&mut writer, &clean, &dirt, chance);
    write_header(&mut writer, &clean, &dirt, chance);
    for (i, row) in clean.rows.iter().enumerate() {
        if dirt.contains(&Dirt::BlankLines) && chance.once_in(15) {
            writer.newline(chance);
        }
        if dirt.contains(&Dirt::HeaderAgain) && i % 20 == 19 {
            writer.line(&clean.names, chance);
        }
        writer.starts.push(writer.out.len());
        writer.line(&row.cells, chance);
    }
    write_below(&mut writer, &clean, &dirt, chance);
    let lines = writer.starts.iter().map(|&start| 1 + line_ends(&writer.out[..start])).collect();
    let mut bytes = writer.out;
    if dirt.contains(&Dirt::Nuls) {
        for _ in 0..1 + chance.below(20) {
            let at = chance.below(bytes.len());
            bytes.insert(at, 0);
        }
    }
    if dirt.contains(&Dirt::Bom) {
        bytes.splice(0..0, *b"\xEF\xBB\xBF");
    }
    Dirty { bytes, lines, rows: clean.rows, kinds }
}

/// Whether this can be done at all beside what is done already.
fn fits(one: Dirt, delimiter: &str, others: &[Dirt]) -> bool {
    use Dirt::{
        ExtraCell, GroupRow, InchMark, Long, NameTwice, NoHeader, SecondLanguage, Separator, Short,
        SplitNames, StrayQuote, TableAfter, TableBefore, Trailing, Units,
    };
    let has = |any: &[Dirt]| any.iter().any(|dirt| others.contains(dirt));
    let headers = [GroupRow, SplitNames, Units, SecondLanguage, NoHeader];
    // Spaces have no empty cells, and no quotes.
    let spaced = [
        ExtraCell,
        GroupRow,
        InchMark,
        Long,
        NameTwice,
        Short,
        SplitNames,
        StrayQuote,
        TableAfter,
        TableBefore,
        Trailing,
        Units,
        Separator,
    ];
    !(headers.contains(&one) && has(&headers) || delimiter == "  " && spaced.contains(&one))
        && !(one == Separator && (delimiter.len() > 1 || has(&[Dirt::Bom, Dirt::BlankFirst])))
        && !(matches!(one, Dirt::Bom | Dirt::BlankFirst) && has(&[Separator]))
        && !(one == Long && has(&[Trailing]) || one == Trailing && has(&[Long]))
        && !(one == NoHeader && has(&[Dirt::HeaderAgain, TableBefore, TableAfter]))
        && !(matches!(one, Dirt::HeaderAgain | TableBefore | TableAfter) && has(&[NoHeader]))
        && !(one == StrayQuote && has(&[InchMark]) || one == InchMark && has(&[StrayQuote]))
}

/// Nothing that would need a quote.
fn flatten(clean: &mut Clean, delimiter: &str) {
    let is_spaced = delimiter == "  ";
    let flat = |cell: &str| {
        let cell = cell.replace(['\n', '\t'], " ");
        match (is_spaced, cell.is_empty()) {
            (false, _) => cell,
            (true, true) => "-".to_string(),
            (true, false) if cell.starts_with("2024") => cell.replace(' ', "T"),
            (true, false) => cell.replace(' ', "_"),
        }
    };
    clean.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| *cell = flat(cell));
    clean.names.iter_mut().chain(&mut clean.translated).for_each(|name| *name = flat(name));
}

/// A second column with the amount's name, which is empty.
fn double_name(clean: &mut Clean) {
    let at = clean.amount;
    clean.names.insert(at, clean.names[at].clone());
    clean.translated.insert(at, clean.translated[at].clone());
    clean.rows.iter_mut().for_each(|row| row.cells.insert(at, String::new()));
    clean.text += usize::from(clean.text > at);
    clean.amount += 1;
}

fn spoil_rows(clean: &mut Clean, dirt: &[Dirt], quoting: Quoting, chance: &mut Chance) {
    let (text, width) = (clean.text, clean.names.len());
    let several = 1 + chance.below(3);
    let mut each = |count: usize, spoil: &mut dyn FnMut(&mut Row, usize)| {
        for _ in 0..count {
            let row = chance.below(clean.rows.len() - 1);
            let kind = chance.below(3);
            spoil(&mut clean.rows[row], kind);
        }
    };
    if dirt.contains(&Dirt::Short) {
        each(20, &mut |row, _| {
            while row.cells.last().is_some_and(String::is_empty) {
                row.cells.pop();
            }
        });
    }
    if dirt.contains(&Dirt::InchMark) {
        let wrap = |words: &str| match quoting {
            Quoting::All => format!("\u{1}\"{words}\""),
            _ => format!("\u{1}{words}"),
        };
        each(several, &mut |row, kind| row.cells[text] = wrap(["27\" wide", "\"Queen\" set", "27\""][kind]));
    }
    if dirt.contains(&Dirt::StrayQuote) {
        each(several, &mut |row, _| row.cells[text] = "\u{1}\"27 inch wide".into());
    }
    if dirt.contains(&Dirt::CutRow) {
        each(1, &mut |row, kind| row.cells.truncate(1 + kind.min(width - 2)));
    }
    if dirt.contains(&Dirt::ExtraCell) {
        each(1, &mut |row, _| row.cells.insert(text, "x".into()));
    }
    if dirt.contains(&Dirt::Long) {
        clean.rows.iter_mut().for_each(|row| row.cells.extend([String::new(), String::new()]));
    }
}

fn write_above(writer: &mut Writer, clean: &Clean, dirt: &[Dirt], chance: &mut Chance) {
    if dirt.contains(&Dirt::Separator) {
        writer.words(&[&format!("\u{1}sep={}", writer.delimiter)], chance);
    }
    if dirt.contains(&Dirt::BlankFirst) {
        writer.newline(chance);
    }
    if dirt.contains(&Dirt::Titles) {
        let titles: &[&str] = if clean.is_chinese {
            &["订单报表", "导出时间：2024-12-31 10:00:00"]
        } else {
            &["Order report", "Report generated 2024-12-31"]
        };
        titles.iter().for_each(|title| writer.words(&[title], chance));
        writer.newline(chance);
    }
    if dirt.contains(&Dirt::TitlesWithCells) {
        let words = if clean.is_chinese {
            ["店铺：", "示例店", "日期："]
        } else {
            ["Shop:", "Example", "Period:"]
        };
        writer.words(&[words[0], words[1]], chance);
        writer.words(&[words[2], "2024-01-01", "2024-12-31"], chance);
    }
    if dirt.contains(&Dirt::TableBefore) {
        let names = if clean.is_chinese {
            ["月份", "订单数", "销售额"]
        } else {
            ["Month", "Orders", "Revenue"]
        };
        writer.words(&names, chance);
        (1..4).for_each(|month| writer.words(&[&format!("2024-{month:02}"), "12", "1234.50"], chance));
        writer.newline(chance);
    }
}

fn write_header(writer: &mut Writer, clean: &Clean, dirt: &[Dirt], chance: &mut Chance) {
    let blank = || vec![String::new(); clean.names.len()];
    if dirt.contains(&Dirt::NoHeader) {
        return;
    }
    if dirt.contains(&Dirt::GroupRow) {
        let mut groups = blank();
        groups[0] = if clean.is_chinese { "基本信息".into() } else { "Sale".into() };
        groups[2] = if clean.is_chinese { "明细".into() } else { "Details".into() };
        writer.line(&groups, chance);
    }
    if dirt.contains(&Dirt::SplitNames) {
        let (above, below): (Vec<String>, Vec<String>) = clean.names.iter().map(|name| split(name)).unzip();
        writer.line(&above, chance);
        writer.line(&below, chance);
        return;
    }
    writer.line(&clean.names, chance);
    if dirt.contains(&Dirt::Units) {
        let mut units = blank();
        units[clean.amount] = if clean.is_chinese { "元".into() } else { "USD".into() };
        writer.line(&units, chance);
    }
    if dirt.contains(&Dirt::SecondLanguage) {
        writer.line(&clean.translated, chance);
    }
}

/// `Order ID` as `Order` above `ID`; what has one word stays below.
fn split(name: &str) -> (String, String) {
    if let Some((above, below)) = name.split_once(' ') {
        return (above.into(), below.into());
    }
    match name.char_indices().nth(2) {
        Some((at, _)) if !name.is_ascii() && name.chars().count() > 3 => {
            (name[..at].into(), name[at..].into())
        }
        _ => (String::new(), name.into()),
    }
}

fn write_below(writer: &mut Writer, clean: &Clean, dirt: &[Dirt], chance: &mut Chance) {
    if dirt.contains(&Dirt::Sum) {
        let mut sum = vec![String::new(); clean.names.len()];
        if writer.delimiter == "  " {
            sum.iter_mut().for_each(|cell| *cell = "-".into());
        }
        sum[0] = chance
            .pick(if clean.is_chinese { &["合计", "总计"] } else { &["Total", "Grand total"] })
            .to_string();
        if writer.delimiter == "  " {
            sum[0] = sum[0].replace(' ', "_");
        }
        sum[clean.amount] = "123456.78".into();
        writer.line(&sum, chance);
    }
    if dirt.contains(&Dirt::TableAfter) {
        let names: &[&str] = if clean.is_chinese {
            &["退款编号", "订单编号", "退款时间", "退款金额"]
        } else {
            &["Refund ID", "Order ID", "Refund Date", "Refund Amount"]
        };
        writer.newline(chance);
        writer.words(names, chance);
        (0..3).for_each(|i| writer.words(&[&format!("R{i}"), "7000037", "2024-05-01", "9.99"], chance));
    }
    if dirt.contains(&Dirt::Footer) {
        writer.newline(chance);
        let count = clean.rows.len().to_string();
        if clean.is_chinese {
            writer.words(&[&format!("共 {count} 条")], chance);
        } else if writer.delimiter == "  " {
            writer.words(&[&count, "record(s)"], chance);
        } else {
            writer.words(&[&count, "record(s) downloaded"], chance);
            writer.words(&["Seller ID : example-seller"], chance);
        }
    }
}

/// How many lines end in these bytes: at LF, CR LF or CR.
fn line_ends(bytes: &[u8]) -> u32 {
    let pairs = bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
    let ends = bytes.iter().filter(|&&byte| matches!(byte, b'\r' | b'\n')).count();
    (ends - pairs) as u32
}
