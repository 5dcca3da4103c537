//! What is done to a clean file, and the file that comes of it.

use super::around::{write_above, write_below, write_header};
use super::clean::{Clean, Row};
use super::writer::{DIALECTS, NEWLINES, Quoting, Writer, line_ends};
use crate::chance::Chance;

/// A dirty file.
pub struct Dirty {
    pub bytes: Vec<u8>,
    /// For each row of data the line that it begins on.
    pub lines: Vec<u32>,
    pub rows: Vec<Row>,
    /// What was done, by name.
    pub kinds: Vec<&'static str>,
}

/// A further thing that is done to a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dirt {
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
